"""Commands: what can be done with the window itself, in its menu and by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from smartclient.domain.link_price import CostlyMark
from smartclient.settings.model import Settings
from smartclient.settings.web_address import is_web
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog, bring_forward
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.pages.page import Page
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.ports import Laptop
from smartclient.ui.shell import shortcuts
from smartclient.ui.shell.sync_runner import SyncRunner
from smartclient.ui.widgets.availability import Availability, needs_link

if TYPE_CHECKING:
    from smartclient.ui.widgets.lists.finder import Match

# ruff: noqa: PLC0415 (a dialog's module is imported when it is first opened)


class Commands(QObject):
    """Going to anything, making ready, preferences, the doctor, help, shortcuts, and leaving.

    ``pages``: the pages there are by now; ``has_tray``: whether this desktop has a tray.
    ``go_online`` goes online and syncs; ``go_offline`` works offline from then on;
    ``language_chosen``: another language was saved. ``signed_in_again``: with a new code.
    """

    language_chosen = Signal()
    signed_in_again = Signal()

    def __init__(
        self,
        context: AppContext,
        laptop: Laptop,
        syncing: SyncRunner,
        window: QWidget,
        *,
        pages: Callable[[], Sequence[str]],
        has_tray: Callable[[], bool],
        go_online: Callable[[], None],
        go_offline: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._laptop = laptop
        self._syncing = syncing
        self._window = window
        self._pages = pages
        self._has_tray = has_tray
        self._go_online = go_online
        self._go_offline = go_offline
        self.go_to = self._action(
            "actionGoTo", self.tr("Go to…"), self.open_go_to, shortcuts.GO_TO, "magnify"
        )
        self.preferences = self._action(
            "actionPreferences",
            self.tr("Preferences…"),
            self.open_preferences,
            shortcuts.PREFERENCES,
            "cog-outline",
        )
        self.make_ready = self._action(
            "actionMakeReady",
            self.tr("Prepare for offline use…"),
            self.open_make_ready,
            shortcuts.MAKE_READY,
            "airplane",
        )
        self.costly = self._action(
            "actionCostlyNetwork",
            self.tr("This connection is expensive"),
            self._mark_network,
            "",
            "cash",
        )
        self.costly.setCheckable(True)
        self.doctor = self._action(
            "actionDoctor", self.tr("Check this laptop…"), self.open_doctor, "", "stethoscope"
        )
        self.new_code = self._action(
            "actionNewCode", self.tr("Sign in with a new code…"), self.open_new_code, "", "key"
        )
        Availability(context, self.new_code, needs_link(self.new_code))
        self.help = self._action(
            "actionHelp", self.tr("Help…"), self.open_help, shortcuts.HELP, "help-circle-outline"
        )
        self.shortcuts = self._action(
            "actionShortcuts",
            self.tr("Shortcuts…"),
            self.open_shortcuts,
            shortcuts.SHORTCUTS,
            "keyboard-outline",
        )
        self.mails = self._action(
            "actionMails",
            self.tr("Mails to customers…"),
            self.open_mails,
            shortcuts.MAILS,
            "email-outline",
        )
        self.mailbox = self._action(
            "actionMailbox",
            self.tr("Your own mailbox…"),
            self.open_mailbox,
            "",
            "email-lock-outline",
        )
        self.connection = self._action(
            "actionConnection",
            self.tr("Connection…"),
            context.navigator.show_connection,
            shortcuts.CONNECTION,
            "cloud-outline",
        )
        self.legend = self._action(
            "actionLegend",
            self.tr("Status legend…"),
            context.navigator.show_legend,
            shortcuts.LEGEND,
            "information-outline",
        )
        self.leave = self._action(
            "actionLeave", self.tr("Quit Smart Client"), window.close, shortcuts.QUIT, "logout"
        )

    @property
    def in_menu(self) -> tuple[QAction, ...]:
        """The commands that are listed in the menu, in their order."""
        return (
            self.make_ready,
            self.costly,
            self.mails,
            self.connection,
            self.preferences,
            self.mailbox,
            self.doctor,
            *((self.new_code,) if is_web(self._laptop.settings.url) else ()),
            self.help,
            self.legend,
            self.shortcuts,
            self.leave,
        )

    def show_price(self, price: int) -> None:
        """Show whether this connection costs something, without acting on it."""
        self.costly.setChecked(price > 0)

    def _mark_network(self) -> None:
        is_costly = self.costly.isChecked()
        text = (
            self.tr("What is less urgent waits for a cheaper connection, a day at most.")
            if is_costly
            else self.tr("This connection counts as free. What waits goes now.")
        )
        mark = CostlyMark.ON if is_costly else CostlyMark.OFF
        self._context.execute(
            lambda: self._laptop.mark_network(mark), lambda _: self._context.notify(text)
        )

    def open_go_to(self) -> None:
        """Open the field that goes to anything."""
        from smartclient.ui.dialogs.go_to import GoToDialog

        if not self._is_open("dialogGoTo"):
            self._show(GoToDialog(self._context, self._places(), self._window))

    def open_mails(self) -> None:
        """List the mails that were written."""
        self._context.navigator.show_mails()

    def open_mailbox(self) -> None:
        """Set up the mailbox that this device sends from."""
        from smartclient.ui.dialogs.mail.mailbox import MailboxDialog

        if not self._is_open("dialogMailbox"):
            self._show(MailboxDialog(self._context, self._laptop.mailbox, self._window))

    def open_preferences(self) -> None:
        """Open what a rep may set."""
        from smartclient.ui.dialogs.preferences import PreferencesDialog

        if self._is_open("dialogPreferences"):
            return
        dialog = PreferencesDialog(self._laptop.settings, self._window, has_tray=self._has_tray())
        dialog.accepted.connect(lambda: self._save(dialog.chosen))
        self._show(dialog)

    def open_new_code(self) -> None:
        """Have a code typed with which this device goes on, and sync with it."""
        from smartclient.ui.dialogs.setup.new_code import NewCodeDialog

        if self._is_open("dialogNewCode"):
            return
        dialog = NewCodeDialog(self._context.theme, self._laptop.sign_in_again, self._window)
        dialog.accepted.connect(self.signed_in_again)
        dialog.accepted.connect(self._syncing.sync_now)
        self._show(dialog)

    def open_make_ready(self) -> None:
        """Fetch everything, and show until when it is good."""
        from smartclient.ui.dialogs.setup.prepare_offline import PrepareOfflineDialog

        if self._is_open("dialogReady"):
            return
        dialog = PrepareOfflineDialog(
            self._context,
            self._syncing,
            self._window,
            go_online=self._go_online,
            go_offline=self._go_offline,
        )
        self._show(dialog)
        dialog.begin()

    def open_doctor(self) -> None:
        """Look whether all is well with this laptop."""
        from smartclient.ui.dialogs.setup.doctor import DoctorDialog

        if not self._is_open("dialogDoctor"):
            self._show(DoctorDialog(self._context, self._laptop, self._window))

    def open_help(self) -> None:
        """Open the manual on what is in front, where the reader left it if that is shown."""
        from smartclient.ui.dialogs.help import HelpDialog, open_help_about

        front = QApplication.activeWindow()
        if isinstance(front, HelpDialog):
            return
        if isinstance(front, Dialog):
            # the key of the window's command works in its dialogs, too
            front.show_help()
            return
        pages = self._window.findChildren(Page)
        name = next((page.help_name for page in pages if page.isVisible()), "")
        open_help_about(name, self._window)

    def open_shortcuts(self) -> None:
        """List every key that does something."""
        from smartclient.ui.dialogs.shortcuts import ShortcutsDialog

        if not self._is_open("dialogShortcuts"):
            groups = shortcuts.every_shortcut(len(self._pages()))
            self._show(ShortcutsDialog(groups, self._window))

    def keep_theme(self, choice: ThemeChoice) -> None:
        """Look so from now on, also after the next start."""
        self._save(replace(self._laptop.settings, theme=choice.value))

    def _save(self, settings: Settings) -> None:
        self._context.theme.choose(ThemeChoice(settings.theme))
        before = self._laptop.settings
        if settings == before:
            return
        saved = self.language_chosen.emit if settings.language != before.language else _nothing
        self._context.execute(lambda: self._laptop.save_preferences(settings), lambda _: saved())

    def _places(self) -> tuple[Match, ...]:
        """The pages there are, and the commands, as what can be gone to."""
        from smartclient.ui.widgets.lists.finder import Match

        there = self._pages()
        navigator = self._context.navigator
        pages = (
            Match(
                text=entry.title,
                detail=self.tr("Page"),
                value=lambda name=entry.name: navigator.show_page(name),
                icon=entry.icon,
            )
            for entry in PAGES
            if entry.name in there
        )
        known = self._window.findChildren(QAction)
        commands = (
            Match(
                text=action.text(),
                detail=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                value=action.trigger,
                icon=action.property("glyph") or "",
            )
            for action in known
            if action.objectName().startswith("action") and self._is_offered(action)
        )
        return (*pages, *commands)

    def _is_offered(self, action: QAction) -> bool:
        return action.isEnabled() and action is not self.go_to

    def _is_open(self, name: str) -> bool:
        """Bring the dialog of this name forward; whether it is open."""
        return bring_forward(self._window, name)

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _action(
        self, name: str, text: str, does: Callable[[], object], key: str, icon: str
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.setProperty("glyph", icon)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(does)
        return action


def _nothing() -> None:
    """Do nothing more."""
