"""A column that was added to a feed is an option of the commands that change its rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from smartclient.cli.added_options import with_added_options
from smartclient.contract.feeds import ColumnType, FeedColumn

ENTERED: dict[ColumnType, tuple[list[str], object]] = {
    ColumnType.TEXT: (["--new-column", "gold"], "gold"),
    ColumnType.AMOUNT: (["--new-column", "9.50"], Decimal("9.50")),
    ColumnType.DAY: (["--new-column", "2026-11-21"], date(2026, 11, 21)),
    ColumnType.INTEGER: (["--new-column", "7"], 7),
    ColumnType.FLAG: (["--no-new-column"], False),
}
"""Type of a column → the option as it is entered, and the value that the command is given."""

each = pytest.mark.parametrize("kind", ENTERED)


def given(kind: ColumnType, *entered: str) -> dict[str, Any]:
    """The keywords that a command is given for a column of a type."""
    seen: dict[str, Any] = {}
    app = typer.Typer()

    @app.command()
    @with_added_options([FeedColumn(name="new_column", type=kind, since=9)])
    def change(*, phone: str = "", **added: object) -> None:
        seen.update(added, phone=phone)

    result = CliRunner().invoke(app, list(entered))
    assert result.exit_code == 0, result.output
    return seen


@each
def test_it_is_read_as_its_type(kind: ColumnType) -> None:
    entered, value = ENTERED[kind]
    assert given(kind, *entered) == {"new_column": value, "phone": ""}


@each
def test_it_may_be_left_out(kind: ColumnType) -> None:
    assert given(kind, "--phone", "1") == {"new_column": None, "phone": "1"}
