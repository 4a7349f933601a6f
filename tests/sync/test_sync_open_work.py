"""What is open of a rep's is on every device of the rep, whichever of them sent it."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from smartclient.contract.messages import AmendOrder, EscalateConflict, PlaceOrder
from smartclient.domain.errors import ContendedError
from smartclient.domain.ids import OrderId
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice import handlers
from smartclient.headoffice.admin import maintenance
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution
from smartclient.sync import repair
from tests.small_company import ADMIN, CUSTOMER, OTHER_REP, SKUS
from tests.sync.sync_world import Company, Laptop


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")


def discontinue(company: Company, sku: str) -> None:
    today = company.clock.today()
    maintenance.change_product(company.office.engine, sku, discontinue=today, clock=company.clock)


def in_conflict(company: Company, laptop: Laptop, *skus: str) -> Conflict:
    """Let an order of the laptop's be in conflict, and return the conflict."""
    laptop.sync()
    laptop.order(*(skus or SKUS[:2]))
    discontinue(company, SKUS[0])
    laptop.sync()
    (waiting,) = laptop.use_cases.conflicts.open()
    return waiting


def answers(conflict: Conflict, action: str) -> Resolution:
    return Resolution(
        problems=tuple(
            ProblemAnswer(code=problem.code, line=problem.line, action=Action.parse(action))
            for problem in conflict.problems
        )
    )


def poison(patch: pytest.MonkeyPatch, kind: type[Any] = PlaceOrder) -> None:
    real = handlers.HANDLERS[kind]

    def fails(incoming: Any, body: Any, work: Any) -> Any:
        real(incoming, body, work)
        raise ZeroDivisionError

    patch.setitem(handlers.HANDLERS, kind, fails)


def states(laptop: Laptop) -> list[tuple[str, OrderState]]:
    return sorted((item.number, item.state) for item in laptop.use_cases.orders.search())


def compare(laptop: Laptop) -> int:
    """Sync with a comparison of all that is held, and return how many rows were read again."""
    repair.schedule_check(laptop.store)
    return laptop.sync().pulled


def test_a_new_laptop_shows_an_open_conflict_and_resolves_it(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    assert second.use_cases.conflicts.open() == laptop.use_cases.conflicts.open()
    (shown,) = second.use_cases.orders.search()
    assert (shown.state, shown.task) == (OrderState.TENTATIVE, TaskStatus.IN_CONFLICT)
    order = second.use_cases.conflicts.preview(conflict.id, answers(conflict, "drop_line"))
    assert order is not None
    assert [line.sku for line in order.lines] == [SKUS[1]]
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    second.sync()
    laptop.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert not item.use_cases.outbox.entries()
        assert states(item) == [("SO-10001", OrderState.CONFIRMED)]
    assert company.orders() == 1


def test_a_conflict_cancelled_on_one_device_is_gone_on_the_others(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "cancel"))
    second.sync(), laptop.sync()
    assert not laptop.use_cases.conflicts.open()
    assert [state for _, state in states(laptop)] == [OrderState.CANCELLED]
    assert company.orders() == 0


def test_a_conflict_that_becomes_another_follows_on_every_device(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop, *SKUS[:3])
    second.sync()
    discontinue(company, SKUS[1])
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    second.sync(), laptop.sync()
    (later,) = laptop.use_cases.conflicts.open()
    assert later.id != conflict.id
    assert second.use_cases.conflicts.open() == (later,)
    (shown,), (there,) = laptop.use_cases.orders.search(), second.use_cases.orders.search()
    assert shown.total == there.total
    for item in (laptop, second):
        order = item.use_cases.orders.get(shown.id).order
        assert [line.sku for line in order.lines] == [*SKUS[1:3]]
    laptop.use_cases.conflicts.resolve(later.id, answers(later, "drop_line"))
    laptop.sync(), second.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert states(item) == [("SO-10001", OrderState.CONFIRMED)]
        assert not compare(item)


