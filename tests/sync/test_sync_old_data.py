"""Orders from data too old for head office: refreshed, sent again, and never carried out twice."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.contract.messages import AmendOrder, Body, PlaceOrder
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.rules.problems import Action, ActionKind, Change, RuleCode
from smartclient.domain.sales.order_diff import REFERENCE_FIELD
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.handlers.validation import validated
from smartclient.read_models.records import OrderRecord
from smartclient.reconcile.conflict import Conflict, ProblemAnswer, Resolution
from tests.set_clock import SetClock
from tests.small_company import SKUS
from tests.sync.power_cuts import Countdown, sync_with_a_cut
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_devices import copied

TOO_LONG = timedelta(days=31)
"""Longer than reference data may be old, as delivered."""


def pass_by(company: Company, period: timedelta = TOO_LONG) -> None:
    assert isinstance(company.clock, SetClock)
    company.clock.advance(period)


def order_from_old_data(company: Company, laptop: Laptop) -> OrderRecord:
    """Place an order from data that is too old for head office by now."""
    laptop.sync()
    placed = laptop.order(SKUS[0])
    pass_by(company)
    return placed


def set_price(company: Company, price: str) -> None:
    """Set the price of the product, as of the day of orders from data that is too old by now."""
    maintenance.change_product(
        company.office.engine,
        SKUS[0],
        price=Decimal(price),
        price_from=company.clock.today() - TOO_LONG,
        clock=company.clock,
    )


def shown(laptop: Laptop, placed: OrderRecord) -> OrderRecord:
    return laptop.use_cases.orders.get(placed.order.id)


def drafts(laptop: Laptop) -> list[OrderRecord]:
    records = laptop.use_cases.orders.records()
    return [record for record in records if record.state is OrderState.DRAFT]


def report(laptop: Laptop, placed: OrderRecord) -> tuple[Change, ...]:
    return laptop.use_cases.orders.history(placed.order.id).report


def causes(laptop: Laptop, placed: OrderRecord) -> list[str]:
    events = laptop.use_cases.orders.history(placed.order.id).events
    return [event.cause for event in events if event.status is TaskStatus.QUEUED]


def cut_after(laptop: Laptop, operation: str) -> None:
    """Cut the link once head office has carried out an operation."""

    def cut(name: str) -> None:
        if name.startswith(operation):
            raise OutOfReachError("cut")

    laptop.link.after = cut


def mend(laptop: Laptop) -> None:
    laptop.link.before = laptop.link.after = lambda _: None


def refused_and_cut(company: Company, laptop: Laptop) -> OrderRecord:
    """An order whose refusal for old data arrived, and whose refresh was cut."""
    placed = order_from_old_data(company, laptop)
    laptop.link.page_rows = 1
    cut_after(laptop, "feed")
    set_price(company, "10.01")
    laptop.sync()
    mend(laptop)
    laptop.link.page_rows = 2_000
    assert causes(laptop, placed)[-1] == "data_too_old"
    return placed


def only_conflict(laptop: Laptop) -> Conflict:
    (waiting,) = laptop.use_cases.conflicts.open()
    return waiting


def test_an_order_from_old_data_is_refreshed_and_sent_again_in_one_sync(
    company: Company, laptop: Laptop
) -> None:
    placed = order_from_old_data(company, laptop)
    laptop.sync()
    record = shown(laptop, placed)
    assert (record.state, record.number) == (OrderState.CONFIRMED, "SO-10001")
    assert company.orders() == 1
    assert drafts(laptop) == []
    assert not laptop.use_cases.outbox.entries()
    assert causes(laptop, placed) == ["saved", "data_too_old", "refreshed"]
    (refreshed,) = [item for item in report(laptop, placed) if item.field == REFERENCE_FIELD]
    assert refreshed.rule == RuleCode.REFERENCE_DATA_TOO_OLD
    assert refreshed.after > refreshed.before


def test_a_price_within_the_tolerance_is_accepted_and_reported(
    company: Company, laptop: Laptop
) -> None:
    placed = order_from_old_data(company, laptop)
    set_price(company, "10.10")
    laptop.sync()
    assert shown(laptop, placed).adjusted
    changed = {(item.field, item.before, item.after) for item in report(laptop, placed)}
    assert ("unit_price", "10.00", "10.10") in changed
    assert REFERENCE_FIELD in {field for field, _, _ in changed}


def test_a_price_beyond_the_tolerance_is_a_conflict_under_the_same_order(
    company: Company, laptop: Laptop
) -> None:
    placed = order_from_old_data(company, laptop)
    set_price(company, "12.00")
    laptop.sync()
    conflict = only_conflict(laptop)
    assert conflict.subject.id == placed.order.id
    (problem,) = conflict.problems
    assert (problem.code, problem.before, problem.after) == (
        RuleCode.PRICE_CHANGED,
        "10.00",
        "12.00",
    )
    assert shown(laptop, placed).order == placed.order
    assert drafts(laptop) == []
    accept = ProblemAnswer(
        code=problem.code, line=problem.line, action=Action(ActionKind.ACCEPT_PRICE)
    )
    laptop.use_cases.conflicts.resolve(conflict.id, Resolution(problems=(accept,)))
    laptop.sync()
    record = shown(laptop, placed)
    assert (record.state, record.order.totals.net) == (OrderState.CONFIRMED, Decimal(12))
    assert REFERENCE_FIELD in {item.field for item in report(laptop, placed)}


def with_note(order: Order, note: str) -> Order:
    return replace(order, note=note)


def test_a_change_from_old_data_is_refreshed_and_sent_again(
    company: Company, laptop: Laptop
) -> None:
    placed = laptop.order(SKUS[0]) if laptop.sync() else None
    assert placed is not None
    laptop.sync()
    changed = with_note(shown(laptop, placed).order, "by the back door")
    laptop.use_cases.orders.amend(changed, edit_base=shown(laptop, placed).order)
    pass_by(company)
    laptop.sync()
    record = shown(laptop, placed)
    assert (record.state, record.order.note) == (OrderState.CONFIRMED, "by the back door")
    assert laptop.use_cases.edits.get(placed.order.id) is None
    assert company.orders() == 1
    assert REFERENCE_FIELD in {item.field for item in report(laptop, placed)}


def test_a_change_that_waits_for_its_order_follows_it_on_fresh_data(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    placed = laptop.order(SKUS[0])
    laptop.sync(answer_now=None)
    laptop.use_cases.orders.amend(with_note(shown(laptop, placed).order, "by the back door"))
    pass_by(company)
    laptop.sync()
    laptop.sync()
    record = shown(laptop, placed)
    assert (record.state, record.order.note) == (OrderState.CONFIRMED, "by the back door")
    assert company.orders() == 1


def test_an_order_whose_refresh_was_cut_waits_as_unsent_work_and_goes_with_the_next_sync(
    company: Company, laptop: Laptop
) -> None:
    placed = refused_and_cut(company, laptop)
    (entry,) = laptop.use_cases.outbox.entries()
    assert entry.status is TaskStatus.QUEUED
    assert "fresh" in entry.why
    assert shown(laptop, placed).state is OrderState.TENTATIVE
    laptop.link.calls.clear()
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CONFIRMED
    assert laptop.link.calls.count("submit") == 1
    assert company.orders() == 1


def test_nothing_is_sent_of_what_waits_for_fresh_data_before_it_is_fresh(
    company: Company, laptop: Laptop
) -> None:
    placed = refused_and_cut(company, laptop)
    laptop.use_cases.outbox.send_first(laptop.use_cases.outbox.entries()[0].request_id)
    cut_after(laptop, "feed")
    laptop.link.page_rows = 1
    laptop.link.calls.clear()
    laptop.sync(urgent=True)
    assert "submit" not in laptop.link.calls
    assert shown(laptop, placed).state is OrderState.TENTATIVE


def test_an_order_has_one_effect_wherever_its_refresh_was_cut_or_the_program_ended(
    company: Company,
    laptop: Laptop,
    power: Countdown,
) -> None:
    laptop.sync()
    for step in range(1, 200):
        placed = laptop.order(SKUS[step % len(SKUS)])
        pass_by(company)
        whole = sync_with_a_cut(laptop, power, step)
        laptop.sync()
        laptop.sync()
        assert shown(laptop, placed).state is OrderState.CONFIRMED, step
        assert company.orders() == step
        assert drafts(laptop) == []
        assert not laptop.use_cases.outbox.entries()
        if whole is not None:
            assert step > 15
            return
    pytest.fail("the sync never came to its end")


def test_what_the_rep_changes_while_the_data_is_refreshed_is_what_head_office_gets(
    company: Company, laptop: Laptop
) -> None:
    placed = refused_and_cut(company, laptop)
    laptop.use_cases.orders.amend(with_note(placed.order, "ring twice"))
    laptop.sync()
    record = shown(laptop, placed)
    assert (record.state, record.order.note) == (OrderState.CONFIRMED, "ring twice")
    assert company.orders() == 1
    assert drafts(laptop) == []


def test_an_order_that_is_cancelled_while_the_data_is_refreshed_is_never_placed(
    company: Company, laptop: Laptop
) -> None:
    placed = refused_and_cut(company, laptop)
    laptop.use_cases.orders.cancel(placed.order.id, "")
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CANCELLED
    assert company.orders() == 0
    assert drafts(laptop) == []


def test_an_order_that_is_being_cancelled_is_not_sent_again(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    placed = laptop.order(SKUS[0])
    pass_by(company)
    laptop.sync(answer_now=None)
    company.office.answer_waiting()
    laptop.use_cases.orders.cancel(placed.order.id, "")
    laptop.sync(answer_now=None)
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CANCELLED
    assert company.orders() == 0


def test_nothing_is_sent_while_the_rep_works_offline(company: Company, laptop: Laptop) -> None:
    placed = refused_and_cut(company, laptop)
    laptop.work_offline(on=True)
    laptop.link.calls.clear()
    laptop.sync()
    assert laptop.link.calls == []
    laptop.work_offline(on=False)
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CONFIRMED


@pytest.mark.parametrize("changed", [False, True])
def test_two_devices_that_send_an_order_again_place_it_once(
    company: Company, laptop: Laptop, tmp_path: Path, *, changed: bool
) -> None:
    placed = order_from_old_data(company, laptop)
    laptop.sync(answer_now=None)
    second = copied(laptop, tmp_path / "second")
    company.office.answer_waiting()
    set_price(company, "10.01")
    laptop.sync(answer_now=None)
    if changed:
        company.office.answer_waiting()
        laptop.sync()
        laptop.use_cases.orders.amend(with_note(shown(laptop, placed).order, "ring twice"))
        laptop.sync()
    second.sync(answer_now=None)
    assert causes(second, placed)[-1] == "refreshed"
    company.office.answer_waiting()
    for device in (laptop, second, laptop):
        device.sync()
    assert company.orders() == 1
    note = "ring twice" if changed else ""
    for device in (laptop, second):
        assert device.use_cases.conflicts.open() == ()
        record = shown(device, placed)
        assert (record.state, record.order.note) == (OrderState.CONFIRMED, note)
    second.store.close()


def refresh_takes(company: Company, laptop: Laptop, period: timedelta) -> None:
    """Let ``period`` pass before each batch arrives."""

    def wait(name: str) -> None:
        if name == "submit":
            pass_by(company, period)

    laptop.link.before = wait


def test_a_limit_shorter_than_a_refresh_ends_in_a_conflict_that_says_so(
    company: Company, laptop: Laptop
) -> None:
    placed = order_from_old_data(company, laptop)
    refresh_takes(company, laptop, TOO_LONG)
    laptop.sync()
    assert laptop.link.calls.count("submit") == 2
    (problem,) = only_conflict(laptop).problems
    assert problem.code == RuleCode.REFERENCE_DATA_TOO_OLD
    assert problem.arguments["refreshed"]
    assert shown(laptop, placed).state is OrderState.TENTATIVE
    assert drafts(laptop) == []
    for _ in range(3):
        laptop.sync()
    assert laptop.link.calls.count("submit") == 2
    mend(laptop)
    laptop.use_cases.orders.amend(placed.order)
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CONFIRMED
    assert company.orders() == 1


def as_an_older_head_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the worker read no more of a body than it knew before."""

    def without_the_new_field(body: Body) -> Body:
        known = validated(body)
        if isinstance(known, PlaceOrder | AmendOrder):
            return replace(known, refreshed_from=None)
        return known

    monkeypatch.setattr("smartclient.headoffice.handlers.reading.validated", without_the_new_field)


def test_an_older_head_office_gets_the_order_again_as_well(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_an_older_head_office(monkeypatch)
    placed = order_from_old_data(company, laptop)
    laptop.sync()
    assert shown(laptop, placed).state is OrderState.CONFIRMED
    assert causes(laptop, placed)[-1] == "refreshed"


def test_an_older_head_office_that_refuses_the_refreshed_order_leaves_a_draft(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_an_older_head_office(monkeypatch)
    placed = order_from_old_data(company, laptop)
    refresh_takes(company, laptop, TOO_LONG)
    laptop.sync()
    assert laptop.link.calls.count("submit") == 2
    assert shown(laptop, placed).state is OrderState.REFUSED
    assert len(drafts(laptop)) == 1
    assert company.orders() == 0
