"""The recipe for a column of a feed, carried out on a copy of the program, for customers.

Each step is one place of the recipe in the README. A test applies them all; to see which test
names a place that was forgotten, leave its step out.
"""

from collections.abc import Callable
from pathlib import Path

from smartclient.contract.versions import LINK_VERSION
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.store.database.migrations import MIGRATIONS as STORE_MIGRATIONS

NAME, LABEL, LONGEST = "rehearsal_tier", "Rehearsal tier", 20
LINK = LINK_VERSION + 1

_PACKAGE = "smartclient"
_ADDED = f'AddedColumn(table="customers", name="{NAME}", longest={LONGEST})'


def _add(file: Path, line: str, *, begin: str, end: str) -> None:
    """Put ``line`` before the first line that begins with ``end`` after ``begin``."""
    before, beginning, rest = file.read_text(encoding="utf-8").partition(begin)
    there, ending, after = rest.partition(f"\n{end}")
    assert ending, f"{file.name} has no {begin!r} with {end!r} after it"
    file.write_text(f"{before}{beginning}{there}\n{line}{end}{after}", encoding="utf-8")


def _feed(root: Path) -> None:
    line = f'        text("{NAME}", since={LINK}),\n'
    file = root / _PACKAGE / "contract/feeds.py"
    _add(file, line, begin="    FeedKind.CUSTOMERS: (\n", end="    ),\n")


def _length(root: Path) -> None:
    file = root / _PACKAGE / "domain/fields.py"
    _add(file, f"    {NAME}={LONGEST},\n", begin="\nCUSTOMER = _texts(\n", end=")\n")


def _field(root: Path) -> None:
    file = root / _PACKAGE / "domain/sales/customers.py"
    _add(file, f'    {NAME}: str = ""\n', begin="\nclass Customer:\n", end="    addresses: ")


def _sqlite(root: Path) -> None:
    number = len(MIGRATIONS["sqlite"]) + 1
    folder = root / _PACKAGE / "headoffice/database/migrations"
    (folder / f"sqlite_{number:04}.py").write_text(
        '"""A customer\'s tier."""\n\n'
        "from smartclient.headoffice.database.added_columns import AddedColumn, sqlite_statements\n"
        "\n\ndef statements() -> list[str]:\n"
        f"    return sqlite_statements({_ADDED})\n",
        encoding="utf-8",
    )


def _mssql(root: Path) -> None:
    number = len(MIGRATIONS["mssql"]) + 1
    folder = root / _PACKAGE / "headoffice/database/mssql"
    (folder / f"schema_{number:04}.py").write_text(
        '"""A customer\'s tier."""\n\n'
        "from smartclient.headoffice.database.added_columns import AddedColumn\n"
        "from smartclient.headoffice.database.mssql.added_columns import mssql_statements\n"
        "\n\ndef statements() -> list[str]:\n"
        f"    return mssql_statements({_ADDED})\n",
        encoding="utf-8",
    )


def _definition(root: Path) -> None:
    file = root / _PACKAGE / "headoffice/database/mssql/definition/tables/customers.sql"
    named = f"df_sales_customers_{NAME}"
    line = f"    {NAME} NVARCHAR({LONGEST}) NOT NULL CONSTRAINT {named} DEFAULT N'',\n"
    _add(file, line, begin="CREATE TABLE sales.customers (\n", end="    CONSTRAINT pk_")


def _store(root: Path) -> None:
    number = len(STORE_MIGRATIONS) + 1
    folder = root / _PACKAGE / "store/database/migrations"
    (folder / f"store_{number:04}.py").write_text(
        '"""A customer\'s tier."""\n\n'
        "from smartclient.store.database.migrations.added_column import added_column\n\n"
        f'STATEMENTS = added_column("customers", "{NAME}", "text", link_version={LINK})\n',
        encoding="utf-8",
    )


def _label(root: Path) -> None:
    file = root / _PACKAGE / "wording/labels.py"
    _add(
        file, f'    "{NAME}": "{LABEL}",\n', begin="\nfield_labels: dict[str, str] = {\n", end="}\n"
    )


def _manual(root: Path) -> None:
    pages = {"import.md": f"text, {LONGEST}", "de/import.md": f"Text, {LONGEST}"}
    for page, kind in pages.items():
        file = root / "resources/manual" / page
        _add(file, f"| {NAME} | {kind} | |\n", begin="\n## customers.csv\n\n", end="\n#")


STEPS: dict[str, Callable[[Path], None]] = {
    "the column of the feed": _feed,
    "its length": _length,
    "the field of the record": _field,
    "head office's migration on SQLite": _sqlite,
    "head office's migration on SQL Server": _mssql,
    "head office's table on SQL Server": _definition,
    "the store's migration": _store,
    "the label": _label,
    "the manual": _manual,
}
"""Place of the recipe → what is done there in a copy below ``root``."""