def test_a_conflict_that_became_another_which_was_resolved_is_gone_with_the_next_sync(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop, *SKUS[:3])
    second.sync()
    discontinue(company, SKUS[1])
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    laptop.sync()
    (later,) = laptop.use_cases.conflicts.open()
    laptop.use_cases.conflicts.resolve(later.id, answers(later, "drop_line"))
    laptop.sync(), second.sync()
    assert not second.use_cases.conflicts.open()
    assert states(second) == states(laptop) == [("SO-10001", OrderState.CONFIRMED)]


def test_both_devices_may_resolve_it_and_one_of_them_counts(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "cancel"))
    laptop.sync(), second.sync(), laptop.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert not item.use_cases.outbox.entries()
        assert states(item) == [("SO-10001", OrderState.CONFIRMED)]


def test_an_answer_that_is_on_its_way_is_sent_though_another_device_resolved_it(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "cancel"))
    (mine,) = second.use_cases.outbox.entries()

    def breaks(_: object) -> None:
        raise ContendedError("Head office is busy.")

    second.link.refuse = breaks
    second.sync()
    second.link.refuse = lambda _: None
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    laptop.sync()
    # it is not due yet, so that this only learns what came of the other answer
    second.sync(urgent=False)
    assert [entry.request_id for entry in second.use_cases.outbox.entries()] == [mine.request_id]
    second.sync()
    assert not second.use_cases.outbox.entries()
    assert states(second) == [("SO-10001", OrderState.CONFIRMED)]


def test_what_waits_for_an_admin_is_shown_so_on_every_device(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    laptop.use_cases.conflicts.escalate(conflict.id, "They insist.")
    laptop.sync(), second.sync()
    assert not second.use_cases.conflicts.open()
    (shown,) = second.use_cases.orders.search()
    assert shown.task is TaskStatus.AWAITING_DECISION
    company.office.decisions.decide(
        conflict.id, Action.parse("hand_back"), note="No.", as_login=ADMIN
    )
    laptop.sync(), second.sync()
    assert [item.note for item in second.use_cases.conflicts.open()] == ["No."]
    order = second.use_cases.conflicts.preview(conflict.id, answers(conflict, "drop_line"))
    assert order is not None
    assert [line.sku for line in order.lines] == [SKUS[1]]
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    second.sync(), laptop.sync()
    assert states(laptop) == states(second) == [("SO-10001", OrderState.CONFIRMED)]


def test_a_customers_data_conflict_is_on_every_device(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    laptop.sync()
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.PHONE: "555-9999"})
    maintenance.change_customer(
        company.office.engine, CUSTOMER, phone="555-7777", clock=company.clock
    )
    laptop.sync(), second.sync()
    (conflict,) = second.use_cases.conflicts.open()
    (field,) = conflict.fields
    assert (field.mine, field.theirs) == ("555-9999", "555-7777")
    mine = FieldAnswer(field=field.field, value=field.mine, seen=field.theirs)
    second.use_cases.conflicts.resolve(conflict.id, Resolution(fields=(mine,)))
    second.sync(), laptop.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert item.use_cases.customers.get(CUSTOMER).customer.phone == "555-9999"
        assert not item.use_cases.outbox.entries()


