"""Head office at the window: what answers cost, decisions, stopped work, policies and reps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, RequestId, Sku, new_id
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP = CustomerNumber("G-1008")
DECISION, BY, SAID = 2, 1, 7


@dataclass
class Office:
    """The sample company's head office with a rep's laptop and an admin's window."""

    office: HeadOffice
    rep: Session
    admin: UserDriver
    clock: Clock

    def order(self, *lines: tuple[str, int]) -> Order:
        made = self.rep.use_cases.orders.new(SHOP)
        for index, (sku, quantity) in enumerate(lines, start=1):
            made = made.with_line(OrderLine(line=index, sku=Sku(sku), quantity=quantity))
        return self.rep.use_cases.orders.quote(made).order

    def place(self, *lines: tuple[str, int]) -> None:
        self.rep.use_cases.orders.place(self.order(*lines))
        self.rep.sync_now()

    def look(self, section: str) -> None:
        """Let the admin sync, and look at a section of the page."""
        self.admin.trigger("actionSyncNow")
        self.admin.go_to("pageHeadOffice")
        self.admin.window.pages.current.open_section(section)  # type: ignore[attr-defined]
        self.admin.wait()


@pytest.fixture
def head_office(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Office]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    maintenance.change_customer(office.engine, SHOP, credit_limit=Decimal(100), clock=clock)
    rep = bootstrap.sign_in(tmp_path / "rep", url=url, login="ben", clock=clock)
    admin = bootstrap.sign_in(tmp_path / "admin", url=url, login="head", clock=clock)
    window = open_window(admin.use_cases, admin)
    yield Office(office, rep, UserDriver(qtbot, window), clock)
    window.end()
    admin.close()
    rep.close()
    office.close()


def test_an_admin_sees_what_each_answer_costs_and_decides(head_office: Office) -> None:
    head_office.place(("SL-012", 120), ("TR-100", 6))
    head_office.look("sectionCases")
    admin = head_office.admin
    assert admin.cells("tableCases", 2) == ["BE-KXQR-0001*"]
    assert admin.cells("tableCases", 3) == ["Sorrel Creek Garden Center"]
    admin.open_row("tableCases", "", 0)
    dialog = admin.dialog("dialogConflict")
    assert "BE-KXQR-0001*" in dialog.windowTitle()
    assert "credit limit 100.00 USD" in child(dialog, QLabel, "conflictAccount").text()
    effects = [made.text() for made in dialog.findChildren(QLabel)]
    assert any(text.startswith("total stays ") for text in effects)
    assert "the order is cancelled" in effects
    assert not child(dialog, QPushButton, "buttonResolve").isEnabled()
    admin.choose(dialog, "action_approve")
    admin.press(dialog, "buttonResolve")
    assert admin.window.banner.text == (
        "Decided. It takes effect after the next sync, and the rep is notified."
    )
    head_office.look("sectionDecided")
    assert admin.cells("tableDecided", BY) == ["head"]
    assert admin.cells("tableDecided", DECISION) == ["Approved"]
    assert admin.window.navigation.has("pageHeadOffice")


def test_a_case_is_handed_back_with_a_note(head_office: Office) -> None:
    head_office.place(("SL-012", 120))
    head_office.look("sectionCases")
    admin = head_office.admin
    admin.open_row("tableCases", "", 0)
    dialog = admin.dialog("dialogConflict")
    admin.press(dialog, "buttonHandBack")
    asking = child(dialog, QDialog, "dialogHandBack")
    admin.note(asking, "Order half of it")
    admin.press(asking, "dialogHandBackYes")
    head_office.look("sectionDecided")
    assert admin.cells("tableDecided", DECISION) == ["Handed back"]
    assert admin.cells("tableDecided", SAID) == ["Order half of it"]
    head_office.rep.sync_now()
    (waiting,) = head_office.rep.use_cases.conflicts.waiting()
    assert waiting.conflict.note == "Order half of it"


