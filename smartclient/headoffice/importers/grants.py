"""Grants: a CSV file of logins that are to be let in, or that may do nothing any more.

An import's ``reps.csv`` is such a file: its other columns are passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from smartclient.domain import fields
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.text.canonical import LONGEST_LOGIN
from smartclient.headoffice.importers import values
from smartclient.headoffice.importers.bad_rows import BadRow
from smartclient.headoffice.importers.content import FileContent, ImportRow
from smartclient.headoffice.importers.formats import REPS, CsvColumn, FileFormat
from smartclient.headoffice.importers.reading import read_file
from smartclient.read_models.access import AccessRole, AccountKind, GrantLine, RefusedLine

_LOGIN = fields.TextField("login", LONGEST_LOGIN)
_OWN = (
    CsvColumn("login", values.text(_LOGIN)),
    CsvColumn("number", values.text(fields.REP["number"]), ""),
    CsvColumn("role", values.choice(AccessRole), AccessRole.REP.value),
    CsvColumn("kind", values.choice(AccountKind), AccountKind.LOGIN.value),
)
_PASSED_OVER = tuple(
    CsvColumn(column.name, str, "")
    for column in REPS.columns
    if column.name not in {own.name for own in _OWN}
)
_GRANTS = FileFormat(name="grants", table="grants", key=("login",), columns=(*_OWN, *_PASSED_OVER))


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantFile:
    """The lines of a file, and its bad rows; ``notes`` are about columns that mean nothing."""

    name: str
    lines: tuple[GrantLine, ...] = ()
    bad_rows: tuple[BadRow, ...] = ()
    notes: tuple[BadRow, ...] = field(default_factory=tuple)

    def with_refused(self, refused: Iterable[RefusedLine]) -> tuple[BadRow, ...]:
        """The bad rows together with the lines that the server refuses, by line."""
        found = [_bad_row(self.name, item) for item in refused]
        return tuple(sorted((*self.bad_rows, *found), key=lambda bad: (bad.line, bad.column)))


def read_grants(path: Path) -> GrantFile:
    """Read a file of logins, or the ``reps.csv`` of a folder.

    A file without a column ``role`` leaves everybody's role as it is. Raises NotFoundError where
    there is no such file, RefusedError where it can't be read.
    """
    file = path / REPS.name if path.is_dir() else path
    if not file.is_file():
        raise NotFoundError("There is no file {file}.", file=file)
    try:
        content = read_file(file.parent, replace(_GRANTS, name=file.name))
    except OSError as error:
        raise RefusedError(
            "The file {file} can't be read. Check the rights on it.", file=file, detail=str(error)
        ) from error
    return GrantFile(
        name=file.name,
        lines=tuple(_line(row, content) for row in content.rows),
        bad_rows=tuple(content.bad),
        notes=tuple(content.notes),
    )


def _line(row: ImportRow, content: FileContent) -> GrantLine:
    values_ = row.values
    return GrantLine(
        line=row.line,
        name=str(values_["login"]),
        kind=AccountKind(str(values_["kind"])),
        role=AccessRole(str(values_["role"])) if "role" in content.fields else None,
        rep_number=str(values_["number"]),
    )


def _bad_row(file: str, refused: RefusedLine) -> BadRow:
    return BadRow(
        file=file,
        line=refused.line,
        column="",
        template=refused.error.template,
        arguments=refused.error.arguments,
    )
