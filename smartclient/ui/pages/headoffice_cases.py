"""Cases at head office: those that wait for a decision, and how the others were decided."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.contract.cases import Case
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CASE_KINDS
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.headoffice import case_model, decided_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.widgets.availability import Availability, begin_task, unless_chosen
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names

translate = QCoreApplication.translate


class OpenCases(ListSection[Case]):
    """Conflicts that wait for an admin's decision, oldest first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            context,
            case_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.cases()[offset : offset + limit],
            Names(
                table="tableCases",
                accessible_name=translate("OpenCases", "Cases"),
                empty=translate(
                    "OpenCases", "No case waits. What reps ask head office comes here."
                ),
                nothing_found="",
            ),
            kinds=CASE_KINDS,
        )
        self._decide = button(
            "buttonDecide", self.tr("&Decide…"), self._decide_current, primary=True
        )
        self._note = label(name="caseNote", muted=True, wraps=True)
        self._may_decide = Availability(context, self._decide, begin_task(TaskKind.DECIDE_CASE))
        below = row(self._note, self._decide)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)
        table = self.list.table
        table.opened.connect(context.navigator.decide_case)
        table.picked.connect(self._show_possible)
        self._show_possible()

    def _decide_current(self) -> None:
        if self.list.current is not None:
            self.context.navigator.decide_case(self.list.current)

    def _show_possible(self) -> None:
        case = self.list.current
        self._may_decide.allow(unless_chosen(case))
        self._note.setText(f"{case.rep}: {case.note}" if case is not None and case.note else "")


def decided_cases(context: AppContext) -> ListSection[Case]:
    """The section of the decided cases, the latest first."""
    return ListSection[Case](
        context,
        decided_model(context.clock),
        lambda _text, limit, offset: context.use_cases.admin.decided_cases()[
            offset : offset + limit
        ],
        Names(
            table="tableDecided",
            accessible_name=translate("DecidedCases", "Decided cases"),
            empty=translate("DecidedCases", "No case was decided yet."),
            nothing_found="",
        ),
        kinds=CASE_KINDS,
    )
