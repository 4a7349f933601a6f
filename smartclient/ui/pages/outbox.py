"""The page of the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from smartclient.domain.retrying import is_due
from smartclient.domain.tasks import STOPPED, TO_SEND, SubjectType, TaskStatus
from smartclient.read_models.outbox_choices import outbox_choices
from smartclient.read_models.records import OutboxEntry, WaitsFor
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.outbox import OutboxModel
from smartclient.ui.pages.outbox_carrying import OutboxCarrying
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.text import formats, wording, worker_outage
from smartclient.ui.text.refusals import refusals_text
from smartclient.ui.widgets.availability import allow, show_possible, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Listing, Names
from smartclient.ui.widgets.notice import Notice

_CAN_BE_OPENED = {SubjectType.ORDER, SubjectType.CUSTOMER, SubjectType.MAIL}


class OutboxPage(Page):
    """Every request head office has not answered: to send, at head office, or stopped."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageOutbox", translate("OutboxPage", "Outbox"))
        self._first = button("buttonSendFirst", self.tr("Send &first"), self._send_first)
        self._anyway = button("buttonSendAnyway", self.tr("Send &now anyway"), self._send_anyway)
        self._retry = button("buttonRetry", self.tr("Try &again"), self._retry_current)
        self._undo = button("buttonUndo", self.tr("&Withdraw"), self._undo_current)
        self._open = button("buttonOpenOutbox", self.tr("&Open…"), self._open_current)
        self._mails = button("buttonOutboxMails", self.tr("&Mails…"), self._show_mails)
        self._steps = button("buttonShowTask", self.tr("S&teps…"), self._show_task)
        model = OutboxModel(context.clock)
        self._list = Listing[OutboxEntry](
            context,
            model,
            lambda _text, limit, offset: context.use_cases.outbox.entries()[
                offset : offset + limit
            ],
            Names(
                table="tableOutbox",
                accessible_name=self.tr("Requests not answered yet"),
                empty=self.tr(
                    "Nothing is waiting. What is not sent or not answered yet is listed here."
                ),
                nothing_found="",
                icon="tray-arrow-up",
            ),
        )
        self._summing = context.latest(self)
        self._silence = Notice(context.theme, "outboxSilence", StatusBadge.QUEUED)
        self._refusals = Notice(context.theme, "outboxRefusals", StatusBadge.REJECTED)
        self._sums = label(name="outboxSums", muted=True)
        self._hint = label(name="outboxHint", muted=True, wraps=True)
        self._of_entry = (
            self._open,
            self._steps,
            self._first,
            self._anyway,
            self._retry,
            self._undo,
        )
        self.put_header_with_buttons(*self._of_entry, self._mails)
        self.content_layout.addWidget(self._silence)
        self.content_layout.addWidget(self._refusals)
        self.content_layout.addWidget(self._sums)
        self.content_layout.addWidget(self._list, 1)
        self.content_layout.addWidget(self._hint)
        self._carrying = OutboxCarrying(context, self)
        carrying = self._carrying.export, self._carrying.take_in
        self.content_layout.addLayout(row(*carrying, None))
        self._list.table.picked.connect(self._show_possible)
        # the same rows may stand differently
        model.dataChanged.connect(self._show_possible)
        self._list.table.opened.connect(lambda _row: self._open_current())
        context.status_changed.connect(self._show_notices)
        self._show_notices()
        self._show_possible()

    def refresh(self) -> None:
        """Look up the outbox again."""
        self._list.refresh()
        self._summing.run(self.context.use_cases.outbox.entries, self._sum_up)

    def _open_current(self) -> None:
        entry = self._list.current
        if entry is None:
            return
        if entry.subject.type is SubjectType.ORDER:
            self.context.navigator.open_order(entry.subject.id)
        elif entry.subject.type is SubjectType.CUSTOMER:
            self.context.navigator.show_customer(entry.subject.id)
        elif entry.subject.type is SubjectType.MAIL:
            self.context.navigator.show_mails(mail_id=entry.subject.id)

    def _show_mails(self) -> None:
        self.context.navigator.show_mails()

    def _show_task(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.context.navigator.show_task(entry.task_id)

    def _send_first(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.context.execute(
                lambda: self.context.use_cases.outbox.send_first(entry.request_id),
                lambda _: self.context.notify(self.tr("It goes before everything else.")),
            )

    def _send_anyway(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.context.execute(
                lambda: self.context.use_cases.outbox.send_anyway(entry.request_id),
                lambda _: self.context.notify(self.tr("It goes with the next sync.")),
            )

    def _undo_current(self) -> None:
        entry = self._list.current
        if entry is None:
            return
        text = self.tr(
            "It is being withdrawn. Head office has not confirmed yet that it was in time."
        )
        self.context.execute(
            lambda: self.context.use_cases.outbox.undo(entry.request_id),
            lambda _: self.context.notify(text),
        )

    def _retry_current(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.context.execute(
                lambda: self.context.use_cases.outbox.retry(entry.request_id),
                lambda _: self.context.notify(self.tr("It goes with the next sync.")),
            )

    def _show_possible(self) -> None:
        entry = self._list.current
        if entry is None:
            for control in self._of_entry:
                allow(control, unless_chosen(entry))
        else:
            choices = outbox_choices(entry)
            has_page = entry.subject.type in _CAN_BE_OPENED
            allow(self._open, "" if has_page else self.tr("There is nothing to open of this."))
            allow(self._steps, "")
            show_possible(self._first, choices.send_first)
            show_possible(self._anyway, choices.send_anyway)
            show_possible(self._retry, choices.retry)
            show_possible(self._undo, choices.undo)
        self._hint.setText("" if entry is None else self._hint_text(entry))
        self._hint.setVisible(bool(self._hint.text()))

    def _hint_text(self, entry: OutboxEntry) -> str:
        match entry.status:
            case TaskStatus.QUEUED:
                text = self.tr("This was not sent yet. You can still withdraw it.")
            case TaskStatus.PARKED if entry.is_mail_unknown:
                text = self.tr("Open the mail to say so.")
            case TaskStatus.PARKED:
                text = self.tr("This was stopped. Try it again, or withdraw it.")
            case TaskStatus.SENDING | TaskStatus.RECEIVED:
                text = self._handed_over_text(entry)
            case TaskStatus.TAKING_BACK:
                text = self.tr(
                    "You are withdrawing this. Head office has not confirmed yet that it was "
                    "in time."
                )
            case TaskStatus.AWAITING_DECISION:
                text = self.tr("Someone at head office is deciding about this.")
            case _:
                text = ""
        why = wording.filled(entry.why, entry.arguments)
        return " ".join(
            part for part in (why, self._tried(entry), self._latest(entry), text) if part
        )

    def _handed_over_text(self, entry: OutboxEntry) -> str:
        """What withdrawing does with what head office has or may have."""
        sent = "" if entry.exported else self.tr("This was sent already.")
        withdrawn = self.tr("If you withdraw it, head office says whether that was in time.")
        return f"{sent} {withdrawn}".strip()

    def _latest(self, entry: OutboxEntry) -> str:
        """When it goes at the latest, or goes no more by itself; "" where neither matters."""
        parts = []
        if entry.held_by is WaitsFor.CHEAPER_LINK:
            parts.append(self.tr("It goes within a day whatever the connection costs."))
        if entry.not_after is not None and entry.status is TaskStatus.QUEUED:
            latest = self.tr("After {when} you are asked instead of it being sent.")
            when = formats.moment(entry.not_after, self.context.clock.now())
            parts.append(latest.format(when=when))
        return " ".join(parts)

    def _tried(self, entry: OutboxEntry) -> str:
        """How often it was tried, and when it will be again; "" where it was not."""
        now = self.context.clock.now()
        if not entry.attempts:
            return ""
        tried = self.tr("Tried %Ln times.", "", entry.attempts)
        if is_due(entry.next_try, now):
            return tried
        again = self.tr("The next try is at {when}.")
        return f"{tried} {again.format(when=formats.moment(entry.next_try, now))}"

    def _show_notices(self) -> None:
        client_status = self.context.client_status
        known = None if client_status is None else client_status.outage
        self._silence.show_text(worker_outage.outage_text(known, self.context.clock.now()))
        refused = () if client_status is None else client_status.refusals
        self._refusals.show_text(refusals_text(refused))

    def _sum_up(self, rows: Sequence[OutboxEntry]) -> None:
        """Sum up everything in the outbox, also what is not loaded yet."""
        to_send = [row for row in rows if row.status in TO_SEND]
        there = [row for row in rows if row.status is TaskStatus.RECEIVED]
        decided = [row for row in rows if row.status is TaskStatus.AWAITING_DECISION]
        stopped = [row for row in rows if row.status in STOPPED]
        parts = [
            (self.tr("%Ln to send", "", len(to_send)), to_send),
            (self.tr("%Ln at head office", "", len(there)), there),
            (self.tr("%Ln being decided", "", len(decided)), decided),
            (self.tr("%Ln stopped", "", len(stopped)), stopped),
        ]
        self._carrying.show_possible(anything_waits=bool(to_send or there))
        texts = [self._part(counted, count) for counted, count in parts if count]
        self._sums.setText("  ·  ".join(texts))
        self._sums.setVisible(bool(texts))

    def _part(self, counted: str, rows: Iterable[OutboxEntry]) -> str:
        value = sum((row.value or Decimal(0) for row in rows), Decimal(0))
        if not value:
            return counted
        return self.tr("{counted}, worth {value} {currency}").format(
            counted=counted, value=formats.money(value), currency=self.context.currency
        )
