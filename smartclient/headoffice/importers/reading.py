"""Reading: one CSV file as rows of values and as bad rows, each with the line it is on."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.importers.bad_rows import BadRow
from smartclient.headoffice.importers.formats import Column, FileFormat, NotEmpty
from smartclient.headoffice.importers.values import Value

Key = tuple[Value, ...]

_NOT_UTF_8 = re.compile("[\udc80-\udcff]")
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One good row: the line it begins on and its values by field."""

    line: int
    values: dict[str, Value]


Wrong = Callable[[ImportRow], tuple[str, RefusedError] | None]
"""Looks at a row and returns the column and the reason when it is bad."""


@dataclass(slots=True)
class FileContent:
    """What one file holds. ``faulty`` are the keys of bad rows, as far as they can be read.

    ``usable`` is False when the file as a whole is bad.
    """

    format: FileFormat
    usable: bool = True
    rows: list[ImportRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    faulty: set[Key] = field(default_factory=set)
    fields: tuple[str, ...] = ()
    unknown_columns: tuple[str, ...] = ()

    def key_of(self, row: ImportRow) -> Key:
        """Return the values by which ``row`` is found again."""
        return tuple([row.values[name] for name in self.format.key])

    def keys(self) -> set[Key]:
        """Return the keys of all good rows."""
        return {self.key_of(row) for row in self.rows}

    def refuse(self, line: int, column: str, error: RefusedError) -> None:
        """Note that the row on ``line`` is bad."""
        self.bad.append(BadRow.of(self.format.name, line, column, error))

    def refuse_whole(self, column: str, error: RefusedError) -> None:
        """Note that the file as a whole is bad."""
        self.usable = False
        self.refuse(1, column, error)

    def keep(self, wrong: Wrong) -> None:
        """Keep only the rows in which ``wrong`` finds nothing; note the others."""
        kept = []
        for row in self.rows:
            found = wrong(row)
            if found is None:
                kept.append(row)
            else:
                self.refuse(row.line, *found)
                self.faulty.add(self.key_of(row))
        self.rows = kept


def read_file(folder: Path, file_format: FileFormat) -> FileContent:
    """Return what the file of this format in ``folder`` holds, good and bad.

    A file that as a whole can't be used (missing, without a needed column) is one bad row.
    """
    content = FileContent(file_format)
    path = folder / file_format.name
    if not path.is_file():
        if not file_format.optional:
            content.refuse_whole("", RefusedError(_MISSING_FILE))
        return content
    data = path.read_bytes()
    if data.startswith(_OTHER_UNICODE):
        content.refuse_whole("", RefusedError(_NOT_UTF_8_FILE))
        return content
    records = _records(data.decode("utf-8-sig", errors="surrogateescape"), content)
    _, header = next(records, (1, []))
    names = tuple(name.strip().casefold() for name in header)
    if _header_will_do(names, content):
        _read_rows(records, names, content)
        content.keep(_repeated_key(content))
    return content


_MISSING_FILE = (
    "The file is missing. Add it; a file with nothing but its header line means there is none."
)
_NOT_UTF_8_FILE = "The file is not in UTF-8. Save it again as “CSV UTF-8”."
_NOT_UTF_8_FIELD = "The field is not in UTF-8. Save the file again as “CSV UTF-8”."
_NOT_BY_COMMAS = "The columns are not separated by commas. Save the file again as “CSV UTF-8”."


def _records(text: str, content: FileContent) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it begins on; what is no CSV is noted and left out."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = RefusedError(
                "The row is not well-formed CSV. Check its quotation marks.", detail=str(error)
            )
            content.refuse(line, "", problem)
            continue
        if record:
            yield line, record


def _header_will_do(names: tuple[str, ...], content: FileContent) -> bool:
    """Tell whether every needed column is there, once; note what is wrong, and what is unknown."""
    columns = content.format.columns
    known = {column.name for column in columns}
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        content.refuse_whole("", RefusedError(_NOT_BY_COMMAS))
        return False
    for column in columns:
        if column.name not in names and not column.optional:
            content.refuse_whole(column.name, RefusedError("The column is missing."))
        elif names.count(column.name) > 1:
            content.refuse_whole(column.name, RefusedError("The column is there twice."))
    content.unknown_columns = tuple(name for name in names if name and name not in known)
    content.fields = tuple(column.target for column in columns if column.name in names)
    return content.usable


def _read_rows(
    records: Iterator[tuple[int, list[str]]], names: tuple[str, ...], content: FileContent
) -> None:
    present = [
        (names.index(column.name), column.target, column)
        for column in content.format.columns
        if column.name in names
    ]
    absent = {
        column.target: column.empty
        for column in content.format.columns
        if column.name not in names and not isinstance(column.empty, NotEmpty)
    }
    for line, record in records:
        if len(record) == len(names):
            _read_row(line, record, present, dict(absent), content)
        else:
            column = names[len(record)] if len(record) < len(names) else ""
            content.refuse(line, column, _wrong_width(record, len(names)))


def _wrong_width(record: list[str], wanted: int) -> RefusedError:
    if any(_NOT_UTF_8.search(field) for field in record):
        return RefusedError(_NOT_UTF_8_FIELD)
    return RefusedError(
        "The number of fields in the row is {found}, and in the header {wanted}. A field with a "
        "comma in it needs quotation marks.",
        found=len(record),
        wanted=wanted,
    )


def _read_row(
    line: int,
    record: list[str],
    present: list[tuple[int, str, Column]],
    values: dict[str, Value],
    content: FileContent,
) -> None:
    good = True
    for index, target, column in present:
        try:
            values[target] = _value(record[index].strip(), column)
        except RefusedError as error:
            content.refuse(line, column.name, error)
            good = False
    if good:
        content.rows.append(ImportRow(line, values))
    elif all(name in values for name in content.format.key):
        content.faulty.add(tuple(values[name] for name in content.format.key))


def _value(raw: str, column: Column) -> Value:
    if raw:
        if not raw.isascii() and _NOT_UTF_8.search(raw):
            raise RefusedError(_NOT_UTF_8_FIELD)
        return column.parse(raw)
    if isinstance(column.empty, NotEmpty):
        raise RefusedError("The field may not be empty.")
    return column.empty


def _repeated_key(content: FileContent) -> Wrong:
    """Return what finds the second row with a key that another row has."""
    first: dict[Key, int] = {}
    by_target = {column.target: column.name for column in content.format.columns}
    columns = [by_target[name] for name in content.format.key]

    def wrong(row: ImportRow) -> tuple[str, RefusedError] | None:
        # SQL Server tells no difference between upper and lower case
        key = tuple(v.casefold() if isinstance(v, str) else v for v in content.key_of(row))
        line = first.setdefault(key, row.line)
        if line == row.line:
            return None
        return ", ".join(columns), RefusedError("The same is already on line {line}.", line=line)

    return wrong
