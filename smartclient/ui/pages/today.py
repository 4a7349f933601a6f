"""The page of today: what needs the rep, what was answered, sales, and how fresh everything is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from smartclient.domain.ids import ConflictId
from smartclient.domain.tasks import SubjectType
from smartclient.read_models.overview import (
    ActionItem,
    ActionItemKind,
    AnsweredRequest,
    Answers,
    Today,
    WeekSales,
)
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.models.action_items import answer_model, need_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.pages.today_devices import NewDevicesNotice
from smartclient.ui.text import formats, server_restores, worker_outage
from smartclient.ui.widgets.factories import card, heading, label, link_button, row, takes_tab
from smartclient.ui.widgets.figures.patterns import Fill, Swatch
from smartclient.ui.widgets.figures.sales_chart import SalesChart
from smartclient.ui.widgets.figures.tile import Tile
from smartclient.ui.widgets.freshness import Freshness
from smartclient.ui.widgets.lists.compact_table import CompactTable
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.scrolling import FillingScroll

if TYPE_CHECKING:
    from smartclient.contract.cases import Case

_SIDE_WIDTH = 332
_URGENT = {
    ActionItemKind.CONFLICT: "pageConflicts",
    ActionItemKind.MAIL: "pageOutbox",
    ActionItemKind.STOPPED: "pageOutbox",
    ActionItemKind.CASE: "pageHeadOffice",
}
"""The pages on which open work is resolved, the most pressing first."""


class TodayPage(Page):
    """What a rep wants to know first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageToday", translate("TodayPage", "Today"))
        self._latest = context.latest(self)
        self._mark = 0
        self._urgent: frozenset[ActionItemKind] = frozenset()
        self._day = label(name="todayDay", muted=True)
        self._silence = Notice(context.theme, "todaySilence", StatusBadge.QUEUED)
        self._new_devices = NewDevicesNotice(context, self.refresh)
        self._needs_tile = self._tile(
            "tileNeedsYou", StatusBadge.IN_CONFLICT, self.tr("Action needed"), "pageConflicts"
        )
        self._drafts = self._tile("tileDrafts", StatusBadge.DRAFT, self.tr("Drafts"), "pageOrders")
        self._to_send = self._tile(
            "tileToSend", StatusBadge.QUEUED, self.tr("Waiting to send"), "pageOutbox"
        )
        self._there = self._tile(
            "tileAtHeadOffice", StatusBadge.RECEIVED, self.tr("At head office"), "pageOutbox"
        )
        self._needs = CompactTable[ActionItem](
            context,
            need_model(context.clock),
            "tableTodayNeeds",
            self.tr("Action needed"),
            self.tr("No action needed. What cannot continue without you is listed here."),
        )
        self._answers = CompactTable[AnsweredRequest](
            context,
            answer_model(context.clock),
            "tableTodayAnswers",
            self.tr("What head office answered"),
            self.tr("No answers since you last looked."),
        )
        self._needs_title = heading("")
        self._answers_title = heading("")
        self._seen = link_button("buttonSeen", self.tr("Mark all as read"), self._mark_seen)
        self._chart = SalesChart(context.theme, "salesChart")
        self._week = label(name="salesWeek", muted=True)
        self._confirmed = label(name="salesConfirmed", muted=True)
        self._tentative = label(name="salesTentative", muted=True)
        self._fresh = Freshness(context.theme, "freshness")
        self._restored = label(name="todayRestored", muted=True, wraps=True)
        self._lay_out()
        self._chart.chosen.connect(self._show_week)
        self._needs.table.opened.connect(self._open_need)
        self._answers.table.opened.connect(self._open_answer)

    def refresh(self) -> None:
        """Look up everything the page shows."""
        self._latest.run(self.context.use_cases.status.today, self._show)

    def _tile(self, name: str, badge: StatusBadge, text: str, page: str) -> Tile:
        return Tile(
            self.context.theme, name, badge, (text, self.tr("Show")), lambda: self._go_to(page)
        )

    def _go_to(self, page: str) -> None:
        """Open the page a tile leads to; what is urgent may be on another one than conflicts."""
        if page == "pageConflicts":
            page = next((_URGENT[kind] for kind in _URGENT if kind in self._urgent), page)
        self.context.navigator.show_page(page)

    def put_first(self, widget: QWidget) -> None:
        """Put something before all that the page shows, to be scrolled with it."""
        self._body.insertWidget(0, widget)
        tiles = (self._needs_tile, self._drafts, self._to_send, self._there)
        below = (self._needs.table, self._seen, self._answers.table, self._chart)
        first = filter(takes_tab, widget.findChildren(QWidget))
        for before, after in pairwise((*first, *(tile.go for tile in tiles), *below)):
            self.setTabOrder(before, after)

    def _lay_out(self) -> None:
        self.put_header(self._day)
        scroll = FillingScroll()
        self._body = scroll.content_layout
        self._body.setSpacing(SPACE_GROUP)
        self.content_layout.addWidget(scroll, 1)
        self._body.addWidget(self._silence)
        self._body.addWidget(self._new_devices)
        tiles = QWidget()
        layout = QGridLayout(tiles)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE_GROUP)
        for index, tile in enumerate((self._needs_tile, self._drafts, self._to_send, self._there)):
            layout.addWidget(tile, 0, index)
            layout.setColumnStretch(index, 1)
        tiles.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._body.addWidget(tiles)
        left = QVBoxLayout()
        left.setSpacing(SPACE_BETWEEN)
        left.addWidget(self._needs_title)
        left.addWidget(self._needs, 1)
        left.addSpacing(SPACE_BETWEEN)
        left.addLayout(row(self._answers_title, None, self._seen))
        left.addWidget(self._answers, 1)
        right = QVBoxLayout()
        right.setSpacing(SPACE_GROUP)
        right.addWidget(self._sales_card(), 1)
        right.addWidget(self._fresh_card())
        columns = row(spacing=SPACE_GROUP)
        columns.addLayout(left, 1)
        columns.addLayout(right)
        self._body.addLayout(columns, 1)

    def _sales_card(self) -> QFrame:
        theme = self.context.theme
        # one below the other: two large sums have no room beside each other
        legend = QWidget()
        layout = QVBoxLayout(legend)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addLayout(row(Swatch(theme, Fill.CONFIRMED), self._confirmed, None))
        layout.addLayout(row(Swatch(theme, Fill.TENTATIVE), self._tentative, None))
        head = QWidget()
        head.setLayout(row(heading(self.tr("Sales by week")), None, self._week))
        panel = card(head, legend, self._chart)
        panel.setMinimumWidth(_SIDE_WIDTH)
        return panel

    def _fresh_card(self) -> QFrame:
        for follows in (self._restored, self._chart):  # only ages widen the cards
            policy = follows.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            follows.setSizePolicy(policy)
        head = QWidget()
        head.setLayout(row(heading(self.tr("Data freshness")), None, self._fresh.summary))
        panel = card(head, self._fresh, self._restored)
        panel.setMinimumWidth(_SIDE_WIDTH)
        return panel

    def _show(self, today: Today) -> None:
        now = self.context.clock.now()
        self._day.setText(formats.long_day(self.context.clock.today()))
        self._silence.show_text(worker_outage.outage_text(today.client_status.outage, now))
        self._new_devices.show_devices(today.client_status.new_devices)
        self._show_tiles(today, now)
        self._needs.show_rows(today.needs)
        self._show_answers(today.answers)
        self._chart.show_weeks(today.weeks, self._orders_of(today))
        self._fresh.show_status(today.client_status, now)
        self._restored.setText(server_restores.restored(today.client_status.restore, now))
        self._restored.setVisible(today.client_status.restore is not None)

    def _orders_of(self, today: Today) -> date | None:
        orders = today.client_status.cache.get("orders")
        as_of = None if orders is None else orders.as_of
        return None if as_of is None else as_of.astimezone().date()

    def _show_tiles(self, today: Today, now: datetime) -> None:
        client_status, urgent = (
            today.client_status,
            [n for n in today.needs if n.kind is not ActionItemKind.DRAFT],
        )
        self._urgent = frozenset(need.kind for need in urgent)
        self._needs_title.setText(self._needs_heading(len(urgent), today.needs))
        self._needs_tile.show_figure(len(urgent), self._needs_text(urgent))
        self._drafts.show_figure(
            today.drafts,
            self._worth(today, today.drafts_value, self.tr("Not placed yet."))
            if today.drafts
            else self.tr("Every order was placed."),
        )
        self._to_send.show_figure(
            client_status.to_send,
            self._worth(today, today.waiting_value, self.tr("Goes with the next sync."))
            if client_status.to_send
            else self.tr("Nothing waits for the link."),
        )
        self._there.show_figure(
            client_status.at_head_office,
            self._there_text(today, now),
        )

    def _needs_heading(self, urgent: int, needs: Sequence[ActionItem]) -> str:
        if len(needs) == urgent:
            return self.tr("Action needed")
        return self.tr("Action needed, and your drafts") if urgent else self.tr("Your drafts")

    def _there_text(self, today: Today, now: datetime) -> str:
        if not today.client_status.at_head_office:
            return self.tr("Everything sent was answered.")
        if today.client_status.outage is not None:
            return worker_outage.short_outage_text(today.client_status.outage, now)
        text = self._worth(today, today.there_value, self.tr("Safe there, not answered yet."))
        decided = today.client_status.being_decided
        if not decided:
            return text
        return f"{text} {self.tr('%Ln of these being decided.', '', decided)}"

    def _worth(self, today: Today, value: Decimal, otherwise: str) -> str:
        if not value:
            return otherwise
        return self.tr("Worth {value} {currency}.").format(
            value=formats.money(value), currency=today.client_status.currency
        )

    def _needs_text(self, urgent: list[ActionItem]) -> str:
        counts = Counter(need.kind for need in urgent)
        conflicts, stopped = counts[ActionItemKind.CONFLICT], counts[ActionItemKind.STOPPED]
        cases, mails = counts[ActionItemKind.CASE], counts[ActionItemKind.MAIL]
        texts = [
            text
            for count, text in (
                (conflicts, self.tr("%Ln to resolve.", "", conflicts)),
                (mails, self.tr("%Ln mails to ask about.", "", mails)),
                (stopped, self.tr("%Ln stopped.", "", stopped)),
                (cases, self.tr("%Ln to decide.", "", cases)),
            )
            if count
        ]
        return " ".join(texts) or self.tr("No action needed.")

    def _show_answers(self, answers: Answers) -> None:
        self._mark = answers.mark
        self._answers.show_rows(answers.rows)
        self._seen.setVisible(bool(answers.rows))
        since = formats.moment(answers.since, self.context.clock.now())
        self._answers_title.setText(
            self.tr("Answered since you last looked, {when}").format(when=since)
            if since
            else self.tr("Answered by head office")
        )

    def _mark_seen(self) -> None:
        use_cases, mark = self.context.use_cases, self._mark
        self.context.query(
            self, lambda: use_cases.status.mark_answers_read(mark), lambda _: self.refresh()
        )

    def _show_week(self, week: WeekSales | None) -> None:
        if week is None:
            return
        texts = {
            self._week: self.tr("week of {day}").format(day=formats.short_day(week.monday)),
            self._confirmed: self.tr("Confirmed {amount}").format(
                amount=formats.money(week.confirmed)
            )
            if self._chart.knows(week)
            else self.tr("Confirmed: not known here"),
            self._tentative: self.tr("Tentative {amount}").format(
                amount=formats.money(week.tentative)
            ),
        }
        for place, text in texts.items():
            place.setText(text)
        self._chart.setAccessibleDescription(", ".join(texts.values()))

    def _open_need(self, need: ActionItem) -> None:
        match need.kind:
            case ActionItemKind.CONFLICT:
                self.context.navigator.resolve_conflict(need.id)
            case ActionItemKind.MAIL:
                self.context.navigator.show_mails(mail_id=need.id)
            case ActionItemKind.STOPPED:
                self.context.navigator.show_page("pageOutbox")
            case ActionItemKind.DRAFT:
                self.context.navigator.open_order(need.id)
            case ActionItemKind.CASE:
                self._open_case(ConflictId(need.id))

    def _open_case(self, conflict_id: ConflictId) -> None:
        use_cases = self.context.use_cases

        def show(cases: tuple[Case, ...]) -> None:
            for case in cases:
                self.context.navigator.decide_case(case)

        self.context.query(
            self,
            lambda: tuple(c for c in use_cases.admin.cases() if c.conflict.id == conflict_id),
            show,
        )

    def _open_answer(self, answer: AnsweredRequest) -> None:
        if answer.subject.type is SubjectType.ORDER:
            self.context.navigator.open_order(answer.subject.id)
        elif answer.subject.type is SubjectType.CUSTOMER:
            self.context.navigator.show_customer(answer.subject.id)
        elif answer.subject.type is SubjectType.MAIL:
            self.context.navigator.show_mails(mail_id=answer.subject.id)
