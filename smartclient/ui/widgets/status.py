"""The status bar: the link, what waits, and how old the data is, calmly and truly."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QStatusBar

from smartclient.read_models.sync_progress import ClientStatus, LinkState, SyncProgress
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.icons import icon
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import set_tip
from smartclient.ui.widgets.factories import label

_ICON_SIZE = QSize(16, 16)
_DOT = "·   "
_BETWEEN = "  ·  "
_CLOCK_TOLERANCE_SECONDS = 120
_DAY = 86_400
_DAYS_FROM_SECONDS = 2 * _DAY


class StatusBar(QStatusBar):
    """Tells how things stand; while a sync runs, what it does."""

    def __init__(self, bench: AppContext) -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SPACE_BETWEEN, 0, SPACE_BETWEEN, 0)
        self._sign = QLabel()
        self._link = label(name="statusLink")
        self._to_send = label(name="statusToSend")
        self._stopped = label(name="statusStopped")
        self._there = label(name="statusAtHeadOffice")
        self._last = label(name="statusLastSync", muted=True)
        self._clock = label(name="statusClock")
        self._progress = label(name="statusProgress", muted=True)
        self._who = label(name="statusWho", muted=True)
        work = (self._to_send, self._stopped, self._there)
        for part in (self._sign, self._link, *work, self._last, self._clock):
            self.addWidget(part)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._who)
        set_tip(
            self._clock,
            self.tr("Check the date and time of this computer. “Check this laptop” says more."),
        )
        self._clock.hide()
        bench.standing_changed.connect(self._show)
        bench.theme.changed.connect(self._show)

    def tell_progress(self, progress: SyncProgress | None) -> None:
        """Show what a running sync does; None when none runs."""
        self._progress.setText(wording.step_words(progress) if progress else "")

    def _show(self) -> None:
        standing = self._bench.standing
        if standing is None:
            return
        self._show_link(standing)
        self._to_send.setText(_DOT + self.tr("%Ln to send", "", standing.to_send))
        self._stopped.setText(_DOT + self.tr("%Ln stopped", "", standing.stopped))
        self._stopped.setVisible(standing.stopped > 0)
        self._there.setText(_DOT + self._held(standing))
        age = formats.age(standing.last_sync, self._bench.clock.now())
        self._last.setText(_DOT + self.tr("last sync {age}").format(age=age))
        self._show_clock(standing)
        self._who.setText(_BETWEEN.join(x for x in (standing.company, standing.login) if x))

    def _held(self, standing: ClientStatus) -> str:
        held = self.tr("%Ln at head office", "", standing.at_head_office)
        if standing.silence is None:
            return held
        since = formats.moment(standing.silence.since, self._bench.clock.now())
        return f"{held}, {self.tr('no answer since {since}').format(since=since)}"

    def _show_link(self, standing: ClientStatus) -> None:
        state = LinkState.OFFLINE if standing.offline_by_choice else standing.link
        states = self._bench.theme.tokens.states
        name, colour, text = {
            LinkState.ONLINE: (
                "cloud-check-outline",
                states["confirmed"].text,
                self.tr("Online"),
            ),
            LinkState.OFFLINE: (
                "cloud-off-outline",
                self._bench.theme.tokens.muted,
                self.tr("Working offline, by choice")
                if standing.offline_by_choice
                else self.tr("Not connected yet"),
            ),
            LinkState.UNREACHABLE: (
                "cloud-alert",
                states["queued"].text,
                self.tr("Head office is out of reach")
                if standing.last_sync is not None
                else self.tr("Not connected yet"),
            ),
        }[state]
        self._sign.setPixmap(icon(name, colour).pixmap(_ICON_SIZE))
        self._link.setText(text)

    def _show_clock(self, standing: ClientStatus) -> None:
        seconds = abs(standing.clock_offset_seconds)
        self._clock.setVisible(seconds > _CLOCK_TOLERANCE_SECONDS)
        off = (
            self.tr("this clock is {count} min off").format(count=round(seconds / 60))
            if seconds < _DAYS_FROM_SECONDS
            else self.tr("this clock is {count} days off").format(count=round(seconds / _DAY))
        )
        self._clock.setText(_DOT + off)
