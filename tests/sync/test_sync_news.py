"""What a sync says that it did: where tasks stand after it, and nothing that stood there before."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.cli.render.link import sync_page
from smartclient.domain.ids import Login
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.sync_progress import SyncSummary
from tests.small_company import ADMIN, REP, SKUS
from tests.sync.restores import back_up, put_back
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_devices import copied
from tests.sync.test_sync_open_work import answers, discontinue, in_conflict, poison


def summary_lines(summary: SyncSummary) -> list[str]:
    """Return what is said of a sync, without the rows that it pulled."""
    return [
        line for line in sync_page(summary) if "updated." not in line and "up to date" not in line
    ]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")


@pytest.fixture
def queued(laptop: Laptop) -> OrderRecord:
    """Return an order that was placed and not sent."""
    laptop.sync()
    return laptop.order(SKUS[0])


@pytest.fixture
def copy(company: Company, laptop: Laptop, queued: OrderRecord, tmp_path: Path) -> Iterator[Laptop]:
    """Yield a copy of the laptop, made while the order was queued."""
    copied_laptop = copied(laptop, tmp_path / "copy")
    yield copied_laptop
    copied_laptop.store.close()


def test_what_was_withdrawn_in_time_is_reported(laptop: Laptop, queued: OrderRecord) -> None:
    laptop.use_cases.outbox.undo(laptop.use_cases.outbox.entries()[0].request_id)
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 withdrawn."]
    assert summary_lines(laptop.sync()) == ["Nothing to send."]
    assert laptop.use_cases.orders.get(queued.order.id).state is OrderState.DRAFT


def test_what_could_not_be_withdrawn_any_more_is_no_success(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    order = laptop.order(SKUS[0])
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    (stopped,) = laptop.use_cases.outbox.entries()
    laptop.use_cases.outbox.undo(stopped.request_id)
    company.office.decisions.retry_stopped(
        Login(laptop.login), stopped.request_id, confirmed=True, as_login=ADMIN
    )
    company.office.answer_waiting()
    texts = "1 could not be withdrawn any more (see: smartclient orders)"
    assert summary_lines(laptop.sync()) == [f"1 request sent; {texts}."]
    assert laptop.use_cases.orders.get(order.order.id).state is OrderState.CONFIRMED


def test_a_copy_learns_that_what_it_sent_was_withdrawn_elsewhere(
    laptop: Laptop, copy: Laptop, queued: OrderRecord
) -> None:
    laptop.use_cases.outbox.undo(laptop.use_cases.outbox.entries()[0].request_id)
    laptop.sync()
    texts = "1 not carried out: withdrawn or replaced elsewhere"
    assert summary_lines(copy.sync()) == [f"1 request sent; {texts}."]
    assert copy.use_cases.orders.get(queued.order.id).state is OrderState.CANCELLED


def test_a_conflict_is_reported_as_news_once_and_as_waiting_until_it_is_resolved(
    company: Company, laptop: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    waits = "1 conflict waits for you (see: smartclient conflicts)."
    assert summary_lines(laptop.sync()) == ["Nothing to send.", waits]
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 confirmed."]


def test_an_answer_to_what_was_replaced_since_is_no_news(company: Company, laptop: Laptop) -> None:
    conflict = in_conflict(company, laptop)
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    company.office.decisions.take_over(conflict.id, as_login=ADMIN)
    company.office.decisions.decide(conflict.id, Action.parse("drop_line"), as_login=ADMIN)
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 confirmed with changes."]


def test_what_an_admin_decided_is_reported_as_decided(company: Company, laptop: Laptop) -> None:
    conflict = in_conflict(company, laptop)
    laptop.use_cases.conflicts.escalate(conflict.id, "Please decide.")
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 waiting for head office's decision."]
    company.office.decisions.decide(conflict.id, Action.parse("drop_line"), as_login=ADMIN)
    assert summary_lines(laptop.sync()) == ["Nothing to send; 1 confirmed with changes."]


def test_what_stops_again_after_a_restore_is_no_news(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    poison(monkeypatch)
    laptop.order(SKUS[0])
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 stopped (see: smartclient outbox)."]
    stopped = "1 request is stopped (see: smartclient outbox)."
    assert summary_lines(laptop.sync()) == ["Nothing to send.", stopped]
    company.office.restored()
    assert summary_lines(laptop.sync()) == [
        "Head office was restored from a backup; 1 request was offered again.",
        "1 request sent.",
        stopped,
    ]


def test_a_new_laptop_learns_of_the_conflict_that_waits_for_its_rep(
    company: Company, laptop: Laptop, tmp_path: Path
) -> None:
    in_conflict(company, laptop)
    second = Laptop(company, tmp_path / "second", REP)
    texts = "1 in conflict (see: smartclient conflicts)"
    assert summary_lines(second.sync()) == [f"Nothing to send; {texts}."]
    waits = "1 conflict waits for you (see: smartclient conflicts)."
    assert summary_lines(second.sync()) == ["Nothing to send.", waits]
    second.store.close()


@pytest.mark.parametrize("asks_first", [False, True])
def test_what_ends_with_a_cancelled_order_is_not_counted_beside_it(
    company: Company, laptop: Laptop, *, asks_first: bool
) -> None:
    laptop.sync()
    order = laptop.order(SKUS[1]).order
    laptop.sync()
    line = OrderLine(line=order.next_line_number(), sku=SKUS[0], quantity=1)
    laptop.use_cases.orders.amend(laptop.use_cases.orders.get(order.id).order.with_line(line))
    discontinue(company, SKUS[0])
    laptop.sync()
    (conflict,) = laptop.use_cases.conflicts.open()
    if asks_first:
        laptop.use_cases.conflicts.escalate(conflict.id, "Please decide.")
        laptop.sync()
    laptop.use_cases.orders.cancel(order.id)
    assert summary_lines(laptop.sync()) == ["1 request sent; 1 confirmed."]


def test_a_change_of_a_refused_order_was_not_withdrawn_elsewhere(
    company: Company, laptop: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    laptop.use_cases.conflicts.escalate(conflict.id, "Please decide.")
    laptop.sync()
    (summary,) = laptop.use_cases.orders.search()
    order = laptop.use_cases.orders.get(summary.id).order
    line = OrderLine(line=order.next_line_number(), sku=SKUS[2], quantity=1)
    laptop.use_cases.orders.amend(order.with_line(line))
    company.office.decisions.decide(conflict.id, Action.parse("refuse"), as_login=ADMIN)
    texts = "1 refused (see: smartclient orders show, customers show, outbox)"
    assert summary_lines(laptop.sync()) == [f"Nothing to send; {texts}."]


@pytest.mark.parametrize("alone", [False, True])
def test_after_a_restore_only_what_changed_is_news(
    company: Company, laptop: Laptop, *, alone: bool
) -> None:
    conflict = in_conflict(company, laptop)
    laptop.use_cases.conflicts.escalate(conflict.id, "Please decide.")
    laptop.sync()
    laptop.order(SKUS[1])
    discontinue(company, SKUS[2])
    laptop.order(*SKUS[2:4])
    laptop.sync()
    back_up(company)
    laptop.order(SKUS[1])
    laptop.sync()
    put_back(company, alone=alone)
    summary = laptop.sync()
    restored, sent, *waits = summary_lines(summary)
    assert summary.restored is not None
    offered = summary.restored.offered
    assert offered > 1
    assert restored == (
        f"Head office was restored from a backup; {offered} requests were offered again."
    )
    assert sent == f"{summary.sent} requests sent."
    assert waits == ["1 conflict waits for you (see: smartclient conflicts)."]
    assert summary_lines(laptop.sync()) == ["Nothing to send.", *waits]
