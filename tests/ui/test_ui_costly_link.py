"""An expensive connection at the window: what waits, and how it is sent all the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.sales.customers import EditableField
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from tests.ui.test_ui_outbox import STATE, Laptop
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def laptop(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    """A laptop on a connection marked as expensive, with a cheap request that waits."""
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    session = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    session.sync_now()
    session.mark_network(CostlyMark.ON)
    session.use_cases.customers.edit(CustomerNumber("G-1001"), {EditableField.PHONE: "555-1"})
    window = open_window(session.use_cases, session)
    yield Laptop(session, UserDriver(qtbot, window))
    window.end()
    session.close()


def sync(laptop: Laptop) -> None:
    laptop.driver.window.sync_now()
    laptop.driver.wait()


def test_sync_now_names_what_waits_and_offers_to_send_it(laptop: Laptop) -> None:
    laptop.look()
    assert laptop.driver.cells("tableOutbox", STATE) == ["Waits for a cheaper connection"]
    sync(laptop)
    banner = laptop.driver.window.banner
    assert "1 request" in banner.text
    assert "cheaper connection" in banner.text
    assert banner.leads
    laptop.driver.window.sync_report._send_all()
    laptop.driver.wait()
    assert laptop.session.use_cases.outbox.entries() == ()
    assert "cheaper connection" not in banner.text


def test_one_request_is_sent_anyway(laptop: Laptop) -> None:
    laptop.look()
    hint = child(laptop.driver.window.pages.current, QLabel, "outboxHint")
    assert "within a day" in hint.text()
    laptop.press("buttonSendAnyway")
    laptop.pick(0)
    assert not laptop.button("buttonSendAnyway").isEnabled(), "nothing holds it any more"
    sync(laptop)
    assert laptop.session.use_cases.outbox.entries() == ()


def test_the_menu_marks_the_connection(laptop: Laptop) -> None:
    action = child(laptop.driver.window, QAction, "actionCostlyNetwork")
    assert action.isChecked()
    action.trigger()
    laptop.driver.wait()
    assert laptop.session.use_cases.status.current().price == 0
    assert not action.isChecked()
    action.trigger()
    laptop.driver.wait()
    assert laptop.session.use_cases.status.current().price == 6
    assert action.isChecked()
