"""The first sync: a line above the page with its progress; nothing waits for it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.read_models.sync_progress import SyncProgress, SyncStep
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_PAGE
from smartclient.ui.shell.sync_runner import SyncRunner
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.factories import button, label, row

_BAR_WIDTH = 220
_KINDS = [kind.value for kind in FeedKind if kind not in FOR_ADMINS]


class FirstSync(QFrame):
    """Shown until a sync has ended once; what has arrived is used meanwhile."""

    def __init__(self, context: AppContext, syncing: SyncRunner) -> None:
        super().__init__()
        self.setObjectName("firstSync")
        self._context = context
        self._syncing = syncing
        self._what = ""
        self._text = label(name="firstSyncText", wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("firstSyncBar")
        self._bar.setAccessibleName(self.tr("Progress of the first sync"))
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(_KINDS))
        self._go_on = button("firstSyncGoOn", self.tr("Go on"), syncing.sync_now)
        layout = row(self._text, self._bar, self._go_on)
        layout.setStretch(0, 1)
        layout.setContentsMargins(SPACE_PAGE, SPACE_BETWEEN, SPACE_PAGE, SPACE_BETWEEN)
        self.setLayout(layout)
        self.hide()
        context.status_changed.connect(self._look)
        syncing.started.connect(self._look)
        syncing.progressed.connect(self._show_progress)
        syncing.finished.connect(self._look)
        syncing.failed.connect(self._look)

    def _look(self) -> None:
        client_status = self._context.client_status
        self.setVisible(client_status is not None and client_status.last_sync is None)
        running = self._syncing.running
        self._bar.setVisible(running)
        self._go_on.setVisible(not running)
        if not running:
            self._what = ""
            self._text.setText(
                self.tr("Not everything is on this laptop yet. What has come is safe.")
            )
        elif not self._what:
            self._bar.setValue(0)
            self._text.setText(self.tr("Calling head office for the first time…"))

    def _show_progress(self, progress: SyncProgress) -> None:
        if self.isHidden() or progress.step is not SyncStep.PULLING:
            return
        if progress.what != self._what:
            self._what = progress.what
            # the kinds before this one are complete: show them
            self._context.changed.emit()
        if progress.what in _KINDS:
            self._bar.setValue(_KINDS.index(progress.what))
        text = self.tr("Getting {what} for the first time: {count} so far. You can look around.")
        self._text.setText(
            text.format(what=wording.feed_label(progress.what), count=formats.count(progress.done))
        )
