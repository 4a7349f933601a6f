"""A new customer gets its number while an order for it is being entered: nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.read_models.records import OrderRecord
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NAME = "The Corner Shop"


@dataclass
class Newcomer:
    """A rep's window, and a customer who is only on this laptop so far."""

    session: Session
    driver: UserDriver
    provisional: CustomerNumber

    def open_editor(self) -> QDialog:
        self.driver.window.context.navigator.new_order(self.provisional)
        return self.driver.dialog("dialogOrder")

    def add(self, editor: QDialog, sku: str, quantity: int) -> None:
        self.driver._find(child(editor, QLineEdit, "orderProduct"), sku)
        child(editor, QLineEdit, "orderQuantity").setText(str(quantity))
        self.driver.press(editor, "buttonAddLine")

    def final_number(self) -> CustomerNumber:
        (row,) = self.session.use_cases.customers.search(NAME)
        return row.number

    def order(self) -> OrderRecord:
        (row,) = self.session.use_cases.orders.search(customer=self.final_number())
        return self.session.use_cases.orders.get(row.id)


@pytest.fixture
def newcomer(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Newcomer]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    session = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    fields = {EditableField.NAME: NAME, EditableField.PHONE: "555-0123"}
    number = session.use_cases.customers.create(fields).customer.number
    window = open_window(session.use_cases, session)
    yield Newcomer(session, UserDriver(qtbot, window), number)
    window.end()
    session.close()


def test_the_editor_goes_on_with_the_final_number(newcomer: Newcomer) -> None:
    driver = newcomer.driver
    editor = newcomer.open_editor()
    newcomer.add(editor, "BP-100", 2)
    QTest.keyClicks(child(editor, QPlainTextEdit, "orderNote"), "Ring twice.")

    driver.trigger("actionSyncNow")
    final = newcomer.final_number()
    assert final != newcomer.provisional
    assert final in child(editor, QLabel, "orderCustomerAbout").text()
    newcomer.add(editor, "WD-100", 1)
    driver.press(editor, "buttonPlaceOrder")
    driver.trigger("actionSyncNow")

    placed = newcomer.order()
    assert placed.state is OrderState.CONFIRMED
    assert [(line.sku, line.quantity) for line in placed.order.lines] == [
        ("BP-100", 2),
        ("WD-100", 1),
    ]
    assert placed.order.note == "Ring twice."


def test_an_order_is_placed_though_the_editor_has_not_heard_of_the_number(
    newcomer: Newcomer,
) -> None:
    driver = newcomer.driver
    editor = newcomer.open_editor()
    newcomer.add(editor, "BP-100", 2)

    newcomer.session.sync_now()
    driver.press(editor, "buttonPlaceOrder")

    placed = newcomer.order()
    assert placed.order.customer == newcomer.final_number()
    assert placed.state is OrderState.TENTATIVE
    assert not driver.window.navigator.dialogs
    assert newcomer.session.sync_now().confirmed == 1


def test_a_placed_order_is_changed_though_its_customer_got_its_number_meanwhile(
    newcomer: Newcomer,
) -> None:
    driver, use_cases = newcomer.driver, newcomer.session.use_cases
    line = OrderLine(line=1, sku=Sku("BP-100"), quantity=2)
    record = use_cases.orders.place(use_cases.orders.new(newcomer.provisional).with_line(line))
    driver.window.context.navigator.edit_order(record.order)
    editor = driver.dialog("dialogOrder")
    newcomer.add(editor, "WD-100", 1)

    newcomer.session.sync_now()
    driver.press(editor, "buttonPlaceOrder")
    driver.trigger("actionSyncNow")

    changed = newcomer.order()
    assert changed.order.customer == newcomer.final_number()
    assert changed.state is OrderState.CONFIRMED
    assert [(line.sku, line.quantity) for line in changed.order.lines] == [
        ("BP-100", 2),
        ("WD-100", 1),
    ]


def test_a_customer_s_fields_are_saved_though_it_got_its_number_meanwhile(
    newcomer: Newcomer,
) -> None:
    driver = newcomer.driver
    driver.window.context.navigator.edit_customer(newcomer.provisional)
    dialog = driver.dialog("dialogCustomer")
    newcomer.session.sync_now()
    phone = child(dialog, QLineEdit, "customerPhone")
    phone.selectAll()
    QTest.keyClicks(phone, "555-0199")
    driver.press(dialog, "buttonSaveCustomer")
    newcomer.session.sync_now()

    record = newcomer.session.use_cases.customers.get(newcomer.final_number())
    assert record.confirmed is not None
    assert record.confirmed.phone == "555-0199"
