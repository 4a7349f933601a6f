"""Prepare for offline use: fetches everything, and shows until when it is good for orders."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from smartclient.contract.feeds import FOR_ADMINS, FeedKind
from smartclient.domain.errors import SmartClientError
from smartclient.read_models.readiness import EndsWith, Preparation, Readiness
from smartclient.read_models.sync_progress import LinkState, SyncProgress, SyncStep, SyncSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.dialogs.take_along import TakeAlongDialog
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.shell import sync_notification
from smartclient.ui.shell.sync_runner import SyncRunner
from smartclient.ui.text import formats, wording
from smartclient.ui.text.connection import preparation_text
from smartclient.ui.widgets.factories import button, label, row, wrapped_heading, wrapped_title
from smartclient.ui.widgets.freshness import Freshness
from smartclient.ui.widgets.notice import Notice

_WIDTH = 520
_ICON = QSize(20, 20)
_KINDS = [kind.value for kind in FeedKind if kind not in FOR_ADMINS]


class PrepareOfflineDialog(Dialog):
    """One sync with its progress, and what the laptop is good for afterwards.

    It goes online to do so where the rep works offline, and offers to go back.
    """

    def __init__(
        self,
        context: AppContext,
        syncing: SyncRunner,
        parent: QWidget,
        *,
        go_online: Callable[[], None],
        go_offline: Callable[[], None],
    ) -> None:
        super().__init__(parent, "dialogReady", "")
        self.setWindowTitle(self.tr("Prepare for offline use"))
        self.be_wide(_WIDTH)
        self._context = context
        self._syncing = syncing
        self._go_online = go_online
        self._go_offline = go_offline
        self._why_not = ""
        self._duration = ""
        self._complete = False
        self._outcome = wrapped_heading("")
        self._outcome.setObjectName("readyOutcome")
        self._icon_label = QLabel()
        self._message = label(name="readyMessage", muted=True, wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("readyBar")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(_KINDS))
        self._trouble = Notice(context.theme, "readyTrouble", StatusBadge.QUEUED)
        self._fresh = Freshness(context.theme, "readyFreshness")
        self._again = button("buttonReadyAgain", self.tr("&Try again"), self.begin)
        self._offline = button(
            "buttonReadyOffline", self.tr("&Work offline now"), self._leave_offline
        )
        self._take_along = button(
            "buttonTakeAlong", self.tr("What to take &along…"), self._open_take_along
        )
        self._close = button("buttonCloseReady", self.tr("&Close"), self.accept, primary=True)
        self._close.setDefault(True)
        self._lay_out()
        context.theme.changed.connect(self._draw_icon)
        syncing.started.connect(self._start)
        syncing.progressed.connect(self._show_progress)
        syncing.finished.connect(self._finish)
        syncing.failed.connect(self._fail)

    def begin(self) -> None:
        """Go online where that is needed, and fetch everything."""
        self._start()
        self._context.query(self, self._context.use_cases.status.preparation, self._begin_known)

    def _begin_known(self, found: Preparation) -> None:
        """Say how long it will take, and begin."""
        self._duration = preparation_text(found)
        self._start()
        self._go_online()

    def _open_take_along(self) -> None:
        dialog = TakeAlongDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _start(self) -> None:
        self._show_running(running=True)
        self._bar.setValue(0)
        self._outcome.setText(self.tr("Getting everything…"))
        meanwhile = self.tr("You can continue working meanwhile.")
        self._message.setText(" ".join(filter(None, (self._duration, meanwhile))))

    def _lay_out(self) -> None:
        self.content_layout.addWidget(wrapped_title(self.tr("Prepare for offline use")))
        outcome = row(self._icon_label, self._outcome)
        outcome.setStretch(1, 1)
        self.content_layout.addLayout(outcome)
        self.content_layout.addWidget(self._bar)
        self.content_layout.addWidget(self._trouble)
        self.content_layout.addWidget(self._message)
        self.content_layout.addWidget(self._fresh)
        self.content_layout.addStretch(1)
        self.put_buttons(self._take_along, self._again, None, self._offline, self._close)

    def _show_running(self, *, running: bool) -> None:
        self._bar.setVisible(running)
        self._fresh.setVisible(not running)
        self._again.setVisible(False)
        self._offline.setVisible(False)
        self._icon_label.hide()
        if running:
            self._trouble.show_text("")

    def _show_progress(self, progress: SyncProgress) -> None:
        if progress.step is SyncStep.PULLING and progress.what in _KINDS:
            self._bar.setValue(_KINDS.index(progress.what))
        self._outcome.setText(wording.step_text(progress))

    def _finish(self, summary: SyncSummary | None) -> None:
        if self._syncing.running:
            return  # one that began before this
        self._why_not = ""
        if summary is not None and (summary.why or summary.link is not LinkState.ONLINE):
            reason = wording.filled(summary.why, dict(summary.arguments))
            self._why_not = reason or sync_notification.of_link(summary, self._context.clock.now())
        self._look()

    def _fail(self, error: SmartClientError) -> None:
        self._why_not = wording.error_text(error)
        self._look()

    def _look(self) -> None:
        self._context.query(self, self._context.use_cases.status.readiness, self._show)

    def _show(self, found: Readiness) -> None:
        now = self._context.clock.now()
        self._show_running(running=False)
        self._trouble.show_text(self._why_not)
        complete = found.complete_at(now)
        self._complete = complete
        self._draw_icon()
        self._icon_label.show()
        self._outcome.setText(self._outcome_text(found, complete=complete))
        self._message.setText(self._readiness_text(found, complete=complete))
        self._again.setVisible(bool(self._why_not) or not complete)
        offline = (
            self._context.client_status is not None
            and self._context.client_status.offline_by_choice
        )
        self._offline.setVisible(complete and not offline)
        if self._context.client_status is not None:
            self._fresh.show_status(self._context.client_status, now)
        self.fit_content()

    def _draw_icon(self) -> None:
        well = ("check", "confirmed")
        name, state = well if self._complete else ("alert-outline", "in_conflict")
        colour = self._context.theme.tokens.states[state].text
        self._icon_label.setPixmap(icon(name, colour).pixmap(_ICON))

    def _outcome_text(self, found: Readiness, *, complete: bool) -> str:
        if complete and found.until is not None:
            return self.tr("Complete until {when}").format(when=formats.deadline(found.until))
        if found.missing:
            return self.tr("Not complete yet")
        return self.tr("Too old to take orders with")

    def _readiness_text(self, found: Readiness, *, complete: bool) -> str:
        sentences = []
        if found.missing:
            kinds = dict.fromkeys(wording.feed_label(kind) for kind in found.missing)
            sentences.append(self.tr("Still to come: {what}.").format(what=", ".join(kinds)))
        elif complete and found.ends_with is EndsWith.PRICES:
            sentences.append(
                self.tr("Some prices end then, and the next ones are not known here yet.")
            )
        elif complete:
            sentences.append(self.tr("After that, sync again before you take orders."))
        sentences.extend(self._unanswered(found))
        return " ".join(sentences)

    def _unanswered(self, found: Readiness) -> list[str]:
        sentences = []
        if found.to_send:
            sentences.append(self.tr("%Ln requests wait to be sent.", "", found.to_send))
        there = found.at_head_office
        if there:
            sentences.append(
                self.tr("%Ln requests are safe at head office and not answered yet.", "", there)
            )
        return sentences

    def _leave_offline(self) -> None:
        self._go_offline()
        self.accept()
