"""Orders, conflicts and cases as they lie in the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId, Sku, TaskId
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.sales.orders import (
    Fulfilment,
    Order,
    OrderLine,
    OrderState,
    PlacedOrder,
    Totals,
    Waiver,
)
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.reconcile.stored_conflicts import ConflictState, StoredConflict
from smartclient.store.unit_of_work import Store
from tests.prepared import new_store

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

ORDER = Order(
    id=OrderId("o-1"),
    customer=CustomerNumber("C-1"),
    order_date=date(2026, 11, 21),
    provisional_number="LI-0001",
    lines=(
        OrderLine(
            line=1,
            sku=Sku("BIKE"),
            quantity=3,
            unit_price=Decimal("10.0050"),
            discount_percent=Decimal("2.5"),
            amount=Decimal("29.26"),
        ),
    ),
    deliver_on=date(2026, 12, 1),
    reference='5% of "ünïcode" 🚲',
    accepted=(Waiver(code="price_changed", line=1, value="10.01"),),
    totals=Totals(net=Decimal("29.26"), total=Decimal("29.26")),
)
PLACED = PlacedOrder(
    order=ORDER,
    number="SO-10001",
    state=OrderState.CONFIRMED,
    adjusted=True,
    fulfilment=Fulfilment.SHIPPED,
    fulfilled_on=date(2026, 11, 25),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path / "store.db", bytes(range(32)))
    yield store
    store.close()


def keep(store: Store, *orders: StoredOrder) -> None:
    with store.work() as work:
        for stored in orders:
            work.orders.save(stored)
        work.commit()


def stored(order: Order = ORDER, **values: object) -> StoredOrder:
    known: dict[str, object] = {"state": OrderState.TENTATIVE, "changed_at": NOW}
    return StoredOrder(order=order, **(known | values))  # type: ignore[arg-type]


def test_an_order_comes_back_exactly_as_it_was_saved(store: Store) -> None:
    whole = stored(
        number="SO-10001",
        task_id=TaskId("t-1"),
        adjusted=True,
        fulfilment=Fulfilment.BACK_ORDERED,
        fulfilled_on=date(2026, 11, 22),
        placed=PLACED,
    )
    keep(store, whole)
    with store.view() as view:
        assert view.orders.get(ORDER.id) == whole
        record = view.orders.record(ORDER.id)
    assert record is not None
    assert record.order == ORDER
    assert record.customer_name == "C-1", "until the customer is known by name"
    assert record.task is None


def test_saving_again_replaces_and_keeps_head_offices_id(store: Store) -> None:
    keep(store, stored())
    with store.work() as work:
        work.orders._connection.exec_driver_sql("UPDATE orders SET head_office_id = 77")
        work.orders.save(stored(replace(ORDER, note="More"), state=OrderState.CONFIRMED))
        found = work.orders.get(ORDER.id)
        kept = work.orders._connection.exec_driver_sql(
            "SELECT head_office_id FROM orders"
        ).scalar_one()
    assert found is not None
    assert (found.order.note, found.state, kept) == ("More", OrderState.CONFIRMED, 77)


def test_orders_are_found_by_what_they_are_called(store: Store) -> None:
    older = stored(number="SO-1")
    newer = stored(
        replace(ORDER, id=OrderId("o-2")), number="SO-2", changed_at=NOW + timedelta(seconds=1)
    )
    keep(store, older, newer)
    with store.view() as view:
        assert view.orders.find_by_number("SO-1") == ("o-1",)
        assert view.orders.find_by_number("LI-0001") == ("o-2", "o-1"), "the newest first"
        assert view.orders.find_by_number("o-1") == ("o-1",)
        assert view.orders.find_by_number("nothing") == ()
        assert view.orders.get(OrderId("nothing")) is None
        assert view.orders.record(OrderId("nothing")) is None


def test_an_order_without_a_number_is_not_called_by_nothing(store: Store) -> None:
    keep(store, stored())
    with store.view() as view:
        assert view.orders.find_by_number("") == ()


def test_orders_are_listed_newest_first_and_paged(store: Store) -> None:
    days = [date(2026, 11, day) for day in (3, 1, 2)]
    keep(
        store,
        *(
            stored(replace(ORDER, id=OrderId(f"o-{day.day}"), order_date=day, reference=f"{day}"))
            for day in days
        ),
    )
    with store.view() as view:

        def listed(**wanted: object) -> list[str]:
            known: dict[str, object] = {
                "state": None,
                "text": "",
                "customer": None,
                "limit": None,
                "offset": 0,
            }
            return [item.id for item in view.orders.search(**(known | wanted))]  # type: ignore[arg-type]

        assert listed() == ["o-3", "o-2", "o-1"]
        assert listed(limit=1, offset=1) == ["o-2"]
        assert listed(text="2026-11-02") == ["o-2"]
        assert listed(text="li-0001 11-03") == ["o-3"]
        assert listed(text="%") == []
        assert listed(text="_") == []
        assert listed(state=OrderState.DRAFT) == []
        assert listed(customer=CustomerNumber("C-2")) == []


def test_a_deleted_order_is_gone(store: Store) -> None:
    keep(store, stored())
    with store.work() as work:
        work.orders.delete(ORDER.id)
        assert work.orders.get(ORDER.id) is None


CONFLICT = Conflict(
    id=ConflictId("c-1"),
    kind=ConflictKind.RULE,
    subject=Subject(type=SubjectType.ORDER, id="o-1", label="LI-0001"),
    request_id=RequestId("r-1"),
    raised_at=NOW,
    problems=(
        Problem(
            code=RuleCode.OFFER_NOT_VALID,
            line=1,
            actions=(Action(ActionKind.CHANGE_QUANTITY, "12"), Action(ActionKind.DROP_LINE)),
            arguments={"offer": "Spring"},
        ),
    ),
    fields=(FieldConflict(field="phone", base="1", mine="2", theirs="3", by="amy", at=NOW),),
    merged={"email": "a@example.org"},
    note="ü",
)


def test_a_conflict_comes_back_exactly_as_it_was_saved(store: Store) -> None:
    with store.work() as work:
        kept = StoredConflict(conflict=CONFLICT, task_id=TaskId("t-1"), state=ConflictState.OPEN)
        work.conflicts.save(kept)
        work.commit()
    with store.view() as view:
        assert view.conflicts.get(CONFLICT.id) == kept
        assert view.conflicts.open() == (CONFLICT,)
        assert view.conflicts.count_open() == 1
        assert view.conflicts.open_of(TaskId("t-1")) == (kept,)
        assert view.conflicts.get(ConflictId("nothing")) is None


def test_a_conflict_is_shown_only_while_it_is_the_reps_turn(store: Store) -> None:
    with store.work() as work:
        work.conflicts.save(
            StoredConflict(conflict=CONFLICT, task_id=TaskId("t-1"), state=ConflictState.OPEN)
        )
        for state in (ConflictState.ANSWERED, ConflictState.WITH_ADMIN):
            work.conflicts.set_state([CONFLICT.id], state)
            assert work.conflicts.open() == ()
            assert len(work.conflicts.open_of(TaskId("t-1"))) == 1
        work.conflicts.close_of(TaskId("t-1"))
        assert work.conflicts.open_of(TaskId("t-1")) == ()
        assert work.conflicts.count_open() == 0
