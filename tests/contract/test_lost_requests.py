"""What head office acknowledged and lost is offered again by itself, and has one effect."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import CustomerNumber, RequestId
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.database.meta import RECEIPTS_KEPT
from smartclient.sync.restores import hello_of
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, SHOP, Company


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(company, tmp_path / "laptop")
    laptop.sync()
    yield laptop
    laptop.store.close()


def lose(company: Company, table: str, request_ids: Sequence[RequestId]) -> None:
    """Delete rows about requests, and nothing else."""
    t = company.tables.table_named(table)
    with company.office.engine.begin() as connection:
        lost = connection.execute(delete(t).where(t.c.request_id.in_(request_ids)))
        assert lost.rowcount == len(request_ids)


def waiting(laptop: SyncedLaptop) -> list[TaskStatus]:
    return [entry.status for entry in laptop.use_cases.outbox.entries()]


def request_of(laptop: SyncedLaptop) -> RequestId:
    (entry,) = laptop.use_cases.outbox.entries()
    return entry.request_id


def placed(company: Company) -> int:
    orders = company.tables.orders
    with company.office.engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(orders)) or 0)


def test_a_request_that_was_acknowledged_and_lost_is_offered_again(
    company: Company, laptop: SyncedLaptop
) -> None:
    record = laptop.order()
    laptop.sync(answered=False)
    assert waiting(laptop) == [TaskStatus.RECEIVED]
    lose(company, "inbox", [request_of(laptop)])
    laptop.sync()
    laptop.sync()
    assert waiting(laptop) == []
    assert laptop.use_cases.orders.get(record.order.id).state is OrderState.CONFIRMED
    assert placed(company) == 1


def test_one_that_many_others_followed_is_offered_again(
    company: Company, laptop: SyncedLaptop
) -> None:
    """Each sync asks about those that were acknowledged last, and some of the earlier ones."""
    first = laptop.order()
    laptop.sync(answered=False)
    lost = request_of(laptop)
    for quantity in range(2, RECEIPTS_KEPT + 40):
        laptop.order("B", quantity)
    laptop.sync(answered=False)
    lose(company, "inbox", [lost])
    laptop.sync(answered=False)
    laptop.sync(answered=False)
    company.office.answer_waiting()
    laptop.sync()
    assert laptop.use_cases.orders.get(first.order.id).state is OrderState.CONFIRMED


def test_every_unanswered_request_is_asked_about_in_turn(
    company: Company, laptop: SyncedLaptop
) -> None:
    for quantity in range(1, 80):
        laptop.order("B", quantity)
    laptop.sync(answered=False)
    unanswered = {entry.request_id for entry in laptop.use_cases.outbox.entries()}
    asked: set[RequestId] = set()
    for _ in range(4):
        with laptop.store.view() as view:
            hello = hello_of(view, laptop.clock)
        asked |= set(hello.receipts[: hello.unanswered])
        assert len(set(hello.receipts)) == len(hello.receipts)
        laptop.sync(answered=False)
    assert asked == unanswered


def test_an_order_whose_reply_is_lost_is_answered_and_not_placed_again(
    company: Company, laptop: SyncedLaptop
) -> None:
    record = laptop.order()
    laptop.sync(answered=False)
    request_id = request_of(laptop)
    company.office.answer_waiting()
    lose(company, "replies", [request_id])
    laptop.sync()
    laptop.sync()
    assert waiting(laptop) == []
    shown = laptop.use_cases.orders.get(record.order.id)
    (there,) = company.rows("orders")
    assert (shown.state, shown.number) == (OrderState.CONFIRMED, there.number)
    causes = {event.cause for event in laptop.use_cases.orders.history(record.order.id).events}
    assert TransitionReason.REPLY_LOST in causes
    assert TransitionReason.RESTORED not in causes


@pytest.mark.parametrize(("since", "status"), [("555 0200", "rejected"), ("", "confirmed")])
def test_a_change_whose_reply_is_lost_is_not_made_again(
    company: Company, laptop: SyncedLaptop, since: str, status: str
) -> None:
    """Where somebody changed the field since, nothing is overwritten; the rep is told."""
    number = CustomerNumber(SHOP)
    laptop.use_cases.customers.edit(number, {EditableField.PHONE: "555 0199"})
    laptop.sync(answered=False)
    request_id = request_of(laptop)
    company.office.answer_waiting()
    if since:
        company.change_customer(SHOP, phone=since)
    lose(company, "replies", [request_id])
    laptop.sync()
    laptop.sync()
    assert [row.phone for row in company.rows("customers", number=SHOP)] == [since or "555 0199"]
    assert TaskStatus.RECEIVED not in waiting(laptop)
    (answer,) = [row.status for row in company.rows("replies", request_id=request_id)]
    assert answer == status


def test_only_unanswered_requests_of_the_login_are_reported_as_forgotten(
    company: Company,
) -> None:
    here, _ = company.place(company.order())
    other, _ = company.place(company.order(), login=ANN)
    link = company.link(ANN)
    hello = PulseRequest(receipts=(here.id, other.id), unanswered=1)
    assert link.pulse(hello).forgotten == ()
    lose(company, "replies", [here.id, other.id])
    assert link.pulse(hello).forgotten == (here.id,)
    assert set(link.pulse(replace(hello, unanswered=2)).forgotten) == {here.id, other.id}
    assert link.pulse(replace(hello, unanswered=0)).forgotten == ()
