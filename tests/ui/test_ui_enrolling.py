"""Enrolling at the window: an admin is shown a code once it counts, and nobody else is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import segno
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.contract.web.codes import pin_of, read_code
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.inbox import operations
from smartclient.settings.web_address import split_link
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.figures.qr_code import QrCode, modules_of
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

URL = "https://orders.example.com"
FINGERPRINT = bytes(range(32))
QUIET = 4
BLACK, WHITE = "#000000", "#ffffff"


@dataclass
class Enrolling:
    """A head office that has a service, and an admin's window."""

    office: HeadOffice
    session: Session
    admin: UserDriver
    clock: Clock

    @property
    def gate(self) -> FileGate:
        return FileGate(self.office.engine, self.clock)

    def open(self) -> QDialog:
        """Let the admin sync, and open the dialog on a rep."""
        self.admin.trigger("actionSyncNow")
        self.admin.go_to("pageHeadOffice")
        self.admin.window.pages.current.open_section("sectionReps")  # type: ignore[attr-defined]
        self.admin.wait()
        self.admin.table("tableReps").selectRow(self.admin.cells("tableReps", 0).index("ben"))
        self.admin.press(self.admin.window.pages.current, "buttonEnrolDevice")
        return self.admin.dialog("dialogEnrolDevice")

    def made(self) -> QDialog:
        """Open the dialog, make a code, and let head office answer."""
        dialog = self.open()
        self.admin.press(dialog, "buttonMakeCode")
        self.admin.trigger("actionSyncNow")
        return dialog


@pytest.fixture
def enrolling(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Enrolling]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    FileGate(office.engine, clock).set_public_address(URL, FINGERPRINT.hex())
    session = bootstrap.sign_in(tmp_path / "admin", url=url, login="head", clock=clock)
    window = open_window(session.use_cases, session)
    yield Enrolling(office, session, UserDriver(qtbot, window), clock)
    window.end()
    session.close()
    office.close()


def text(dialog: QWidget, name: str) -> str:
    return child(dialog, QLineEdit, name).text()


def test_the_code_that_is_shown_lets_the_chosen_rep_sign_in(enrolling: Enrolling) -> None:
    dialog = enrolling.made()
    code = read_code(text(dialog, "enrolledCode"))
    assert code.fits(FINGERPRINT)
    link = text(dialog, "enrolledLink")
    assert link == f"{URL}/#code={code}"
    assert split_link(link).code == str(code)
    signed_in = enrolling.gate.sign_in(
        code=code.digest,
        credential=b"c" * 32,
        name="Tablet",
        kind="laptop",
        login="",
        address="192.0.2.1",
    )
    assert signed_in.login == "ben"
    assert not child(dialog, QPushButton, "buttonMakeCode").isVisible()


def test_code_and_link_are_copied(enrolling: Enrolling) -> None:
    dialog = enrolling.made()
    for button, field in (("buttonCopyCode", "enrolledCode"), ("buttonCopyLink", "enrolledLink")):
        child(dialog, QPushButton, button).click()
        assert QGuiApplication.clipboard().text() == text(dialog, field)
    QGuiApplication.clipboard().clear()


def test_an_admins_devices_are_left_to_the_owner(enrolling: Enrolling) -> None:
    reps = child(enrolling.open(), QComboBox, "enrolRep")
    offered = [reps.itemData(index) for index in range(reps.count())]
    assert reps.currentData() == "ben"
    assert "anna" in offered
    assert "head" not in offered


def test_no_code_is_shown_before_head_office_has_answered(enrolling: Enrolling) -> None:
    dialog = enrolling.open()
    enrolling.session.work_offline(True)  # noqa: FBT003 (a switch)
    enrolling.admin.window.context.refresh_status()
    enrolling.admin.press(dialog, "buttonMakeCode")
    waiting = child(dialog, QLabel, "enrolWaiting")
    assert waiting.text().startswith("You work offline: this goes out with the next sync.")
    assert not child(dialog, QLineEdit, "enrolledCode").isVisible()
    assert not text(dialog, "enrolledCode")
    enrolling.session.work_offline(False)  # noqa: FBT003 (a switch)
    enrolling.admin.window.context.refresh_status()
    enrolling.admin.wait()
    enrolling.admin.trigger("actionSyncNow")
    assert child(dialog, QLineEdit, "enrolledCode").isVisible()
    assert not waiting.isVisible()


