"""Planning: the changes of an import to a table, computed before anything is written.

Only what differs is written, so that laptops are sent nothing else. Rows are matched by the
comparable form of their names, and take the form in which the file writes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.importers.content import FileContent, Key, comparable
from smartclient.headoffice.importers.values import Value

_ROW_ID = "row_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """How many rows of a kind an import adds, changes, leaves, removes and can't use."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    bad: int = 0

    @property
    def taken(self) -> int:
        """The good rows of the file."""
        return self.new + self.changed + self.unchanged

    @property
    def written(self) -> int:
        """The rows of the table that are not as they were."""
        return self.new + self.changed + self.removed


@dataclass(slots=True, kw_only=True)
class Plan:
    """The changes of one table: rows to add, to change and to remove by their id."""

    table: Table
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    unchanged: int = 0

    def tally(self, *, bad: int = 0) -> ImportCounts:
        """The counts of this plan."""
        return ImportCounts(
            new=len(self.new),
            changed=len(self.changed),
            unchanged=self.unchanged,
            removed=len(self.removed),
            bad=bad,
        )

    def execute(self, connection: Connection) -> None:
        """Write it; RefusedError where two names that differ here are one in the database.

        A server's collation knows more forms of a letter than Unicode's case folding does.
        """
        try:
            self._write(connection)
        except IntegrityError as error:
            raise RefusedError(
                "Nothing was imported: head office's database takes two names in {table}.csv for "
                "one, or has one of them already in another form.",
                table=self.table.name,
                detail=str(error.orig),
            ) from error

    def _write(self, connection: Connection) -> None:
        # removed rows first: new ones may take their keys
        by_id = self.table.c.id == bindparam(_ROW_ID)
        if self.removed:
            gone = [{_ROW_ID: row_id} for row_id in self.removed]
            connection.execute(delete(self.table).where(by_id), gone)
        if self.changed:
            names = self.changed[0][1]
            statement = update(self.table).where(by_id)
            connection.execute(
                statement.values({name: bindparam(f"new_{name}") for name in names}),
                [
                    {_ROW_ID: row_id, **{f"new_{name}": value for name, value in values.items()}}
                    for row_id, values in self.changed
                ],
            )
        if self.new:
            connection.execute(insert(self.table), self.new)


def plan_content(connection: Connection, table: Table, content: FileContent) -> Plan:
    """The changes that make the rows of ``table`` agree with the file.

    Of a stored row, the import changes only the columns that the file has.
    """
    rows = [row.values for row in content.rows]
    return plan_rows(connection, table, content.format.key, content.fields, rows)


def plan_rows(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    owned: Iterable[str],
    rows: Iterable[Mapping[str, Value]],
) -> Plan:
    """The changes that add rows new by ``key``, and update the others where they differ."""
    owned = {*owned, *key}
    fields = [name for name in table.c.keys() if name in owned]  # noqa: SIM118 (not a mapping)
    stored = stored_rows(connection, table, key, fields)
    plan = Plan(table=table)
    for row in rows:
        existing = stored.get(comparable([row[name] for name in key]))
        if existing is None:
            plan.new.append({name: value for name, value in row.items() if name in table.c})
            continue
        row_id, values = existing
        wanted = {name: row[name] for name in fields}
        if values == wanted:
            plan.unchanged += 1
        else:
            plan.changed.append((row_id, wanted))
    return plan


def stored_rows(
    connection: Connection, table: Table, key: tuple[str, ...], fields: Iterable[str]
) -> dict[Key, tuple[int, dict[str, Value]]]:
    """The id and the named fields of every row of ``table``, by its key."""
    names = tuple(dict.fromkeys((*key, *fields)))
    wanted = tuple(fields)
    found: dict[Key, tuple[int, dict[str, Value]]] = {}
    for row in connection.execute(select(table.c.id, *(table.c[name] for name in names))):
        values = dict(zip(names, row[1:], strict=True))
        found[comparable([values[name] for name in key])] = (
            row.id,
            {name: values[name] for name in wanted},
        )
    return found


def fill_missing_columns(connection: Connection, table: Table, content: FileContent) -> None:
    """Fill the columns that the file lacks with the stored values of its rows.

    So the checks see the values to come, and not what an empty field would mean.
    """
    targets = [column.target for column in content.format.columns]
    lacking = [name for name in targets if name not in content.fields and name in table.c]
    if not lacking or not content.rows:
        return
    stored = stored_rows(connection, table, content.format.key, lacking)
    for row in content.rows:
        existing = stored.get(content.key_of(row.values))
        if existing is not None:
            row.values.update(existing[1])
