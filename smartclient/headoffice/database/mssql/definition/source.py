"""The SQL of the definition as it stands in files, with its placeholders filled in.

A placeholder is written ``$(NAME)``, as in scripts for sqlcmd. One in capitals is a constant that
Python knows too, or what a template is filled in with; one in small letters is a file of
``fragments``. A value of several lines is indented like the line in which its placeholder stands,
and a line that holds nothing but a placeholder goes where its value is empty.

Schema ``sales`` may have another name, which ``mssql.sales_schema`` puts into every statement.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from smartclient.headoffice.database.mssql.definition.constants import CONSTANTS

_FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\$\((\w+)\)")
_END_OF_STATEMENT = re.compile(r";\n+")
_COMMENT = re.compile(r"(?:--.*\n)+")


def statement(name: str, **values: str) -> str:
    """The one statement of the file ``name``, a path below this folder without its ending."""
    return _filled(_text(name), {**CONSTANTS, **values}).strip()


def statements(name: str, **values: str) -> list[str]:
    """The statements of the file ``name``, each of which ends with a semicolon and its line."""
    parts = _END_OF_STATEMENT.split(_filled(_text(name), {**CONSTANTS, **values}))
    return [part for text in parts if (part := _COMMENT.sub("", text).strip())]


@lru_cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _filled(text: str, values: Mapping[str, str]) -> str:
    return "".join(_filled_line(line, values) for line in text.splitlines(keepends=True))


def _filled_line(line: str, values: Mapping[str, str]) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]

    def value(found: re.Match[str]) -> str:
        name = found[1]
        text = values[name] if name in values else statement(f"fragments/{name}", **values)
        return text.replace("\n", f"\n{indent}")

    filled = _PLACEHOLDER.sub(value, line)
    return "" if line.strip() and not filled.strip() else filled
