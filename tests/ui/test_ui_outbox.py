"""The outbox at the window: what goes first, what is withdrawn, and why something waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.driver import UserDriver
from tests.ui.sample_laptop import sample_laptop
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

STATE, ABOUT, CUSTOMER = 0, 2, 3


@dataclass
class Laptop:
    """A rep's laptop, offline, with its window."""

    session: Session
    driver: UserDriver

    def place(self, customer: str, quantity: int = 2) -> None:
        use_cases = self.session.use_cases
        order = use_cases.orders.new(CustomerNumber(customer))
        use_cases.orders.place(
            order.with_line(OrderLine(line=1, sku=Sku("TR-100"), quantity=quantity))
        )

    def look(self) -> None:
        self.driver.window.context.changed.emit()
        self.driver.go_to("pageOutbox")

    def button(self, name: str) -> QPushButton:
        return child(self.driver.window.pages.current, QPushButton, name)

    def pick(self, position: int) -> None:
        self.driver.table("tableOutbox").selectRow(position)
        self.driver.wait()

    def press(self, name: str) -> None:
        assert self.button(name).isEnabled(), name
        self.button(name).click()
        self.driver.wait()


@pytest.fixture
def laptop(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Laptop]:
    with sample_laptop(tmp_path, clock) as session:
        window = open_window(session.use_cases, session)
        yield Laptop(session, UserDriver(qtbot, window))
        window.end()


def test_what_waits_shows_its_number_its_customer_and_the_sums(laptop: Laptop) -> None:
    laptop.place("G-1001")
    laptop.place("G-1002")
    laptop.look()
    assert laptop.driver.cells("tableOutbox", ABOUT) == ["AN-KXQR-0001*", "AN-KXQR-0002*"]
    assert laptop.driver.cells("tableOutbox", CUSTOMER) == [
        "Alder Lane Garden Center",
        "Fern Hollow Garden Center",
    ]
    assert laptop.driver.said("outboxSums").startswith("2 to send, worth ")


def test_what_matters_most_is_sent_first(laptop: Laptop) -> None:
    laptop.place("G-1001")
    laptop.place("G-1002")
    laptop.look()
    laptop.pick(1)
    laptop.press("buttonSendFirst")
    assert laptop.driver.cells("tableOutbox", ABOUT) == ["AN-KXQR-0002*", "AN-KXQR-0001*"]
    assert not laptop.button("buttonSendFirst").isEnabled(), "it is first already"


def test_what_was_not_sent_is_withdrawn(laptop: Laptop) -> None:
    laptop.place("G-1001")
    laptop.look()
    assert laptop.button("buttonUndo").isEnabled(), "the only row is selected"
    assert "not sent yet" in child(laptop.driver.window.pages.current, QLabel, "outboxHint").text()
    assert not laptop.button("buttonRetry").isEnabled(), "it was never tried"
    laptop.press("buttonUndo")
    assert laptop.driver.cells("tableOutbox", ABOUT) == ["AN-KXQR-0001*"]
    assert laptop.driver.cells("tableOutbox", STATE) == ["Withdrawing"]
    assert "being withdrawn" in laptop.driver.window.banner.text
    laptop.pick(0)
    assert not laptop.button("buttonUndo").isEnabled(), "it is being withdrawn"


def test_an_entry_leads_to_its_order(laptop: Laptop) -> None:
    laptop.place("G-1001")
    laptop.look()
    laptop.pick(0)
    laptop.press("buttonOpenOutbox")
    assert laptop.driver.dialog("dialogOrderView").isVisible()
