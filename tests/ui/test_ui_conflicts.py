"""Conflicts at the window: what is folded away, what may be typed, and what comes next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import ConflictId, CustomerNumber, RequestId, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.ui.dialogs.conflict.fields import ConflictFields
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP = CustomerNumber("G-1001")
ABOUT, CUSTOMER, VALUE = 1, 2, 4


@dataclass
class Quarrel:
    """A rep's window, and the head office that changes things meanwhile."""

    office: HeadOffice
    session: Session
    driver: UserDriver
    clock: Clock

    def edit(self, mine: str, theirs: str) -> None:
        """Change a phone number on both sides, and an e-mail address on one."""
        changes = {EditableField.PHONE: mine, EditableField.EMAIL: "new@alderlane.example"}
        self.session.use_cases.customers.edit(SHOP, changes)
        maintenance.change_customer(
            self.office.engine, SHOP, phone=theirs, actor="carla", clock=self.clock
        )

    def order_the_discontinued(self) -> None:
        order = self.session.use_cases.orders.new(SHOP)
        line = OrderLine(line=1, sku=Sku("FK-100"), quantity=2)
        self.session.use_cases.orders.place(order.with_line(line))
        maintenance.change_product(
            self.office.engine,
            "FK-100",
            discontinue=self.clock.today(),
            replaced_by="TR-120",
            clock=self.clock,
        )

    def open_first(self) -> QDialog:
        self.driver.go_to("pageConflicts")
        self.driver.open_row("tableConflicts", "", 0)
        return self.driver.dialog("dialogConflict")


@pytest.fixture
def quarrel(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Quarrel]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    session = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    window = open_window(session.use_cases, session)
    yield Quarrel(office, session, UserDriver(qtbot, window), clock)
    window.end()
    session.close()
    office.close()


def test_fields_nobody_disagrees_about_are_folded_away(quarrel: Quarrel) -> None:
    quarrel.edit("555-0100", "555-0199")
    quarrel.driver.trigger("actionSyncNow")
    dialog = quarrel.open_first()
    merged, same = (child(dialog, QLabel, name) for name in ("mergedFields", "unchangedFields"))
    assert merged.isHidden()
    assert same.isHidden()
    assert "new@alderlane.example" in merged.text()
    assert "Alder Lane Garden Center" in same.text()
    child(dialog, QPushButton, "buttonUnchanged").click()
    assert not same.isHidden()


def test_the_result_may_be_neither(quarrel: Quarrel) -> None:
    quarrel.edit("555-0100", "555-0199")
    quarrel.driver.trigger("actionSyncNow")
    dialog = quarrel.open_first()
    settle = child(dialog, QPushButton, "buttonResolve")
    assert not settle.isEnabled(), "nothing is chosen beforehand"
    field = child(dialog, QLineEdit, "result_phone")
    QTest.keyClicks(field, "555-0150")
    assert settle.text() == "Keep 555-0150"
    quarrel.driver.press(dialog, "buttonResolve")
    quarrel.driver.trigger("actionSyncNow")
    customer = quarrel.session.use_cases.customers.get(SHOP).customer
    assert (customer.phone, customer.email) == ("555-0150", "new@alderlane.example")


def test_a_note_of_several_lines_keeps_them(qtbot: QtBot, window: MainWindow) -> None:
    mine, theirs = "Ring twice.\nAsk for Viktor.", "Closed on Mondays."
    conflict = Conflict(
        id=ConflictId("c"),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.CUSTOMER, id=SHOP, label="Alder Lane"),
        request_id=RequestId("r"),
        raised_at=datetime(2026, 11, 21, 8, tzinfo=UTC),
        fields=(FieldConflict(field="notes", base="", mine=mine, theirs=theirs),),
    )
    fields = ConflictFields(window.context, conflict, {}, "")
    qtbot.addWidget(fields)
    chosen: list[str] = []
    fields.chosen.connect(lambda _name, value: chosen.append(value))
    child(fields, QRadioButton, "mine_notes").click()
    result = child(fields, QPlainTextEdit, "result_notes")
    assert result.toPlainText() == chosen[-1] == mine
    result.appendPlainText(theirs)
    assert chosen[-1] == f"{mine}\n{theirs}"
    assert not child(fields, QRadioButton, "mine_notes").isChecked()


def test_one_conflict_leads_to_the_next(quarrel: Quarrel) -> None:
    quarrel.edit("555-0100", "555-0199")
    quarrel.order_the_discontinued()
    quarrel.driver.trigger("actionSyncNow")
    assert "2 need action" in quarrel.driver.window.banner.text
    dialog = quarrel.open_first()
    assert child(dialog, QLabel, "conflictPlace").text().startswith("Conflict 1 of 2")
    assert not child(dialog, QPushButton, "buttonPreviousConflict").isEnabled()
    quarrel.driver.press(dialog, "buttonNextConflict")
    other = quarrel.driver.dialog("dialogConflict")
    assert other is not dialog
    assert child(other, QLabel, "conflictPlace").text().startswith("Conflict 2 of 2")


def test_resolving_one_offers_the_next_in_the_banner(quarrel: Quarrel) -> None:
    quarrel.edit("555-0100", "555-0199")
    quarrel.order_the_discontinued()
    quarrel.driver.trigger("actionSyncNow")
    dialog = quarrel.open_first()
    quarrel.driver.press(dialog, "buttonLater")
    assert len(quarrel.driver.cells("tableConflicts", ABOUT)) == 2, "it may be left"
    dialog = quarrel.open_first()
    resolve_somehow(quarrel.driver, dialog)
    assert quarrel.driver.window.banner.text.startswith("Noted.")
    go = child(quarrel.driver.window, QPushButton, "newsGo")
    assert go.text() == "Next conflict"
    go.click()
    quarrel.driver.wait()
    assert quarrel.driver.dialog("dialogConflict").isVisible()


def test_news_of_a_single_conflict_open_it(quarrel: Quarrel) -> None:
    quarrel.order_the_discontinued()
    quarrel.driver.trigger("actionSyncNow")
    go = child(quarrel.driver.window, QPushButton, "newsGo")
    assert (quarrel.driver.window.banner.text, go.text()) == ("1 needs action.", "Resolve")
    go.click()
    quarrel.driver.wait()
    dialog = quarrel.driver.dialog("dialogConflict")
    assert "AN-KXQR-0001*, Alder Lane Garden Center" in dialog.windowTitle()
    effects = [made.text() for made in dialog.findChildren(QLabel)]
    assert any(text.startswith("total becomes ") for text in effects)
    assert quarrel.driver.cells("tableConflicts", CUSTOMER) == ["Alder Lane Garden Center"]
    assert quarrel.driver.cells("tableConflicts", ABOUT) == ["AN-KXQR-0001*"]


def resolve_somehow(driver: UserDriver, dialog: QDialog) -> None:
    """Choose the first thing there is to choose, and settle it."""
    dialog.findChildren(QRadioButton)[0].click()
    driver.wait()
    driver.press(dialog, "buttonResolve")
