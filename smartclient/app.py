"""The Qt application: the window over an open laptop, from its first paint to its end."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import Clock
from smartclient.domain.errors import FatalError, RefusedError, SmartClientError
from smartclient.settings.model import Settings
from smartclient.settings.places import OPENED_FOLDER
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.opened_files import OpenedFiles
from smartclient.ui.secret_prompt import SecretPrompt
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.shell.single_instance import SingleInstance
from smartclient.ui.shell.tray import has_tray
from smartclient.ui.shell.window_state import RememberedColumns
from smartclient.ui.text import languages

if TYPE_CHECKING:
    from smartclient.bootstrap import Session, StorePreloader
    from smartclient.ui.dialogs.setup.sign_in import SignInForm

# ruff: noqa: PLC0415 (what the first paint does not need is imported when it is needed)

log = logging.getLogger(__name__)

SWITCH_INTERVAL_SECONDS = 0.0001
"""How soon a thread in pure Python lets the GUI thread repaint; Python's own 0.005 is felt."""

LISTENS_AFTER_MS = 500
"""When the window begins to hear of other starts: what that needs is loaded after the paint."""


def run_program(home: Path, clock: Clock | None = None, ahead: StorePreloader | None = None) -> int:
    """Open the laptop in ``home``, or sign in where there is none, and run the window on it.

    ``ahead`` may have opened its store already. Returns the exit status. What keeps the laptop
    from being opened is shown in a dialog, and raised.
    """
    theme = Theme(make_application())
    asker = SecretPrompt(theme)
    clock = clock or MachineClock()
    doorbell = SingleInstance(home, theme)
    if doorbell.ring():
        return 0
    try:
        session = open_laptop(home, clock, theme, asker, ahead)
    except SmartClientError as error:
        _report_trouble(error, theme)
        raise
    if session is None:
        return 0
    try:
        return _run(session, clock, theme, asker, doorbell)
    finally:
        doorbell.close()
        asker.close()
        session.close()


def run_window(
    session: Session, clock: Clock | None = None, demo_commands: Sequence[str] = ()
) -> int:
    """Open the window on ``session`` and return its exit status when it was closed.

    ``demo_commands`` are how a demonstration is gone on with in a terminal, as its admin and from
    the start: its window shows what can be tried.
    """
    theme = Theme(make_application())
    _apply_preferences(session.settings, theme)
    return _run(
        session,
        clock or MachineClock(),
        theme,
        SecretPrompt(theme),
        None,
        demo_commands=demo_commands,
    )


def _apply_preferences(settings: Settings, theme: Theme) -> None:
    """Speak and look as the person set it."""
    languages.install(make_application(), settings.language)
    theme.choose(ThemeChoice(settings.theme))


def _run(
    session: Session,
    clock: Clock,
    theme: Theme,
    asker: SecretPrompt,
    doorbell: SingleInstance | None,
    *,
    demo_commands: Sequence[str] = (),
) -> int:
    if doorbell is not None:
        QTimer.singleShot(LISTENS_AFTER_MS, doorbell, doorbell.listen)
    window = _make_window(session, clock, theme, asker, doorbell)
    in_tray = session.settings.start_in_tray and has_tray()
    while True:
        if demo_commands:
            window.introduce_demo(*demo_commands)
        with gui_runtime(window):
            window.keep_in_tray() if in_tray else window.show()
            window.begin()
            status = QApplication.exec()
        if not window.opens_again:
            _destroy(window)
            return status
        before, in_tray = window, False
        _apply_preferences(session.settings, theme)
        asker.go_on()
        window = _make_window(session, clock, theme, asker, doorbell)
        window.restore_state_of(before)
        _destroy(before)


