"""Over a link that costs something: what waits, what goes at once, and that nothing starves."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from smartclient.contract.feeds import FeedKind
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.link_price import CostlyMark, Transport
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import change_product, set_policy
from smartclient.read_models.connection import ConnectionState, NetworkHint
from smartclient.read_models.records import WaitsFor
from smartclient.use_cases.commands.connection import note_network
from smartclient.use_cases.commands.network_mark import mark_network
from smartclient.use_cases.replies.delivery import next_try_at
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_clock import MachineLaptop

HOUR = timedelta(hours=1)


@pytest.fixture
def costly(laptop: Laptop) -> Laptop:
    """A laptop with all data on a network that the rep marked as expensive."""
    laptop.sync()
    join(laptop, "Hotel")
    mark(laptop, CostlyMark.ON)
    laptop.link.calls.clear()
    return laptop


def mark(laptop: Laptop, as_: CostlyMark) -> None:
    mark_network(as_, work=laptop.store.work(), clock=laptop.clock)


def join(laptop: Laptop, name: str, *, metered: bool = False) -> None:
    with laptop.store.work() as work:
        hint = NetworkHint(name=name, transport=Transport.WIFI, metered=metered, reachable=True)
        note_network(work, hint, laptop.clock.now())
        work.commit()


def price(laptop: Laptop) -> int:
    return laptop.use_cases.status.connection().price


def edit(laptop: Laptop, phone: str) -> None:
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.PHONE: phone})


def held(laptop: Laptop) -> list[WaitsFor | None]:
    return [entry.held_by for entry in laptop.use_cases.outbox.entries()]


def news(company: Company, stock: int) -> None:
    change_product(company.office.engine, SKUS[0], stock=stock, clock=company.clock)


def test_on_a_costly_link_nothing_cheap_goes(costly: Laptop) -> None:
    edit(costly, "555-1")
    summary = costly.sync()
    assert (summary.sent, summary.waiting, summary.held_back) == (0, 0, 1)
    assert "submit" not in costly.link.calls
    [entry] = costly.use_cases.outbox.entries()
    assert entry.held_by is WaitsFor.CHEAPER_LINK
    assert (entry.worth, entry.price) == (4, 6)
    assert costly.use_cases.status.connection().state is ConnectionState.COSTLY


def test_without_a_link_nothing_waits_for_a_cheaper_one(costly: Laptop) -> None:
    edit(costly, "555-1")

    def away() -> None:
        raise OutOfReachError("Nothing answers.")

    summary = costly.sync(connect=away)
    assert (summary.waiting, summary.held_back, summary.held_back_data) == (1, 0, ())


def test_orders_go_at_once_and_in_one_batch(company: Company, costly: Laptop) -> None:
    edit(costly, "555-1")
    for _ in range(3):
        costly.order()
    costly.link.calls.clear()
    costly.opened = 0
    summary = costly.sync()
    # what the edit is earlier than, in the lane of its customer, goes first and with it
    assert (summary.sent, summary.held_back) == (4, 0)
    assert costly.link.calls.count("submit") == 1
    assert costly.opened == 1
    assert company.orders() == 3


def test_everything_goes_within_a_day(costly: Laptop, clock: SetClock) -> None:
    edit(costly, "555-1")
    costly.sync()
    with costly.store.view() as view:
        at = next_try_at(view, costly.clock)
    assert at is not None
    assert at <= costly.clock.now() + 24 * HOUR
    clock.advance(at - costly.clock.now())
    assert costly.sync(urgent=False).sent == 1
    assert costly.use_cases.outbox.entries() == ()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(hours=some.lists(some.integers(1, 11), min_size=3, max_size=8))
def test_what_is_changed_again_and_again_goes_within_a_day(
    costly: Laptop, clock: SetClock, hours: list[int]
) -> None:
    edit(costly, "555-first")
    waited, sent = 0, 0
    for span in hours:
        clock.advance(span * HOUR)
        waited += span
        sent += costly.sync(urgent=False).sent
        assert sent or waited < 24
        if sent:
            break
        edit(costly, f"555-{waited}")
    clock.advance(24 * HOUR)
    costly.sync(urgent=False)


def test_a_cancellation_goes_at_once(company: Company, costly: Laptop) -> None:
    order = costly.order()
    costly.sync()
    costly.use_cases.orders.cancel(order.order.id)
    assert costly.sync().sent == 1
    assert company.orders() == 1
    assert held(costly) == []


def test_what_is_sent_anyway_goes_and_nothing_else(costly: Laptop) -> None:
    edit(costly, "555-1")
    costly.use_cases.customers.create({EditableField.NAME: "Hill Books"})
    first, second = costly.use_cases.outbox.entries()
    costly.use_cases.outbox.send_anyway(second.request_id)
    assert costly.sync().sent == 1
    assert [entry.request_id for entry in costly.use_cases.outbox.entries()] == [first.request_id]


def test_send_all_sends_and_fetches_everything_once(company: Company, costly: Laptop) -> None:
    edit(costly, "555-1")
    news(company, 7)
    assert costly.sync().held_back_data == ("refresh",)
    summary = costly.engine().run(urgent=True, at_any_price=True)
    assert (summary.sent, summary.held_back, summary.held_back_data) == (1, 0, ())
    assert summary.pulled
    again = costly.engine().run(urgent=True, at_any_price=True)
    assert again.sent == 0


def test_a_refresh_waits_and_comes_within_a_day(
    company: Company, costly: Laptop, clock: SetClock
) -> None:
    news(company, 7)
    summary = costly.sync()
    assert (summary.pulled, summary.held_back_data) == (0, ("refresh",))
    assert not any(call.startswith("feed") for call in costly.link.calls)
    clock.advance(24 * HOUR)
    summary = costly.sync()
    assert summary.pulled
    assert summary.held_back_data == ()


def test_a_refresh_that_an_order_waits_for_is_worth_as_much_as_the_order(
    company: Company, costly: Laptop, clock: SetClock
) -> None:
    set_policy(company.office.engine, "reference_data_days", "1h", clock=clock)
    news(company, 7)
    clock.advance(2 * HOUR)
    placed = costly.order()
    for _ in range(3):
        costly.sync()
    assert costly.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED
    assert company.orders() == 1


def test_without_any_data_only_photos_wait(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO sales_photos (name, hash, content) VALUES ('1.jpg', ?, ?)",
            ("0" * 64, b"photo"),
        )
    mark(laptop, CostlyMark.ON)
    summary = laptop.sync()
    assert summary.pulled
    assert summary.held_back_data == ("photos",)
    clock.advance(12 * HOUR)
    assert laptop.sync().held_back_data == ("photos",)
    assert f"feed {FeedKind.PHOTOS}" not in laptop.link.calls
    clock.advance(12 * HOUR)
    assert laptop.sync().held_back_data == ()
    assert f"feed {FeedKind.PHOTOS}" in laptop.link.calls


def test_photos_that_there_are_none_of_wait_for_nothing(laptop: Laptop) -> None:
    mark(laptop, CostlyMark.ON)
    assert laptop.sync().held_back_data == ()


def test_back_on_a_cheaper_network_everything_goes_by_itself(
    company: Company, costly: Laptop
) -> None:
    edit(costly, "555-1")
    news(company, 7)
    costly.sync()
    join(costly, "Office")
    summary = costly.sync(urgent=False)
    assert (summary.sent, summary.held_back_data) == (1, ())
    assert summary.pulled


def test_the_mark_is_remembered_for_each_network(costly: Laptop) -> None:
    assert price(costly) == 6
    join(costly, "Office", metered=True)
    assert price(costly) == 3
    mark(costly, CostlyMark.OFF)
    assert price(costly) == 0
    join(costly, "Hotel")
    assert price(costly) == 6
    mark(costly, CostlyMark.AUTO)
    assert price(costly) == 0
    join(costly, "Office", metered=True)
    assert price(costly) == 0


def test_the_companys_prices_and_worths_count(company: Company, costly: Laptop) -> None:
    for key, setting in (("price.wifi", "8"), ("worth.place_order", "7"), ("worth.refresh", "9")):
        set_policy(company.office.engine, key, setting, clock=company.clock)
    costly.engine().run(urgent=True, at_any_price=True)
    assert price(costly) == 8
    costly.order()
    assert costly.sync().held_back == 1
    set_policy(company.office.engine, "worth.place_order", "8", clock=company.clock)
    costly.sync()
    assert costly.sync().held_back == 0


def test_after_its_latest_time_the_rep_is_asked(
    company: Company, costly: Laptop, clock: SetClock
) -> None:
    placed = costly.order()
    [entry] = costly.use_cases.outbox.entries()
    costly.use_cases.outbox.set_latest_time(entry.request_id, costly.clock.now() + 4 * HOUR)
    costly.work_offline(on=True)
    clock.advance(4 * HOUR)
    assert costly.sync().stopped == 1
    costly.work_offline(on=False)
    assert costly.sync().sent == 0
    assert company.orders() == 0
    assert costly.use_cases.orders.get(placed.order.id).task is TaskStatus.PARKED
    [entry] = costly.use_cases.outbox.entries()
    assert entry.why.startswith("Its latest time passed")
    costly.use_cases.outbox.retry(entry.request_id)
    assert costly.sync().sent == 1
    assert company.orders() == 1


@pytest.mark.parametrize(("hours", "is_sent"), [(1, None), (3, True), (4, False)])
def test_a_change_that_waits_for_a_cheaper_link_goes_in_the_hour_before_its_latest_time_or_is_asked(
    costly: Laptop, clock: SetClock, hours: int, *, is_sent: bool | None
) -> None:
    customer = costly.use_cases.customers.search()[0].number
    costly.use_cases.customers.edit(customer, {EditableField.PHONE: "555-9"})
    [entry] = costly.use_cases.outbox.entries()
    costly.use_cases.outbox.set_latest_time(entry.request_id, costly.clock.now() + 4 * HOUR)
    clock.advance(hours * HOUR)
    summary = costly.sync()
    if is_sent is None:
        # left by a whole sync: nobody is asked before there is something to decide
        assert (summary.sent, summary.stopped, summary.held_back) == (0, 0, 1)
        assert held(costly) == [WaitsFor.CHEAPER_LINK]
    else:
        assert (summary.sent, summary.stopped) == ((1, 0) if is_sent else (0, 1))


@pytest.mark.parametrize(("wrong_by", "passed", "is_sent"), [(9, 1, True), (-9, 5, False)])
def test_a_latest_time_goes_by_the_time_that_the_contact_teaches(
    company: Company, tmp_path: Path, clock: SetClock, wrong_by: int, passed: int, *, is_sent: bool
) -> None:
    laptop = MachineLaptop(company, tmp_path / "machine", clock)
    laptop.sync()
    laptop.order()
    [entry] = laptop.use_cases.outbox.entries()
    laptop.use_cases.outbox.set_latest_time(entry.request_id, laptop.clock.now() + 4 * HOUR)
    clock.advance(passed * HOUR)
    laptop.machine.restart(off=(passed + wrong_by) * HOUR)
    laptop.start_program()
    summary = laptop.sync()
    assert (summary.sent, summary.stopped) == ((1, 0) if is_sent else (0, 1))
    laptop.store.close()


def test_what_was_handed_over_is_sent_again_after_its_latest_time(
    company: Company, costly: Laptop, clock: SetClock
) -> None:
    costly.order()
    [entry] = costly.use_cases.outbox.entries()
    costly.use_cases.outbox.set_latest_time(entry.request_id, costly.clock.now() + HOUR)

    def cut(name: str) -> None:
        if name == "submit":
            raise OutOfReachError("The link was cut.")

    costly.link.after = cut
    costly.sync()
    costly.link.after = lambda _: None
    clock.advance(2 * HOUR)
    costly.sync()
    assert company.orders() == 1
    assert held(costly) == []


def test_an_edit_keeps_what_the_rep_said_of_the_request(costly: Laptop) -> None:
    placed = costly.order()
    [entry] = costly.use_cases.outbox.entries()
    latest = costly.clock.now() + HOUR
    costly.use_cases.outbox.set_latest_time(entry.request_id, latest)
    costly.use_cases.outbox.send_anyway(entry.request_id)
    order = placed.order
    costly.use_cases.orders.amend(order.with_line(replace(order.lines[0], quantity=5)))
    [entry] = costly.use_cases.outbox.entries()
    assert (entry.not_after, entry.worth) == (latest, 9)


def test_working_offline_and_waiting_for_a_try_are_said(costly: Laptop) -> None:
    costly.order()
    assert held(costly) == [None]
    costly.work_offline(on=True)
    assert held(costly) == [WaitsFor.OFFLINE]
    costly.work_offline(on=False)

    def out_of_reach(_name: str) -> None:
        raise OutOfReachError("Head office is out of reach.")

    costly.link.before = lambda name: out_of_reach(name) if name == "submit" else None
    costly.sync()
    assert held(costly) == [WaitsFor.NEXT_TRY]
