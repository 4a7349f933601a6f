"""Devices at the window: an admin sees which are enrolled, revokes them, and decides their work."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder
from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, RequestId, Sku, new_id
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import operations
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from tests.web.watched_gate import Enrolled, WatchedGate
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP = CustomerNumber("G-1008")
STATE, WAITING = 0, 3
BUTTONS = ("buttonRevokeDevice", "buttonWipeDevice", "buttonReleaseWork", "buttonDropWork")


@dataclass
class Fleet:
    """A head office with devices of a rep's, and an admin's window."""

    office: HeadOffice
    rep: Session
    admin: UserDriver
    gate: WatchedGate
    clock: Clock

    def look(self) -> QWidget:
        """Let the admin sync, and look at the devices; the first is selected."""
        self.admin.trigger("actionSyncNow")
        self.admin.go_to("pageHeadOffice")
        page = self.admin.window.pages.current
        page.open_section("sectionDevices")  # type: ignore[attr-defined]
        self.admin.wait()
        self.admin.table("tableDevices").selectRow(0)
        return page

    def ask(self, button: str, dialog: str) -> str:
        """Press a button, answer its question with yes, and return what was asked."""
        page = self.look()
        child(page, QPushButton, button).click()
        question = child(page, QDialog, dialog)
        text = "\n".join(label.text() for label in question.findChildren(QLabel))
        self.admin.press(question, f"{dialog}Yes")
        return text

    def possible(self) -> set[str]:
        page = self.admin.window.pages.current
        return {name for name in BUTTONS if child(page, QPushButton, name).isEnabled()}

    def states(self) -> list[str]:
        return self.admin.cells("tableDevices", STATE)

    def orders(self) -> int:
        with reading(self.office.engine) as connection:
            t = tables_for("sqlite").orders
            return connection.scalar(select(func.count()).select_from(t)) or 0

    def hand_over(self, device: Enrolled, orders: int) -> None:
        """Let a device that is to be wiped hand orders over, and be wiped."""
        batch = []
        for quantity in range(1, orders + 1):
            order = self.rep.use_cases.orders.new(SHOP)
            line = OrderLine(line=1, sku=Sku("TR-100"), quantity=quantity)
            order = self.rep.use_cases.orders.quote(order.with_line(line)).order
            body = PlaceOrder(order=order)
            request_id = RequestId(new_id())
            batch.append(
                request_for(body, request_id=request_id, lane=SHOP, made_at=self.clock.now())
            )
        self.gate.hand_over(device.hash, batch)
        self.gate.wiped(device.hash)


@pytest.fixture
def fleet(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Fleet]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    rep = bootstrap.sign_in(tmp_path / "rep", url=url, login="ben", clock=clock)
    session = bootstrap.sign_in(tmp_path / "admin", url=url, login="head", clock=clock)
    window = open_window(session.use_cases, session)
    yield Fleet(office, rep, UserDriver(qtbot, window), WatchedGate(office), clock)
    window.end()
    session.close()
    rep.close()
    office.close()


def test_an_admin_revokes_a_device_and_is_told_what_that_does_not_do(fleet: Fleet) -> None:
    device = fleet.gate.enrol("ben")
    fleet.look()
    assert fleet.states() == ["Active"]
    assert fleet.possible() == {"buttonRevokeDevice", "buttonWipeDevice"}
    asked = fleet.ask("buttonRevokeDevice", "dialogRevokeDevice")
    assert "A login of the database is not revoked" in asked
    assert fleet.states() == ["Will be revoked"]
    assert not fleet.possible()
    fleet.look()
    assert fleet.states() == ["Revoked"]
    assert fleet.possible() == {"buttonWipeDevice"}
    (listed,) = fleet.office.devices.all()
    assert (listed.device, listed.state, listed.revoked_by) == (device.device, "revoked", "head")


@pytest.mark.parametrize(
    ("button", "dialog", "sent"),
    [
        ("buttonReleaseWork", "dialogReleaseWork", 2),
        ("buttonDropWork", "dialogDropWork", 0),
    ],
)
def test_what_a_wiped_device_handed_over_is_released_or_dropped(
    fleet: Fleet, button: str, dialog: str, sent: int
) -> None:
    device = fleet.gate.enrol("ben")
    asked = fleet.ask("buttonWipeDevice", "dialogWipeDevice")
    assert "If it never calls again, its data stays on it." in asked
    fleet.look()
    assert fleet.states() == ["To be wiped"]
    assert not fleet.possible()
    fleet.hand_over(device, 2)
    before = fleet.orders()
    fleet.look()
    assert fleet.states() == ["Wiped, to decide"]
    assert fleet.admin.cells("tableDevices", WAITING) == ["2"]
    assert fleet.possible() == {"buttonReleaseWork", "buttonDropWork"}
    assert "Requests: 2." in fleet.ask(button, dialog)
    assert fleet.states()[0].startswith("Will be ")
    fleet.look()
    assert fleet.states() == ["Wiped"]
    assert not fleet.possible()
    fleet.office.answer_waiting()
    assert fleet.orders() == before + sent


def test_a_list_that_is_not_loaded_says_why(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    fleet.gate.enrol("ben")
    with monkeypatch.context() as older:
        older.setattr(operations, "LINK_VERSION", 4)
        page = fleet.look()
        hint = child(page, QLabel, "devicesHint")
        assert hint.text() == (
            "This head office is too old to list its devices. Have head office upgraded."
        )
        assert not fleet.possible()
    fleet.look()
    assert fleet.states() == ["Active"]
    assert hint.text().startswith("As known at head office: ")
    fleet.admin.trigger("actionWorkOffline")
    fleet.admin.wait()
    assert hint.text().startswith("You work offline. This is what was known: ")
