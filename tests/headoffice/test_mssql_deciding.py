"""Decisions and withdrawals on a live SQL Server: who waits for whom, and who may send them."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from smartclient.contract.documents import document_from_json
from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import Answer, AnswerStatus, CancelOrder, PlaceOrder, Withdraw
from smartclient.domain.errors import ContendedError, SmartClientError
from smartclient.domain.ids import new_id
from smartclient.domain.rules.problems import Action
from smartclient.headoffice import handlers
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.mssql.procedure_call import call_procedure
from smartclient.headoffice.inbox.inbox import PassedOn
from smartclient.headoffice.opening import open_database
from tests.headoffice.live_workers import CLOCK, another, orders, token
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, HEAD, KIOSK, line


@pytest.fixture
def company(live_company: LiveCompany) -> LiveCompany:
    return live_company


@pytest.mark.parametrize("named", [True, False])
def test_what_withdraws_waits_for_the_worker_that_answers_what_it_withdraws(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    """A worker looked before the cancellation came, and commits the order after it was seen.

    Not ``named``: only the cancellation's own worker waits, for nobody else knows what it names.
    """
    (placed,) = orders(company, 1)
    order = decode_body(placed)
    assert isinstance(order, PlaceOrder)
    slow, fast = another(company, "slow"), another(company, "fast")
    leased, taken = slow.claim(token("slow"), 1)
    real = handlers.HANDLERS[PlaceOrder]
    answering, may_end = Event(), Event()

    def slowly(incoming: Any, body: PlaceOrder, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        answering.set()
        assert may_end.wait(60)
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, slowly)
    with ThreadPoolExecutor(2) as beside:
        first = beside.submit(slow.answer, token("slow"), leased, taken)
        assert answering.wait(60)
        cancel = CancelOrder(order_id=order.order.id)
        if named:
            last = company.request(cancel, lane=KIOSK, withdraws=(placed.id,))
        else:
            last = company.request(Withdraw(requests=(placed.id,)), lane=KIOSK)
        company.send(ANN, last)
        second = beside.submit(fast.round)
        with pytest.raises(TimeoutError):
            second.result(3)
        may_end.set()
        assert (first.result(60), second.result(60)) == (1, 1)
    (row,) = company.rows("orders")
    reported = document_from_json(company.rows("replies", request_id=last.id)[0].body, Answer)
    assert reported.order is not None
    assert reported.order.number == row.number
    assert row.state == ("cancelled" if named else "confirmed")


def test_nobody_begins_with_a_lane_while_a_request_in_it_is_withdrawn(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody had leased it before, and nobody else knows yet what the withdrawal names."""
    placed = company.request(PlaceOrder(order=company.order(line("A", 1))))
    company.send(ANN, company.request(Withdraw(requests=(placed.id,)), lane=KIOSK), placed)
    fast, slow = another(company, "fast"), another(company, "slow")
    leased, taken = fast.claim(token("fast"), 1)
    assert leased == (KIOSK,)
    real = handlers.HANDLERS[Withdraw]
    answering, may_end = Event(), Event()

    def slowly(incoming: Any, body: Withdraw, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        answering.set()
        assert may_end.wait(60)
        return answer

    monkeypatch.setitem(handlers.HANDLERS, Withdraw, slowly)
    with ThreadPoolExecutor(2) as beside:
        first = beside.submit(fast.answer, token("fast"), leased, taken)
        assert answering.wait(60)
        second = beside.submit(slow.round)
        with pytest.raises(TimeoutError):
            second.result(3)
        may_end.set()
        assert first.result(60) == 1
        with contextlib.suppress(ContendedError):
            second.result(60)
    slow.answer_waiting()
    assert company.count("inbox", status="done") == 2
    assert company.count("orders") == 0


def test_an_admins_decision_is_carried_out(company: LiveCompany) -> None:
    _, answer = company.place(company.order(line("A", 50), customer=KIOSK))
    assert answer.status is AnswerStatus.AWAITING_DECISION
    assert company.decide(answer.conflict, "approve").status is AnswerStatus.CONFIRMED
    assert company.count("orders", customer=KIOSK) == 1
    (case,) = company.rows("cases")
    assert case.state == "decided"


def test_an_admins_decision_is_left_to_the_workers(company: LiveCompany, live: LiveOffice) -> None:
    """An admin's login may send, and has none of a worker's rights."""
    _, answer = company.place(company.order(line("A", 50), customer=KIOSK))
    assert answer.conflict is not None
    deciding = HeadOffice.open(live.url_of(live.logins[HEAD]), CLOCK)
    try:
        with pytest.raises(ContendedError, match="No worker is running"):
            deciding.decisions.decide(answer.conflict.id, Action.parse("approve"), as_login=HEAD)
    finally:
        deciding.close()
    assert company.count("inbox", status="received") == 1
    assert another(company).answer_waiting() == 1
    assert company.count("orders", customer=KIOSK) == 1


def test_who_may_not_send_is_refused_when_deciding(company: LiveCompany, live: LiveOffice) -> None:
    """The driver's error about a procedure that may not be called becomes one of ours."""
    engine = open_database(live.url_of(live.new_login("nobody", user=True)))
    try:
        with pytest.raises(SmartClientError) as refused:
            call_procedure(engine, "EXEC sync.submit_v1 ?", "[]")
    finally:
        engine.dispose()
    assert "ODBC" not in refused.value.user_message


def test_a_long_request_is_sent_as_text_when_deciding(
    company: LiveCompany, live: LiveOffice
) -> None:
    """Longer than 4,000 characters it was sent as what the server can't read JSON from."""
    item = {"n": 1, "id": new_id(), "kind": "decide_case", "version": 1, "lane": "", "body": "x"}
    engine = open_database(live.url_of(live.logins[HEAD]))
    try:
        sent = json.dumps([{**item, "junk": "n" * 9_000}])
        ((_, _, refusal),) = call_procedure(engine, "EXEC sync.submit_v1 ?", sent)
    finally:
        engine.dispose()
    assert refusal
    assert company.count("inbox") == 0
