"""A whole sync: what it sends, collects and pulls, and what it leaves alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import LearntTime
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    OutOfReachError,
    SignInError,
    TransientError,
)
from smartclient.domain.ids import Login
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.maintenance import change_customer, change_product
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncStep
from smartclient.sync.lock import SyncLock
from tests.small_company import ADMIN, CUSTOMER, OTHER_REP, SKUS
from tests.sync.sync_world import Company, Laptop


def test_the_first_sync_brings_everything_the_rep_may_see(laptop: Laptop) -> None:
    summary = laptop.sync()
    assert summary.link is LinkState.ONLINE
    assert summary.why == ""
    assert len(laptop.use_cases.catalog.search()) == len(SKUS)
    assert len(laptop.use_cases.customers.search()) == 5
    client_status = laptop.use_cases.status.current()
    assert client_status.link is LinkState.ONLINE
    assert client_status.last_sync is not None
    assert summary.pulled >= len(SKUS) + 5
    assert all(
        client_status.cache[kind].as_of is not None for kind in ("products", "customers", "stock")
    )


def test_a_second_sync_reads_no_feed_that_has_nothing_new(laptop: Laptop) -> None:
    laptop.sync()
    laptop.link.calls.clear()
    summary = laptop.sync()
    assert summary.pulled == 0
    assert not [call for call in laptop.link.calls if call.startswith("feed")]


def test_an_order_is_sent_answered_and_collected_in_one_sync(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    placed = laptop.order()
    assert placed.state is OrderState.TENTATIVE
    summary = laptop.sync()
    assert (summary.sent, summary.confirmed, summary.waiting) == (1, 1, 0)
    record = laptop.use_cases.orders.get(placed.order.id)
    assert record.state is OrderState.CONFIRMED
    assert record.number
    assert company.orders() == 1


def test_many_orders_travel_in_few_batches(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    for place in range(12):
        laptop.order(SKUS[place % len(SKUS)], SKUS[(place + 1) % len(SKUS)])
    laptop.link.calls.clear()
    summary = laptop.sync(batch_rows=5)
    assert summary.sent == 12
    assert laptop.link.calls.count("submit") == 3
    assert company.orders() + summary.in_conflict == 12


def test_what_waits_for_an_answer_is_sent_in_the_same_sync(laptop: Laptop) -> None:
    laptop.sync()
    new = laptop.use_cases.customers.create({EditableField.NAME: "Brand New Bicycles"})
    laptop.order(customer=new.customer.number)
    summary = laptop.sync()
    assert summary.sent == 2
    assert summary.waiting == 0
    assert {order.state for order in laptop.use_cases.orders.search()} == {OrderState.CONFIRMED}


def test_an_order_whose_cancellation_was_withdrawn_is_carried_out(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    order = laptop.order()
    laptop.sync(answer_now=None)
    laptop.use_cases.orders.cancel(order.order.id)
    laptop.use_cases.outbox.undo(laptop.use_cases.outbox.entries()[-1].request_id)
    laptop.sync()
    assert not laptop.use_cases.outbox.entries()
    assert [item.state for item in laptop.use_cases.orders.search()] == [OrderState.CONFIRMED]
    assert company.orders() == 1


def test_an_answer_that_comes_days_later_is_collected(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    summary = laptop.sync(answer_now=None)
    assert (summary.sent, summary.confirmed, summary.waiting) == (1, 0, 1)
    company.office.answer_waiting()
    company.clock.advance(timedelta(days=3))  # type: ignore[attr-defined]
    summary = laptop.sync(answer_now=None)
    assert (summary.sent, summary.confirmed, summary.waiting) == (0, 1, 0)


def test_while_offline_by_choice_not_one_call_is_made(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    laptop.work_offline(on=True)
    laptop.link.calls.clear()
    laptop.opened = 0
    summary = laptop.sync()
    assert summary.link is LinkState.OFFLINE
    assert summary.waiting == 1
    assert (laptop.opened, laptop.link.calls) == (0, [])
    laptop.work_offline(on=False)
    assert laptop.sync().confirmed == 1


@pytest.mark.parametrize("step", [SyncStep.CONNECTING, SyncStep.SENDING, SyncStep.PULLING])
def test_going_offline_during_a_sync_ends_it_before_its_next_call(
    laptop: Laptop, step: SyncStep
) -> None:
    laptop.sync()
    laptop.order()

    def watch(progress: SyncProgress) -> None:
        if progress.step is step:
            laptop.work_offline(on=True)
            laptop.link.calls.clear()

    summary = laptop.sync(watch)
    assert summary.link is LinkState.OFFLINE
    assert laptop.link.calls == []
    laptop.work_offline(on=False)
    laptop.sync()
    assert {order.state for order in laptop.use_cases.orders.search()} == {OrderState.CONFIRMED}


def test_out_of_reach_is_reported_calmly_and_loses_nothing(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()

    def no_link() -> None:
        raise OutOfReachError("Head office can't be reached now.")

    summary = laptop.sync(connect=no_link)
    assert summary.link is LinkState.UNREACHABLE
    assert summary.why == "Head office can't be reached now."
    assert summary.waiting == 1
    assert laptop.use_cases.status.current().link is LinkState.UNREACHABLE
    assert [entry.status for entry in laptop.use_cases.outbox.entries()] == [TaskStatus.QUEUED]
    assert laptop.sync().confirmed == 1


def test_a_failed_try_waits_longer_unless_the_rep_asks(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()

    def cut(name: str) -> None:
        if name == "submit":
            raise OutOfReachError("The link broke.")

    laptop.link.before = cut
    assert laptop.sync().link is LinkState.UNREACHABLE
    (entry,) = laptop.use_cases.outbox.entries()
    assert entry.attempts == 1
    assert entry.next_try is not None
    laptop.link.before = lambda _: None
    assert laptop.sync(urgent=False).sent == 0
    assert laptop.sync(urgent=True).confirmed == 1


def test_being_held_up_is_reported_and_the_link_stays(laptop: Laptop) -> None:
    laptop.sync()

    def busy(name: str) -> None:
        raise ContendedError("Head office is busy.")

    laptop.link.before = busy
    summary = laptop.sync()
    assert (summary.link, summary.why) == (LinkState.ONLINE, "Head office is busy.")


def test_the_worker_being_busy_does_not_end_the_sync(laptop: Laptop) -> None:
    def busy() -> None:
        raise ContendedError("Another worker is at it.")

    laptop.sync()
    laptop.order()
    summary = laptop.sync(answer_now=busy)
    assert (summary.sent, summary.waiting, summary.why) == (1, 1, "")


def test_two_syncs_of_one_store_never_run_together(laptop: Laptop, tmp_path: Path) -> None:
    with (
        SyncLock(laptop.folder / "sync.lock"),
        pytest.raises(ContendedError, match="already syncing"),
    ):
        laptop.sync()
    assert laptop.link.calls == []


def test_work_is_never_sent_in_anothers_name(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    laptop.login = OTHER_REP
    with pytest.raises(SignInError, match="ben"):
        laptop.sync()
    assert [entry.status for entry in laptop.use_cases.outbox.entries()] == [TaskStatus.QUEUED]
    assert company.orders() == 0


def test_a_login_is_compared_as_it_is_meant(laptop: Laptop) -> None:
    laptop.sync()
    laptop.link.pulses = lambda pulse: replace(
        pulse, identity=replace(pulse.identity, login=Login(laptop.login.upper()))
    )
    assert laptop.sync().link is LinkState.ONLINE


def _refuses_old_clients(_: str) -> None:
    raise ClientTooOldError("Head office no longer serves this version. Upgrade it.")


@pytest.mark.parametrize("says_who", [True, False])
def test_a_client_that_is_no_longer_served_sends_what_it_holds_and_reads_nothing(
    laptop: Laptop, company: Company, *, says_who: bool
) -> None:
    laptop.sync()
    laptop.order()
    laptop.link.calls.clear()
    if says_who:
        laptop.link.pulses = lambda pulse: replace(pulse, oldest_client=99)
    else:
        laptop.link.before = lambda call: _refuses_old_clients(call) if call == "pulse" else None
    with pytest.raises(ClientTooOldError, match="Upgrade"):
        laptop.sync()
    assert [entry.status for entry in laptop.use_cases.outbox.entries()] == [TaskStatus.RECEIVED]
    assert set(laptop.link.calls) == {"pulse", "submit"}


def test_a_client_that_is_too_old_sends_nothing_in_anothers_name(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    laptop.order()
    laptop.login = OTHER_REP
    laptop.link.pulses = lambda pulse: replace(pulse, oldest_client=99)
    with pytest.raises(SignInError, match="ben"):
        laptop.sync()
    assert company.orders() == 0


@pytest.mark.parametrize("error", [ContendedError, OutOfReachError])
def test_what_head_office_has_no_time_for_waits_as_long_as_it_asks(
    laptop: Laptop, error: type[TransientError]
) -> None:
    laptop.sync()
    laptop.order()

    def busy(call: str) -> None:
        if call == "submit":
            raise error("Head office is busy.", retry_after=600)

    laptop.link.before = busy
    summary = laptop.sync()
    assert summary.retry_after == timedelta(seconds=600)
    (entry,) = laptop.use_cases.outbox.entries()
    assert entry.next_try is not None
    assert entry.next_try - laptop.clock.now() > timedelta(seconds=600)


def test_the_laptop_learns_how_wrong_its_clock_is(laptop: Laptop) -> None:
    laptop.link.pulses = lambda pulse: replace(pulse, clock=pulse.clock + timedelta(minutes=10))
    laptop.sync()
    assert laptop.use_cases.status.current().clock_offset_seconds == 600
    assert laptop.clock.now() - laptop.clock.device.now() == timedelta(minutes=10)


def test_a_laptop_goes_by_what_another_program_learnt_though_it_reaches_nobody(
    laptop: Laptop,
) -> None:
    with laptop.store.work() as work:
        work.meta.set_learnt_time(LearntTime(offset=timedelta(days=400)))
        work.commit()

    def away(_: str) -> None:
        raise OutOfReachError("Head office can't be reached now.")

    laptop.link.before = away
    laptop.sync()
    assert laptop.clock.now() - laptop.clock.device.now() == timedelta(days=400)


def test_a_sync_can_be_stopped_and_goes_on_where_it_was(
    laptop: Laptop, company: Company, tmp_path: Path
) -> None:
    another = Laptop(company, tmp_path / "another")
    laptop.link.page_rows = 2
    stop = False

    def watch(progress: SyncProgress) -> None:
        nonlocal stop
        stop = stop or progress.what == FeedKind.PRODUCTS

    summary = laptop.sync(watch, lambda: stop)
    assert summary.why
    assert laptop.use_cases.status.current().last_sync is None
    assert len(laptop.use_cases.catalog.search()) == 2
    laptop.link.calls.clear()
    rest = laptop.sync()
    assert rest.why == ""
    assert len(laptop.use_cases.catalog.search()) == len(SKUS)
    # the first page was not asked for again: 2 of 7 were there, so 3 pages of 2 bring the rest
    assert laptop.link.calls.count("feed products") == 3
    assert summary.pulled + rest.pulled == another.sync().pulled


def test_what_a_day_brings_comes_in_one_call(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    laptop.sync()
    laptop.link.calls.clear()
    engine, clock = laptop.company.office.engine, laptop.company.clock
    change_customer(engine, CUSTOMER, phone="1", actor=ADMIN, clock=clock)
    change_product(engine, SKUS[0], stock=7, discontinue=date(2031, 1, 1), clock=clock)
    laptop.sync()
    asked = [call for call in laptop.link.calls if call.startswith("at once")]
    assert asked == ["at once: customers products stock"]
    assert [call for call in laptop.link.calls if call.startswith("feed")] == [
        "feed customers",
        "feed products",
        "feed stock",
    ]


def test_on_a_link_that_was_cut_feeds_are_fetched_one_by_one(laptop: Laptop) -> None:
    def cut(name: str) -> None:
        if name == "feed products":
            raise OutOfReachError("The link broke.")

    laptop.link.before = cut
    assert laptop.sync().link is not LinkState.ONLINE
    laptop.link.before = lambda _: None
    laptop.link.calls.clear()
    assert laptop.sync().link is LinkState.ONLINE
    assert not [call for call in laptop.link.calls if call.startswith("at once")]
    assert laptop.link.calls.count("feed products") == 1


def test_progress_is_reported_in_the_order_of_the_work(laptop: Laptop) -> None:
    laptop.sync()
    laptop.order()
    reported: list[SyncProgress] = []
    laptop.sync(reported.append)
    steps: list[SyncStep] = []
    for progress in reported:
        if not steps or steps[-1] is not progress.step:
            steps.append(progress.step)
    assert steps == [
        SyncStep.CONNECTING,
        SyncStep.SENDING,
        SyncStep.COLLECTING,
        SyncStep.PULLING,
        SyncStep.DONE,
    ]


def test_cases_are_pulled_for_admins_only(company: Company, laptop: Laptop, tmp_path: Path) -> None:
    laptop.sync()
    assert "feed cases" not in laptop.link.calls
    admin = Laptop(company, tmp_path / "admin", ADMIN)
    asked: Sequence[FeedKind] = []
    try:
        admin.link.pulses = lambda pulse: replace(
            pulse, heads={**pulse.heads, FeedKind.CASES: max(1, pulse.heads[FeedKind.CASES])}
        )
        admin.sync()
        asked = [FeedKind(call.split()[1]) for call in admin.link.calls if call.startswith("feed")]
    finally:
        admin.store.close()
    assert FeedKind.CASES in asked


def test_unsent_work_on_a_customer_who_moved_away_is_stopped_and_not_lost(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    placed = laptop.order()

    def cut(name: str) -> None:
        if name == "submit":
            raise OutOfReachError("The link broke.")

    laptop.link.before = cut
    laptop.sync()
    laptop.link.before = lambda _: None
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE sales_customers SET rep = ? WHERE number = ?", (OTHER_REP, CUSTOMER)
        )
    laptop.sync(urgent=False)
    assert CUSTOMER not in {customer.number for customer in laptop.use_cases.customers.search()}
    assert laptop.use_cases.orders.get(placed.order.id).order.lines == placed.order.lines
    assert len(laptop.use_cases.outbox.entries()) == 1
