"""Orders that stand together: all of them are carried out, or none."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.encoding import ascii_json, decode_body, digest_of
from smartclient.contract.members import together_request
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    PlaceOrder,
    Request,
    Withdraw,
)
from smartclient.contract.together import MOST_MEMBERS, Together
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import CustomerNumber, new_id
from smartclient.domain.rules.problems import RuleCode
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.worker.worker import Worker
from tests.office_company import ANN, BENS, KIOSK, SHOP, Company, line

NEW = CustomerNumber("AN-C-1")


def account(company: Company, name: str = "Harbour Goods", number: CustomerNumber = NEW) -> Request:
    return company.request(CreateCustomer(provisional_number=number, name=name), lane=number)


def order_request(company: Company, sku: str, quantity: int, customer: str = SHOP) -> Request:
    order = company.order(line(sku, quantity), customer=customer)
    return company.request(PlaceOrder(order=order), lane=customer)


def ask(company: Company, *members: Request) -> Request:
    """Send requests as one, and have them answered."""
    whole = together_request(members)
    company.send(ANN, whole)
    company.office.answer_waiting()
    return whole


def answers(company: Company, members: Iterable[Request]) -> list[Answer | None]:
    return [company.answer_or_none(ANN, member) for member in members]


def statuses(company: Company, members: Iterable[Request]) -> list[AnswerStatus | None]:
    found = answers(company, members)
    return [None if answer is None else answer.status for answer in found]


def test_orders_for_several_customers_are_confirmed_together(company: Company) -> None:
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    whole = ask(company, *members)
    assert statuses(company, (whole, *members)) == [AnswerStatus.CONFIRMED] * 3
    assert [row.number for row in company.rows("orders")] == ["SO-10001", "SO-10002"]
    first = company.answer(ANN, members[0])
    assert first.order is not None
    assert first.order.number == "SO-10001"


def test_nothing_is_carried_out_where_one_order_is_in_conflict(company: Company) -> None:
    members = order_request(company, "D", 2), order_request(company, "NONE", 1, KIOSK)
    stock = company.stock("D")
    ask(company, *members)
    assert statuses(company, members) == [None, AnswerStatus.IN_CONFLICT]
    conflict = company.answer(ANN, members[1]).conflict
    assert conflict is not None
    assert [problem.code for problem in conflict.problems] == [RuleCode.UNKNOWN_PRODUCT]
    assert not company.rows("orders")
    assert [row.state for row in company.rows("conflicts")] == ["open"]
    assert company.stock("D") == stock


def test_the_corrected_whole_is_carried_out_with_the_members_that_were_held_back(
    company: Company,
) -> None:
    good, bad = order_request(company, "A", 2), order_request(company, "NONE", 1, KIOSK)
    ask(company, good, bad)
    order = company.order(line("B", 1), customer=KIOSK)
    better = company.request(
        PlaceOrder(order=order), lane=KIOSK, replaces=bad.id, withdraws=(bad.id,)
    )
    ask(company, good, better)
    assert statuses(company, (good, better)) == [AnswerStatus.CONFIRMED] * 2
    assert [row.number for row in company.rows("orders")] == ["SO-10001", "SO-10002"]


def test_no_account_is_opened_for_an_order_that_is_refused(company: Company) -> None:
    company.policy("unknown_product", "refuse")
    members = account(company), order_request(company, "NONE", 1, NEW)
    ask(company, *members)
    assert statuses(company, members) == [AnswerStatus.REJECTED] * 2
    opened, order = answers(company, members)
    assert opened is not None
    assert opened.arguments == {"other": "AN-0001"}
    assert order is not None
    assert [problem.code for problem in order.reasons] == [RuleCode.UNKNOWN_PRODUCT]
    assert not [row for row in company.rows("customers") if row.name == "Harbour Goods"]
    assert not company.rows("customer_aliases")


def test_an_account_is_opened_with_its_first_orders(company: Company) -> None:
    members = (
        account(company),
        order_request(company, "A", 1, NEW),
        order_request(company, "B", 1, NEW),
    )
    ask(company, *members)
    assert statuses(company, members) == [AnswerStatus.CONFIRMED] * 3
    opened = company.answer(ANN, members[0]).customer
    assert opened is not None
    assert {row.customer for row in company.rows("orders")} == {opened.number}


def test_orders_for_an_account_that_is_refused_are_refused_with_it(company: Company) -> None:
    members = account(company, " "), order_request(company, "A", 1, NEW)
    ask(company, *members)
    assert statuses(company, members) == [AnswerStatus.REJECTED] * 2
    assert not company.rows("orders")


def test_a_later_order_sees_what_an_earlier_one_took(company: Company) -> None:
    members = order_request(company, "D", 5), order_request(company, "D", 1, KIOSK)
    ask(company, *members)
    assert statuses(company, members) == [None, AnswerStatus.IN_CONFLICT]
    assert not company.rows("orders")


def test_sent_again_it_has_the_same_answers_and_no_second_effect(company: Company) -> None:
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    whole = ask(company, *members)
    before = answers(company, members)
    company.send(ANN, whole)
    company.send(ANN, *members)
    company.office.answer_waiting()
    assert answers(company, members) == before
    assert len(company.rows("orders")) == 2


def test_a_withdrawn_member_stops_the_whole(company: Company) -> None:
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    withdrawal = company.request(
        Withdraw(requests=(members[1].id,)), lane=KIOSK, withdraws=(members[1].id,)
    )
    company.send(ANN, together_request(members), withdrawal)
    company.office.answer_waiting()
    assert statuses(company, members) == [AnswerStatus.REJECTED] * 2
    assert all(answer is not None and answer.withdrawn for answer in answers(company, members))
    assert company.answer(ANN, withdrawal).status is AnswerStatus.CONFIRMED
    assert not company.rows("orders")


def test_a_withdrawal_that_comes_too_late_says_what_was_carried_out(company: Company) -> None:
    members = order_request(company, "A", 2), order_request(company, "B", 1, KIOSK)
    ask(company, *members)
    _, answer = company.ask(ANN, Withdraw(requests=(members[1].id,)), lane=KIOSK)
    assert answer.order is not None
    assert answer.order.number == "SO-10002"


def test_an_earlier_request_of_any_of_its_customers_goes_first(company: Company) -> None:
    early = order_request(company, "A", 1, KIOSK)
    members = order_request(company, "B", 1), order_request(company, "B", 1, KIOSK)
    company.send(ANN, early)
    company.send(ANN, together_request(members))
    company.office.answer_waiting()
    assert statuses(company, (early, *members)) == [AnswerStatus.CONFIRMED] * 3
    assert company.rows("orders")[0].customer == KIOSK


def test_of_another_reps_customer_nothing_is_carried_out(company: Company) -> None:
    members = order_request(company, "A", 1), order_request(company, "A", 1, BENS)
    ask(company, *members)
    assert statuses(company, members) == [AnswerStatus.REJECTED] * 2
    assert not company.rows("orders")


def spoiled(company: Company, how: str) -> Together:
    """A body that no Smart Client sends."""
    good = order_request(company, "A", 1)
    whole = together_request([good])
    member = members_of(whole)[0]
    withdrawal = ascii_json(Withdraw(requests=(good.id,)))
    others = {
        "twice": member,
        "nested": replace(member, kind="together", body=whole.body, digest=whole.digest),
        "withdraws": replace(
            member, kind="withdraw", body=withdrawal, digest=digest_of(withdrawal)
        ),
        "unknown": replace(member, kind="no_such"),
        "damaged": replace(member, digest="0" * 64),
    }
    match how:
        case "none":
            return Together(members=())
        case "no id":
            return Together(members=(replace(member, id="x"),))
        case "too many":
            return Together(
                members=tuple(replace(member, id=new_id()) for _ in range(MOST_MEMBERS + 1))
            )
        case "twice":
            return Together(members=(member, member))
    return Together(members=(member, replace(others[how], id=new_id())))


def members_of(whole: Request) -> tuple[BatchItem, ...]:
    body = decode_body(whole)
    assert isinstance(body, Together)
    return body.members


@pytest.mark.parametrize(
    "how", ["none", "no id", "too many", "twice", "nested", "withdraws", "unknown", "damaged"]
)
def test_what_can_not_stand_together_is_refused_whole(company: Company, how: str) -> None:
    _, answer = company.ask(ANN, spoiled(company, how))
    assert answer.status is AnswerStatus.REJECTED
    assert answer.why
    assert not company.rows("orders")
    assert not company.rows("withdrawn")


def test_a_later_request_in_the_lane_of_a_member_waits(company: Company) -> None:
    members = order_request(company, "A", 1), order_request(company, "B", 1, KIOSK)
    whole, later = together_request(members), order_request(company, "C", 1, KIOSK)
    company.send(ANN, whole, later)
    first, second = (
        Worker(company.office.engine, company.clock, name=name) for name in ("one", "two")
    )
    token = lanes.new_token("one")
    leased, taken = first.claim(token, 1)
    assert [incoming.request_id for incoming in taken] == [whole.id]
    with pytest.raises(ContendedError):
        second.round()
    assert statuses(company, (*members, later)) == [None] * 3
    first.answer(token, leased, taken)
    with company.office.engine.begin() as connection:
        # its lane was deferred for a while
        connection.execute(company.tables.lanes.update().values(token=None, leased_until=None))
    second.round()
    assert statuses(company, (*members, later)) == [AnswerStatus.CONFIRMED] * 3
    numbers = [company.answer(ANN, one).order for one in (*members, later)]
    assert [order.number for order in numbers if order] == ["SO-10001", "SO-10002", "SO-10003"]


def test_a_withdrawal_of_a_member_does_not_wait(company: Company) -> None:
    members = order_request(company, "A", 1), order_request(company, "B", 1, KIOSK)
    company.send(ANN, together_request(members), company.withdrawal(members[1], lane=KIOSK))
    company.office.answer_waiting()
    assert not company.rows("orders")
