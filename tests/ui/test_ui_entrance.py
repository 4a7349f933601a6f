"""The way in: signing in for the first time, the first sync, and a passphrase at the door."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.app import make_application, open_laptop, run_program
from smartclient.bootstrap import Session
from smartclient.contract.web.gate import (
    CredentialRefusedError,
    DeviceRevokedError,
    WipeRequestedError,
)
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, SetUpError, SignInError
from smartclient.ui.dialogs.setup.new_code import NewCodeDialog
from smartclient.ui.dialogs.setup.sign_in import SignInDialog, SignInForm, file_url, server_url
from smartclient.ui.look.theme import Theme
from smartclient.ui.secret_prompt import SecretPrompt
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.shell.single_instance import SingleInstance
from smartclient.ui.text import languages
from tests.prepared import import_sample, write_office
from tests.ui.driver import PATIENCE_MS, UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

PASSPHRASE = "eight clay pots"
REP = "anna"


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Path:
    file = tmp_path / "headoffice.db"
    write_office(file, clock, import_sample)
    return file


@pytest.fixture
def asker(theme: Theme) -> Iterator[SecretPrompt]:
    secret_prompt = SecretPrompt(theme)
    yield secret_prompt
    secret_prompt.close()


@dataclass
class Visitor(QObject):
    """A person who answers dialogs that hold up everything else, as they come."""

    answers: dict[str, list[Callable[..., None]]]
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            waiting = self.answers.get(widget.objectName())
            if widget.isVisible() and waiting:
                self.seen.append(widget.objectName())
                self._answer(waiting.pop(0), widget)

    def _answer(self, answer: Callable[..., None], widget: QWidget) -> None:
        try:
            answer(widget)
        except BaseException:
            QApplication.exit(1)  # what waits for the answer would wait for ever
            raise


def sign_in_as(office: Path, login: str = REP) -> Callable[[QDialog], None]:
    def answer(dialog: QDialog) -> None:
        child(dialog, QRadioButton, "signInInFile").click()
        child(dialog, QLineEdit, "signInFile").setText(str(office))
        child(dialog, QLineEdit, "signInLogin").setText(login)
        child(dialog, QPushButton, "buttonSignIn").click()

    return answer


def type_secret(*texts: str) -> Callable[[QDialog], None]:
    def answer(dialog: QDialog) -> None:
        for line, text in zip(dialog.findChildren(QLineEdit), texts, strict=True):
            line.setText(text)
        dialog.accept()

    return answer


def opened_by(dialog: SignInDialog[Session]) -> Session | None:
    return dialog.opened


def test_a_new_laptop_asks_who_signs_in_and_makes_up_a_passphrase(
    office: Path,
    tmp_path: Path,
    clock: Clock,
    theme: Theme,
    asker: SecretPrompt,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SMARTCLIENT_PASSPHRASE")
    visitor = Visitor(
        {
            "dialogSignIn": [sign_in_as(office)],
            "dialogNewPassphrase": [
                type_secret("short", "short"),
                type_secret(PASSPHRASE, "eight clay pans"),
                type_secret(PASSPHRASE, PASSPHRASE),
            ],
        }
    )

    session = open_laptop(tmp_path / "home", clock, theme, asker)

    assert session is not None
    assert session.use_cases.status.current().login == REP
    assert session.use_cases.status.current().last_sync is None
    assert visitor.seen == ["dialogSignIn", *["dialogNewPassphrase"] * 3]
    session.close()
    visitor.answers["dialogPassphrase"] = [type_secret("eight clay pans"), type_secret(PASSPHRASE)]
    again = open_laptop(tmp_path / "home", clock, theme, asker)
    assert again is not None
    assert visitor.seen[-2:] == ["dialogPassphrase"] * 2
    again.close()


def test_leaving_at_the_door_opens_nothing(
    tmp_path: Path, clock: Clock, theme: Theme, asker: SecretPrompt
) -> None:
    visitor = Visitor({"dialogSignIn": [lambda dialog: dialog.reject()]})

    assert open_laptop(tmp_path / "home", clock, theme, asker) is None

    assert visitor.seen == ["dialogSignIn"]
    assert not (tmp_path / "home").exists()


def test_a_passphrase_that_no_one_typed_is_not_asked_for_in_a_circle(
    office: Path,
    tmp_path: Path,
    clock: Clock,
    theme: Theme,
    asker: SecretPrompt,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = tmp_path / "home"
    bootstrap.enroll(home, url=file_url(str(office)), login=REP, clock=clock).close()
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "another")

    with pytest.raises(RefusedError, match="not the right one"):
        open_laptop(home, clock, theme, asker)


def test_what_head_office_refuses_is_shown_in_the_dialog_and_can_be_corrected(
    qtbot: QtBot, office: Path, tmp_path: Path, clock: Clock, theme: Theme
) -> None:
    def join(form: SignInForm) -> Session:
        return bootstrap.enroll(tmp_path / "home", url=form.url, login=form.login, clock=clock)

    dialog = SignInDialog(theme, join)
    qtbot.addWidget(dialog)
    dialog.show()
    refusal = child(dialog, QLabel, "signInRefusal")

    sign_in_as(office, "nobody")(dialog)
    qtbot.waitUntil(lambda: bool(refusal.text()), timeout=PATIENCE_MS)
    assert "nobody" in refusal.text()
    assert opened_by(dialog) is None

    sign_in_as(office)(dialog)
    qtbot.waitUntil(lambda: dialog.opened is not None, timeout=PATIENCE_MS)
    opened = opened_by(dialog)
    assert opened is not None
    assert opened.settings.login == REP
    opened.close()


def test_signing_in_needs_an_address_and_a_login(qtbot: QtBot, theme: Theme) -> None:
    def join(form: SignInForm) -> Session:
        raise SetUpError("Nobody should get here.")

    dialog = SignInDialog(theme, join)
    qtbot.addWidget(dialog)
    yes = child(dialog, QPushButton, "buttonSignIn")
    for name, text in (("signInServer", "sql.example.com"), ("signInLogin", "linda")):
        child(dialog, QLineEdit, name).setText(text)
        assert not yes.isEnabled()
    child(dialog, QLineEdit, "signInDatabase").setText("sales")
    assert yes.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("address", "code", "expected"),
    [
        ("orders.example.com", "", None),
        ("orders.example.com", "ABCD", SignInForm(url="https://orders.example.com", code="ABCD")),
        ("https://a.b/#code=ABCD", "", SignInForm(url="https://a.b/#code=ABCD")),
        ("", "ABCD", None),
    ],
)
def test_on_the_web_a_code_or_a_link_that_holds_it_is_enough(
    qtbot: QtBot, theme: Theme, address: str, code: str, expected: SignInForm | None
) -> None:
    given: list[SignInForm] = []

    def join(form: SignInForm) -> Session:
        given.append(form)
        raise SetUpError("That is all this test asks for.")

    dialog = SignInDialog(theme, join)
    qtbot.addWidget(dialog)
    dialog.show()
    child(dialog, QRadioButton, "signInOverWeb").click()
    assert not child(dialog, QLineEdit, "signInLogin").isVisible()
    for name, text in (("signInAddress", address), ("signInCode", code)):
        child(dialog, QLineEdit, name).setText(text)
    yes = child(dialog, QPushButton, "buttonSignIn")
    assert yes.isEnabled() == (expected is not None)
    yes.click()
    if expected is not None:
        refusal = child(dialog, QLabel, "signInRefusal")
        qtbot.waitUntil(lambda: bool(refusal.text()), timeout=PATIENCE_MS)
        assert given == [expected]
    dialog.reject()


def test_a_new_code_is_typed_until_it_counts(qtbot: QtBot, theme: Theme) -> None:
    typed: list[str] = []

    def sign_in(code: str) -> None:
        typed.append(code)
        if code == "WRONG":
            raise SignInError("That code does not count.")

    dialog = NewCodeDialog(theme, sign_in)
    qtbot.addWidget(dialog)
    dialog.show()
    yes, field = child(dialog, QPushButton, "buttonNewCode"), child(dialog, QLineEdit, "newCode")
    assert not yes.isEnabled()
    field.setText("WRONG")
    yes.click()
    refusal = child(dialog, QLabel, "newCodeRefusal")
    qtbot.waitUntil(lambda: bool(refusal.text()), timeout=PATIENCE_MS)
    field.setText(" RIGHT ")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
        yes.click()
    assert typed == ["WRONG", "RIGHT"]


def test_addresses_are_made_from_what_is_typed(tmp_path: Path) -> None:
    assert server_url("sql.example.com", "sales") == "mssql+pyodbc://sql.example.com/sales"
    assert server_url("mssql+pyodbc://a/b?Encrypt=no", "") == "mssql+pyodbc://a/b?Encrypt=no"
    assert file_url(str(tmp_path / "office.db")) == f"sqlite:///{tmp_path.as_posix()}/office.db"


def test_the_window_can_be_used_while_everything_comes_for_the_first_time(
    qtbot: QtBot,
    office: Path,
    tmp_path: Path,
    clock: Clock,
    open_window: Callable[..., MainWindow],
) -> None:
    session = bootstrap.enroll(tmp_path / "home", url=file_url(str(office)), login=REP, clock=clock)
    window = open_window(session.use_cases, session)
    strip = child(window, QFrame, "firstSync")
    assert strip.isVisible()
    assert child(window, QPushButton, "firstSyncGoOn").isVisible()

    driver = UserDriver(qtbot, window)
    window.navigator.show_page("pageCustomers")
    window.begin()
    qtbot.waitUntil(lambda: window.syncing.running, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not strip.isVisible(), timeout=PATIENCE_MS)

    driver.wait()
    assert child(window.pages.current, QTableView, "tableCustomers").model().rowCount() > 0
    window.end()
    session.close()


def test_a_first_sync_that_was_cut_can_be_gone_on_with(
    qtbot: QtBot, office: Path, tmp_path: Path, clock: Clock, open_window: Callable[..., MainWindow]
) -> None:
    session = bootstrap.enroll(tmp_path / "home", url=file_url(str(office)), login=REP, clock=clock)
    away = office.with_name("away.db")
    office.rename(away)
    window = open_window(session.use_cases, session)
    window.sync_now()
    UserDriver(qtbot, window).wait()
    assert child(window, QFrame, "firstSync").isVisible()
    assert "out of reach" in window.banner.text

    away.rename(office)
    QTest.mouseClick(child(window, QPushButton, "firstSyncGoOn"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not child(window, QFrame, "firstSync").isVisible(), timeout=PATIENCE_MS)
    window.end()
    session.close()


def test_a_thread_is_given_the_password_that_is_typed_and_none_after_closing(
    qtbot: QtBot, open_window: Callable[..., MainWindow], theme: Theme, asker: SecretPrompt
) -> None:
    use_cases = SmallUseCases()
    window = open_window(use_cases, SmallLink(use_cases))
    asker.over = window
    given: list[str] = []

    def ask() -> threading.Thread:
        thread = threading.Thread(target=lambda: given.append(asker.password()))
        thread.start()
        return thread

    thread = ask()
    qtbot.waitUntil(
        lambda: window.findChild(QDialog, "dialogPassword") is not None, timeout=PATIENCE_MS
    )
    type_secret("open sesame")(child(window, QDialog, "dialogPassword"))
    qtbot.waitUntil(lambda: bool(given), timeout=PATIENCE_MS)
    thread.join()
    assert given == ["open sesame"]

    thread = ask()
    qtbot.waitUntil(
        lambda: window.findChild(QDialog, "dialogPassword") is not None, timeout=PATIENCE_MS
    )
    asker.close()
    thread.join()
    assert given == ["open sesame", ""]


def test_the_program_runs_from_the_door_to_the_end_and_shows_one_window_only(
    office: Path, tmp_path: Path, clock: Clock, theme: Theme, qtbot: QtBot
) -> None:
    home = tmp_path / "home"
    bootstrap.enroll(home, url=file_url(str(office)), login=REP, clock=clock).close()
    second: list[bool] = []

    def leave(window: QWidget) -> None:
        window.hide()
        back.answers["mainWindow"] = [lambda again: again.end()]
        qtbot.waitUntil(lambda: SingleInstance(home, theme).ring(), timeout=PATIENCE_MS)
        second.append(True)

    back = Visitor({"mainWindow": [leave]})

    assert run_program(home, clock) == 0

    assert second == [True]
    assert back.seen == ["mainWindow"] * 2
    assert not SingleInstance(home, theme).ring()


def test_another_language_reopens_the_window_at_the_same_place(
    office: Path, tmp_path: Path, clock: Clock, theme: Theme, qtbot: QtBot
) -> None:
    home = tmp_path / "home"
    bootstrap.enroll(home, url=file_url(str(office)), login=REP, clock=clock).close()
    accessible_name: list[str] = []
    opened: list[MainWindow] = []

    def choose_german(window: MainWindow) -> None:
        opened.append(window)
        qtbot.waitUntil(
            lambda: window.context.client_status is not None and not window.context.busy,
            timeout=PATIENCE_MS,
        )
        window.navigator.show_page("pageOutbox")
        accessible_name.append(window.pages.current.heading)
        window.commands.open_preferences()
        dialog = child(window, QDialog, "dialogPreferences")
        languages_offered = child(dialog, QComboBox, "preferenceLanguage")
        languages_offered.setCurrentIndex(languages_offered.findText("Deutsch"))
        window.closed.connect(lambda: visitor.answers.update(mainWindow=[listen]))
        dialog.accept()

    def listen(window: MainWindow) -> None:
        opened.append(window)
        qtbot.waitUntil(
            lambda: window.context.client_status is not None and not window.context.busy,
            timeout=PATIENCE_MS,
        )
        accessible_name.append(window.pages.current.heading)
        window.sync_now()
        qtbot.waitUntil(
            lambda: not window.syncing.running and not window.context.busy, timeout=PATIENCE_MS
        )
        accessible_name.append(window.banner.text)
        window.end()

    visitor = Visitor({"mainWindow": [choose_german]})
    try:
        assert run_program(home, clock) == 0
    finally:
        languages.install(make_application(), languages.ENGLISH)

    assert accessible_name[:2] == ["Outbox", "Postausgang"]
    assert (
        accessible_name[2]
        == "Alles gesendet, alles beantwortet. Ihre Daten sind auf dem neuesten Stand."
    )
    assert visitor.seen == ["mainWindow"] * 2
    assert not any(shiboken6.isValid(window) for window in opened)


@pytest.mark.parametrize("refusal", [DeviceRevokedError, CredentialRefusedError])
def test_a_device_that_is_refused_is_led_to_where_its_new_code_is_typed(
    qtbot: QtBot, window: MainWindow, link: SmallLink, refusal: type[SignInError]
) -> None:
    said = "Head office signed this device out. Your work is kept."
    window.context.went_wrong.emit(refusal(said))
    assert window.banner.text == said
    child(window.banner, QPushButton, "newsGo").click()
    assert window.banner.text == ""
    window.context.went_wrong.emit(refusal(said))
    dialog = child(window, NewCodeDialog, "dialogNewCode")
    child(dialog, QLineEdit, "newCode").setText("CODE")
    child(dialog, QPushButton, "buttonNewCode").click()
    qtbot.waitUntil(lambda: window.banner.text == "")
    assert link.codes == ["CODE"]


def test_a_device_that_is_being_wiped_is_asked_for_no_code(window: MainWindow) -> None:
    window.context.went_wrong.emit(WipeRequestedError("What was not sent is handed over first."))
    assert not window.banner.leads
