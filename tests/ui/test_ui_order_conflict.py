"""An order that two laptops changed: asked about field by field, and settled as chosen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.set_clock import SetClock
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP = CustomerNumber("G-1001")
SKU = Sku("BP-100")
QUANTITY = f"line 1 {SKU} quantity"


@dataclass
class TwoLaptops:
    """One rep's window, and the same rep's other laptop, with the same order on both."""

    here: Session
    there: Session
    driver: UserDriver
    clock: SetClock
    order: OrderId

    def change(self, laptop: Session, quantity: int, reference: str) -> None:
        order = laptop.use_cases.orders.get(self.order).order
        changed = order.with_line(replace(order.lines[0], quantity=quantity))
        laptop.use_cases.orders.amend(replace(changed, reference=reference), edit_base=order)

    def quarrel(self) -> QDialog:
        """Change quantity and reference there and here, and open what comes of it here."""
        self.change(self.there, 7, "THEIRS")
        self.there.sync_now()
        self.change(self.here, 5, "MINE")
        self.clock.advance(timedelta(minutes=20))
        self.driver.trigger("actionSyncNow")
        self.driver.go_to("pageConflicts")
        self.driver.open_row("tableConflicts", "", 0)
        return self.driver.dialog("dialogConflict")

    def resolved(self) -> Order:
        self.driver.trigger("actionSyncNow")
        assert not self.here.use_cases.conflicts.open()
        return self.here.use_cases.orders.get(self.order).order


@pytest.fixture
def laptops(
    tmp_path: Path, clock: SetClock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[TwoLaptops]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    here = bootstrap.sign_in(tmp_path / "here", url=url, login="anna", clock=clock)
    line = OrderLine(line=1, sku=SKU, quantity=2)
    placed = here.use_cases.orders.place(here.use_cases.orders.new(SHOP).with_line(line))
    here.sync_now()
    there = bootstrap.sign_in(tmp_path / "there", url=url, login="anna", clock=clock)
    window = open_window(here.use_cases, here)
    yield TwoLaptops(here, there, UserDriver(qtbot, window), clock, placed.order.id)
    window.end()
    here.close()
    there.close()


def test_each_field_that_both_changed_is_asked_about_with_who_and_when(
    laptops: TwoLaptops,
) -> None:
    mine_at = laptops.clock.now().astimezone().strftime("%H:%M")
    dialog = laptops.quarrel()

    reported = [label.text() for label in dialog.findChildren(QLabel)]
    for field, mine, theirs in ((QUANTITY, "5", "7"), ("reference", "MINE", "THEIRS")):
        assert child(dialog, QRadioButton, f"mine_{field}").text() == mine
        assert child(dialog, QRadioButton, f"theirs_{field}").text() == theirs
        assert not child(dialog, QRadioButton, f"mine_{field}").isChecked()
    assert "2" in reported, "what the quantity was"
    assert reported.count(mine_at) == 2, "when the rep changed each"
    assert not child(dialog, QPushButton, "buttonResolve").isEnabled()


def test_what_is_chosen_is_what_the_order_becomes(laptops: TwoLaptops) -> None:
    dialog = laptops.quarrel()
    laptops.driver.choose(dialog, f"mine_{QUANTITY}")
    assert laptops.driver.choose(dialog, "theirs_reference") == "Keep these 2 values"
    laptops.driver.press(dialog, "buttonResolve")

    order = laptops.resolved()
    assert [line.quantity for line in order.lines] == [5]
    assert order.reference == "THEIRS"


def test_a_quantity_may_be_neither(laptops: TwoLaptops) -> None:
    dialog = laptops.quarrel()
    laptops.driver.choose(dialog, "mine_reference")
    QTest.keyClicks(child(dialog, QLineEdit, f"result_{QUANTITY}"), "6")
    laptops.driver.press(dialog, "buttonResolve")

    order = laptops.resolved()
    assert [line.quantity for line in order.lines] == [6]
    assert order.reference == "MINE"
    laptops.there.sync_now()
    assert laptops.there.use_cases.orders.get(laptops.order).order.lines[0].quantity == 6


def test_a_quantity_that_is_none_is_refused_and_the_conflict_stays(laptops: TwoLaptops) -> None:
    dialog = laptops.quarrel()
    laptops.driver.choose(dialog, "mine_reference")
    QTest.keyClicks(child(dialog, QLineEdit, f"result_{QUANTITY}"), "a few")
    laptops.driver.press(dialog, "buttonResolve")

    assert dialog.isVisible()
    assert child(dialog, QLabel, "conflictRefusal").text()
    assert laptops.here.use_cases.conflicts.open()


def test_enter_leads_from_a_typed_value_to_the_next_and_to_the_button_and_orders_nothing(
    laptops: TwoLaptops,
) -> None:
    dialog = laptops.quarrel()
    dialog.activateWindow()
    reference, quantity = (
        child(dialog, QLineEdit, f"result_{name}") for name in ("reference", QUANTITY)
    )
    settle = child(dialog, QPushButton, "buttonResolve")
    quantity.setFocus()
    for field, text in ((quantity, "6"), (reference, "NEITHER")):
        laptops.driver.qtbot.waitUntil(field.hasFocus)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert laptops.here.use_cases.conflicts.open()
    assert (quantity.text(), reference.text()) == ("6", "NEITHER")
    assert settle.hasFocus()
    QTest.keyClick(settle, Qt.Key.Key_Return)
    laptops.driver.wait()
    assert laptops.resolved().reference == "NEITHER"
