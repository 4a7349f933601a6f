"""The main window: pages at the left, commands at the top, the status below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from smartclient.documents.manual import Topic
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DeviceWipedError, SmartClientError
from smartclient.read_models.connection import NetworkHint
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.enter_key import press_focused
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.ports import Laptop
from smartclient.ui.shell.close_guard import CloseGuard
from smartclient.ui.shell.commands import Commands
from smartclient.ui.shell.day_monitor import DayMonitor
from smartclient.ui.shell.network_monitor import NetworkMonitor
from smartclient.ui.shell.page_stack import PageStack
from smartclient.ui.shell.sleep_monitor import SleepMonitor
from smartclient.ui.shell.sync_report import SyncReport
from smartclient.ui.shell.sync_runner import SyncRunner
from smartclient.ui.shell.toolbar import Toolbar
from smartclient.ui.shell.tray import Tray, has_tray
from smartclient.ui.shell.window_navigator import WindowNavigator
from smartclient.ui.text import wording
from smartclient.ui.widgets.availability import Availability, begin_order
from smartclient.ui.widgets.first_sync import FirstSync
from smartclient.ui.widgets.lists.columns import ColumnMemory
from smartclient.ui.widgets.navigation import Navigation
from smartclient.ui.widgets.notification_bar import NotificationBar
from smartclient.ui.widgets.screen_fit import SMALLEST, fit_screen
from smartclient.ui.widgets.status import StatusBar

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

_SIZE = QSize(1180, 740)
_STATUS_EVERY_MS = 30_000
_SYNCS_AFTER_MS = 400
"""When syncs by itself begin: loading what they need would hold up the first page."""


def _is_system_leaving() -> bool:
    """Whether the person leaves the whole system; asking anything would hold that up."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()


