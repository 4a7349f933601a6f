"""The definition of the database on SQL Server: complete, and without a placeholder left."""

import re

import pytest

from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.source import statement


def test_every_placeholder_is_filled_in() -> None:
    for item in definition.statements():
        assert "$(" not in item, item[:60]


def test_a_placeholder_that_nothing_fills_in_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"fragments/KIND\.sql"):
        statement("procedures/feed")


def test_a_value_of_several_lines_is_indented_like_its_placeholder() -> None:
    text = statement("fragments/head_of_feed", KIND="a", TABLE="b\nc", VISIBLE="")
    assert "    (SELECT MAX(f.row_version) FROM b\n    c AS f)" in text


def test_nothing_is_created_twice() -> None:
    created = [
        found[1]
        for item in definition.statements()
        if (found := re.match(r"CREATE (?:TABLE|INDEX|PROCEDURE|TRIGGER) (\S+)", item))
    ]
    assert len(created) == len(set(created)) > 100
