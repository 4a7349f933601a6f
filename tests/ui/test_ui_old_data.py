"""An order from old data at the window: it waits for fresh data, is sent again, and says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.read_models.records import OrderRecord
from smartclient.sync.pull import Pull
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.set_clock import SetClock
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TOO_LONG = timedelta(days=31)


@dataclass
class Laptop:
    """A rep's laptop with its window, and an order from data that is too old by now."""

    session: Session
    driver: UserDriver
    order: OrderRecord


@pytest.fixture
def laptop(
    tmp_path: Path, clock: SetClock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    session = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    use_cases = session.use_cases
    order = use_cases.orders.new(CustomerNumber("G-1001"))
    placed = use_cases.orders.place(
        order.with_line(OrderLine(line=1, sku=Sku("BP-100"), quantity=2))
    )
    clock.advance(TOO_LONG)
    window = open_window(use_cases, session)
    yield Laptop(session, UserDriver(qtbot, window), placed)
    window.end()
    session.close()
    office.close()


def test_an_order_from_old_data_waits_in_the_outbox_is_sent_again_and_reports_it(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = laptop.driver

    def cut(_: Pull) -> None:
        raise OutOfReachError("cut")

    with monkeypatch.context() as link:
        link.setattr(Pull, "run", cut)
        driver.trigger("actionSyncNow")
    driver.go_to("pageOutbox")
    hint = child(driver.window.pages.current, QLabel, "outboxHint").text()
    assert "too old" in hint
    assert "sent again by itself" in hint

    driver.trigger("actionSyncNow")
    driver.go_to("pageOrders")
    driver.window.navigator.open_order(laptop.order.order.id)
    view = driver.dialog("dialogOrderView")
    assert "The data was refreshed" in child(view, QLabel, "orderReport").text()
    history = child(view, QTableView, "orderHistory").model()
    texts = [
        str(history.index(row, column).data())
        for row in range(history.rowCount())
        for column in range(history.columnCount())
    ]
    assert any("the data was refreshed" in text for text in texts)
    driver.press(view, "buttonCloseView")