@pytest.mark.parametrize("how", ["retry", "undo"])
def test_a_stopped_request_is_in_the_outbox_of_every_device(
    company: Company,
    laptop: Laptop,
    second: Laptop,
    monkeypatch: pytest.MonkeyPatch,
    quiet: None,
    how: str,
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    second.sync()
    (entry,) = second.use_cases.outbox.entries()
    assert (entry.status, entry.request_id) == (
        TaskStatus.PARKED,
        laptop.use_cases.outbox.entries()[0].request_id,
    )
    assert entry.why
    if how == "retry":
        second.use_cases.outbox.retry(entry.request_id)
    else:
        second.use_cases.outbox.undo(entry.request_id)
    second.sync(), laptop.sync(), second.sync()
    assert not second.use_cases.outbox.entries()
    if how == "retry":
        assert states(second) == states(laptop)
        assert [state for _, state in states(second)] == [OrderState.CONFIRMED]
        assert not laptop.use_cases.outbox.entries()
    else:
        assert company.orders() == 0


def test_of_two_answers_that_are_stopped_every_device_shows_the_newer(
    company: Company,
    laptop: Laptop,
    second: Laptop,
    monkeypatch: pytest.MonkeyPatch,
    quiet: None,
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    with monkeypatch.context() as patch:
        poison(patch, EscalateConflict)
        for item in (second, laptop):
            item.use_cases.conflicts.escalate(conflict.id, "What now?")
            company.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
        (newer,) = laptop.use_cases.outbox.entries()
        laptop.sync(), second.sync(), laptop.sync(), second.sync()
    for item in (laptop, second):
        (shown,) = item.use_cases.outbox.entries()
        assert (shown.status, shown.request_id) == (TaskStatus.PARKED, newer.request_id)
    second.use_cases.outbox.retry(newer.request_id)
    second.sync(), laptop.sync()
    for item in (laptop, second):
        (shown,) = item.use_cases.outbox.entries()
        assert shown.status is TaskStatus.AWAITING_DECISION


def test_a_stopped_answer_takes_no_place_of_a_later_version_that_is_stopped_too(
    company: Company,
    laptop: Laptop,
    second: Laptop,
    monkeypatch: pytest.MonkeyPatch,
    quiet: None,
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    order = laptop.use_cases.orders.get(OrderId(conflict.subject.id)).order
    with monkeypatch.context() as patch:
        for kind in (AmendOrder, PlaceOrder, EscalateConflict):
            poison(patch, kind)
        laptop.use_cases.orders.amend(order.with_line(replace(order.lines[0], quantity=7)))
        company.clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]
        second.use_cases.conflicts.escalate(conflict.id, "What now?")
        second.sync(), laptop.sync(), second.sync(), laptop.sync()
    (shown,) = laptop.use_cases.outbox.entries()
    assert shown.status is TaskStatus.PARKED
    assert [entry.request_id for entry in second.use_cases.outbox.entries()] == [shown.request_id]
    assert not second.use_cases.conflicts.open()


def test_an_amendment_in_conflict_is_on_every_device_with_the_order_it_changes(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    laptop.sync()
    placed = laptop.order(SKUS[1])
    laptop.sync(), second.sync()
    order = laptop.use_cases.orders.get(placed.order.id).order
    line = order.lines[0]
    wider = order.with_line(type(line)(line=2, sku=SKUS[0], quantity=2))
    laptop.use_cases.orders.amend(wider)
    discontinue(company, SKUS[0])
    laptop.sync(), second.sync()
    (conflict,) = second.use_cases.conflicts.open()
    record = second.use_cases.orders.get(placed.order.id)
    assert [item.sku for item in record.order.lines] == [SKUS[1], SKUS[0]]
    second.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    second.sync(), laptop.sync()
    for item in (laptop, second):
        assert not item.use_cases.conflicts.open()
        assert [line.sku for line in item.use_cases.orders.get(placed.order.id).order.lines] == [
            SKUS[1]
        ]
        assert states(item) == [("SO-10001", OrderState.CONFIRMED)]


def test_nobody_elses_open_work_is_given_to_a_rep(
    company: Company, laptop: Laptop, tmp_path: Path
) -> None:
    in_conflict(company, laptop)
    other = Laptop(company, tmp_path / "other", OTHER_REP)
    admin = Laptop(company, tmp_path / "admin", ADMIN)
    other.sync(), admin.sync()
    assert not other.use_cases.conflicts.open()
    assert not other.use_cases.admin.open_conflicts()
    assert not admin.use_cases.conflicts.open()
    (found,) = admin.use_cases.admin.open_conflicts()
    assert (found.sender, found.customer, found.with_admin) == (laptop.login, CUSTOMER, False)


def test_what_is_compared_agrees_on_every_device(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    in_conflict(company, laptop)
    second.sync()
    for item in (laptop, second):
        item.sync()
        assert not compare(item)
        restore = item.use_cases.status.current().restore
        assert restore is None


def test_an_order_that_was_cancelled_in_its_conflict_was_not_lost(
    company: Company, laptop: Laptop, second: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    second.sync()
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "cancel"))
    laptop.sync(), second.sync()
    for item in (laptop, second):
        shown = item.use_cases.orders.get(OrderId(conflict.subject.id))
        assert shown.state is OrderState.CANCELLED
        *_, last = item.use_cases.orders.history(shown.order.id).events
        assert (last.status, last.why) == (TaskStatus.CONFIRMED, "")
