"""Stopped requests at head office: what was set aside, and having it tried again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import STOPPED_KINDS
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.models.headoffice import stopped_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.widgets.availability import Availability, begin_task, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names

translate = QCoreApplication.translate


class StoppedSection(ListSection[StoppedRequest]):
    """Every rep's requests that head office tried in vain."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            context,
            stopped_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.stopped_requests()[
                offset : offset + limit
            ],
            Names(
                table="tableStopped",
                accessible_name=translate("Stopped", "Stopped requests"),
                empty=translate("Stopped", "Nothing is stopped. Head office could answer it all."),
                nothing_found="",
            ),
            kinds=STOPPED_KINDS,
        )
        self._retry = button("buttonRetryStopped", self.tr("Try &again…"), self._ask)
        hint = label(
            self.tr("Tell support what is in the last column, then have it tried again."),
            muted=True,
            wraps=True,
        )
        self._close = button("buttonCloseStopped", self.tr("&Close…"), self._ask_to_close)
        self._choices = (
            Availability(context, self._retry, begin_task(TaskKind.RETRY_STOPPED)),
            Availability(context, self._close, begin_task(TaskKind.CLOSE_STOPPED)),
        )
        below = row(hint, self._close, self._retry)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)
        self.list.table.picked.connect(self._show_possible)
        self.list.model.dataChanged.connect(self._show_possible)
        self._show_possible()

    def _ask(self) -> None:
        stopped = self.list.current
        if stopped is None:
            return
        question = Question(
            self,
            "dialogRetryStopped",
            title=self.tr("Have this tried again?"),
            text=self.tr(
                "Head office answers it as if it had just come in. {rep} may have withdrawn it "
                "or entered it again with an older Smart Client, which does not report that. "
                "Ask {rep} first whether it is still wanted."
            ).format(rep=stopped.sender),
            yes=self.tr("&Try it again"),
            no=self.tr("&Not now"),
            risky=True,
        )
        question.ask(lambda _note: self._try_again(stopped))

    def _try_again(self, stopped: StoppedRequest) -> None:
        self.context.execute(
            lambda: self.context.use_cases.admin.retry_stopped(stopped),
            lambda _: self.context.notify(self.tr("It is tried again after the next sync.")),
        )

    def _ask_to_close(self) -> None:
        stopped = self.list.current
        if stopped is None:
            return
        question = Question(
            self,
            "dialogCloseStopped",
            title=self.tr("Close this for good?"),
            text=self.tr(
                "It is refused and not tried again. {rep} sees that with your note, and can enter "
                "it again."
            ).format(rep=stopped.sender),
            yes=self.tr("&Close it"),
            no=self.tr("&Not now"),
            note=self.tr("Note for the rep"),
            risky=True,
        )
        question.ask(lambda note: self._close_it(stopped, note))

    def _close_it(self, stopped: StoppedRequest, note: str) -> None:
        self.context.execute(
            lambda: self.context.use_cases.admin.close_stopped(stopped, note),
            lambda _: self.context.notify(self.tr("It is closed after the next sync.")),
        )

    def _show_possible(self) -> None:
        stopped = self.list.current
        why_not = unless_chosen(stopped)
        if stopped is not None and stopped.retrying:
            why_not = self.tr("It is being tried again already.")
        for choice in self._choices:
            choice.allow(why_not)
