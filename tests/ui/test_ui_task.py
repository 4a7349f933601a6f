"""A task in the window: its steps as a chain, what each waits for, and how it is taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku, TaskId
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.services import HEAD_OFFICE
from smartclient.domain.steps import StepStatus
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.read_models.tasks import NewAccount, StepView
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import step_texts
from tests.ui.driver import UserDriver
from tests.ui.sample_laptop import sample_laptop
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@dataclass
class Laptop:
    """A rep's laptop, offline, with a new account and its first order saved."""

    session: Session
    driver: UserDriver

    def opened(self) -> QDialog:
        self.driver.go_to("pageOutbox")
        self.driver.table("tableOutbox").selectRow(0)
        self.driver.wait()
        self.driver.press(self.driver.window.pages.current, "buttonShowTask")
        return self.driver.dialog("dialogTask")


@pytest.fixture
def laptop(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    with sample_laptop(tmp_path, clock) as session:
        tasks = session.use_cases.tasks
        order = tasks.order_for_new_account().with_line(
            OrderLine(line=1, sku=Sku("TR-100"), quantity=4)
        )
        account = NewAccount(fields={EditableField.NAME: "Fern & Lane"})
        tasks.place_orders([order], account=account)
        window = open_window(session.use_cases, session)
        yield Laptop(session, UserDriver(qtbot, window))
        window.end()


def text(dialog: QDialog, name: str) -> str:
    return child(dialog, QLabel, name).text()


def test_the_chain_shows_each_step_and_what_it_waits_for(laptop: Laptop) -> None:
    dialog = laptop.opened()
    account, order = (child(dialog, QPushButton, f"taskStep{place}") for place in range(2))

    assert account.text().splitlines() == [
        "Open customer",
        "Fern && Lane",
        "Waiting to send",
        "Head office",
    ]
    assert account.accessibleName() == "Open customer, Fern & Lane, waiting to send, Head office"
    assert "waiting for another step" in order.accessibleName()
    assert order.accessibleDescription() == "It goes as soon as Fern & Lane is confirmed."
    assert "It goes as soon as Fern & Lane is confirmed." in text(dialog, "taskWaits")
    laptop.driver.qtbot.waitUntil(lambda: account.geometry().right() < order.geometry().left())
    assert child(dialog, QProgressBar, "taskProgress").value() == 0
    assert text(dialog, "taskTitle").startswith("Fern & Lane, ")


def test_the_keyboard_reaches_every_step_and_opens_its_record(laptop: Laptop) -> None:
    dialog = laptop.opened()
    account, order = (child(dialog, QPushButton, f"taskStep{place}") for place in range(2))
    laptop.driver.qtbot.waitUntil(order.isVisible)
    account.setFocus()
    laptop.driver.qtbot.waitUntil(account.hasFocus)
    QTest.keyClick(account, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is order, dialog.focusWidget().objectName()
    QTest.keyClick(order, Qt.Key.Key_Return)
    assert laptop.driver.dialog("dialogOrderView").isVisible()


def test_what_taking_back_does_is_said_before_it_is_done(laptop: Laptop) -> None:
    dialog = laptop.opened()
    assert text(dialog, "taskEffects").count("is not sent any more") == 2
    laptop.driver.press(dialog, "buttonTakeBack")

    undo = child(dialog, QPushButton, "buttonTakeBack")
    assert not undo.isEnabled()
    assert "being taken back already" in undo.toolTip()
    assert undo.accessibleDescription() == undo.toolTip()
    assert text(dialog, "taskState").startswith("Taking back")
    assert not child(dialog, QLabel, "taskEffects").isVisible()

    laptop.session.work_offline(False)  # noqa: FBT003 (a switch)
    laptop.session.sync_now()
    laptop.driver.window.context.changed.emit()
    laptop.driver.wait()
    assert text(dialog, "taskState").startswith("Taken back")
    assert child(dialog, QProgressBar, "taskProgress").value() == 100


def test_an_order_and_its_customer_lead_to_their_task_and_back(laptop: Laptop) -> None:
    driver, navigator = laptop.driver, laptop.driver.window.navigator
    [order] = laptop.session.use_cases.orders.search(state=OrderState.TENTATIVE)
    navigator.open_order(order.id)
    view = driver.dialog("dialogOrderView")
    driver.wait()
    driver.press(view, "buttonOrderSteps")
    dialog = driver.dialog("dialogTask")
    account, placed = (child(dialog, QPushButton, f"taskStep{place}") for place in range(2))
    QTest.mouseClick(placed, Qt.MouseButton.LeftButton)
    driver.wait()
    assert driver.dialog("dialogOrderView") is view
    QTest.mouseClick(account, Qt.MouseButton.LeftButton)
    driver.wait()

    driver.press(driver.window.pages.current, "overviewSteps")
    driver.wait()
    assert text(driver.dialog("dialogTask"), "taskTitle").startswith("Fern & Lane, ")

    driver.go_to("pageOrders")
    driver.table("tableOrders").selectRow(0)
    driver.wait()
    assert child(driver.window.pages.current, QPushButton, "buttonOrderSteps").isVisible()


def test_what_has_one_step_leads_to_no_task(laptop: Laptop) -> None:
    driver, orders = laptop.driver, laptop.session.use_cases.orders
    alone = orders.new(CustomerNumber("G-1001")).with_line(
        OrderLine(line=1, sku=Sku("TR-100"), quantity=1)
    )
    orders.place(alone)
    driver.window.context.changed.emit()
    driver.window.navigator.open_order(alone.id)
    view = driver.dialog("dialogOrderView")
    driver.wait()
    assert not child(view, QPushButton, "buttonOrderSteps").isVisible()

    driver.window.navigator.show_task(orders.get(alone.id).task_id or "")
    dialog = driver.dialog("dialogTask")
    driver.wait()
    assert text(dialog, "taskState") == "Waiting to send"
    assert not child(dialog, QProgressBar, "taskProgress").isVisible()
    node = child(dialog, QPushButton, "taskStep0")
    assert node.geometry().left() == 0
    assert node.width() < child(dialog, QLabel, "taskTitle").width()


def test_a_confirmed_order_is_undone_from_where_it_is_shown_which_says_so_beforehand(
    laptop: Laptop,
) -> None:
    use_cases = laptop.session.use_cases
    customer = use_cases.customers.search("")[0].number
    line = OrderLine(line=1, sku=Sku("TR-100"), quantity=4)
    order = use_cases.orders.place(use_cases.orders.new(customer).with_line(line)).order
    laptop.session.work_offline(False)  # noqa: FBT003 (a switch)
    laptop.session.sync_now()
    assert use_cases.orders.get(order.id).state is OrderState.CONFIRMED
    laptop.session.work_offline(True)  # noqa: FBT003 (a switch)
    laptop.driver.window.navigator.open_order(order.id)
    view = laptop.driver.dialog("dialogOrderView")
    undo = child(view, QPushButton, "buttonUndoOrder")
    laptop.driver.qtbot.waitUntil(undo.isEnabled)
    assert "Undoing sends a cancellation." in undo.toolTip()

    laptop.driver.press(view, "buttonUndoOrder")
    dialog = laptop.driver.dialog("dialogTask")
    assert text(dialog, "taskEffects").endswith(
        ": is cancelled\nHead office has confirmed this. Undoing sends a cancellation."
    )
    laptop.driver.press(dialog, "buttonTakeBack")
    assert use_cases.orders.get(order.id).state is OrderState.TENTATIVE
    assert not child(dialog, QPushButton, "buttonTakeBack").isEnabled()
    assert "being taken back" in child(dialog, QPushButton, "buttonTakeBack").toolTip()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (TaskKind.PLACE_ORDER, "SO-10001"),
        (TaskKind.CANCEL_ORDER, "SO-10001 (cancel order)"),
        (TaskKind.AMEND_ORDER, "SO-10001 (change order)"),
    ],
)
def test_a_step_about_an_order_that_was_there_says_what_it_does_to_it(
    kind: TaskKind, name: str
) -> None:
    step = StepView(
        id=TaskId("step"),
        service=HEAD_OFFICE,
        kind=kind,
        subject=Subject(type=SubjectType.ORDER, id="order", label="SO-10001"),
        status=StepStatus.PENDING,
    )
    assert step_texts.step_name(step) == name
