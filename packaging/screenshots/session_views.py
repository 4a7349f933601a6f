"""Views of a session: signing in, the first sync, and the dialogs of the window's menu."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPushButton

from quiet_laptop import HeldLaptop
from sample_scene import Scene
from smartclient.bootstrap import Session
from smartclient.domain.errors import DeviceWipedError, SetUpError, SignInError
from smartclient.ui.dialogs.setup.device_wiped import DeviceWipedDialog
from smartclient.ui.dialogs.setup.new_code import NewCodeDialog
from smartclient.ui.dialogs.setup.secret import (
    new_passphrase_dialog,
    passphrase_dialog,
    password_dialog,
)
from smartclient.ui.dialogs.setup.sign_in import SignInDialog, SignInForm
from smartclient.ui.dialogs.setup.startup_error import StartupErrorDialog
from smartclient.ui.look.theme import Theme
from smartclient.ui.shell.main_window import MainWindow
from window_driver import View, child, close, pause, wait_until_idle

_PAINT_MS = 60


def sign_in_views(theme: Theme) -> Iterator[View]:
    """Open what is shown before there is a window."""

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
    web = SignInDialog(theme, refused)
    web.fill("https://orders.example.com", "")
    yield "dialogSignInOverWeb", web
    _end(web)
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
    new_code = NewCodeDialog(theme, lambda _: None)
    yield "dialogNewCode", new_code
    _end(new_code)
    gone = DeviceWipedError(
        "Head office signed this device out, and its data was removed. Requests handed over to "
        "head office before: {requests}. Drafts and refused requests, which are gone: {drafts}.",
        requests=3,
        drafts=1,
    )
    wiped = DeviceWipedDialog(gone, theme)
    yield "dialogWiped", wiped
    _end(wiped)


def _end(dialog: QDialog) -> None:
    dialog.reject()
    dialog.deleteLater()
    pause(_PAINT_MS)


def first_sync_views(theme: Theme, scene: Scene) -> Iterator[View]:
    """Open a new laptop's window before and during its first sync."""
    laptop = HeldLaptop(scene.newcomer)
    window = MainWindow(scene.newcomer.use_cases, laptop, scene.clock, theme)
    window.show()
    wait_until_idle(window)
    yield "firstSync_waiting", window
    window.navigator.show_page("pageCustomers")
    window.sync_now()
    _wait_until(laptop.held.is_set)
    _wait_until(lambda: not window.context.busy)
    yield "firstSync", window
    laptop.go_on.set()
    close(window)


def menu_views(window: MainWindow) -> Iterator[View]:
    """Open the window's menu, and what its commands open."""
    menu = child(window, QMenu, "menuView")
    menu.popup(QPoint(0, 0))
    yield "menuView", menu
    menu.close()
    for name, opens in (
        ("dialogGoTo", window.commands.open_go_to),
        ("dialogPreferences", window.commands.open_preferences),
        ("dialogDoctor", window.commands.open_doctor),
        ("dialogHelp", window.commands.open_help),
        ("dialogShortcuts", window.commands.open_shortcuts),
        ("dialogConnection", window.navigator.show_connection),
        ("dialogLegend", window.navigator.show_legend),
        ("dialogReady", window.commands.open_make_ready),
    ):
        opens()
        dialog = child(window, QDialog, name)
        if name == "dialogGoTo":
            QTest.keyClicks(child(dialog, QLineEdit, "goToText"), "al")
        _wait_until(lambda: not window.context.busy and not window.syncing.running)
        yield name, dialog
        if name == "dialogReady":
            yield from _take_along_views(window, dialog)
        dialog.done(0)


def _take_along_views(window: MainWindow, ready: QDialog) -> Iterator[View]:
    """Open what to take along, from preparing for offline use."""
    child(ready, QPushButton, "buttonTakeAlong").click()
    _wait_until(lambda: not window.context.busy)
    dialog = child(ready, QDialog, "dialogTakeAlong")
    yield "dialogTakeAlong", dialog
    dialog.done(0)


def _wait_until(done: Callable[[], bool]) -> None:
    pause(_PAINT_MS)
    while not done():
        pause(_PAINT_MS)