def _destroy(window: MainWindow) -> None:
    """Destroy a window with all that is in it now: Python would do so at any time."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _make_window(
    session: Session,
    clock: Clock,
    theme: Theme,
    asker: SecretPrompt,
    doorbell: SingleInstance | None,
) -> MainWindow:
    columns = RememberedColumns(session.home)
    window = MainWindow(session.use_cases, session, clock, theme, columns=columns)
    window.context.opened_files = OpenedFiles(session.home / OPENED_FOLDER)
    asker.over = window
    window.toolbar.sync_now.triggered.connect(asker.reset_refusals)
    window.closing.connect(asker.close)
    window.closed.connect(QApplication.quit)
    if doorbell is not None:
        doorbell.rung.connect(window.bring_to_front)
    return window


def open_laptop(
    home: Path, clock: Clock, theme: Theme, asker: SecretPrompt, ahead: StorePreloader | None = None
) -> Session | None:
    """Open the laptop in ``home``, or sign in to create it; None when the person quits instead."""
    from smartclient import bootstrap
    from smartclient.settings.file import load_settings

    _apply_preferences(load_settings(home), theme)
    if not bootstrap.is_signed_in(home):
        return _sign_in(home, clock, theme, asker)
    while True:
        times_asked = asker.times_asked
        try:
            return bootstrap.open_session(
                home,
                ask_passphrase=asker.passphrase,
                ask_password=asker.password,
                clock=clock,
                ahead=ahead,
            )
        except RefusedError as error:
            if asker.gave_up:
                return None
            if asker.times_asked == times_asked:
                raise  # it is not what was typed that is refused
            asker.refuse(error)


def _sign_in(home: Path, clock: Clock, theme: Theme, asker: SecretPrompt) -> Session | None:
    """Sign a person in; None when they quit instead."""
    from smartclient import bootstrap
    from smartclient.settings.web_address import is_web
    from smartclient.ui.dialogs.setup.sign_in import SignInDialog

    def join(form: SignInForm) -> Session:
        passwords = [form.password] if form.password else []
        asker.reset_refusals()
        if is_web(form.url):
            from smartclient.bootstrap.device_sign_in import enroll_device

            return enroll_device(
                home,
                url=form.url,
                code=form.code,
                ask_passphrase=asker.passphrase,
                clock=clock,
            )
        return bootstrap.enroll(
            home,
            url=form.url,
            login=form.login,
            ask_passphrase=asker.passphrase,
            ask_password=lambda: passwords.pop() if passwords else asker.password(),
            clock=clock,
        )

    dialog = SignInDialog(theme, join)
    asker.over = dialog
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    session = dialog.opened if accepted else None
    asker.over = None
    dialog.deleteLater()
    return session


def _report_trouble(error: SmartClientError, theme: Theme) -> None:
    """Say why the laptop can't be opened."""
    from smartclient.ui.dialogs.setup.startup_error import StartupErrorDialog

    dialog = StartupErrorDialog(error, theme)
    dialog.exec()
    dialog.deleteLater()


def make_application() -> QApplication:
    """The Qt application, created if there is none yet, with a readable locale."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Smart Client")
    application.setQuitOnLastWindowClosed(False)
    if not languages.speaks(application):
        languages.install(application, languages.ENGLISH)
    return application


@contextmanager
def gui_runtime(window: MainWindow) -> Iterator[None]:
    """Repaint while threads work, report of what nobody foresaw, and end at once on Ctrl+C.

    What is there once the window was painted stays to its end: looking through it for garbage
    again and again would be felt.
    """
    hook, interval = sys.excepthook, sys.getswitchinterval()
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("unforeseen in the window", exc_info=(kind, error, trace))
        window.context.report(FatalError("Unexpected error. What you saved is safe."))

    sys.excepthook = report
    QTimer.singleShot(0, window, _freeze_gc)
    try:
        yield
    finally:
        gc.unfreeze()
        sys.excepthook = hook
        sys.setswitchinterval(interval)
        signal.signal(signal.SIGINT, handler)


def _freeze_gc() -> None:
    gc.freeze()
    gc.enable()
