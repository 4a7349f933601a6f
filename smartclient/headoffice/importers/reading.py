"""Reading: one CSV file as rows of values and as bad rows, each with the line it is on."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from smartclient.domain.errors import RefusedError
from smartclient.headoffice.importers import files
from smartclient.headoffice.importers.content import FileContent, ImportRow, Key, RowCheck
from smartclient.headoffice.importers.formats import CsvColumn, FileFormat, NotEmpty
from smartclient.headoffice.importers.headers import is_header_valid
from smartclient.headoffice.importers.values import Value

_NOT_UTF_8 = re.compile("[\udc80-\udcff]")
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")

_LOOKED_AT = 100
"""How many bytes show the encoding of a file: ASCII has a zero beside it in UTF-16."""

_MISSING_FILE = (
    "The file is missing. Add it; a file with nothing but its header line means there is none."
)
_NOT_UTF_8_FILE = "The file is not in UTF-8. Save it again as “CSV UTF-8”."
_NAMELESS = "A column without a name has values, which were passed over."
_MOSTLY_BAD = "The file has too many bad rows to tell them all. It was not read to its end."
_FIELD_TOO_LONG = "A field is far too long."
_ENDLESS = (
    "A field is far too long, or its second quotation mark is missing. The file was not read to "
    "its end."
)
_NOT_UTF_8_FIELD = "The field is not in UTF-8. Save the file again as “CSV UTF-8”."

_TOO_LONG = "field limit"
"""Part of the error of Python's reader about a field that is longer than it accepts."""


class _EndlessFieldError(RefusedError):
    """A field spans too many lines; ``line`` is where its row begins."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(_ENDLESS)


def read_file(folder: Path, file_format: FileFormat) -> FileContent:
    """The content of the file of this format in ``folder``, good and bad.

    A file that as a whole can't be used (missing, too large, without a needed column) is one bad
    row.
    """
    content = FileContent(file_format)
    try:
        path = files.inside(folder, folder / file_format.name)
        if path is not None:
            files.check_size(path)
            _read(path, content)
        elif not file_format.optional:
            content.refuse_file("", RefusedError(_MISSING_FILE))
    except _EndlessFieldError as error:
        content.refuse_file("", error, line=error.line)
    except RefusedError as error:
        content.refuse_file("", error)
    return content


def _read(path: Path, content: FileContent) -> None:
    with path.open("rb") as file:
        beginning = file.read(_LOOKED_AT)
    if beginning.startswith(_OTHER_UNICODE) or b"\0" in beginning:
        raise RefusedError(_NOT_UTF_8_FILE)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        records = _records(files.lines_of(file), content)
        _, header = next(records, (1, []))
        names = tuple(name.strip().casefold() for name in header)
        if is_header_valid(names, content):
            _read_rows(records, names, content)
            content.keep(_repeated_key(content))


def _records(lines: Iterable[str], content: FileContent) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that holds something, with the line it begins on.

    What is no CSV is noted and left out. Raises RefusedError for more rows than are allowed.
    """
    reader = csv.reader(lines, strict=True)
    for _ in range(files.MOST_ROWS + 2):
        if len(content.bad) > files.MOST_BAD:
            raise RefusedError(_MOSTLY_BAD)
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if reader.line_num > line and _TOO_LONG in str(error):
                # the reader is within a field of several lines: what follows are no rows
                raise _EndlessFieldError(line) from error
            content.refuse(line, "", _malformed(error))
            continue
        if any(field.strip() for field in record):
            yield line, record
    raise files.too_large()


def _malformed(error: csv.Error) -> RefusedError:
    if _TOO_LONG in str(error):
        return RefusedError(_FIELD_TOO_LONG, detail=str(error))
    return RefusedError(
        "The row is not well-formed CSV. Check its quotation marks.", detail=str(error)
    )


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
    nameless = [index for index, name in enumerate(names) if not name]
    for line, record in records:
        if len(record) == len(names):
            if nameless and any(record[index].strip() for index in nameless):
                content.note(line, "", _NAMELESS)
                nameless = []
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
    present: list[tuple[int, str, CsvColumn]],
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
        content.faulty.add(content.key_of(values))


def _value(raw: str, column: CsvColumn) -> Value:
    if raw:
        if not raw.isascii() and _NOT_UTF_8.search(raw):
            raise RefusedError(_NOT_UTF_8_FIELD)
        return column.parse(raw)
    if isinstance(column.empty, NotEmpty):
        raise RefusedError("The field may not be empty.")
    return column.empty


def _repeated_key(content: FileContent) -> RowCheck:
    """A check for the second row with a key."""
    first: dict[Key, int] = {}
    by_target = {column.target: column.name for column in content.format.columns}
    columns = [by_target[name] for name in content.format.key]

    def find_fault(row: ImportRow) -> tuple[str, RefusedError] | None:
        line = first.setdefault(content.key_of(row.values), row.line)
        if line == row.line:
            return None
        return ", ".join(columns), RefusedError("The same is already on line {line}.", line=line)

    return find_fault
