"""Conflicts that wait for their reps, as an admin sees them, and taking one over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.contract.cases import OpenConflict
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CONFLICT_KINDS
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.models.headoffice_conflicts import open_conflict_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.widgets.availability import Availability, begin_task, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names

translate = QCoreApplication.translate


class OpenConflicts(ListSection[OpenConflict]):
    """Every rep's open conflicts, the oldest first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            context,
            open_conflict_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.open_conflicts()[
                offset : offset + limit
            ],
            Names(
                table="tableOpenConflicts",
                accessible_name=translate("OpenConflicts", "Conflicts of reps"),
                empty=translate("OpenConflicts", "No rep has a conflict to resolve."),
                nothing_found="",
            ),
            kinds=CONFLICT_KINDS,
        )
        self._take = button("buttonTakeOver", self.tr("&Take over…"), self._ask)
        self._may_take = Availability(context, self._take, begin_task(TaskKind.TAKE_OVER))
        hint = label(
            self.tr("Each waits for its rep. Take one over to decide it as a case."),
            muted=True,
            wraps=True,
        )
        below = row(hint, self._take)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)
        self.list.table.picked.connect(self._show_possible)
        self._show_possible()

    def _ask(self) -> None:
        found = self.list.current
        if found is None:
            return
        asking = Question(
            self,
            "dialogTakeOver",
            title=self.tr("Decide this instead of the rep?"),
            text=self.tr(
                "It becomes a case. {rep} sees that head office decides, and reads your note."
            ).format(rep=found.sender),
            yes=self.tr("&Take it over"),
            no=self.tr("&Not now"),
            note=self.tr("Note for the rep"),
        )
        asking.ask(lambda note: self._take_over(found, note))

    def _take_over(self, found: OpenConflict, note: str) -> None:
        self.context.execute(
            lambda: self.context.use_cases.admin.take_over(found, note),
            lambda _: self.context.notify(self.tr("It is a case after the next sync.")),
        )

    def _show_possible(self) -> None:
        found = self.list.current
        self._may_take.allow(unless_chosen(found) or self._why_not_taken(found))

    def _why_not_taken(self, found: OpenConflict | None) -> str:
        if found is not None and found.with_admin:
            return self.tr("An admin is deciding about it already.")
        if found is not None and found.taking_over:
            return self.tr("It is being taken over already.")
        return ""
