"""Customers who come and go, and orders from the feed beside what the rep made of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from smartclient.contract.encoding import request_for
from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import PlaceOrder
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, TaskId
from smartclient.domain.sales.orders import Fulfilment, OrderState, PlacedOrder
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import Store
from tests.feed_samples import AS_OF, apply, bring, order_row, page, placed_order, row

HILL = CustomerNumber("C-00001")


def bring_customer(store: Store, entry_id: int = 1, number: str = HILL) -> None:
    bring(store, FeedKind.CUSTOMERS, row(FeedKind.CUSTOMERS, entry_id, number=number))
    bring(store, FeedKind.ADDRESSES, row(FeedKind.ADDRESSES, entry_id, customer=number))


def save_own(
    store: Store,
    order_id: str,
    status: TaskStatus,
    *,
    state: OrderState = OrderState.TENTATIVE,
    placed: PlacedOrder | None = None,
) -> None:
    """Keep an order of the rep's own with a task in ``status``."""
    task = Task(
        id=TaskId(f"task-{order_id}"),
        kind=TaskKind.PLACE_ORDER,
        subject=Subject(type=SubjectType.ORDER, id=order_id),
        status=status,
        request_id=RequestId(f"request-{order_id}"),
        created_at=AS_OF,
        changed_at=AS_OF,
    )
    with store.work() as work:
        work.tasks.add(task)
        work.orders.save(
            StoredOrder(
                order=placed_order(order_id, total="55.00").order,
                state=state,
                task_id=task.id,
                changed_at=AS_OF - timedelta(hours=1),
                placed=placed,
            )
        )
        work.commit()


def ask_about(store: Store, order_id: str) -> None:
    """Queue the request of an order's task, as one that head office is asked anew."""
    body = PlaceOrder(order=found(store, order_id).order)
    request = request_for(
        body, request_id=RequestId(f"request-{order_id}"), lane=HILL, made_at=AS_OF
    )
    with store.work() as work:
        work.outbox.append(request, TaskId(f"task-{order_id}"))
        work.commit()


def held(store: Store, order_id: str) -> StoredOrder | None:
    with store.view() as view:
        return view.orders.get(OrderId(order_id))


def found(store: Store, order_id: str) -> StoredOrder:
    stored = held(store, order_id)
    assert stored is not None
    return stored


def test_an_order_of_another_laptop_is_shown_as_head_office_has_it(store: Store) -> None:
    bring(store, FeedKind.ORDERS, order_row(1, placed_order("o1", total="99.50", adjusted=True)))
    stored = found(store, "o1")
    assert (stored.number, stored.state, stored.adjusted) == ("SO-10001", "confirmed", True)
    assert stored.order.totals.total == stored.placed.order.totals.total  # type: ignore[union-attr]
    assert stored.changed_at == AS_OF


def test_an_order_follows_head_office_when_nothing_of_the_reps_is_unfinished(store: Store) -> None:
    save_own(store, "o1", TaskStatus.CONFIRMED)
    shipped = placed_order(
        "o1", total="99.50", fulfilment=Fulfilment.SHIPPED, fulfilled_on=AS_OF.date()
    )
    bring(store, FeedKind.ORDERS, order_row(1, shipped))
    stored = found(store, "o1")
    assert stored.order == shipped.order
    assert (stored.state, stored.fulfilment) == (OrderState.CONFIRMED, Fulfilment.SHIPPED)
    assert stored.fulfilled_on == AS_OF.date()
    assert stored.task_id == "task-o1"


def test_unfinished_work_on_an_order_is_not_overwritten_by_the_feed(store: Store) -> None:
    save_own(store, "o1", TaskStatus.QUEUED)
    mine = found(store, "o1").order
    theirs = placed_order("o1", total="99.50", fulfilment=Fulfilment.BACK_ORDERED)
    bring(store, FeedKind.ORDERS, order_row(1, theirs))
    stored = found(store, "o1")
    assert stored.order == mine
    assert stored.state is OrderState.TENTATIVE
    assert stored.placed == theirs
    assert (stored.number, stored.fulfilment) == ("SO-10001", Fulfilment.BACK_ORDERED)


def test_an_order_that_comes_again_unchanged_does_not_look_changed(store: Store) -> None:
    placed = placed_order("o1")
    bring(store, FeedKind.ORDERS, order_row(1, placed))
    with store.work() as work:
        later = replace(found(store, "o1"), changed_at=AS_OF - timedelta(days=3))
        work.orders.save(later)
        work.commit()
    bring(store, FeedKind.ORDERS, order_row(1, placed))
    assert found(store, "o1").changed_at == AS_OF - timedelta(days=3)


