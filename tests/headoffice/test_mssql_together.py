"""Orders that stand together on a live SQL Server: one transaction, all of them or none."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from smartclient.contract.admin_bodies import DecideCase
from smartclient.contract.members import together_request
from smartclient.contract.messages import AnswerStatus, Request, Withdraw
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import Action, ActionKind
from tests.headoffice.test_headoffice_together import (
    NEW,
    account,
    ask,
    order_request,
)
from tests.live_company import LiveCompany
from tests.office_company import ANN, HEAD, KIOSK, SHOP


def statuses(company: LiveCompany, members: Iterable[Request]) -> list[str | None]:
    """How requests were answered, as the table has it: some engines hold the watermark back."""
    rows = {row.request_id: str(row.status) for row in company.rows("replies")}
    return [rows.get(member.id) for member in members]


def test_they_are_confirmed_together_and_answered_once(live_company: LiveCompany) -> None:
    company = live_company
    members = account(company), order_request(company, "A", 2, NEW), order_request(company, "B", 1)
    whole = ask(company, *members)
    assert statuses(company, members) == [AnswerStatus.CONFIRMED] * 3
    company.send(ANN, whole)
    company.send(ANN, *members)
    company.office.answer_waiting()
    assert len(company.rows("orders")) == 2
    assert company.count("inbox") == 4


def test_nothing_of_it_is_there_where_one_is_in_conflict(live_company: LiveCompany) -> None:
    company = live_company
    stock = company.stock("D")
    good, bad = order_request(company, "D", 2, SHOP), order_request(company, "NONE", 1, KIOSK)
    ask(company, good, bad)
    assert statuses(company, (good, bad)) == [None, AnswerStatus.IN_CONFLICT]
    assert not company.rows("orders")
    assert [row.state for row in company.rows("conflicts")] == ["open"]
    assert company.stock("D") == stock
    better = order_request(company, "B", 1, KIOSK)
    ask(company, good, better)
    assert statuses(company, (good, better)) == [AnswerStatus.CONFIRMED] * 2
    assert company.stock("D") == stock - 2


@pytest.mark.parametrize(("kind", "orders"), [(ActionKind.APPROVE, 2), (ActionKind.REFUSE, 0)])
def test_the_decision_about_one_carries_out_all_or_refuses_all(
    live_company: LiveCompany, kind: ActionKind, orders: int
) -> None:
    company = live_company
    company.change_customer(KIOSK, credit_limit=Decimal(1))
    members = order_request(company, "A", 2), order_request(company, "B", 5, KIOSK)
    ask(company, *members)
    assert statuses(company, members) == [None, AnswerStatus.AWAITING_DECISION]
    assert not company.rows("orders")
    (conflict,) = company.rows("conflicts")
    decide(company, conflict.conflict_id, kind)
    done = {AnswerStatus.REJECTED} if not orders else {AnswerStatus.CONFIRMED}
    assert set(statuses(company, members)) == done
    assert len(company.rows("orders")) == orders
    assert company.count("cases", state="open") == 0


def test_nothing_is_left_of_a_decision_that_another_member_stops(
    live_company: LiveCompany,
) -> None:
    company = live_company
    company.change_customer(KIOSK, credit_limit=Decimal(1))
    stock = company.stock("D")
    members = order_request(company, "D", 2), order_request(company, "B", 5, KIOSK)
    ask(company, *members)
    company.change_product("D", discontinued_on=date(2020, 1, 2))
    (conflict,) = company.rows("conflicts")
    decide(company, conflict.conflict_id, ActionKind.APPROVE)
    assert statuses(company, members) == [AnswerStatus.IN_CONFLICT, AnswerStatus.AWAITING_DECISION]
    assert not company.rows("orders")
    assert company.stock("D") == stock
    assert company.count("cases", state="decided") == 1


def decide(company: LiveCompany, conflict_id: str, kind: ActionKind) -> None:
    body = DecideCase(conflict_id=ConflictId(conflict_id), action=Action(kind))
    company.send(HEAD, company.request(body, lane=""))
    company.office.answer_waiting()


def test_a_withdrawn_member_stops_all_of_it(live_company: LiveCompany) -> None:
    company = live_company
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    withdrawal = company.request(
        Withdraw(requests=(members[1].id,)), lane=KIOSK, withdraws=(members[1].id,)
    )
    company.send(ANN, together_request(members), withdrawal)
    company.office.answer_waiting()
    assert statuses(company, members) == [AnswerStatus.REJECTED] * 2
    assert not company.rows("orders")
