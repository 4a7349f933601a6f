"""Bad rows: what is wrong in a folder to import, to the file, line and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from smartclient.domain.errors import RefusedError

_NAMED = 3


class DependentRowError(RefusedError):
    """Why a row is bad that would be good, were another one not bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """One thing that is wrong. ``line`` counts from 1, the header being line 1.

    ``column`` is "" when the row as a whole is wrong. The reason is a sentence template with
    arguments, so that a screen can translate it. ``follows``: the row is bad only because
    another row, or a whole file, is.
    """

    file: str
    line: int
    column: str
    template: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    follows: bool = False

    @classmethod
    def of(cls, file: str, line: int, column: str, error: RefusedError) -> "BadRow":
        """The bad row for an error."""
        return cls(
            file=file,
            line=line,
            column=column,
            template=error.template,
            arguments=dict(error.arguments),
            follows=isinstance(error, DependentRowError),
        )

    @property
    def reason(self) -> str:
        """The reason as an English sentence."""
        return self.template.format(**self.arguments) if self.arguments else self.template

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        return (
            f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"
        )


class ImportRefusedError(RefusedError):
    """A folder with bad rows, of which nothing was imported.

    ``bad_rows`` are all but those that only follow from others; ``notes`` the other remarks.
    """

    help_page = "import"

    def __init__(self, bad_rows: Iterable[BadRow], *, notes: tuple[BadRow, ...] = ()) -> None:
        self.notes = notes
        self.bad_rows = tuple(bad for bad in bad_rows if not bad.follows)
        named = " · ".join(str(bad) for bad in self.bad_rows[:_NAMED])
        more = len(self.bad_rows) - _NAMED
        super().__init__(
            "Nothing was imported: {count} of the rows can't be used. {named} "
            "Correct them, or leave them out with --skip-bad-rows.",
            count=len(self.bad_rows),
            named=f"{named} · and {more} more." if more > 0 else named,
        )


def in_order(bad_rows: Iterable[BadRow], files: tuple[str, ...]) -> tuple[BadRow, ...]:
    """The bad rows by file (in the order of ``files``), line and column."""
    rank = {name: number for number, name in enumerate(files)}
    return tuple(
        sorted(bad_rows, key=lambda bad: (rank.get(bad.file, len(rank)), bad.line, bad.column))
    )
