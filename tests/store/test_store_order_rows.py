"""An order's row is written in one way, whether a reply brings the order, a feed, or a rename."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import smartclient.store
from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind, FeedPage
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, Sku, TaskId
from smartclient.domain.sales.orders import (
    Fulfilment,
    Order,
    OrderLine,
    OrderState,
    PlacedOrder,
    Totals,
)
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.database.json_codec import to_document
from smartclient.store.unit_of_work import Store, UnitOfWork

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 12, tzinfo=UTC)
TASK = TaskId("t-1")

ENTERED = Order(
    id=OrderId("o-1"),
    customer=CustomerNumber("C-1"),
    order_date=date(2026, 11, 20),
    provisional_number="LI-0001",
    lines=(OrderLine(line=1, sku=Sku("BIKE"), quantity=3, unit_price=Decimal("9.99")),),
    totals=Totals(net=Decimal("29.97"), total=Decimal("29.97")),
)
PLACED = PlacedOrder(
    order=Order(
        id=ENTERED.id,
        customer=CustomerNumber("C-2"),
        order_date=date(2026, 11, 21),
        provisional_number="LI-0001",
        lines=(OrderLine(line=1, sku=Sku("BIKE"), quantity=2, unit_price=Decimal("10.00")),),
        totals=Totals(net=Decimal("20.00"), total=Decimal("20.00")),
    ),
    number="SO-10001",
    state=OrderState.CONFIRMED,
    adjusted=True,
    fulfilment=Fulfilment.BACK_ORDERED,
    fulfilled_on=date(2026, 11, 21),
)


def enter(work: UnitOfWork, status: TaskStatus) -> StoredOrder:
    """Store an order as the rep entered it, with the task about it."""
    stored = StoredOrder(order=ENTERED, state=OrderState.TENTATIVE, task_id=TASK, changed_at=NOW)
    work.orders.save(stored)
    work.tasks.add(
        Task(
            id=TASK,
            kind=TaskKind.PLACE_ORDER,
            subject=Subject(type=SubjectType.ORDER, id=ENTERED.id, label="LI-0001"),
            status=status,
            request_id=RequestId("r-1"),
            created_at=NOW,
            changed_at=NOW,
        )
    )
    return stored


def pull(work: UnitOfWork, placed: PlacedOrder, document: str | None = None) -> None:
    values: dict[str, str | int] = {
        "id": 77,
        "order_id": placed.order.id,
        "customer": placed.order.customer,
        "number": placed.number,
        "state": placed.state,
        "order_date": placed.order.order_date.isoformat(),
        "document": document or to_document(placed),
    }
    row = tuple(values[name] for name in COLUMNS[FeedKind.ORDERS])
    page = FeedPage(kind=FeedKind.ORDERS, rows=(row,), cursor=Cursor(5, 77), more=False)
    work.feeds.apply(page, by_key=False, watermark=9, as_of=LATER, complete=True)


def row_of(work: UnitOfWork) -> dict[str, object]:
    found = work._on.exec_driver_sql("SELECT * FROM orders").mappings().one()
    return {name: found[name] for name in found if name != "head_office_id"}


@pytest.mark.parametrize("status", [TaskStatus.CONFIRMED, TaskStatus.RECEIVED])
def test_reply_and_feed_leave_the_same_row(store: Store, status: TaskStatus) -> None:
    with store.work() as work:
        entered = enter(work, status)
        is_answered = status is TaskStatus.CONFIRMED
        merged = entered.following(PLACED) if is_answered else entered.holding(PLACED)
        work.orders.save(merged)
        by_reply = row_of(work)
    with store.work() as work:
        enter(work, status)
        pull(work, PLACED)
        by_feed = row_of(work)
    if is_answered:
        assert by_feed.pop("changed_at") != by_reply.pop("changed_at"), "by when it was read"
    assert by_feed == by_reply


def test_what_a_reply_brought_the_feed_leaves_as_it_is(store: Store) -> None:
    with store.work() as work:
        work.orders.save(enter(work, TaskStatus.CONFIRMED).following(PLACED))
        before = row_of(work)
        pull(work, PLACED)
        assert row_of(work) == before
        id_there = work._on.exec_driver_sql("SELECT head_office_id FROM orders").scalar_one()
    assert id_there == 77


@pytest.mark.parametrize("status", [TaskStatus.CONFIRMED, TaskStatus.RECEIVED, None])
def test_the_text_of_the_feed_is_stored_as_it_came(store: Store, status: TaskStatus | None) -> None:
    """Checksums compare it, and a newer head office may say more than this version reads."""
    document = to_document(PLACED)[:-1] + ',"newer":true}'
    with store.work() as work:
        if status is not None:
            enter(work, status)
        pull(work, PLACED, document)
        assert row_of(work)["placed"] == document


def test_only_one_module_writes_rows_of_orders() -> None:
    """Elsewhere a statement may change what has nothing to do with the order's content."""
    allowed = {"UPDATE orders SET head_office_id = NULL", "UPDATE orders SET made_from = ?"}
    found: dict[str, set[str]] = {}
    for path in Path(smartclient.store.__path__[0]).rglob("*.py"):
        if "migrations" not in path.parts and path.name != "order_rows.py":
            statements = re.findall(
                r"(?:INSERT INTO|REPLACE INTO|UPDATE) orders\b(?: SET .+?(?= WHERE))?"
                r"|(?:insert|update)\(orders\)",
                path.read_text("utf-8"),
            )
            found[path.name] = set(statements) - allowed
    assert len(found) > 20
    assert {name: extra for name, extra in found.items() if extra} == {}
