"""Lengths of texts: the domain says each once, and the frozen schemas have room for just that."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Unicode
from sqlalchemy.types import TypeEngine

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import AnswerStatus, RequestKind
from smartclient.contract.operations import (
    DIGEST_LENGTH,
    LONGEST_KIND,
    LONGEST_LANE,
    MAX_BATCH_BYTES,
    MAX_BODY_BYTES,
    MAX_UNANSWERED,
)
from smartclient.database.types import Identifier
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ID_LENGTH
from smartclient.domain.sales.catalog import Audience, TaxApplies
from smartclient.domain.sales.customers import CustomerStatus, EditableField
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.migrations import MIGRATIONS
from smartclient.headoffice.database.mssql.schema_0001 import procedures
from smartclient.headoffice.database.tables import tables_for

COLUMN = re.compile(r'["[]?(\w+)["\]]? N?VARCHAR\((\d+)\)', re.IGNORECASE)
DIALECTS = ("sqlite", "mssql")
ENUMERATIONS: dict[tuple[str, str], type[StrEnum]] = {
    ("orders", "state"): OrderState,
    ("orders", "fulfilment"): Fulfilment,
    ("customers", "status"): CustomerStatus,
    ("offers", "audience"): Audience,
    ("tax_rates", "applies_to"): TaxApplies,
    ("field_edits", "field"): EditableField,
    ("tombstones", "kind"): FeedKind,
    ("inbox", "kind"): RequestKind,
    ("replies", "status"): AnswerStatus,
}

WIDENED = {
    ("sync_policies", "setting"),
    ("sync_policy_history", "setting"),
    ("sync_policy_history", "was"),
}
"""Columns that were widened later: SQLite, which checks no length, keeps the declared one."""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_schema_has_as_much_room_for_a_text_as_the_program_allows(dialect: str) -> None:
    known: dict[tuple[str, str], int | None] = {
        (table.fullname, column.name): length
        for table in tables_for(dialect).metadata.sorted_tables
        for column in table.columns
        if (length := length_of(column.type, dialect)) is not None
    }
    migrated = dict(columns_in_migrations(dialect))
    if dialect == "sqlite":
        expected = {place: length for place, length in known.items() if place not in WIDENED}
    else:
        # SQL Server keeps the session's values itself
        expected = without_table(known, "sync.session")
    assert {place: migrated.get(place) for place in expected} == expected


def length_of(type_: TypeEngine[Any], dialect: str) -> int | None:
    if isinstance(type_, Identifier):
        return ID_LENGTH if dialect == "sqlite" else None
    return type_.length if isinstance(type_, Unicode) else None


def without_table(
    columns: dict[tuple[str, str], int | None], table: str
) -> dict[tuple[str, str], int | None]:
    return {place: length for place, length in columns.items() if place[0] != table}


def columns_in_migrations(dialect: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Each text column of the newest schema, by table and name, with its length."""
    for migration in MIGRATIONS[dialect]:
        for statement in migration():
            begin = re.match(r"(?:CREATE|ALTER) TABLE (\S+)", statement)
            for name, length in COLUMN.findall(statement):
                if begin is not None:
                    yield (begin[1], name), int(length)


@pytest.mark.parametrize(("table", "column"), ENUMERATIONS)
def test_every_member_of_an_enumeration_fits_its_column(table: str, column: str) -> None:
    room = tables_for("mssql").metadata.tables
    (found,) = (each for each in room.values() if each.name == table)
    longest = max(map(len, ENUMERATIONS[table, column]))
    text = found.c[column].type
    assert isinstance(text, Unicode)
    assert longest <= (text.length or 0)


def test_the_procedures_refuse_what_the_contract_calls_too_much() -> None:
    limits = (procedures.MAX_BATCH, procedures.MAX_BODY, procedures.MAX_UNANSWERED)
    assert limits == (MAX_BATCH_BYTES, MAX_BODY_BYTES, MAX_UNANSWERED)


def test_the_procedure_cuts_a_request_to_the_lengths_of_the_contract() -> None:
    (submit,) = (
        statement
        for statement in MIGRATIONS["mssql"][0]()
        if statement.startswith("CREATE PROCEDURE sync.submit_v1")
    )
    declared = dict(re.findall(r"^        (\w+) n?varchar\((\d+)\)", submit, re.MULTILINE))
    assert int(declared["request_id"]) == int(declared["replaces"]) == ID_LENGTH
    assert int(declared["kind"]) == LONGEST_KIND
    assert int(declared["number"]) == int(declared["given_number"]) == LONGEST_NUMBER
    assert int(declared["digest"]) == DIGEST_LENGTH


def test_a_lane_has_room_for_a_login_and_a_number() -> None:
    assert LONGEST_LOGIN + len("|") + LONGEST_NUMBER <= LONGEST_LANE


def test_a_note_of_a_case_is_as_long_as_any_other() -> None:
    notes = {
        column.type.length
        for table in tables_for("mssql").metadata.sorted_tables
        for column in table.columns
        if column.name in {"note", "notes"} and isinstance(column.type, Unicode)
    }
    assert notes == {NOTE.longest}
