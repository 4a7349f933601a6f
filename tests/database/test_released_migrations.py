"""Released migrations stay as they are, whatever becomes of the code that puts them together."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest

from smartclient.database.numbered_modules import numbered_modules
from smartclient.headoffice.database import migrations as headoffice
from smartclient.headoffice.database.mssql import definition
from smartclient.store.database import migrations as store
from smartclient.store.database.migrations.added_column import added_column
from tests.mssql_statements import every_statement
from tests.released import RELEASED

LINK_VERSION_SAID = re.compile(
    r"UPDATE sync\.info SET value = N'(\d+)' WHERE name = N'link_version'"
)


def digest(statements: Iterable[str]) -> str:
    return sha256("\0".join(statements).encode()).hexdigest()


def test_the_stores_migrations_are_as_they_were_released() -> None:
    digests = [digest(statements) for statements in store.MIGRATIONS]
    assert digests[: len(RELEASED.store)] == RELEASED.store


@pytest.mark.parametrize("dialect", headoffice.MIGRATIONS)
def test_head_offices_migrations_are_as_they_were_released(dialect: str) -> None:
    digests = [digest(statements()) for statements in headoffice.MIGRATIONS[dialect]]
    assert digests[: len(RELEASED.digests(dialect))] == RELEASED.digests(dialect)


def test_a_definition_that_changed_comes_with_a_migration() -> None:
    migrated = len(headoffice.MIGRATIONS["mssql"]) > len(RELEASED.mssql)
    assert migrated or digest(definition.statements()) == RELEASED.definition, (
        "no upgrade would bring what changed in smartclient/headoffice/database/mssql/definition: "
        "write the next schema_NNNN.py beside it, be it empty"
    )


def test_the_released_version_of_the_link_is_the_one_that_the_released_schema_says() -> None:
    statements = every_statement(len(RELEASED.mssql))
    said = [found[1] for item in statements if (found := LINK_VERSION_SAID.fullmatch(item))]
    assert said[-1] == str(RELEASED.link_version)


@pytest.mark.parametrize(
    ("names", "reported"),
    [((1, 3), r"\[1, 3\]: one is missing"), ((2,), r"\[2\]: one is missing")],
)
def test_a_missing_number_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[int, ...], reported: str
) -> None:
    package = tmp_path / f"steps_{len(names)}"
    package.mkdir()
    for file in ("__init__.py", "other.py", *(f"step_{number:04}.py" for number in names)):
        (package / file).touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ImportError, match=reported):
        numbered_modules(package.name, "step")


def test_a_column_of_a_link_that_was_noted_before_is_read_at_the_next_contact() -> None:
    _, lowered = added_column("customers", "segment", "text", link_version=4)
    assert lowered == (
        "UPDATE meta SET value = '3' WHERE name = 'link_version' AND CAST(value AS INTEGER) >= 4"
    )
