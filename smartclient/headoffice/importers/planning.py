"""Planning: the changes of an import to a table, computed before anything is written.

Only what differs is written, so that laptops are sent nothing else. Rows are matched by the
comparable form of their names, and take the form in which the file writes them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from smartclient.headoffice.importers.content import FileContent, Key, comparable
from smartclient.headoffice.importers.journal import Staged
from smartclient.headoffice.importers.portions import RowChange, unit_of
from smartclient.headoffice.importers.values import Value


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRow:
    """A stored row to change; ``seen`` are its values now, None where nobody else writes it."""

    row_id: int
    values: Mapping[str, Any]
    seen: Mapping[str, Any] | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """The changes of one table, named as in ``Tables``; of a removed row its key is known."""

    name: str
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[ChangedRow] = field(default_factory=list)
    removed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
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

    def keep_only(self, units: Container[str]) -> None:
        """Drop the changes of other units: their rows stay as they are."""
        before = len(self.new) + len(self.changed)
        self.new = [values for values in self.new if unit_of(self.name, values) in units]
        self.changed = [row for row in self.changed if unit_of(self.name, row.values) in units]
        self.removed = [row for row in self.removed if unit_of(self.name, row[1]) in units]
        self.unchanged += before - len(self.new) - len(self.changed)

    def changes(self) -> Iterator[RowChange]:
        """Yield the changes, each with the unit that it is switched with."""
        for row_id, values in self.removed:
            yield self._change(values, row_id=row_id, is_removed=True)
        for row in self.changed:
            yield self._change(row.values, row_id=row.row_id, seen=row.seen)
        for values in self.new:
            yield self._change(values)

    def _change(
        self,
        values: Mapping[str, Any],
        *,
        row_id: int | None = None,
        seen: Mapping[str, Any] | None = None,
        is_removed: bool = False,
    ) -> RowChange:
        return RowChange(
            unit=unit_of(self.name, values),
            table=self.name,
            row_id=row_id,
            values=values,
            seen=seen,
            is_removed=is_removed,
        )


def plan_content(
    connection: Connection, table: Table, content: FileContent, staged: Staged | None = None
) -> Plan:
    """The changes that make the rows of ``table`` agree with the file.

    Of a stored row, the import changes only the columns that the file has. Counts of what is
    ``staged`` already go on from those that were seen then.
    """
    key, owned = content.format.key, {*content.fields, *content.format.key}
    fields = [name for name in table.c.keys() if name in owned]  # noqa: SIM118 (not a mapping)
    stored = stored_rows(connection, table, key, fields)
    plan = Plan(name=content.format.table)
    for row in (row.values for row in content.rows):
        existing = stored.get(comparable([row[name] for name in key]))
        if existing is None:
            plan.new.append({name: value for name, value in row.items() if name in table.c})
            continue
        row_id, values = existing
        wanted = {name: row[name] for name in fields}
        seen = values if staged is None else staged.as_seen(plan.name, wanted, values)
        if seen == wanted:
            plan.unchanged += 1
        else:
            plan.changed.append(ChangedRow(row_id=row_id, values=wanted, seen=seen))
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
