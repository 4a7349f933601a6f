"""The report of each sync: its progress below, its result above the page or beside the tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from smartclient.domain.errors import DeviceWipedError, SmartClientError
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.reconcile.conflict import ConflictSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.shell import sync_notification
from smartclient.ui.shell.sync_notification import SyncNotification
from smartclient.ui.shell.sync_runner import SyncRunner
from smartclient.ui.shell.toolbar import Toolbar
from smartclient.ui.shell.tray import Tray
from smartclient.ui.widgets.availability import allow, needs_link, why_not
from smartclient.ui.widgets.notification_bar import NotificationBar
from smartclient.ui.widgets.status import StatusBar


class SyncReport(QObject):
    """Shows what syncs do and bring; ``ended`` after each, whatever came of it.

    ``wiped`` has the error that says that head office had this device's data removed.

    A sync that brought nothing is reported only where it was ``requested`` by the rep. ``tray``
    gives the icon in the tray while the window is closed, None otherwise.
    """

    ended = Signal()
    wiped = Signal(object)

    def __init__(
        self,
        context: AppContext,
        syncing: SyncRunner,
        window: QObject,
        *,
        toolbar: Toolbar,
        status: StatusBar,
        banner: NotificationBar,
        tray: Callable[[], Tray | None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._syncing = syncing
        self._toolbar = toolbar
        self._status = status
        self._banner = banner
        self._tray = tray
        self._is_requested = False
        syncing.started.connect(lambda: allow(toolbar.sync_now, self.tr("A sync is running.")))
        context.status_changed.connect(self._show_possible)
        syncing.progressed.connect(status.show_progress)
        syncing.finished.connect(self._finished)
        syncing.failed.connect(self._failed)

    def requested(self) -> None:
        """Report the next sync also where it brings nothing."""
        self._is_requested = True

    def _finished(self, summary: SyncSummary | None) -> None:
        self._show_idle()
        if summary is not None and summary.is_wiped:
            self.wiped.emit(DeviceWipedError(summary.why, **summary.arguments))
            return
        if summary is not None:
            self._report(summary)
        self._is_requested = self._is_requested and self._syncing.running
        self.ended.emit()

    def _failed(self, error: SmartClientError) -> None:
        self._show_idle()
        if isinstance(error, DeviceWipedError):
            self.wiped.emit(error)
            return
        self._context.report(error)
        self.ended.emit()

    def _show_idle(self) -> None:
        self._status.show_progress(None)
        self._show_possible()

    def _show_possible(self) -> None:
        control, status = self._toolbar.sync_now, self._context.client_status
        if self._syncing.running:
            allow(control, self.tr("A sync is running."))
        elif status is not None:
            allow(control, why_not(needs_link(control)(status)))
        else:
            allow(control, "")

    def _report(self, summary: SyncSummary) -> None:
        brought = sync_notification.of_sync(summary)
        if self._is_requested and not self._syncing.running and sync_notification.holds(summary):
            text = sync_notification.of_held_sync(summary, self._context.clock.now())
            self._banner.show_message(text, None, self._send_all, self.tr("Send all"))
        elif brought is not None:
            self._banner.show_message(
                brought.text, brought.badge, lambda: self._open(brought), brought.button_text
            )
            self._notify_in_tray(brought)
        elif self._is_requested and not self._syncing.running and not self._is_shown(summary):
            now = self._context.clock.now()
            self._banner.show_message(sync_notification.of_quiet_sync(summary, now))

    def _send_all(self) -> None:
        self.requested()
        self._syncing.send_all()

    def _is_shown(self, summary: SyncSummary) -> bool:
        """Whether the result of an earlier sync is still shown, and there is no more to report."""
        return self._banner.leads and summary.link is LinkState.ONLINE

    def _notify_in_tray(self, brought: SyncNotification) -> None:
        """Show beside the tray what arrived while there is no window; the banner has it, too."""
        tray, page = self._tray(), brought.page
        if tray is not None:
            tray.show_message(brought.text, lambda: self._context.navigator.show_page(page))

    def _open(self, brought: SyncNotification) -> None:
        """Open the page that shows what a sync brought, and on it the only conflict there is."""
        self._context.navigator.show_page(brought.page)
        if brought.page == "pageConflicts":
            self._context.query(
                self, self._context.use_cases.conflicts.waiting, self._open_only_conflict
            )

    def _open_only_conflict(self, waiting: tuple[ConflictSummary, ...]) -> None:
        if len(waiting) == 1:
            self._context.navigator.resolve_conflict(waiting[0].conflict.id)