def test_without_a_public_address_the_code_is_shown_alone(enrolling: Enrolling) -> None:
    with enrolling.office.engine.begin() as connection:
        for name in ("public_url", "public_certificate"):
            schema.set_info(connection, name, "")
    dialog = enrolling.made()
    code = read_code(text(dialog, "enrolledCode"))
    assert not code.pin
    assert "no public address" in child(dialog, QLabel, "enrolledHow").text()
    for name in ("enrolledLink", "enrolledQrCode", "buttonCopyLink"):
        assert not child(dialog, QWidget, name).isVisible()


def test_what_head_office_refuses_is_said_and_asked_again(enrolling: Enrolling) -> None:
    dialog = enrolling.open()
    reps = child(dialog, QComboBox, "enrolRep")
    reps.setItemData(reps.currentIndex(), "nobody")
    enrolling.admin.press(dialog, "buttonMakeCode")
    enrolling.admin.trigger("actionSyncNow")
    refusal = child(dialog, QLabel, "enrolRefusal")
    assert "nobody" in refusal.text()
    assert refusal.isVisible()
    assert child(dialog, QPushButton, "buttonMakeCode").isEnabled()
    assert not text(dialog, "enrolledCode")


def test_a_head_office_that_is_too_old_is_named(
    enrolling: Enrolling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "LINK_VERSION", 3)
    dialog = enrolling.open()
    enrolling.admin.press(dialog, "buttonMakeCode")
    assert "too old" in child(dialog, QLabel, "enrolRefusal").text()


def test_the_code_is_kept_nowhere(enrolling: Enrolling, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        dialog = enrolling.made()
        secret = read_code(text(dialog, "enrolledCode")).secret
        shown = text(dialog, "enrolledCode")
    entries = repr(enrolling.session.use_cases.outbox.entries())
    for kept in (caplog.text, entries):
        assert secret not in kept
        assert shown not in kept
    enrolling.admin.press(dialog, "buttonCloseEnrol")
    again = enrolling.open()
    assert not text(again, "enrolledCode")


def test_a_rep_sees_nothing_of_it(
    tmp_path: Path,
    enrolling: Enrolling,
    clock: Clock,
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
) -> None:
    url = enrolling.session.settings.url
    session = bootstrap.sign_in(tmp_path / "ben", url=url, login="ben", clock=clock)
    window = open_window(session.use_cases, session)
    rep = UserDriver(qtbot, window)
    rep.wait()
    assert not window.navigation.has("pageHeadOffice")
    assert not window.findChildren(QPushButton, "buttonEnrolDevice")
    window.navigator.enrol_device("ben")
    dialog = rep.dialog("dialogEnrolDevice")
    assert not child(dialog, QPushButton, "buttonMakeCode").isEnabled()
    dialog.done(0)
    window.end()
    session.close()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("pin", ["", pin_of(FINGERPRINT)])
def test_the_qr_code_is_that_of_the_link_dark_on_white(
    qtbot: QtBot, theme: Theme, choice: ThemeChoice, pin: str
) -> None:
    theme.choose(choice)
    link = f"{URL}/#code=0123-4567-89AB-CDE7{pin}"
    widget = QrCode("qr", "The link as a QR code")
    qtbot.addWidget(widget)
    widget.show_text(link)
    image = widget.grab().toImage()
    wanted = [[bool(module) for module in line] for line in segno.make_qr(link, error="m").matrix]
    pixels = image.width() // (len(wanted) + 2 * QUIET)
    edge = (image.width() - pixels * len(wanted)) // 2

    def is_dark(x: int, y: int) -> bool:
        at = QPoint(edge + x * pixels + pixels // 2, edge + y * pixels + pixels // 2)
        colour = image.pixelColor(at).name()
        assert colour in {BLACK, WHITE}
        return colour == BLACK

    count = len(wanted)
    assert [[is_dark(x, y) for x in range(count)] for y in range(count)] == wanted
    assert [list(line) for line in modules_of(link)] == wanted
    around = [(x, y) for x in range(-QUIET, count + QUIET) for y in (-QUIET, -1, count)]
    assert not any(is_dark(x, y) or is_dark(y, x) for x, y in around)
    assert pixels >= 3


def test_only_an_admin_asks_for_a_code(enrolling: Enrolling, tmp_path: Path) -> None:
    url = enrolling.session.settings.url
    session = bootstrap.sign_in(tmp_path / "ben", url=url, login="ben", clock=enrolling.clock)
    with pytest.raises(RefusedError, match="Only an admin"):
        session.use_cases.admin.enrol_device("ben", enrolling.clock.now() - enrolling.clock.now())
    session.close()
