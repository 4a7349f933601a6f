"""The page of today: what needs the rep, what waits, and how fresh everything is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from smartclient.domain.orders import OrderState
from smartclient.domain.progress import Standing
from smartclient.domain.records import OrderSummary, OutboxEntry
from smartclient.domain.tasks import TaskStatus
from smartclient.ui import formats, wording
from smartclient.ui.models.orders import order_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.listing import Listing, Names
from smartclient.ui.widgets.parts import card, heading, label, link_button
from smartclient.ui.workbench import Workbench

_FRESH_KINDS = ("products", "prices", "stock", "customers", "orders")
_LATEST_ORDERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was looked up for the page, at one moment."""

    standing: Standing
    drafts: int
    outbox: tuple[OutboxEntry, ...]


class _Tile(QFrame):
    """One figure with what it counts and where it leads."""

    def __init__(self, name: str, text: str, go: str, leads: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName(name)
        self._figure: QLabel = heading("")
        font = self._figure.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        self._figure.setFont(font)
        self._more = label(muted=True, wraps=True)
        self._go: QPushButton = link_button(f"{name}Go", go, leads)
        inside = QGridLayout(self)
        inside.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_BETWEEN)
        inside.setVerticalSpacing(SPACE_BETWEEN)
        inside.addWidget(label(text, muted=True), 0, 0)
        inside.addWidget(self._figure, 1, 0)
        inside.addWidget(self._more, 2, 0)
        inside.setRowStretch(2, 1)
        inside.addWidget(self._go, 3, 0)

    def tell(self, figure: int, more: str) -> None:
        """Show a figure, and a sentence about it."""
        self._figure.setText(formats.count(figure))
        self._figure.setEnabled(figure > 0)
        self._more.setText(more)


class TodayPage(Page):
    """What a rep wants to know first."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageToday", translate("TodayPage", "Today"))
        self._latest = bench.latest(self)
        self._needs = self._tile("tileNeedsYou", self.tr("Needs you"), "pageConflicts")
        self._drafts = self._tile("tileDrafts", self.tr("Drafts"), "pageOrders")
        self._to_send = self._tile("tileToSend", self.tr("Waiting to send"), "pageOutbox")
        self._there = self._tile("tileAtHeadOffice", self.tr("At head office"), "pageOutbox")
        self._fresh = label(name="freshness", wraps=True)
        self._fresh_title = heading(self.tr("How fresh your data is"))
        self._list = Listing[OrderSummary](
            bench,
            order_model(bench.clock),
            lambda _text, limit, _offset: bench.desk.orders(limit=min(limit, _LATEST_ORDERS)),
            Names(
                table="tableTodayOrders",
                spoken=self.tr("Latest orders"),
                empty=self.tr("No orders yet. Press Ctrl+N to take the first one."),
                nothing_found="",
            ),
        )
        self._list.table.opened.connect(lambda order: bench.order_wanted.emit(order.id))
        self.put_header()
        self.inside.addWidget(self._tiles())
        self.inside.addWidget(heading(self.tr("Latest orders")))
        self.inside.addWidget(self._list, 1)
        self.inside.addWidget(card(self._fresh_title, self._fresh))

    def refresh(self) -> None:
        """Look up everything the page tells."""
        desk = self.bench.desk

        def look() -> _Found:
            return _Found(
                standing=desk.standing(),
                drafts=len(desk.orders(state=OrderState.DRAFT)),
                outbox=desk.outbox(),
            )

        self._latest.ask(look, self._show)
        self._list.refresh()

    def _tile(self, name: str, text: str, page: str) -> _Tile:
        return _Tile(name, text, self.tr("Show"), lambda: self.bench.page_wanted.emit(page))

    def _tiles(self) -> QWidget:
        made = QWidget()
        inside = QGridLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(SPACE_GROUP)
        for at, tile in enumerate((self._needs, self._drafts, self._to_send, self._there)):
            inside.addWidget(tile, 0, at)
            inside.setColumnStretch(at, 1)
        return made

    def _show(self, found: _Found) -> None:
        standing, now = found.standing, self.bench.clock.now()
        stopped = sum(entry.status is TaskStatus.PARKED for entry in found.outbox)
        waiting = [e for e in found.outbox if e.status in {TaskStatus.QUEUED, TaskStatus.SENDING}]
        value = sum((entry.value or Decimal(0) for entry in waiting), Decimal(0))
        self._needs.tell(standing.conflicts + stopped, self._needs_told(standing, stopped))
        self._drafts.tell(
            found.drafts,
            self.tr("Not placed yet.") if found.drafts else self.tr("Every order was placed."),
        )
        self._to_send.tell(
            standing.to_send,
            self._worth(standing, value),
        )
        self._there.tell(
            standing.at_head_office,
            self.tr("Safe there, not answered yet.")
            if standing.at_head_office
            else self.tr("Everything sent was answered."),
        )
        self._fresh.setText(
            "   ·   ".join(
                f"{wording.feed_words(kind).capitalize()}: {formats.count(state.rows)}, "
                f"{formats.age(state.as_of, now)}"
                for kind, state in standing.cache.items()
                if kind in _FRESH_KINDS
            )
        )

    def _worth(self, standing: Standing, value: Decimal) -> str:
        if value:
            return self.tr("Worth {value} {currency}.").format(
                value=formats.money(value), currency=standing.currency
            )
        if standing.to_send:
            return self.tr("Goes with the next sync.")
        return self.tr("Nothing waits for the link.")

    def _needs_told(self, standing: Standing, stopped: int) -> str:
        told = []
        if standing.conflicts:
            told.append(self.tr("{count} to choose about.").format(count=standing.conflicts))
        if stopped:
            told.append(self.tr("{count} stopped.").format(count=stopped))
        return " ".join(told) or self.tr("Nothing needs you now.")
