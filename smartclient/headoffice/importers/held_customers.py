"""Checked-out customers in an import: what it would change of them is left, refused or taken."""

from collections.abc import Container, Mapping
from datetime import datetime

from sqlalchemy import Connection

from smartclient.domain.check_out import CheckOut, HeldImports
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers.content import FileContent, ImportRow, Key, comparable
from smartclient.headoffice.importers.planning import stored_rows
from smartclient.headoffice.importers.portions import Portion, RowChange, unit_of
from smartclient.headoffice.importers.values import Value
from smartclient.headoffice.sales.check_outs import check_out_time, checked_out
from smartclient.headoffice.sales.customers import CustomerTable
from smartclient.headoffice.sales.policies import current_policies

_FILES = {"customers": "number", "addresses": "customer"}
"""File → the field of its rows that names the customer."""

_LEFT = "{customer} is checked out by {holder} until {until}. It stays as it is; import again then."
_REFUSED = "{customer} is checked out by {holder} until {until}. Import it again then."


Held = Mapping[Key, CheckOut]
"""The check-outs of customers, by the comparable form of their numbers."""


def leave_held(connection: Connection, contents: Mapping[str, FileContent], now: datetime) -> None:
    """Take out of the files what would change a customer that is checked out, as the policy says.

    Rows that change nothing stay.
    """
    policy = current_policies(connection).checked_out_imports
    held = {
        comparable([found.number]): found.check_out for found in checked_out(connection, now=now)
    }
    if policy is HeldImports.ALLOW or not held:
        return
    for name, field in _FILES.items():
        _leave_of_file(connection, contents[name], field, held, policy)


def without_held(connection: Connection, portion: Portion, now: datetime) -> tuple[Portion, Held]:
    """A portion without what would change customers that were checked out since it was planned.

    And their check-outs. The customers stay locked until the transaction ends.
    """
    concerned = {
        str(change.values[_FILES[change.table]])
        for change in portion
        if isinstance(change, RowChange) and change.table in _FILES
    }
    if not concerned or current_policies(connection).checked_out_imports is HeldImports.ALLOW:
        return portion, {}
    at, epoch = check_out_time(connection, now), schema.info(connection, "generation")
    held = {
        comparable([number]): found
        for number, customer in CustomerTable(connection)
        .get_many(CustomerNumber(number) for number in sorted(concerned))
        .items()
        if (found := customer.held(now=at, epoch=epoch)) is not None
    }
    kept = [
        change
        for change in portion
        if not isinstance(change, RowChange)
        or change.table not in _FILES
        or comparable([change.values[_FILES[change.table]]]) not in held
    ]
    return kept, held


def note_left(
    contents: Mapping[str, FileContent], planned: Container[tuple[str, str]], held: Held
) -> None:
    """Note in the files what was left while it was written; ``planned`` are tables with units."""
    for name, field in _FILES.items():
        content = contents[name]
        for row in content.rows:
            by = held.get(comparable([row.values[field]]))
            if by is not None and (name, unit_of(name, row.values)) in planned:
                column = content.format.columns[0].name
                content.note(row.line, column, _LEFT, **_words(row.values[field], by))


def _words(customer: Value, by: CheckOut) -> dict[str, str]:
    # an import is read where it runs, so the end is by the clock there
    return {
        "customer": str(customer),
        "holder": by.holder,
        "until": f"{by.until.astimezone():%Y-%m-%d %H:%M}",
    }


def _leave_of_file(
    connection: Connection,
    content: FileContent,
    field: str,
    held: Held,
    policy: HeldImports,
) -> None:
    table = tables_for(connection.dialect.name).table_named(content.format.table)
    concerned = [row for row in content.rows if comparable([row.values[field]]) in held]
    if not concerned:
        return
    fields = [each for each in content.fields if each in table.c]
    stored = stored_rows(connection, table, content.format.key, fields)
    left: set[int] = set()
    for row in concerned:
        if not _changes(row, stored.get(content.key_of(row.values))):
            continue
        by = held[comparable([row.values[field]])]
        words = _words(row.values[field], by)
        column = content.format.columns[0].name
        if policy is HeldImports.REFUSE:
            content.refuse(row.line, column, RefusedError(_REFUSED, **words))
            content.faulty.add(content.key_of(row.values))
        else:
            content.note(row.line, column, _LEFT, **words)
        left.add(row.line)
    content.rows = [row for row in content.rows if row.line not in left]


def _changes(row: ImportRow, existing: tuple[int, dict[str, Value]] | None) -> bool:
    if existing is None:
        return True
    return any(row.values[name] != value for name, value in existing[1].items())
