"""What a stolen rep's login can't do by how its session is set: transactions, options, levels."""

import json

import pytest

from smartclient.contract.operations import PulseRequest
from tests.headoffice.attacker import (
    DROP,
    FAR,
    SURFACE,
    asking,
    done_by,
    item,
    refused,
    reported,
    submit,
)
from tests.live_company import LiveCompany
from tests.live_server import Raw
from tests.office_company import ANN, BEN, BENS, SHOP


def test_nothing_is_done_inside_an_open_transaction(ann: Raw) -> None:
    values = {
        "submit_v1": "'[]'",
        "pulse_v1": "'{}'",
        "pulse_v2": "'{}'",
        "replies_v1": "0, 1, 1",
        "fingerprints_v1": "'', 1, 1",
        "fingerprints_v2": "'', 1, 1",
        "fingerprints_v6": "'', 1, 1",
    }
    for name in SURFACE:
        ann.execute("BEGIN TRANSACTION")
        assert "51000" in refused(ann, f"EXEC sync.{name} {values.get(name, '1, 0, 0, 1, 1')}")
        ann.execute("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION")


def test_an_implicit_transaction_is_not_left_open(live_company: LiveCompany, ann: Raw) -> None:
    ann.execute("SET IMPLICIT_TRANSACTIONS ON")
    submit(ann, item(asking(live_company)))
    ann.execute("SET IMPLICIT_TRANSACTIONS OFF")
    assert ann.execute("SELECT @@TRANCOUNT") == [[(0,)]]
    assert live_company.count("inbox") == 1


OPTIONS = (
    "ROWCOUNT 1",
    "ANSI_WARNINGS OFF",
    "ANSI_NULLS OFF",
    "ANSI_PADDING OFF",
    "ARITHABORT OFF",
    "QUOTED_IDENTIFIER OFF",
    "CONCAT_NULL_YIELDS_NULL OFF",
    "NUMERIC_ROUNDABORT ON",
    "XACT_ABORT OFF",
    "NOCOUNT OFF",
    "DATEFORMAT dmy",
    "DATEFIRST 3",
    "TEXTSIZE 10",
    "LOCK_TIMEOUT 0",
    "LANGUAGE German",
    "DEADLOCK_PRIORITY HIGH",
    "IMPLICIT_TRANSACTIONS ON",
)


LEVELS = ("SERIALIZABLE", "REPEATABLE READ", "SNAPSHOT", "READ UNCOMMITTED")


def test_odd_options_change_nothing(live_company: LiveCompany, ann: Raw) -> None:
    sent: dict[str, str] = {}
    for option in OPTIONS:
        # one on top of the other; an option that the engine refuses is no way to attack it
        done_by(ann, f"SET {option}")
        requests = [asking(live_company, 1), asking(live_company, 2)]
        receipts = submit(ann, *(item(request, n) for n, request in enumerate(requests)))
        assert [receipt[2] for receipt in receipts] == ["", ""], option
        sent |= {request.id: request.body for request in requests}
    held = live_company.rows("inbox")
    assert {row.request_id: row.body for row in held} == sent
    assert {row.lane for row in held} == {SHOP}


VALUES = {
    "submit_v1": "'[]'",
    "pulse_v1": "'{\"client_version\": 1}'",
    "pulse_v2": "'{\"client_version\": 1}'",
    "replies_v1": f"0, {FAR}, 50",
    "fingerprints_v1": f"'', {FAR}, {FAR}",
    "fingerprints_v2": f"'', {FAR}, {FAR}",
    "fingerprints_v6": f"'', {FAR}, {FAR}",
}


def call_of(name: str) -> str:
    return f"EXEC sync.{name} {VALUES.get(name, f'1, 0, 0, {FAR}, 50')}"


def said_by_all(connection: Raw) -> dict[str, str]:
    """Call everything that a rep may call, and return what each said, rows or an error."""
    return {name: reported(connection, call_of(name)) for name in SURFACE}


def assert_nothing_escaped(company: LiveCompany, said: dict[str, str], how: str) -> None:
    for name, answer in said.items():
        assert "555-SECRET" not in answer, (name, how)
        assert BEN not in answer.replace("\\\\", "\\"), (name, how)
    # nor is anything held that another would wait for
    company.change_customer(BENS, phone="555-SECRET")


def test_odd_options_open_no_procedure(live_company: LiveCompany, ann: Raw) -> None:
    live_company.change_customer(BENS, phone="555-SECRET")
    for option in OPTIONS:
        done_by(ann, f"SET {option}")
        assert_nothing_escaped(live_company, said_by_all(ann), option)
        assert ann.execute("SELECT @@TRANCOUNT") == [[(0,)]], option
    with live_company.live.as_login(live_company.live.logins[ANN]) as fresh:
        assert SHOP in reported(fresh, call_of("feed_customers_v1"))


def test_odd_isolation_levels_open_no_procedure(live_company: LiveCompany) -> None:
    live = live_company.live
    live_company.change_customer(BENS, phone="555-SECRET")
    for level in LEVELS:
        with live.as_login(live.logins[ANN]) as connection:
            done_by(connection, f"SET TRANSACTION ISOLATION LEVEL {level}")
            said = said_by_all(connection)
            assert_nothing_escaped(live_company, said, level)
            if live.is_real:
                assert SHOP in said["feed_customers_v1"], level


def quoted(text: str) -> str:
    return text.replace("'", "''")


def test_sql_in_a_greeting_is_text(live_company: LiveCompany, ann: Raw) -> None:
    fields = ("client_version", "link_version", "oldest_link", "replies_after", "waiting", "clock")
    for field in fields:
        with live_company.live.as_login(live_company.live.logins[ANN]) as connection:
            reported(connection, f"EXEC sync.pulse_v1 N'{quoted(json.dumps({field: DROP}))}'")
    for greeting in (DROP, json.dumps(DROP), json.dumps({DROP: DROP}), json.dumps([DROP])):
        with pytest.raises(ann.errors):
            ann.execute("EXEC sync.pulse_v1 ?", greeting + DROP)
    assert live_company.count("inbox") == 0
    assert live_company.link(ANN).pulse(PulseRequest()).identity.login == ANN


def test_a_callers_isolation_level_changes_nothing(live_company: LiveCompany) -> None:
    live = live_company.live
    sent: set[str] = set()
    for level in LEVELS:
        with live.as_login(live.logins[ANN]) as connection:
            done_by(connection, f"SET TRANSACTION ISOLATION LEVEL {level}")
            request = asking(live_company)
            try:
                submit(connection, item(request))
            except connection.errors:
                # it lets nobody go back from one level to another within a session
                assert not live.is_real
                continue
            sent.add(request.id)
    assert sent
    assert {row.request_id for row in live_company.rows("inbox")} == sent
