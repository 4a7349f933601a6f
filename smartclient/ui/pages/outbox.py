"""The page of the outbox."""

from __future__ import annotations

from smartclient.domain.records import OutboxEntry
from smartclient.domain.tasks import TaskStatus
from smartclient.ui.models.outbox import OutboxModel
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.parts import button, label
from smartclient.ui.workbench import Workbench


class OutboxPage(Page):
    """Every request head office has not answered: to send, at head office, or stopped."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageOutbox", translate("OutboxPage", "Outbox"))
        self._undo = button("buttonUndo", self.tr("&Take back"), self._undo_current)
        self._retry = button("buttonRetry", self.tr("Try &again"), self._retry_current)
        self._list = Listing[OutboxEntry](
            bench,
            OutboxModel(bench.clock),
            self._fetch(),
            Names(
                table="tableOutbox",
                spoken=self.tr("Requests not answered yet"),
                empty=self.tr("Nothing waits. Head office has answered everything you did."),
                nothing_found="",
            ),
        )
        self._hint = label(name="outboxHint", muted=True, wraps=True)
        self.put_header(self._retry, self._undo)
        self.inside.addWidget(self._list, 1)
        self.inside.addWidget(self._hint)
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the outbox again."""
        self._list.refresh()

    def _fetch(self) -> Fetch[OutboxEntry]:
        desk = self.bench.desk
        return lambda _text, limit, offset: desk.outbox()[offset : offset + limit]

    def _undo_current(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.bench.do(
                lambda: self.bench.desk.undo(entry.request_id),
                lambda _: self.bench.say(self.tr("Taken back. Head office never saw it.")),
            )

    def _retry_current(self) -> None:
        entry = self._list.current
        if entry is not None:
            self.bench.do(
                lambda: self.bench.desk.retry(entry.request_id),
                lambda _: self.bench.say(self.tr("It goes with the next sync.")),
            )

    def _show_possible(self) -> None:
        entry = self._list.current
        status = entry.status if entry else None
        self._undo.setEnabled(status in {TaskStatus.QUEUED, TaskStatus.PARKED})
        self._retry.setEnabled(status in {TaskStatus.QUEUED, TaskStatus.PARKED})
        self._hint.setText(self._told(status))

    def _told(self, status: TaskStatus | None) -> str:
        match status:
            case TaskStatus.QUEUED:
                return self.tr("This was not sent yet. You can still take it back.")
            case TaskStatus.PARKED:
                return self.tr("This was stopped. Try it again, or take it back.")
            case TaskStatus.SENDING | TaskStatus.RECEIVED:
                return self.tr(
                    "This is on its way or at head office. To take it back, cancel the order."
                )
            case TaskStatus.AWAITING_DECISION:
                return self.tr("Someone at head office is deciding about this.")
            case TaskStatus.IN_CONFLICT:
                return self.tr("This waits for your choice, on the page of conflicts.")
            case _:
                return ""
