"""A crash while typing: the program is killed, and the rep finds all that was typed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.importers import import_folder
from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from smartclient.ui.shell.main_window import MainWindow
from tests.small_company import REP, write_company
from tests.ui import typist
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP = CustomerNumber("N-001")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the home of a laptop that is signed in and works offline."""
    url = f"sqlite:///{(tmp_path / 'headoffice.db').as_posix()}"
    office = bootstrap.open_head_office(url, SystemClock())
    office.init()
    import_folder(office.engine, write_company(tmp_path / "company"), clock=SystemClock())
    office.close()
    session = bootstrap.sign_in(tmp_path / "laptop", url=url, login=REP, clock=SystemClock())
    session.work_offline(True)  # noqa: FBT003 (a switch)
    session.close()
    return tmp_path / "laptop"


def type_until_killed(home: Path, order: str = "") -> None:
    """Let a typist work at the laptop, and kill it with no warning once all is kept."""
    with subprocess.Popen(
        [sys.executable, "-m", typist.__name__, str(home), order],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        said = child.stdout.readline()
        child.kill()
        assert said == "kept\n", child.stderr.read()
    assert child.returncode in {-signal.SIGKILL, 1}


def reopened(home: Path) -> Session:
    return bootstrap.open_session(home, clock=SystemClock())


def test_a_new_order_survives_as_a_draft(home: Path) -> None:
    type_until_killed(home)
    session = reopened(home)
    try:
        (row,) = session.use_cases.orders.search()
        order = session.use_cases.orders.get(row.id).order
    finally:
        session.close()
    assert row.state is OrderState.DRAFT
    assert order.customer == SHOP
    assert [(line.sku, line.quantity) for line in order.lines] == [("P-01", 5)]
    assert order.note == typist.NOTE


def test_changes_to_a_placed_order_are_offered_again(
    home: Path, qtbot: QtBot, open_window: Callable[..., MainWindow], clock: Clock
) -> None:
    session = reopened(home)
    order = session.use_cases.orders.new(SHOP).with_line(
        OrderLine(line=1, sku=Sku("P-02"), quantity=2)
    )
    placed = session.use_cases.orders.place(order)
    session.close()

    type_until_killed(home, placed.order.id)

    session = reopened(home)
    window = open_window(session.use_cases, session)
    rep = UserDriver(qtbot, window)
    try:
        assert session.use_cases.orders.get(placed.order.id).order == placed.order
        assert f"Your last changes to {placed.order.provisional_number}*" in window.banner.text
        window.context.navigator.open_order(placed.order.id)
        view = rep.dialog("dialogOrderView")
        assert "Your changes were autosaved" in child(view, QLabel, "orderTyped").text()
        rep.press(view, "buttonEditOrder")
        editor = rep.dialog("dialogOrder")
        assert child(editor, QPlainTextEdit, "orderNote").toPlainText() == typist.NOTE
        lines = child(editor, QTableView, "tableOrderLines").model()
        assert lines.index(0, QUANTITY_COLUMN).data() == "9"
        assert child(editor, QLineEdit, "orderCustomer").text() == "Shop 1"
        rep.press(editor, "buttonPlaceOrder")
        changed = session.use_cases.orders.get(placed.order.id).order
        assert [line.quantity for line in changed.lines] == [9]
        assert session.use_cases.edits.get(placed.order.id) is None
    finally:
        window.end()
        session.close()


def test_changes_typed_before_a_crash_are_merged_with_another_laptops(
    home: Path, tmp_path: Path, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    session = reopened(home)
    session.work_offline(False)  # noqa: FBT003 (a switch)
    order = session.use_cases.orders.new(SHOP).with_line(
        OrderLine(line=1, sku=Sku("P-02"), quantity=2)
    )
    order = order.with_line(OrderLine(line=2, sku=Sku("P-01"), quantity=1))
    placed = session.use_cases.orders.place(order).order
    session.sync_now()
    session.close()
    type_until_killed(home, placed.id)
    other = bootstrap.sign_in(
        tmp_path / "other", url=session.settings.url, login=REP, clock=SystemClock()
    )
    there = other.use_cases.orders.get(placed.id).order
    second = there.line(2)
    assert second is not None
    other.use_cases.orders.amend(there.with_line(replace(second, quantity=4)), edit_base=there)
    other.sync_now()
    other.close()

    session = reopened(home)
    session.sync_now()
    window = open_window(session.use_cases, session)
    rep = UserDriver(qtbot, window)
    try:
        window.context.navigator.edit_order(session.use_cases.orders.get(placed.id).order)
        editor = rep.dialog("dialogOrder")
        rep.wait()
        lines = child(editor, QTableView, "tableOrderLines").model()
        assert lines.index(0, QUANTITY_COLUMN).data() == "9"
        rep.press(editor, "buttonPlaceOrder")
        session.sync_now()
        merged = session.use_cases.orders.get(placed.id)
        assert merged.state is OrderState.CONFIRMED
        assert [line.quantity for line in merged.order.lines] == [9, 4]
    finally:
        window.end()
        session.close()
