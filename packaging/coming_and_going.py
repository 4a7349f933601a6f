"""Views of coming and going: signing in, the first sync, the window's commands, leaving."""

import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu
from sample_scene import Scene
from views import View, close, pause, settle

from smartclient.bootstrap import Session
from smartclient.domain.errors import SetUpError, SignInError
from smartclient.read_models.sync_progress import SyncProgress, SyncSummary
from smartclient.ui.dialogs.setup.secret import (
    new_passphrase_dialog,
    passphrase_dialog,
    password_dialog,
)
from smartclient.ui.dialogs.setup.sign_in import SignInDialog, SignInForm
from smartclient.ui.dialogs.setup.startup_error import StartupErrorDialog
from smartclient.ui.look.theme import Theme
from smartclient.ui.shell.main_window import MainWindow

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


def door_views(theme: Theme) -> Iterator[View]:
    """Open what is shown where there is no window yet."""

    def refused(form: SignInForm) -> Session:
        raise SignInError(
            "Head office does not know the login {login}. Check its spelling, or ask head office.",
            login=form.login,
        )

    server = SignInDialog(theme, refused)
    yield "dialogSignIn", server
    _end(server)
    file = SignInDialog(theme, refused)
    file.fill("sqlite:////srv/garden/headoffice.db", "ana")
    file.sign_in()
    yield "dialogSignInRefused", file
    _end(file)
    for name, make in (
        ("dialogPassphrase", passphrase_dialog),
        ("dialogNewPassphrase", new_passphrase_dialog),
        ("dialogPassword", password_dialog),
    ):
        dialog: QDialog = make(theme, None)
        yield name, dialog
        _end(dialog)
    why = SetUpError(
        "The settings can't be written to {path}. Check the rights on the folder.",
        path="settings.json",
    )
    trouble = StartupErrorDialog(why, theme)
    yield "dialogTrouble", trouble
    _end(trouble)


def _end(dialog: QDialog) -> None:
    dialog.reject()
    dialog.deleteLater()
    pause(_SETTLES_MS)


def first_sync_views(theme: Theme, scene: Scene) -> Iterator[View]:
    """Open a new laptop's window before and during its first sync."""
    laptop = HeldLaptop(scene.newcomer)
    window = MainWindow(scene.newcomer.use_cases, laptop, scene.clock, theme)
    window.show()
    settle(window)
    yield "firstSync_waiting", window
    window.go_to("pageCustomers")
    window.sync_now()
    _settle_until(laptop.held.is_set)
    _settle_until(lambda: not window.context.busy)
    yield "firstSync", window
    laptop.go_on.set()
    close(window)


def going_views(window: MainWindow) -> Iterator[View]:
    """Open the window's menu, and what its commands open."""
    menu = window.findChild(QMenu, "menuView")
    menu.popup(QPoint(0, 0))
    yield "menuView", menu
    menu.close()
    for name, opens in (
        ("dialogGoTo", window.commands.open_go_to),
        ("dialogPreferences", window.commands.open_preferences),
        ("dialogDoctor", window.commands.open_doctor),
        ("dialogShortcuts", window.commands.open_shortcuts),
        ("dialogLegend", window.commands.open_legend),
        ("dialogReady", window.commands.open_make_ready),
    ):
        opens()
        dialog = window.findChild(QDialog, name)
        if name == "dialogGoTo":
            QTest.keyClicks(dialog.findChild(QLineEdit, "goToText"), "al")
        _settle_until(lambda: not window.context.busy and not window.syncing.running)
        yield name, dialog
        dialog.done(0)


def _settle_until(done: Callable[[], bool]) -> None:
    pause(_SETTLES_MS)
    while not done():
        pause(_SETTLES_MS)
