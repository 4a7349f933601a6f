"""Prices that begin later: used when their day comes, and said where an order is open meanwhile."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QTableView

from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.importers import import_folder
from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from tests.set_clock import SetClock
from tests.small_company import write_company
from tests.ui.office_place import SHOP, Place
from window_driver import child

# said by Qt's offscreen platform of what it can't do: size hints, raising, grabbing the keyboard
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EVENING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)


@pytest.fixture
def later(place: Place, clock: SetClock, tmp_path: Path) -> Place:
    """Return the place, where P-01 costs 12.50 from the 22nd on instead of 10.00."""
    clock.set(EVENING)
    folder = write_company(tmp_path / "prices")
    rows = "sku,valid_from,valid_to,amount,currency\nP-01,2026-11-22,,12.5000,USD\n"
    (folder / "prices.csv").write_text(rows, encoding="utf-8")
    import_folder(place.office.engine, folder, clock=clock)
    place.session.sync_now()
    place.session.work_offline(on=True)
    return place


def order_by_hand(place: Place) -> QDialog:
    """Enter an order of P-01 and leave it open."""
    editor = place.edit_new()
    place.driver._find(child(editor, QLineEdit, "orderProduct"), "P-01")
    place.driver.press(editor, "buttonAddLine")
    place.driver.wait()
    return editor


def said(editor: QDialog) -> str:
    """What the editor says of prices that changed."""
    return child(editor, QLabel, "orderMadeFrom").text()


def price(editor: QDialog) -> str:
    model = child(editor, QTableView, "tableOrderLines").model()
    return str(model.index(0, QUANTITY_COLUMN + 1).data())


def pass_midnight(place: Place, clock: SetClock, by: timedelta = timedelta(hours=2)) -> None:
    clock.advance(by)
    place.driver.window.day_monitor.look()
    place.driver.wait()


def test_an_open_order_is_repriced_at_midnight_and_says_so(later: Place, clock: SetClock) -> None:
    editor = order_by_hand(later)
    assert (price(editor), said(editor)) == ("10.00", "")
    pass_midnight(later, clock)
    assert price(editor) == "12.50"
    assert "P-01: the price is 12.50 instead of 10.00." in said(editor)
    later.driver.press(editor, "buttonPlaceOrder")
    (placed,) = later.session.use_cases.orders.search()
    assert placed.total == Decimal("12.50")
    assert placed.order_date == date(2026, 11, 22)


def test_an_order_that_was_open_longer_still_says_what_it_was_quoted_first(
    later: Place, clock: SetClock
) -> None:
    editor = order_by_hand(later)
    pass_midnight(later, clock)
    later.driver.window.context.changed.emit()
    later.driver.wait()
    assert "12.50 instead of 10.00" in said(editor)


def test_a_line_that_is_entered_again_is_compared_with_its_new_quote(
    later: Place, clock: SetClock
) -> None:
    editor = order_by_hand(later)
    pass_midnight(later, clock)
    later.driver.press(editor, "buttonAddLine")
    later.driver._find(child(editor, QLineEdit, "orderProduct"), "P-01")
    later.driver.press(editor, "buttonAddLine")
    later.driver.wait()
    assert said(editor) == ""


def test_a_sync_that_brings_another_price_is_said_in_an_open_order(
    place: Place, clock: SetClock
) -> None:
    editor = order_by_hand(place)
    maintenance.change_product(place.office.engine, "P-01", price=Decimal("7.00"), clock=clock)
    place.session.sync_now()
    place.driver.window.context.changed.emit()
    place.driver.wait()
    assert price(editor) == "7.00"
    assert "7.00 instead of 10.00" in said(editor)


@pytest.mark.parametrize(
    ("zone", "hours", "shown"),
    [
        ("", 1, "10.00"),
        ("", 2, "12.50"),
        ("Europe/Berlin", 1, "12.50"),
        ("America/New_York", 2, "10.00"),
        ("America/New_York", 7, "12.50"),
    ],
)
def test_a_day_begins_at_the_companys_midnight(
    later: Place, clock: SetClock, zone: str, hours: int, shown: str
) -> None:
    later.office.describe(time_zone=zone)
    later.session.work_offline(on=False)
    later.session.sync_now()
    later.session.work_offline(on=True)
    later.driver.window.context.refresh_status()
    later.driver.wait()
    editor = order_by_hand(later)
    pass_midnight(later, clock, timedelta(hours=hours))
    assert price(editor) == shown


def test_an_order_to_be_delivered_later_has_the_price_of_that_day(
    later: Place, clock: SetClock
) -> None:
    maintenance.set_policy(later.office.engine, "price_day", "delivery", clock=clock)
    later.session.work_offline(on=False)
    later.session.sync_now()
    later.session.work_offline(on=True)
    orders = later.session.use_cases.orders
    order = orders.new(SHOP).with_line(OrderLine(line=1, sku=Sku("P-01"), quantity=1))
    tomorrow = clock.today() + timedelta(days=1)
    assert orders.quote(order).order.lines[0].unit_price == Decimal("10.00")
    placed = orders.place(replace(order, deliver_on=tomorrow))
    assert placed.order.lines[0].unit_price == Decimal("12.50")
    later.session.work_offline(on=False)
    later.session.sync_now()
    assert orders.get(placed.order.id).state is OrderState.CONFIRMED
    assert orders.get(placed.order.id).order.totals.net == Decimal("12.50")
