"""The status bar: the link, what waits, and how old the data is, calmly and truly."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QStatusBar

from smartclient.domain.clock import ClockProof
from smartclient.read_models.sync_progress import ClientStatus, LinkState, SyncProgress
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.icons import icon
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.text import formats, wording
from smartclient.ui.text.labels import link_label
from smartclient.ui.text.link_outage import link_outage_text
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.text.wording import clock_proof_text
from smartclient.ui.widgets.factories import ElidedLabel, label

_ICON_SIZE = QSize(16, 16)
_DOT = "·   "
_BETWEEN = "  ·  "
_CLOCK_TOLERANCE_SECONDS = 120
_DAY = 86_400
_DAYS_FROM_SECONDS = 2 * _DAY


class StatusBar(QStatusBar):
    """Shows the client's status; while a sync runs, its progress."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SPACE_BETWEEN, 0, SPACE_BETWEEN, 0)
        self._icon_label = QLabel()
        self._link = label(name="statusLink")
        self._to_send = label(name="statusToSend")
        self._stopped = label(name="statusStopped")
        self._there = label(name="statusAtHeadOffice")
        self._last = label(name="statusLastSync", muted=True)
        self._clock = label(name="statusClock")
        self._progress = label(name="statusProgress", muted=True)
        # names of any length give way, so that they never widen the window
        self._who = ElidedLabel(name="statusWho", muted=True)
        work = (self._to_send, self._stopped, self._there)
        for part in (self._icon_label, self._link, *work, self._last, self._clock):
            self.addWidget(part)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._who)
        set_tip(
            self._clock,
            self.tr("Check the date and time of this computer. “Check this laptop” says more."),
        )
        self._clock.hide()
        context.status_changed.connect(self._show)
        context.theme.changed.connect(self._show)

    def show_progress(self, progress: SyncProgress | None) -> None:
        """Show what a running sync does; None when none runs."""
        self._progress.setText(wording.step_text(progress) if progress else "")

    def _show(self) -> None:
        client_status = self._context.client_status
        if client_status is None:
            return
        self._show_link(client_status)
        self._to_send.setText(_DOT + self.tr("%Ln to send", "", client_status.to_send))
        self._stopped.setText(_DOT + self.tr("%Ln stopped", "", client_status.stopped))
        self._stopped.setVisible(client_status.stopped > 0)
        self._there.setText(_DOT + self._held(client_status))
        age = formats.age(client_status.last_sync, self._context.clock.now())
        self._last.setText(_DOT + self.tr("last sync {age}").format(age=age))
        is_proven = client_status.clock_proof is ClockProof.PROVEN
        set_tip(self._last, "" if is_proven else clock_proof_text(client_status.clock_proof))
        self._show_clock(client_status)
        self._who.set_text(
            _BETWEEN.join(x for x in (client_status.company, client_status.login) if x)
        )

    def _held(self, client_status: ClientStatus) -> str:
        parts = [self.tr("%Ln at head office", "", client_status.awaiting_answer)]
        if client_status.outage is not None:
            since = formats.moment(client_status.outage.since, self._context.clock.now())
            parts.append(self.tr("no answer since {since}").format(since=since))
        if client_status.being_decided:
            parts.append(self.tr("%Ln being decided", "", client_status.being_decided))
        return ", ".join(parts)

    def _show_link(self, client_status: ClientStatus) -> None:
        state = LinkState.OFFLINE if client_status.offline_by_choice else client_status.link
        states = self._context.theme.tokens.states
        name, colour, known = {
            LinkState.ONLINE: ("cloud-check-outline", states["confirmed"].text, True),
            LinkState.OFFLINE: (
                "cloud-off-outline",
                self._context.theme.tokens.muted,
                client_status.offline_by_choice,
            ),
            LinkState.UNREACHABLE: (
                "cloud-alert",
                states["queued"].text,
                client_status.last_sync is not None,
            ),
        }[state]
        self._icon_label.setPixmap(icon(name, colour).pixmap(_ICON_SIZE))
        self._link.setText(self._link_text(client_status, state, known=known))
        why = link_outage_text(client_status, self._context.clock.now())
        set_tip(self._icon_label, why)
        set_tip(self._link, why)
        self._link.setAccessibleDescription(why)

    def _link_text(self, client_status: ClientStatus, state: LinkState, *, known: bool) -> str:
        if client_status.is_refused and state is not LinkState.OFFLINE:
            return self.tr("Head office refuses this device")
        return link_label(state) if known else self.tr("Not connected yet")

    def _show_clock(self, client_status: ClientStatus) -> None:
        seconds = abs(client_status.clock_offset_seconds)
        self._clock.setVisible(seconds > _CLOCK_TOLERANCE_SECONDS)
        off = (
            self.tr("this clock is {count} min off").format(count=round(seconds / 60))
            if seconds < _DAYS_FROM_SECONDS
            else self.tr("this clock is {count} days off").format(count=round(seconds / _DAY))
        )
        self._clock.setText(_DOT + off)
