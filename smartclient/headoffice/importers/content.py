"""Content: the good and bad rows of one file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.importers.bad_rows import BadRow
from smartclient.headoffice.importers.formats import FileFormat
from smartclient.headoffice.importers.values import Value

Key = tuple[Value, ...]
"""What rows are found again by: names in the form in which they are compared."""


def comparable(values: Iterable[Value]) -> Key:
    """Values as rows are compared by them."""
    return tuple([name_key(value) if isinstance(value, str) else value for value in values])


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One good row: the line it begins on and its values by field."""

    line: int
    values: dict[str, Value]


RowCheck = Callable[[ImportRow], tuple[str, RefusedError] | None]
"""Looks at a row and returns the column and the reason when it is bad."""


@dataclass(slots=True)
class FileContent:
    """What one file holds. ``faulty`` are the keys of bad rows, as far as they can be read.

    ``usable`` is False when the file as a whole is bad. ``notes`` report what of good rows was
    ignored. ``fields`` are those that the file has a column for.
    """

    format: FileFormat
    usable: bool = True
    rows: list[ImportRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    faulty: set[Key] = field(default_factory=set)
    notes: list[BadRow] = field(default_factory=list)
    fields: tuple[str, ...] = ()

    def key_of(self, values: Mapping[str, Value]) -> Key:
        """What a row with these values is found by again."""
        return comparable([values[name] for name in self.format.key])

    def keys(self) -> set[Key]:
        """The keys of all good rows."""
        return {self.key_of(row.values) for row in self.rows}

    def refuse(self, line: int, column: str, error: RefusedError) -> None:
        """Note that the row on ``line`` is bad."""
        self.bad.append(BadRow.of(self.format.name, line, column, error))

    def refuse_file(self, column: str, error: RefusedError, *, line: int = 1) -> None:
        """Note that the file as a whole is bad, and drop what was read of it."""
        self.usable = False
        self.rows = []
        self.refuse(line, column, error)

    def note(self, line: int, column: str, template: str, **arguments: str) -> None:
        """Note what was ignored, although the row on ``line`` is good."""
        error = RefusedError(template, **arguments)
        self.notes.append(BadRow.of(self.format.name, line, column, error))

    def keep(self, find_fault: RowCheck) -> None:
        """Keep only the rows in which ``find_fault`` finds none; note the others."""
        good = []
        for row in self.rows:
            found = find_fault(row)
            if found is None:
                good.append(row)
            else:
                self.refuse(row.line, *found)
                self.faulty.add(self.key_of(row.values))
        self.rows = good