def test_a_departed_customer_takes_along_what_is_head_offices(store: Store) -> None:
    bring_customer(store)
    bring(store, FeedKind.ORDERS, order_row(1, placed_order("o1")))
    departed = apply(store, page(FeedKind.MEMBERSHIP, (1, HILL, 0)))
    assert departed == (HILL,)
    assert held(store, "o1") is None
    with store.view() as view:
        assert view.customers.get(HILL) is None
        assert view.customers.search("C-00001") == ()
        assert view.feeds.counts()["addresses"].rows == 0


def test_unsent_work_stays_when_its_customer_departs(store: Store) -> None:
    bring_customer(store)
    save_own(store, "o1", TaskStatus.QUEUED)
    save_own(store, "o2", TaskStatus.IN_CONFLICT, placed=placed_order("o2"))
    save_own(store, "o3", TaskStatus.CONFIRMED, placed=placed_order("o3"))
    save_own(store, "o4", TaskStatus.UNDONE, state=OrderState.DRAFT)
    departed = apply(store, page(FeedKind.MEMBERSHIP, (1, HILL, 0)))
    assert departed == (HILL,)
    assert held(store, "o1") is not None
    assert held(store, "o2") is not None
    assert held(store, "o3") is None
    assert held(store, "o4") is not None, "a draft is the rep's own"


def test_what_outlived_its_customer_goes_when_it_is_finished(store: Store) -> None:
    bring_customer(store)
    save_own(store, "o1", TaskStatus.CONFIRMED, placed=placed_order("o1"))
    save_own(store, "o2", TaskStatus.CONFIRMED, placed=placed_order("o2"))
    with store.work() as work:
        work.orders.purge_departed()
        work.commit()
    assert held(store, "o1") is not None, "its customer is here"
    save_own(store, "o3", TaskStatus.QUEUED, placed=placed_order("o3"))
    save_own(store, "o4", TaskStatus.UNDONE, state=OrderState.DRAFT)
    ask_about(store, "o2")
    # head office came back from a backup: nobody is told to leave, they are just not there
    with store.work() as work:
        work.customers._connection.exec_driver_sql("DELETE FROM customers")
        work.orders.purge_departed()
        work.commit()
    left = [name for name in ("o1", "o2", "o3", "o4") if held(store, name) is not None]
    assert left == ["o2", "o3", "o4"], "asked about, unfinished, and a draft"


def test_a_customer_never_known_does_not_depart(store: Store) -> None:
    assert apply(store, page(FeedKind.MEMBERSHIP, (1, "C-00077", 0), (2, HILL, 1))) == ()


def test_a_customer_who_comes_back_brings_everything_again(store: Store) -> None:
    bring_customer(store)
    apply(store, page(FeedKind.MEMBERSHIP, (1, HILL, 0)))
    apply(store, page(FeedKind.MEMBERSHIP, (1, HILL, 1)))
    bring_customer(store)
    with store.view() as view:
        assert [customer.number for customer in view.customers.search("c-00001")] == [HILL]


def test_reloaded_orders_replace_what_head_office_no_longer_has(store: Store) -> None:
    for place in (1, 2, 3):
        bring(store, FeedKind.ORDERS, order_row(place, placed_order(f"o{place}")))
    save_own(store, "o4", TaskStatus.CONFIRMED)
    bring(store, FeedKind.ORDERS, order_row(4, placed_order("o4", number="SO-4")))
    with store.work() as work:
        work.feeds.restart()
        work.feeds.start_load(FeedKind.ORDERS, 10)
        work.commit()
    # restored from a backup: o2 and o4 were never heard of, and 4 is another order now
    apply(
        store,
        page(
            FeedKind.ORDERS,
            order_row(1, placed_order("o1")),
            order_row(3, placed_order("o3")),
            order_row(4, placed_order("o9")),
        ),
        by_key=True,
    )
    assert held(store, "o2") is None
    assert held(store, "o4") is not None, "what was done here comes back by being offered again"
    assert held(store, "o9") is not None
    with store.view() as view:
        assert view.feeds.counts()["orders"].rows == 3


def test_an_order_deleted_at_head_office_goes_unless_work_on_it_is_unfinished(
    store: Store,
) -> None:
    save_own(store, "o1", TaskStatus.QUEUED)
    bring(store, FeedKind.ORDERS, order_row(1, placed_order("o1")))
    bring(store, FeedKind.ORDERS, order_row(2, placed_order("o2")))
    bring(store, FeedKind.TOMBSTONES, (1, "orders", 1), (2, "orders", 2))
    assert held(store, "o1") is not None
    assert held(store, "o2") is None


def test_an_order_that_arrives_late_is_dated_by_its_day(store: Store) -> None:
    placed = placed_order("o1")
    old = replace(placed, order=replace(placed.order, order_date=date(2025, 11, 3)))
    bring(store, FeedKind.ORDERS, order_row(1, old))
    assert found(store, "o1").changed_at == datetime(2025, 11, 3, tzinfo=UTC)
