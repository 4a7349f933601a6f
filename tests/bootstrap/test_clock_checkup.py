"""Laptops with wrong clocks that share a head office file: what their reps see."""

import platform
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.bootstrap.doctor import check_head_office, check_laptop
from smartclient.cli.render.link import sync_page
from smartclient.diagnostics.finding import Finding
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.records import OrderRecord
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, OTHER_REP, REP, SKUS

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


@pytest.fixture
def own(clock: SetClock) -> SetClock:
    """The laptop's own clock, which is right so far."""
    return SetClock(clock.now())


@pytest.fixture
def laptop(home: Path, url: str, own: SetClock) -> Iterator[Session]:
    with sign_in(home, url=url, login=REP, clock=own) as opened:
        yield opened


@pytest.fixture
def other(tmp_path: Path, url: str, clock: SetClock) -> Iterator[Session]:
    """The laptop of another rep, whose clock is right."""
    with sign_in(tmp_path / "other", url=url, login=OTHER_REP, clock=clock) as opened:
        yield opened


def clock_of(findings: tuple[Finding, ...]) -> Finding:
    (found,) = (finding for finding in findings if finding.check == "clock")
    return found


def place(session: Session) -> OrderRecord:
    order = session.use_cases.orders.new(CUSTOMER)
    return session.use_cases.orders.place(
        order.with_line(OrderLine(line=1, sku=Sku(SKUS[0]), quantity=2))
    )


def test_what_a_laptop_a_year_back_sends_is_of_today_and_its_report_stays(
    laptop: Session, url: str, own: SetClock, clock: SetClock
) -> None:
    office = HeadOffice.open(url, clock)
    placed = place(laptop)
    today = clock.now()
    maintenance.change_product(office.engine, SKUS[0], price=Decimal("9.00"), clock=clock)
    own.set(today - YEAR)
    laptop.sync_now()
    answered = laptop.use_cases.orders.get(placed.order.id)
    assert answered.order.order_date == today.date()
    assert answered.order.totals.net == Decimal("18.00")
    own.set(today + HOUR)
    laptop.sync_now()
    laptop.sync_now()
    assert laptop.use_cases.orders.get(placed.order.id).state is OrderState.CONFIRMED
    assert laptop.use_cases.orders.history(placed.order.id).report
    office.close()


def test_a_laptop_whose_clock_is_behind_is_warned_by_the_sync_and_by_the_doctor(
    laptop: Session, home: Path, url: str, own: SetClock
) -> None:
    right = own.now()
    own.set(right - YEAR)
    lines = list(sync_page(laptop.sync_now()))
    assert lines[-1].startswith(
        "The clock of this computer is 365 days and 0 hours behind head off"
    )
    for findings in (laptop.doctor(), check_laptop(home, own), check_head_office(url, own)):
        found = clock_of(findings)
        assert not found.ok
        assert "last used at 2026-11-21 09:00 UTC" in found.detail
        assert "2025-11-21 09:00 UTC" in found.detail
        assert "smartclient headoffice clock --set-right" in found.advice
    own.set(right)
    assert not any("clock" in line for line in sync_page(laptop.sync_now()))
    assert clock_of(laptop.doctor()).ok
    assert not [item for item in check_head_office(url, own) if item.check == "clock"]


def test_a_laptop_that_is_ahead_once_changes_nothing_for_another(
    laptop: Session,
    other: Session,
    own: SetClock,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "ahead")
    own.set(clock.now() + YEAR)
    found = clock_of(laptop.doctor())
    assert "says 2027-11-21 09:00 UTC" in found.detail
    assert "If the date here is wrong" in found.advice
    laptop.sync_now()
    monkeypatch.setattr(platform, "node", lambda: "right")
    clock.advance(HOUR)
    assert not any("clock" in line for line in sync_page(other.sync_now()))
    assert other.use_cases.status.current().learnt_time.seen == clock.now()
    assert clock_of(other.doctor()).detail == "The clock is right."


def test_the_way_out_after_a_laptop_led_the_file_a_year_ahead(
    laptop: Session,
    other: Session,
    url: str,
    own: SetClock,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "ahead")
    for days in (0, 1):
        own.set(clock.now() + YEAR + days * DAY)
        laptop.sync_now()
    monkeypatch.setattr(platform, "node", lambda: "right")
    assert "366 days" in list(sync_page(other.sync_now()))[-1]
    found = clock_of(other.doctor())
    assert not found.ok
    assert "last used at 2027-11-22 09:00 UTC by the clock of ahead" in found.detail
    office = HeadOffice.open(url, clock)
    office.set_clock_right()
    office.close()
    assert not any("clock" in line for line in sync_page(other.sync_now()))
    assert other.use_cases.status.current().learnt_time.seen == clock.now()
    assert clock_of(other.doctor()).ok
    own.set(clock.now())
    assert not any("clock" in line for line in sync_page(laptop.sync_now()))
    assert laptop.use_cases.status.current().learnt_time.seen == clock.now()
