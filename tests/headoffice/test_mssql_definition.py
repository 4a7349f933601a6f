"""The definition of the database on SQL Server: complete, and without a placeholder left."""

import re

import pytest

from smartclient.contract.cases import CaseState
from smartclient.contract.messages import AnswerStatus
from smartclient.contract.web.gate import DeviceState
from smartclient.domain.data_sets import DataSetAudience
from smartclient.domain.mail import MailState
from smartclient.domain.sales.catalog import Audience, TaxApplies
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.definition.source import statement
from smartclient.headoffice.database.stored_states import (
    ADMIN,
    DONE,
    PARKED,
    PASSED_ON,
    RECEIVED,
    REP,
)
from smartclient.headoffice.sales.conflicts import OfficeConflictState
from tests.mssql_statements import defined, every_statement, newest
from tests.released import RELEASED
from tests.schema_model import tables_of


def test_every_placeholder_is_filled_in() -> None:
    for item in definition.statements():
        assert "$(" not in item, item[:60]


def test_a_placeholder_that_nothing_fills_in_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"fragments/PREFIX\.sql"):
        statement("procedures/feed")


def test_a_value_of_several_lines_is_indented_like_its_placeholder() -> None:
    text = statement("fragments/head", KIND="a", NEWEST="b\nc", WHOSE="", SOURCE="")
    assert "    (b\n    c)" in text


def test_a_comment_is_no_statement() -> None:
    """A semicolon in one ended it there, and the rest was sent, and printed, as a statement."""
    sent = [item for item in definition.statements() if item.lstrip().startswith("--")]
    assert not sent


def test_nothing_is_created_twice() -> None:
    created = [
        found[1]
        for item in definition.statements()
        if (found := re.match(r"CREATE (?:TABLE|INDEX|PROCEDURE|TRIGGER) (\S+)", item))
    ]
    assert len(created) == len(set(created)) > 100


def test_an_upgraded_database_has_the_tables_of_a_new_one() -> None:
    upgraded, new = tables_of(every_statement()), tables_of(definition.tables())
    assert upgraded.keys() == new.keys()
    for name, table in new.items():
        assert upgraded[name] == table, name


def test_every_default_and_key_has_a_name_that_says_what_it_is_for() -> None:
    for table, model in tables_of(definition.tables()).items():
        named = table.replace(".", "_")
        for column, (name, _) in model.defaults.items():
            assert name == f"df_{named}_{column}"
        for name in (*model.constraints, *model.indexes):
            assert re.fullmatch(rf"(?:pk|uq|fk|ck|ix)_{named}(?:_\w+)?", name), name


@pytest.mark.parametrize("kind", ["PROCEDURE", "TRIGGER"])
def test_what_a_released_schema_ran_is_defined_or_retired(kind: str) -> None:
    ran = newest(kind, every_statement(len(RELEASED.mssql)))
    released = {item.partition(" ")[2] for item in RELEASED.code if item.startswith(kind)}
    retired = {name for of, name in definition.RETIRED if of == kind}
    assert (ran.keys() | released) - defined(kind).keys() == retired


ENUMERATED: dict[str, set[str]] = {
    "sales.customers.status": set(CustomerStatus),
    "sales.offers.audience": set(Audience),
    "sales.orders.state": set(OrderState),
    "sales.orders.fulfilment": set(Fulfilment),
    "sales.reps.role": {REP, ADMIN},
    "sales.tax_rates.applies_to": set(TaxApplies),
    "sync.cases.state": set(CaseState),
    "sync.data_sets.audience": set(DataSetAudience),
    "sync.conflicts.state": set(OfficeConflictState),
    "sync.enrolled_devices.kind": {"laptop", "browser"},
    "sync.enrolled_devices.state": set(DeviceState),
    "sync.handed_over.state": {"waiting", "released", "dropped"},
    "sync.inbox.status": {RECEIVED, PASSED_ON, DONE, PARKED},
    "sync.mails.state": set(MailState),
    "sync.open_work.state": {*OfficeConflictState, PARKED},
    "sync.replies.status": set(AnswerStatus),
}


def test_the_values_of_enumerations_are_checked() -> None:
    found = {
        f"{table}.{values[1]}": set(re.findall(r"N'(\w+)'", values[2]))
        for table, model in tables_of(definition.tables()).items()
        for text in model.constraints.values()
        if (values := re.fullmatch(r"CHECK \((\w+) IN \((.*)\)\)", text))
    }
    assert found == ENUMERATED
