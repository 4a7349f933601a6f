"""Data sets: as the admins define them, and the rows that each rep is given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from smartclient.contract.encoding import ascii_json
from smartclient.domain.data_sets import DataSet, DataSetAudience, DataSetContent
from smartclient.domain.ids import Login
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.catalog_sizes import CatalogSizes


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedDataSet:
    """A data set with who defined it last, and when."""

    data_set: DataSet
    changed_by: str
    changed_at: datetime


def defined_data_sets(connection: Connection) -> tuple[DefinedDataSet, ...]:
    """Every data set, by name."""
    t = tables_for(connection.dialect.name).data_sets
    return tuple(_defined(row) for row in connection.execute(select(t).order_by(t.c.name)))


def store_data_set(connection: Connection, data_set: DataSet, *, by: Login, at: datetime) -> None:
    """Define a data set, in the place of one of the same name; what is as it was stays so."""
    t = tables_for(connection.dialect.name).data_sets
    before = _named(connection, data_set.name)
    if before is not None and _defined(before).data_set == data_set:
        return
    values = {
        "name": data_set.name,
        "required": data_set.required,
        "audience": data_set.audience,
        "recipient": data_set.recipient,
        "content": ascii_json(data_set.content),
        "changed_by": by,
        "changed_at": at,
    }
    if before is None:
        connection.execute(insert(t), values)
    else:
        connection.execute(update(t).where(t.c.id == before.id), values)


def remove_data_set(connection: Connection, name: str) -> bool:
    """Remove a data set; False where there is none of that name."""
    t = tables_for(connection.dialect.name).data_sets
    found = _named(connection, name)
    if found is None:
        return False
    connection.execute(delete(t).where(t.c.id == found.id))
    return True


def give_data_sets(connection: Connection) -> int:
    """Write what each rep is given, as the data sets, the reps and the catalog are now.

    Rows that are as they were stay untouched, so that nothing is sent again; returns how many were
    written or deleted.
    """
    t = tables_for(connection.dialect.name).take_along
    given = _given(connection)
    written = 0
    for row in connection.execute(select(t)).all():
        values = given.pop((row.rep, row.name), None)
        if values is None:
            connection.execute(delete(t).where(t.c.id == row.id))
        elif any(getattr(row, name) != value for name, value in values.items()):
            connection.execute(update(t).where(t.c.id == row.id), values)
        else:
            continue
        written += 1
    for (rep, name), values in given.items():
        connection.execute(insert(t), {"rep": rep, "name": name, **values})
        written += 1
    return written


def reps_of(connection: Connection) -> tuple[tuple[Login, str], ...]:
    """The login and the territory of each rep, by login."""
    r = tables_for(connection.dialect.name).reps
    rows = connection.execute(select(r.c.login, r.c.territory).order_by(r.c.login))
    return tuple((Login(row.login), row.territory) for row in rows)


def _given(connection: Connection) -> dict[tuple[str, str], dict[str, Any]]:
    """What each rep is to be given, by login and name."""
    data_sets = [defined.data_set for defined in defined_data_sets(connection)]
    if not data_sets:
        return {}
    sizes = CatalogSizes.read(connection)
    measured = [(data_set, _row_of(data_set, sizes)) for data_set in data_sets]
    return {
        (login, data_set.name): row
        for login, territory in reps_of(connection)
        for data_set, row in measured
        if data_set.is_for(login, territory)
    }


def _row_of(data_set: DataSet, sizes: CatalogSizes) -> dict[str, Any]:
    """What is written of a data set for each rep who is given it."""
    return {
        "required": data_set.required,
        "content": ascii_json(data_set.content),
        "products": sizes.products_of(data_set.content),
        "size": sizes.bytes_of(data_set.content),
    }


def _named(connection: Connection, name: str) -> Row[Any] | None:
    """The row of the data set of a name; names are compared as everywhere, in Python."""
    t = tables_for(connection.dialect.name).data_sets
    key = name_key(name)
    rows = connection.execute(select(t)).all()
    return next((row for row in rows if name_key(row.name) == key), None)


def _defined(row: Row[Any]) -> DefinedDataSet:
    data_set = DataSet(
        name=row.name,
        required=bool(row.required),
        audience=DataSetAudience(row.audience),
        recipient=row.recipient,
        content=msgspec.json.decode(row.content, type=DataSetContent),
    )
    return DefinedDataSet(data_set=data_set, changed_by=row.changed_by, changed_at=row.changed_at)
