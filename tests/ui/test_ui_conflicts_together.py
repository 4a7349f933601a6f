"""The conflict of an order that stands together with others: what cancelling it takes along."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.steps import TaskPolicy
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.sample_laptop import sample_laptop
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.mark.parametrize("policy", TaskPolicy)
def test_the_dialog_says_what_is_cancelled_along_with_the_order(
    tmp_path: Path,
    clock: Clock,
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    policy: TaskPolicy,
) -> None:
    with sample_laptop(tmp_path, clock) as session:
        use_cases = session.use_cases
        orders = [
            use_cases.orders.new(CustomerNumber(number)).with_line(
                OrderLine(line=1, sku=Sku("TR-100"), quantity=quantity)
            )
            for number, quantity in (("G-1001", 90_000), ("G-1002", 1))
        ]
        _, other = use_cases.tasks.place_orders(orders, policy=policy).orders
        session.work_offline(False)  # noqa: FBT003 (a switch)
        session.sync_now()
        conflict, *_ = use_cases.conflicts.open()
        window = open_window(use_cases, session)
        driver = UserDriver(qtbot, window)
        window.navigator.resolve_conflict(conflict.id)
        dialog = driver.dialog("dialogConflict")
        note = child(dialog, QLabel, "conflictNote")
        shown = note.isVisibleTo(dialog)
        assert shown is (policy is TaskPolicy.TOGETHER)
        if shown:
            number = other.order.provisional_number
            said = f"It stands together with {number}: cancelling it takes all of them back."
            assert note.text() == said
        ask = child(dialog, QPushButton, "buttonAskHeadOffice")
        assert ask.isEnabled() is (policy is TaskPolicy.EACH)
        assert ("decide about one of them alone" in ask.toolTip()) is not ask.isEnabled()
        window.end()
