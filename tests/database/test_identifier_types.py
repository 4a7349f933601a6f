"""Identifiers and JSON as they are stored: bytes in the order of the text, and ASCII."""

import json
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Dialect, MetaData, Table, select
from sqlalchemy.dialects import mssql, sqlite

from smartclient.database.types import AsciiJson, Identifier
from smartclient.database.value_list import JsonValues, in_json, in_list
from smartclient.domain.ids import new_id

SERVER: Dialect = mssql.dialect()  # type: ignore[no-untyped-call]
FILE: Dialect = sqlite.dialect()

table = Table("things", MetaData(), Column("key", Identifier), Column("body", AsciiJson))


@given(st.lists(st.uuids().map(str), min_size=2))
def test_identifiers_are_ordered_on_a_server_as_their_texts_are(keys: list[str]) -> None:
    stored = [Identifier().process_bind_param(key, SERVER) for key in sorted(keys)]
    assert stored == sorted(stored)
    assert [Identifier().process_result_value(key, SERVER) for key in stored] == sorted(keys)


def test_an_identifier_is_its_text_in_a_file() -> None:
    key = new_id()
    assert Identifier().process_bind_param(key, FILE) == key
    assert Identifier().process_result_value(key, FILE) == key


@pytest.mark.parametrize("text", ["", "S-1", "0198a1b2", "x" * 36])
def test_what_is_no_identifier_equals_none_on_a_server(text: str) -> None:
    assert Identifier().process_bind_param(text, SERVER) is None
    assert in_json(text, Identifier(), SERVER) is None


def test_a_list_of_identifiers_is_sent_as_their_digits_with_nothing_for_what_is_none() -> None:
    key = new_id()
    listed = select(table.c.key).where(in_list(table.c.key, [key]))
    assert "CONVERT(binary(16), value, 2)" in str(listed.compile(dialect=SERVER))
    sent = JsonValues(Identifier()).process_bind_param([key, "S-1"], SERVER)
    assert json.loads(sent) == [UUID(key).hex, None]


def test_a_column_of_identifiers_has_sixteen_bytes_on_a_server_and_text_in_a_file() -> None:
    types = (table.c.key.type, table.c.body.type)
    assert [type_.compile(dialect=SERVER) for type_ in types] == ["BINARY(16)", "VARCHAR(max)"]
    assert [type_.compile(dialect=FILE) for type_ in types] == ["VARCHAR(36)", "TEXT"]


@given(st.text())
def test_json_is_ascii_whatever_it_holds(text: str) -> None:
    stored = AsciiJson().process_bind_param(json.dumps(text, ensure_ascii=False), SERVER)
    assert stored is not None
    assert stored.isascii()
    assert json.loads(stored) == text
