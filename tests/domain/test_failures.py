"""What people read of an error that only support reads whole."""

import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError

from smartclient.domain.failures import in_short

SQL = "INSERT INTO sales_orders (document) VALUES (?)"
REFUSED = "Cannot insert duplicate key row in object 'orders' with unique index 'ix_orders'."
OF_DRIVER = (
    f"('23000', \"[23000] [Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{REFUSED} "
    'The duplicate key value is (SO-10001). (2601) (SQLExecDirectW)")'
)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("boom", "IntegrityError: boom"),
        ("UNIQUE constraint failed: a.b", "IntegrityError: UNIQUE constraint failed: a.b"),
        (
            OF_DRIVER,
            f"IntegrityError: {REFUSED}",
        ),
    ],
)
def test_an_error_of_the_database_is_shown_without_its_statement(text: str, short: str) -> None:
    error = IntegrityError(SQL, ("all the order's lines",), sqlite3.IntegrityError(text))
    whole = f"{type(error).__name__}: {error}"
    assert "[SQL: " in whole
    assert in_short(whole) == short
    assert in_short(f"{whole} The worker that tried this request ended.") == short


def test_any_other_error_is_its_first_sentence_in_one_line() -> None:
    assert in_short("KeyError:\n 'x'") == "KeyError: 'x'"
    assert in_short("ValueError: It is 1.5 wide. Nothing is.") == "ValueError: It is 1.5 wide."
    assert in_short("") == ""
    assert len(in_short("x" * 900)) == 200
