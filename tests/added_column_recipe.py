"""The recipe for a column of a feed, carried out on a copy of the program: a customer's segment.

Each step is one place of the recipe in the README. A test applies them all; to see which test
names a place that was forgotten, leave its step out.
"""

import re
from collections.abc import Callable
from pathlib import Path

from smartclient.contract.versions import LINK_VERSION
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.store.database.migrations import MIGRATIONS as STORE_MIGRATIONS

NAME, LONGEST = "segment", 20
LINK = LINK_VERSION + 1

_PACKAGE = "smartclient"
_ADDED = f'AddedColumn(table="customers", name="{NAME}", longest={LONGEST}, is_logged=True)'


def _changed(file: Path, was: str, becomes: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(was) == 1, f"{file.name} has {text.count(was)} of {was}"
    file.write_text(text.replace(was, becomes), encoding="utf-8")


def _feed(root: Path) -> None:
    end = '        amount("annual_sales"),\n'
    added = f'{end}        text("{NAME}", since={LINK}),\n'
    _changed(root / _PACKAGE / "contract/feeds.py", end, added)


def _length(root: Path) -> None:
    end = "    specialty=60,\n"
    _changed(root / _PACKAGE / "domain/fields.py", end, f"{end}    {NAME}={LONGEST},\n")


def _field(root: Path) -> None:
    file = root / _PACKAGE / "domain/sales/customers.py"
    end = "    tax_exempt: bool = False\n"
    _changed(file, end, f'{end}    {NAME}: str = ""\n')


def _sqlite(root: Path) -> None:
    number = len(MIGRATIONS["sqlite"]) + 1
    folder = root / _PACKAGE / "headoffice/database/migrations"
    (folder / f"sqlite_{number:04}.py").write_text(
        '"""A customer\'s segment."""\n\n'
        "from smartclient.headoffice.database.added_columns import AddedColumn, sqlite_statements\n"
        "\n\ndef statements() -> list[str]:\n"
        f"    return sqlite_statements({_ADDED})\n",
        encoding="utf-8",
    )


def _mssql(root: Path) -> None:
    number = len(MIGRATIONS["mssql"]) + 1
    folder = root / _PACKAGE / "headoffice/database/mssql"
    (folder / f"schema_{number:04}.py").write_text(
        '"""A customer\'s segment."""\n\n'
        "from smartclient.headoffice.database.added_columns import AddedColumn\n"
        "from smartclient.headoffice.database.mssql.added_columns import mssql_statements\n"
        "\n\ndef statements() -> list[str]:\n"
        f"    return mssql_statements({number}, {LINK}, {_ADDED})\n",
        encoding="utf-8",
    )


def _store(root: Path) -> None:
    number = len(STORE_MIGRATIONS) + 1
    folder = root / _PACKAGE / "store/database/migrations"
    (folder / f"store_{number:04}.py").write_text(
        '"""A customer\'s segment."""\n\n'
        "from smartclient.store.database.migrations.added_column import added_column\n\n"
        f'STATEMENTS = added_column("customers", "{NAME}", "text", link_version={LINK})\n',
        encoding="utf-8",
    )


def _label(root: Path) -> None:
    begin = "field_labels: dict[str, str] = {\n"
    _changed(root / _PACKAGE / "wording/labels.py", begin, f'{begin}    "{NAME}": "Segment",\n')


def _manual(root: Path) -> None:
    file = root / "resources/manual/import.md"
    row = re.search(r"^\| annual_sales .*\n", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None
    _changed(file, row[0], f"{row[0]}| {NAME} | text, {LONGEST} | |\n")


STEPS: dict[str, Callable[[Path], None]] = {
    "the column of the feed": _feed,
    "its length": _length,
    "the field of the record": _field,
    "head office's migration on SQLite": _sqlite,
    "head office's migration on SQL Server": _mssql,
    "the store's migration": _store,
    "the label": _label,
    "the manual": _manual,
}
"""Place of the recipe → what is done there in a copy below ``root``."""
