"""The status bar: the link, what waits, and how old the data is, calmly and truly."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QStatusBar, QToolButton

from smartclient.domain.clock import ClockProof
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.sync_progress import ClientStatus, SyncProgress
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.icons import icon
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.text import formats, wording
from smartclient.ui.text.connection import away_reasons, away_text
from smartclient.ui.text.labels import connection_label
from smartclient.ui.text.link_outage import link_outage_text
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.text.wording import clock_proof_text
from smartclient.ui.widgets.factories import ElidedLabel, label

_ICON_SIZE = QSize(16, 16)
_DOT = "·   "
_BETWEEN = "  ·  "
_AFTER_HOLD_MS = 200
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
        self._sign = QToolButton()
        self._sign.setObjectName("buttonConnection")
        self._sign.setAutoRaise(True)
        self._sign.setIconSize(_ICON_SIZE)
        # Tab stays in the page; the keyboard has the command in the menu
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.clicked.connect(context.navigator.show_connection)
        self._hold = QTimer(self, singleShot=True)
        self._hold.timeout.connect(context.refresh_status)
        self._link = label(name="statusLink")
        self._services = label(name="statusServices")
        self._to_send = label(name="statusToSend")
        self._stopped = label(name="statusStopped")
        self._there = label(name="statusAtHeadOffice")
        self._last = label(name="statusLastSync", muted=True)
        self._clock = label(name="statusClock")
        self._progress = label(name="statusProgress", muted=True)
        # names of any length give way, so that they never widen the window
        self._who = ElidedLabel(name="statusWho", muted=True)
        work = (self._to_send, self._stopped, self._there)
        for part in (self._sign, self._link, self._services, *work, self._last, self._clock):
            self.addWidget(part)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._who)
        set_tip(
            self._clock,
            self.tr("Check the date and time of this computer. “Check this laptop” says more."),
        )
        for part in (self._services, self._clock):
            part.hide()
        context.status_changed.connect(self._show)
        context.progressed.connect(self.show_progress)
        context.theme.changed.connect(self._show)

    def show_progress(self, progress: SyncProgress | None) -> None:
        """Show how far something is that takes a while; None once it is over."""
        self._progress.setText(wording.step_text(progress) if progress else "")

    def _show(self) -> None:
        client_status = self._context.client_status
        if client_status is None:
            return
        self._show_link(client_status)
        self._show_services(client_status)
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
        shown = client_status.shown_connection
        self._sign.setIcon(self._sign_of(shown))
        text = self._link_text(client_status, shown)
        self._link.setText(text)
        why = link_outage_text(client_status, self._context.clock.now())
        set_tip(self._sign, why or self.tr("Show the connection"))
        self._sign.setAccessibleName(self.tr("Connection: {state}").format(state=text))
        set_tip(self._link, why)
        self._link.setAccessibleDescription(why)
        held_until = client_status.connection_held_until
        if held_until is None:
            self._hold.stop()
        else:
            held = held_until - self._context.clock.now()
            self._hold.start(max(0, round(held.total_seconds() * 1_000)) + _AFTER_HOLD_MS)

    def _show_services(self, client_status: ClientStatus) -> None:
        away = away_text(client_status.services)
        self._services.setText(_DOT + away)
        self._services.setVisible(bool(away))
        why = away_reasons(client_status.services)
        set_tip(self._services, why)
        self._services.setAccessibleDescription(why)

    def _sign_of(self, shown: ConnectionState) -> QIcon:
        tokens = self._context.theme.tokens
        states = tokens.states
        name, colour = {
            ConnectionState.ONLINE: ("cloud-check-outline", states["confirmed"].text),
            ConnectionState.COSTLY: ("cloud-percent-outline", states["queued"].text),
            ConnectionState.POOR: ("cloud-clock-outline", states["queued"].text),
            ConnectionState.NOT_ANSWERING: ("cloud-question", states["queued"].text),
            ConnectionState.UNREACHABLE: ("cloud-alert", states["queued"].text),
            ConnectionState.NO_NETWORK: ("cloud-remove-outline", states["queued"].text),
            ConnectionState.OFFLINE: ("cloud-off-outline", tokens.muted),
        }[shown]
        return icon(name, colour)

    def _link_text(self, client_status: ClientStatus, shown: ConnectionState) -> str:
        is_unreachable = shown is ConnectionState.UNREACHABLE
        if client_status.is_refused and is_unreachable:
            return self.tr("Head office refuses this device")
        if is_unreachable and client_status.last_sync is None:
            return self.tr("Not connected yet")
        return connection_label(shown)

    def _show_clock(self, client_status: ClientStatus) -> None:
        seconds = abs(client_status.clock_offset_seconds)
        self._clock.setVisible(seconds > _CLOCK_TOLERANCE_SECONDS)
        off = (
            self.tr("this clock is {count} min off").format(count=round(seconds / 60))
            if seconds < _DAYS_FROM_SECONDS
            else self.tr("this clock is {count} days off").format(count=round(seconds / _DAY))
        )
        self._clock.setText(_DOT + off)
