"""Searches in a SQLite file: customers are found by stored keys of their names.

SQLite has no collation that knows letter case and Unicode forms, and an index on a function of
ours would keep every other program from changing customers. Triggers in plain SQL list the
customers whose keys are not known yet; they are computed before keys are searched.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Unicode,
    func,
    select,
    update,
)

from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.locking import with_index_seek
from smartclient.headoffice.database.tables import tables_for

_COMPARED = ("name", "email")

NAME_KEYS = Table(
    "sync_customer_name_keys",
    MetaData(),
    Column("customer", Integer, primary_key=True),
    *(Column(name, Unicode) for name in _COMPARED),
    *(Index(f"ix_sqlite_customer_name_keys_{name}", name) for name in _COMPARED),
)
"""The ``name_key`` of customers' names and e-mail addresses, NULL until it is computed."""


def customers_named(connection: Connection, column: str, name: str | None) -> Select[Any]:
    """The ids of customers, found by the key of the column; missing keys are computed first."""
    _compute_missing(connection)
    key = None if name is None else name_key(name)
    return with_index_seek(select(NAME_KEYS.c.customer.label("id")), NAME_KEYS.c[column], key)


def _compute_missing(connection: Connection) -> None:
    c = tables_for("sqlite").customers
    keys = {
        name: select(func.name_key(c.c[name]))
        .where(c.c.id == NAME_KEYS.c.customer)
        .scalar_subquery()
        for name in _COMPARED
    }
    missing = NAME_KEYS.c.name.is_(None)
    connection.execute(update(NAME_KEYS).where(missing).values(keys))
