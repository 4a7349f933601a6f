"""Pictures of coming and going: signing in, the first sync, the window's commands, leaving."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from sample_scene import Scene

from smartclient.bootstrap import Session
from smartclient.domain.errors import SetUpError, SignInError
from smartclient.domain.progress import SyncProgress, SyncSummary
from smartclient.ui.dialogs.secret import (
    new_passphrase_dialog,
    passphrase_dialog,
    password_dialog,
)
from smartclient.ui.dialogs.sign_in import SignInDialog, SignInForm
from smartclient.ui.dialogs.trouble import TroubleDialog
from smartclient.ui.main_window import MainWindow
from smartclient.ui.theme import Theme
from smartclient.ui.tokens import ThemeChoice

Shot = tuple[str, QWidget]
_HELD_AT = "prices"
_SETTLES_MS = 60


class HeldLaptop:
    """A laptop whose first sync stands still once the first products are there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.held = threading.Event()
        self.go_on = threading.Event()

    def __getattr__(self, name: str) -> object:
        """Be the laptop in everything else."""
        return getattr(self._session, name)

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None],
        cancelled: Callable[[], bool],
    ) -> SyncSummary:
        """Sync, and wait in the middle."""

        def told(step: SyncProgress) -> None:
            progress(step)
            if step.what == _HELD_AT:
                self.held.set()
                self.go_on.wait()

        return self._session.sync_now(told, cancelled)


def picture_coming_and_going(theme: Theme, scene: Scene, folder: Path, suffix: str) -> None:
    """Render everything into ``folder``, in light and dark."""
    for shots in (_door_shots(theme), _first_sync_shots(theme, scene), _shots(theme, scene)):
        for name, widget in shots:
            for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                theme.choose(choice)
                widget.show()
                _settle()
                place = folder / f"{choice.value}{suffix}"
                place.mkdir(parents=True, exist_ok=True)
                widget.grab().save(str(place / f"{name}.png"))
            theme.choose(ThemeChoice.LIGHT)


def _door_shots(theme: Theme) -> Iterator[Shot]:
    def refused(form: SignInForm) -> Session:
        raise SignInError("Head office does not know {login}. Check the login.", login=form.login)

    server = SignInDialog(theme, refused)
    yield "dialogSignIn", server
    server.reject()
    file = SignInDialog(theme, refused)
    file.fill("sqlite:////srv/garden/headoffice.db", "ana")
    file.sign_in()
    yield "dialogSignInRefused", file
    file.reject()
    for name, make in (
        ("dialogPassphrase", passphrase_dialog),
        ("dialogNewPassphrase", new_passphrase_dialog),
        ("dialogPassword", password_dialog),
    ):
        dialog: QDialog = make(theme, None)
        yield name, dialog
        dialog.reject()
    why = SetUpError("A setting in {path} has the wrong kind of value.", path="settings.json")
    trouble = TroubleDialog(why, theme)
    yield "dialogTrouble", trouble
    trouble.reject()


def _first_sync_shots(theme: Theme, scene: Scene) -> Iterator[Shot]:
    laptop = HeldLaptop(scene.newcomer)
    window = MainWindow(scene.newcomer.desk, laptop, scene.clock, theme)
    yield "firstSync_waiting", window
    window.go_to("pageCustomers")
    window.sync_now()
    _settle_until(laptop.held.is_set)
    _settle_until(lambda: not window.bench.busy)
    yield "firstSync", window
    laptop.go_on.set()
    window.end()


def _shots(theme: Theme, scene: Scene) -> Iterator[Shot]:
    desk, session = scene.rep.desk, scene.rep
    window = MainWindow(desk, session, scene.clock, theme, has_tray=lambda: True)
    window.show()
    _settle_until(lambda: not window.bench.busy)
    for name, opens in (
        ("dialogGoTo", window.commands.open_go_to),
        ("dialogPreferences", window.commands.open_preferences),
        ("dialogDoctor", window.commands.open_doctor),
        ("dialogShortcuts", window.commands.open_shortcuts),
        ("dialogReady", window.commands.open_make_ready),
    ):
        opens()
        dialog = window.findChild(QDialog, name)
        if name == "dialogGoTo":
            QTest.keyClicks(dialog.findChild(QLineEdit, "goToText"), "al")
        _settle_until(lambda: not window.bench.busy and not window.syncing.running)
        yield name, dialog
        dialog.done(0)
    window.end()


def _settle_until(done: Callable[[], bool]) -> None:
    _settle()
    while not done():
        _settle()


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLES_MS, loop.quit)
    loop.exec()