class MainWindow(QMainWindow):
    """Smart Client's window. It owns the threads that work for it and closes them."""

    closing = Signal()
    closed = Signal()

    def __init__(
        self,
        use_cases: UseCases,
        control: Laptop,
        clock: Clock,
        theme: Theme,
        *,
        has_tray: Callable[[], bool] = has_tray,
        columns: ColumnMemory | None = None,
    ) -> None:
        super().__init__()
        self._has_tray = has_tray
        self._tray: Tray | None = None
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Smart Client"))
        self.setMinimumSize(SMALLEST)
        fit_screen(self, _SIZE)
        self.context = AppContext(use_cases, clock, theme, self, columns)
        self.context.carrying = lambda: control.carrying
        self.context.check_outs = lambda: control.check_outs
        self.syncing = SyncRunner(control, self)
        self._control = control
        self._theme = theme
        self._leaving = False
        self.opens_again = False
        self.navigation = Navigation(theme)
        self.pages = PageStack(self.context, self.navigation)
        self.navigator = WindowNavigator(self.context, self, self.pages)
        self.context.navigator = self.navigator
        self._close_guard = CloseGuard(
            self.context,
            self,
            send=self._go_online_and_sync,
            end=self.end,
            to_tray=lambda: self.keep_in_tray if self._has_tray() else None,
        )
        self._build(theme)
        self._connect()
        self._every = QTimer(self, interval=_STATUS_EVERY_MS)
        self._every.timeout.connect(self.context.refresh_status)
        self._every.start()
        self.sleep_monitor = SleepMonitor(clock, self)
        self.sleep_monitor.woke.connect(self._woke)
        self.day_monitor = DayMonitor(self.context.clock, self)
        self.day_monitor.changed.connect(self.context.changed)
        self.network = NetworkMonitor(self)
        self.network.reconnected.connect(self._network_is_back)
        self.network.hinted.connect(self._note_network)
        self.context.refresh_status()
        self.navigation.choose("pageToday")
        self.navigation.setFocus()
        QTimer.singleShot(0, self._draw_icons)

    def introduce_demo(self, as_admin: str, start_over: str) -> None:
        """Say on the page of today what can be tried, and which commands go on with it."""
        from smartclient.ui.widgets.demo_card import DemoCard  # noqa: PLC0415 (seldom)

        self.pages.page("pageToday").put_first(DemoCard(self.context, as_admin, start_over))

    def sync_now(self) -> None:
        """Sync because the rep asked for it; its result is shown either way."""
        self.sync_report.requested()
        self.syncing.sync_now()

    def keep_in_tray(self) -> None:
        """Close the window and go on syncing, with an icon in the tray that opens it again."""
        if self._tray is None:
            actions = (self.toolbar.sync_now, self.toolbar.work_offline)
            self._tray = Tray(self.context, actions, self)
            self._tray.opened.connect(self.bring_to_front)
            self._tray.quit_chosen.connect(self._leave_from_tray)
        self._tray.show()
        self.hide()

    def bring_to_front(self) -> None:
        """Show the window, from the tray or from behind others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.activateWindow()

    def begin(self) -> None:
        """Sync by itself from now on; the very first time its progress is shown."""
        self.context.query(self, self.context.use_cases.status.current, self._begin)
        self.network.watch_soon()

    def open_again(self) -> None:
        """Close, to be reopened in another language, unless a dialog has something to ask."""
        if self.navigator.close_all():
            self.opens_again = True
            self.end()
        else:
            self.context.notify(self.tr("The language changes with the next start."))

    def restore_state_of(self, before: MainWindow) -> None:
        """Stand where ``before`` stood, on the page it had open."""
        self.restoreGeometry(before.saveGeometry())
        self._show_status()
        self.navigator.show_page(before.pages.current.objectName())

    def end(self) -> None:
        """Close for good, whatever is unsent."""
        self._leaving = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the focus on Enter."""
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only after unsent work was looked for, then give the threads back."""
        if not self._leaving and not _is_system_leaving():
            event.ignore()
            if self.navigator.close_all():
                self._close_guard.begin()
            return
        self.closing.emit()
        self._every.stop()
        self.sleep_monitor.stop()
        self.day_monitor.stop()
        self.network.stop()
        if self._tray is not None:
            self._tray.hide()
        self.context.close()
        self.syncing.close()
        event.accept()
        self.context.opened_files.remove()
        self.closed.emit()

    def _build(self, theme: Theme) -> None:
        self.toolbar = Toolbar(theme)
        self.commands = Commands(
            self.context,
            self._control,
            self.syncing,
            self,
            pages=lambda: self.pages.names,
            has_tray=self._has_tray,
            go_online=self._go_online_and_fetch_all,
            go_offline=lambda: self.toolbar.work_offline.setChecked(True),
        )
        self.toolbar.put_commands(self.commands)
        for action in self.toolbar.every_action:
            # the editor of an order is a window of its own
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.addActions(self.toolbar.every_action)
        self.addToolBar(self.toolbar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.banner = NotificationBar(theme)
        self.status = StatusBar(self.context)
        self.setStatusBar(self.status)
        self.sync_report = SyncReport(
            self.context,
            self.syncing,
            self,
            toolbar=self.toolbar,
            status=self.status,
            banner=self.banner,
            tray=self._hidden_tray,
        )
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(FirstSync(self.context, self.syncing))
        right.addWidget(self.pages, 1)
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _hidden_tray(self) -> Tray | None:
        """The icon in the tray, while the window is closed."""
        return None if self.isVisible() else self._tray

    def _connect(self) -> None:
        self.toolbar.new_order.triggered.connect(self._new_order)
        Availability(self.context, self.toolbar.new_order, begin_order)
        self.toolbar.sync_now.triggered.connect(self.sync_now)
        self.toolbar.work_offline.toggled.connect(self._work_offline)
        self.commands.language_chosen.connect(self.open_again)
        self.commands.signed_in_again.connect(self.banner.hide)
        self.context.changed.connect(self.context.refresh_status)
        self.context.saved.connect(self._control.nudge)
        self.context.status_changed.connect(self._show_status)
        self.context.notified.connect(self.banner.show_message)
        self.context.offered.connect(
            lambda text, button_text, then: self.banner.show_message(
                text, leads=then, button_text=button_text
            )
        )
        self.context.went_wrong.connect(self._report_error)
        self.sync_report.ended.connect(self._sync_ended)
        self.sync_report.wiped.connect(self._end_wiped)
        self.pages.add_shortcuts(self)

    def _draw_icons(self) -> None:
        self.toolbar.draw_icons()
        self.navigation.draw_icons()

    def _new_order(self) -> None:
        """Begin an order, for the customer whose page is looked at."""
        self.navigator.new_order(self.pages.current.customer if self.isActiveWindow() else "")

    def _show_status(self) -> None:
        client_status = self.context.client_status
        if client_status is None:
            return
        self.toolbar.show_offline(offline=client_status.offline_by_choice)
        self.commands.show_price(client_status.price)
        if client_status.company:
            self.setWindowTitle(
                self.tr("{company} - Smart Client").format(company=client_status.company)
            )
        if client_status.is_admin:
            self.pages.add_admin_pages()
        self.navigation.show_counts(client_status)

    def _work_offline(self, offline: bool) -> None:  # noqa: FBT001 (Qt's signal)
        text = (
            self.tr("Working offline. Nothing is sent until you switch this off.")
            if offline
            else self.tr("Back online. What waits goes with the next sync.")
        )
        self.context.execute(
            lambda: self._control.work_offline(offline), lambda _: self.context.notify(text)
        )

    def _go_online_and_sync(self) -> None:
        self._go_online_and(self.syncing.sync_now)

    def _go_online_and_fetch_all(self) -> None:
        self._go_online_and(self.syncing.send_all)

    def _go_online_and(self, sync: Callable[[], None]) -> None:
        self.sync_report.requested()
        self.context.execute(
            lambda: self._control.work_offline(False),  # noqa: FBT003 (a switch)
            lambda _: sync(),
        )

    def _begin(self, client_status: ClientStatus) -> None:
        if client_status.last_sync is None and not client_status.offline_by_choice:
            self.syncing.sync_now()
            self.syncing.start_background_after()
        else:
            QTimer.singleShot(_SYNCS_AFTER_MS, self, self.syncing.start_background)

    def _woke(self) -> None:
        """Sync and look again: whatever the window shows is as old as the sleep was long."""
        self._control.nudge()
        self.context.changed.emit()

    def _network_is_back(self) -> None:
        """Send what waits at once, however long it would have waited for its next try."""
        client_status = self.context.client_status
        if client_status is not None and not client_status.offline_by_choice:
            self.syncing.sync_now()

    def _note_network(self, hint: NetworkHint) -> None:
        """Store what the system says of the network; a sync of its own follows where it is new."""
        self.context.query(
            self,
            lambda: self._control.note_network(hint),
            lambda _: self.context.refresh_status(),
        )

    def _leave_from_tray(self) -> None:
        self.bring_to_front()
        self.close()

    def _sync_ended(self) -> None:
        self.context.changed.emit()
        self._close_guard.sync_ended()

    def _end_wiped(self, error: DeviceWipedError) -> None:
        """Say that the data here was removed, and close: there is nothing to show any more."""
        from smartclient.ui.dialogs.setup.device_wiped import DeviceWipedDialog  # noqa: PLC0415

        if self._leaving:
            return
        self._leaving = True
        self._every.stop()
        dialog = DeviceWipedDialog(error, self._theme)
        dialog.exec()
        dialog.deleteLater()
        self.end()

    def _report_error(self, error: SmartClientError) -> None:
        text = wording.error_text(error)
        if _needs_new_code(error):
            leads, button_text = self.commands.open_new_code, self.commands.new_code.text()
            self.banner.show_message(text, StatusBadge.PARKED, leads, button_text)
            return
        if not error.help_page:
            self.banner.show_message(text, StatusBadge.PARKED)
            return
        topic = Topic(error.help_page)
        self.banner.show_message(
            text, StatusBadge.PARKED, lambda: self.navigator.show_manual(topic), self.tr("Help…")
        )


def _needs_new_code(error: SmartClientError) -> bool:
    """Whether a new code of head office's is what helps."""
    from smartclient.contract.web.gate import (  # noqa: PLC0415 (seldom)
        CredentialRefusedError,
        DeviceRevokedError,
        WipeRequestedError,
    )

    is_refused = isinstance(error, (CredentialRefusedError, DeviceRevokedError))
    return is_refused and not isinstance(error, WipeRequestedError)
