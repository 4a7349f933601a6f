"""Check-outs in the window: who holds the customer, the button, and who edits it meanwhile."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.ui.dialogs.customer_editor import CustomerEditor
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP, OWN = CustomerNumber("G-1001"), CustomerNumber("G-1002")
NUMBER, HELD = 1, 6


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[HeadOffice]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    made = HeadOffice.open(url, clock)
    maintenance.change_customer(made.engine, SHOP, rep="anna; ben", clock=clock)
    yield made
    made.close()


def signed_in(folder: Path, office: HeadOffice, login: str, clock: Clock) -> Session:
    url = f"sqlite:///{folder.parent / 'headoffice.db'}"
    made = bootstrap.sign_in(folder, url=url, login=login, clock=clock)
    made.sync_now()
    return made


@pytest.fixture
def anna(tmp_path: Path, office: HeadOffice, clock: Clock) -> Iterator[Session]:
    made = signed_in(tmp_path / "anna", office, "anna", clock)
    yield made
    made.close()


@pytest.fixture
def ben(tmp_path: Path, office: HeadOffice, clock: Clock) -> Iterator[Session]:
    made = signed_in(tmp_path / "ben", office, "ben", clock)
    yield made
    made.close()


@pytest.fixture
def rep(
    anna: Session, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[UserDriver]:
    window = open_window(anna.use_cases, anna)
    yield UserDriver(qtbot, window)
    window.end()


def show(rep: UserDriver) -> None:
    rep.window.navigator.show_customer(SHOP)
    rep.wait()


def button(rep: UserDriver, name: str) -> QPushButton:
    return child(rep.window.pages.current, QPushButton, name)


def held(rep: UserDriver) -> str:
    return child(rep.window.pages.current, QLabel, "overviewHeld").text()


def test_a_rep_checks_a_customer_out_and_in(
    rep: UserDriver, office: HeadOffice, qtbot: QtBot
) -> None:
    show(rep)
    assert held(rep) == ""
    check_out = button(rep, "overviewCheckOut")
    assert check_out.isEnabled()
    check_out.click()
    qtbot.waitUntil(lambda: "You have checked this customer out until" in held(rep))
    assert [one.check_out.holder for one in office.check_outs()] == ["anna"]
    assert check_out.accessibleName() == "Check in"
    assert button(rep, "overviewEdit").isEnabled()
    check_out.click()
    qtbot.waitUntil(lambda: held(rep) == "")
    assert office.check_outs() == ()


def test_what_another_holds_is_named_and_can_neither_be_changed_nor_checked_out(
    rep: UserDriver, anna: Session, ben: Session
) -> None:
    ben.check_outs.check_out([SHOP])
    anna.sync_now()
    show(rep)
    rep.window.context.refresh_status()
    rep.wait()
    assert held(rep).startswith("ben (")
    for name in ("overviewEdit", "overviewDelete", "overviewCheckOut"):
        control = button(rep, name)
        assert not control.isEnabled()
        assert "ben has checked this customer out until" in control.accessibleDescription()


def test_offline_the_button_says_what_it_needs(rep: UserDriver, anna: Session) -> None:
    anna.work_offline(True)  # noqa: FBT003 (a switch)
    rep.window.context.refresh_status()
    show(rep)
    control = button(rep, "overviewCheckOut")
    assert not control.isEnabled()
    assert "You work offline" in control.accessibleDescription()


def test_who_edits_a_customer_learns_that_the_check_out_was_broken(
    rep: UserDriver, anna: Session, office: HeadOffice
) -> None:
    anna.check_outs.check_out([SHOP])
    record = anna.use_cases.customers.get(SHOP)
    editor = CustomerEditor(rep.window.context, record, rep.window)
    editor.show()
    rep.wait()
    notice = child(editor, QLabel, "customerHeld")
    assert notice.text() == ""
    office.decisions.break_check_out(SHOP, as_login="head")
    anna.sync_now()
    rep.window.context.changed.emit()
    rep.wait()
    assert "no longer have this customer checked out" in notice.text()
    editor.accept()


def test_the_list_of_customers_says_who_has_checked_one_out(
    rep: UserDriver, anna: Session, ben: Session
) -> None:
    ben.check_outs.check_out([SHOP])
    anna.check_outs.check_out([OWN])
    anna.sync_now()
    rep.window.context.changed.emit()
    rep.go_to("pageCustomers")
    rep.wait()
    shown = dict(
        zip(rep.cells("tableCustomers", NUMBER), rep.cells("tableCustomers", HELD), strict=True)
    )
    assert shown.pop(SHOP).startswith("ben, until ")
    assert shown.pop(OWN).startswith("you, until ")
    assert set(shown.values()) == {""}


@pytest.fixture
def admin(
    office: HeadOffice,
    tmp_path: Path,
    clock: Clock,
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
) -> Iterator[UserDriver]:
    session = signed_in(tmp_path / "head", office, "head", clock)
    window = open_window(session.use_cases, session)
    yield UserDriver(qtbot, window)
    window.end()
    session.close()


def look(admin: UserDriver) -> None:
    admin.go_to("pageHeadOffice")
    page = admin.window.pages.current
    page.open_section("sectionCheckOuts")  # type: ignore[attr-defined]
    admin.wait()


def test_an_admin_sees_all_check_outs_and_ends_one(
    admin: UserDriver, anna: Session, ben: Session, office: HeadOffice, qtbot: QtBot
) -> None:
    ben.check_outs.check_out([SHOP])
    anna.check_outs.check_out([OWN])
    look(admin)
    qtbot.waitUntil(lambda: admin.cells("tableCheckOuts", 0) == [SHOP, OWN])
    assert admin.cells("tableCheckOuts", 2) == ["ben", "anna"]
    admin.table("tableCheckOuts").selectRow(0)
    assert button(admin, "buttonBreakCheckOut").accessibleDescription() == ""
    admin.press(admin.window.pages.current, "buttonBreakCheckOut")
    question = admin.dialog("dialogBreakCheckOut")
    text = "\n".join(each.text() for each in question.findChildren(QLabel))
    assert "ben no longer has it checked out" in text
    admin.press(question, "dialogBreakCheckOutYes")
    qtbot.waitUntil(lambda: admin.cells("tableCheckOuts", 0) == [OWN])
    assert [each.check_out.holder for each in office.check_outs()] == ["anna"]
    assert admin.window.context.use_cases.customers.search("") == ()


def test_offline_the_section_says_why_head_office_can_not_be_asked(admin: UserDriver) -> None:
    admin.trigger("actionWorkOffline")
    admin.wait()
    look(admin)
    for name in ("buttonAskCheckOuts", "buttonBreakCheckOut"):
        control = button(admin, name)
        assert not control.isEnabled()
        assert "You work offline" in control.accessibleDescription()
