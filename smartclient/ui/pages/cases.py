"""The page of cases, for admins."""

from __future__ import annotations

from smartclient.contract.cases import Case
from smartclient.ui.models.conflicts import case_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.parts import button
from smartclient.ui.workbench import Workbench


class CasesPage(Page):
    """Conflicts that wait for an admin's decision, oldest first."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageCases", translate("CasesPage", "Cases"))
        self._decide = button(
            "buttonDecide", self.tr("&Decide…"), self._decide_current, primary=True
        )
        self._list = Listing[Case](
            bench,
            case_model(bench.clock),
            self._fetch(),
            Names(
                table="tableCases",
                spoken=self.tr("Cases"),
                empty=self.tr("No case waits for a decision."),
                nothing_found="",
            ),
        )
        self.put_header(self._decide)
        self.inside.addWidget(self._list, 1)
        self._list.table.opened.connect(bench.case_wanted.emit)
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the cases again."""
        self._list.refresh()

    def _fetch(self) -> Fetch[Case]:
        desk = self.bench.desk
        return lambda _text, limit, offset: desk.cases()[offset : offset + limit]

    def _decide_current(self) -> None:
        if self._list.current is not None:
            self.bench.case_wanted.emit(self._list.current)

    def _show_possible(self) -> None:
        self._decide.setEnabled(self._list.current is not None)
