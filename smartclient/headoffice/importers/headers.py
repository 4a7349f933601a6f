"""Headers: whether a file has the needed columns, and a report of unknown ones."""

from difflib import get_close_matches

from smartclient.domain.errors import RefusedError
from smartclient.domain.text.hidden_characters import escaped
from smartclient.headoffice.importers.content import FileContent

_ALIKE = 0.75
"""How alike two names are, of 1, for one to be a misspelling of the other."""

_NOT_BY_COMMAS = "The columns are not separated by commas. Save the file again as “CSV UTF-8”."
_UNKNOWN = "This column is not known and was ignored."
_MISSPELT = "This column is not known and was ignored. Is it meant to be {likely}?"
_MISSING_LIKE = "The column is missing. Is it the one that is called “{found}”?"


def is_header_valid(names: tuple[str, ...], content: FileContent) -> bool:
    """Whether every needed column is there, once; notes what is wrong, and what is unknown."""
    columns = content.format.columns
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        content.refuse_file("", RefusedError(_NOT_BY_COMMAS))
        return False
    known = {column.name for column in columns}
    unknown = [name for name in names if name and name not in known]
    for column in columns:
        if column.name not in names and column.needed:
            content.refuse_file(column.name, _missing(column.name, unknown))
        elif names.count(column.name) > 1:
            content.refuse_file(column.name, RefusedError("The column is there twice."))
    content.fields = tuple(column.target for column in columns if column.name in names)
    absent = [column.name for column in columns if column.name not in names]
    for name in unknown:
        likely = _likeliest(name, absent)
        content.note(1, escaped(name), _MISSPELT if likely else _UNKNOWN, likely=likely)
    return content.usable


def _missing(name: str, unknown: list[str]) -> RefusedError:
    found = _likeliest(name, unknown)
    if not found:
        return RefusedError("The column is missing.")
    return RefusedError(_MISSING_LIKE, found=escaped(found))


def _likeliest(name: str, among: list[str]) -> str:
    """Which of some names is most like ``name``, "" for none."""
    by_letters = {_letters(column): column for column in among}
    found = get_close_matches(_letters(name), by_letters, n=1, cutoff=_ALIKE)
    return by_letters[found[0]] if found else ""


def _letters(name: str) -> str:
    return "".join(char for char in name if char.isalnum())