def test_a_double_of_another_reps_customer_is_named_to_the_admin_only(head_office: Office) -> None:
    fields = {EditableField.NAME: "Sage Corner Farm Shop", EditableField.PHONE: "402-555-0103"}
    record = head_office.rep.use_cases.customers.create(fields)
    head_office.rep.sync_now()
    head_office.look("sectionCases")
    admin = head_office.admin
    (what,) = admin.cells("tableCases", 4)
    assert "G-1004" in what
    admin.open_row("tableCases", "", 0)
    dialog = admin.dialog("dialogConflict")
    admin.choose(dialog, "action_it_is_new")
    admin.press(dialog, "buttonResolve")
    admin.trigger("actionSyncNow")
    head_office.rep.sync_now()
    names = {
        row.name: row.number for row in head_office.rep.use_cases.customers.search("Sage Corner")
    }
    assert list(names) == ["Sage Corner Farm Shop"]
    assert names["Sage Corner Farm Shop"] != record.customer.number


def test_stopped_work_is_tried_again(head_office: Office) -> None:
    body = PlaceOrder(order=head_office.order(("TR-100", 2)))
    request = request_for(
        body, request_id=RequestId(new_id()), lane=SHOP, made_at=head_office.clock.now()
    )
    newer = replace(request, version=request.version + 1)
    head_office.office.operations("ben").submit([newer])
    head_office.office.answer_waiting()
    head_office.look("sectionStopped")
    admin = head_office.admin
    assert admin.cells("tableStopped", 0) == ["Stopped"]
    admin.table("tableStopped").selectRow(0)
    page = admin.window.pages.current
    child(page, QPushButton, "buttonRetryStopped").click()
    admin.press(child(page, QDialog, "dialogRetryStopped"), "dialogRetryStoppedYes")
    assert admin.cells("tableStopped", 0) == ["Will be tried again"]
    for name in ("buttonRetryStopped", "buttonCloseStopped"):
        assert not child(page, QPushButton, name).isEnabled()


def test_a_policy_is_changed_with_its_history(head_office: Office) -> None:
    head_office.look("sectionPolicies")
    admin = head_office.admin
    at = admin.cells("tablePolicies", 0).index("Not enough in stock")
    admin.table("tablePolicies").selectRow(at)
    page = admin.window.pages.current
    choice, change = (
        child(page, QComboBox, "policySetting"),
        child(page, QPushButton, "buttonChangePolicy"),
    )
    assert not change.isEnabled()
    choice.setCurrentIndex(choice.findData("admin"))
    change.click()
    admin.wait()
    assert admin.cells("tablePolicies", 1)[at] == "The rep decides, becomes: An admin decides"
    head_office.look("sectionPolicies")
    assert admin.cells("tablePolicies", 1)[at] == "An admin decides"
    assert admin.cells("tablePolicyHistory", 1) == ["An admin decides"]


def test_how_old_prices_may_be_is_written_with_what_it_means(head_office: Office) -> None:
    head_office.look("sectionPolicies")
    admin = head_office.admin
    at = admin.cells("tablePolicies", 0).index("How old data may be: prices")
    admin.table("tablePolicies").selectRow(at)
    page = admin.window.pages.current
    written, change, meaning, refusal = (
        child(page, QLineEdit, "policyText"),
        child(page, QPushButton, "buttonChangePolicy"),
        child(page, QLabel, "policyMeaning"),
        child(page, QLabel, "policyRefusal"),
    )
    assert written.text() == "1d mark, 7d warn, 90d refuse"
    assert meaning.text() == "From 1d on marked, from 7d on warned of, from 90d on refused"
    written.setText("7d mark, 1d refuse")
    assert not meaning.isVisibleTo(page)
    change.click()
    admin.wait()
    assert "is not in order" in refusal.text()
    written.setText("24h mark,2 refuse")
    change.click()
    admin.wait()
    head_office.look("sectionPolicies")
    assert admin.cells("tablePolicies", 1)[at] == "1d mark, 2d refuse"
    assert admin.cells("tablePolicyHistory", 1) == ["1d mark, 2d refuse"]


def test_the_reps_are_listed_with_when_they_were_last_heard_of(head_office: Office) -> None:
    head_office.place(("TR-100", 2))
    head_office.look("sectionReps")
    cells = head_office.admin.cells
    heard = dict(zip(cells("tableReps", 0), cells("tableReps", 4), strict=True))
    assert heard["ben"] != "never"
    assert heard["anna"] == "never"


def test_it_is_said_that_of_several_devices_of_a_rep_one_is_listed(head_office: Office) -> None:
    head_office.look("sectionReps")
    hint = child(head_office.admin.window, QLabel, "repsHint")
    assert "of several devices, the one that was in touch last" in hint.text()
    assert hint.isVisible()
