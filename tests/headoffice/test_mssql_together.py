"""Orders that stand together on a live SQL Server: one transaction, all of them or none."""

from collections.abc import Iterable

from smartclient.contract.members import together_request
from smartclient.contract.messages import AnswerStatus, Request, Withdraw
from tests.headoffice.test_headoffice_together import (
    NEW,
    account,
    ask,
    order_request,
)
from tests.live_company import LiveCompany
from tests.office_company import ANN, KIOSK, SHOP


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
    assert not company.rows("conflicts")
    assert company.stock("D") == stock
    better = order_request(company, "B", 1, KIOSK)
    ask(company, good, better)
    assert statuses(company, (good, better)) == [AnswerStatus.CONFIRMED] * 2
    assert company.stock("D") == stock - 2


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
