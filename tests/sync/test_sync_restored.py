"""Restored from a backup: what head office forgot is offered again, and nothing is doubled."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder
from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.ids import RequestId, new_id
from smartclient.domain.retention import SHORTEST_DAYS, Retained
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.retention.purge import Purge
from smartclient.use_cases.use_cases import UseCases
from tests.set_clock import SetClock
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop


def restore(company: Company) -> None:
    company.office.close()
    for leftover in company.folder.glob("office.db*"):
        leftover.unlink()
    shutil.copy(company.folder / "backup.db", company.file)
    company.reopen()
    company.office.restored()


def back_up(company: Company) -> None:
    company.office.close()
    shutil.copy(company.file, company.folder / "backup.db")
    company.reopen()


def test_orders_that_a_restored_head_office_forgot_come_back(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    known = laptop.order(SKUS[0])
    laptop.sync()
    back_up(company)
    forgotten = laptop.order(SKUS[1])
    laptop.sync()
    assert company.orders() == 2
    restore(company)
    assert company.orders() == 1
    company.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
    laptop.sync()
    laptop.sync()
    assert company.orders() == 2
    for placed in (known, forgotten):
        assert laptop.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED
    assert not laptop.use_cases.outbox.entries()
    assert len(laptop.use_cases.orders.search()) == 2
    assert len(laptop.use_cases.catalog.search()) == len(SKUS)


def test_an_order_comes_back_from_a_laptop_that_was_away_for_months(
    company: Company, laptop: Laptop
) -> None:
    """It is offered because it was answered shortly before the last sync, however long ago."""
    laptop.sync()
    back_up(company)
    placed = laptop.order()
    laptop.sync()
    restore(company)
    company.clock.advance(timedelta(days=200))  # type: ignore[attr-defined]
    laptop.sync()
    laptop.sync()
    assert company.orders() == 1
    assert laptop.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED


def test_what_is_offered_again_and_was_purged_waits_for_no_other_answer(
    company: Company, laptop: Laptop
) -> None:
    """The answer that the laptop has says more than what head office still knows."""
    laptop.sync()
    laptop.order()
    laptop.sync()
    company.clock.advance(timedelta(days=SHORTEST_DAYS + 10))  # type: ignore[attr-defined]
    for retained in Retained:
        set_policy(company.office.engine, retained, str(SHORTEST_DAYS), clock=company.clock)
    Purge(company.office.engine, company.clock.now()).run()
    company.office.restored()
    laptop.sync()
    laptop.sync()
    with laptop.store.view() as view:
        assert view.meta.restore is not None
        assert view.meta.restore.offered == 1
        assert view.outbox.count_unanswered() == 0
    assert company.orders() == 1


def test_a_clock_that_jumped_ahead_keeps_nothing_from_being_offered_again(
    company: Company, laptop: Laptop
) -> None:
    own = SetClock(company.clock.now())
    laptop.clock = HeadOfficeClock(own)
    laptop.use_cases = UseCases(laptop.store, laptop.clock)
    laptop.sync()
    back_up(company)
    laptop.order()
    laptop.sync()
    restore(company)
    own.set(company.clock.now() + timedelta(days=365))
    laptop.sync()
    assert company.orders() == 1


def test_reference_data_stays_usable_while_it_is_reloaded(company: Company, laptop: Laptop) -> None:
    laptop.sync()
    company.office.restored()
    laptop.link.page_rows = 2
    seen: list[int] = []
    laptop.sync(lambda _: seen.append(len(laptop.use_cases.catalog.search())))
    assert min(seen) == len(SKUS)


def test_an_order_that_a_copy_had_placed_is_confirmed_no_more_once_it_is_forgotten(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    back_up(company)
    record = laptop.order(SKUS[0])
    line = record.order.lines[0]
    (entry,) = laptop.use_cases.outbox.entries()
    later = request_for(
        PlaceOrder(order=record.order.with_line(replace(line, quantity=line.quantity + 1))),
        request_id=RequestId(new_id()),
        lane=record.order.customer,
        made_at=company.clock.now(),
        withdraws=(entry.request_id,),
    )
    company.office.operations(laptop.login).submit((later,))
    company.office.answer_waiting()
    laptop.sync()
    known = laptop.use_cases.orders.get(record.order.id)
    assert known.state is OrderState.CONFIRMED
    restore(company)
    company.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]
    laptop.sync()
    shown = laptop.use_cases.orders.get(record.order.id)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")
    company.office.operations(laptop.login).submit((later,))
    company.office.answer_waiting()
    laptop.sync()
    shown = laptop.use_cases.orders.get(record.order.id)
    assert shown.state is OrderState.CONFIRMED
    assert shown.number not in {"", known.number}
    (change,) = laptop.use_cases.orders.history(record.order.id).report
    assert (change.before, change.after) == (known.number, shown.number)


def test_an_order_that_is_lost_after_its_requests_were_deleted_is_confirmed_no_more(
    company: Company, laptop: Laptop
) -> None:
    """Nothing can be offered again of it, so the rep is told."""
    laptop.sync()
    back_up(company)
    placed = laptop.order()
    laptop.sync()
    company.clock.advance(timedelta(days=100))  # type: ignore[attr-defined]
    laptop.sync()
    laptop.sync()
    with laptop.store.view() as view:
        assert not view.outbox.answered_since(placed.changed_at - timedelta(days=1))
    kept = laptop.use_cases.orders.get(placed.order.id)
    assert kept.state is OrderState.CONFIRMED
    restore(company)
    laptop.sync()
    laptop.sync()
    assert company.orders() == 0
    shown = laptop.use_cases.orders.get(placed.order.id)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")
    *_, last = laptop.use_cases.orders.history(placed.order.id).events
    assert "Head office was restored and no longer has this order" in last.why


def test_an_order_of_another_device_that_is_cancelled_once_it_is_forgotten_is_gone(
    company: Company, laptop: Laptop, tmp_path: Path
) -> None:
    """Head office knows of nothing to cancel, and so can't say what became of it."""
    second = Laptop(company, tmp_path / "second")
    laptop.sync()
    back_up(company)
    order = laptop.order(SKUS[0]).order
    laptop.sync(), second.sync()
    second.use_cases.orders.cancel(order.id)
    restore(company)
    second.sync()
    shown = second.use_cases.orders.get(order.id)
    assert (shown.state, shown.number) == (OrderState.CANCELLED, "")
    second.sync()
    assert second.use_cases.orders.get(order.id).state is OrderState.CANCELLED
    second.store.close()
