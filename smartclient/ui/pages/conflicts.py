"""The page of the rep's conflicts."""

from __future__ import annotations

from smartclient.reconcile.conflict import Conflict
from smartclient.ui.models.conflicts import conflict_model
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.listing import Fetch, Listing, Names
from smartclient.ui.widgets.parts import button
from smartclient.ui.workbench import Workbench


class ConflictsPage(Page):
    """What head office could not settle without the rep."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, "pageConflicts", translate("ConflictsPage", "Conflicts"))
        self._settle = button(
            "buttonSettle", self.tr("&Settle…"), self._settle_current, primary=True
        )
        self._list = Listing[Conflict](
            bench,
            conflict_model(bench.clock),
            self._fetch(),
            Names(
                table="tableConflicts",
                spoken=self.tr("Conflicts"),
                empty=self.tr("Nothing needs you. What head office can't settle comes here."),
                nothing_found="",
            ),
        )
        self.put_header(self._settle)
        self.inside.addWidget(self._list, 1)
        self._list.table.opened.connect(lambda row: bench.conflict_wanted.emit(row.id))
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the conflicts again."""
        self._list.refresh()

    def _fetch(self) -> Fetch[Conflict]:
        desk = self.bench.desk
        return lambda _text, limit, offset: desk.conflicts()[offset : offset + limit]

    def _settle_current(self) -> None:
        if self._list.current is not None:
            self.bench.conflict_wanted.emit(self._list.current.id)

    def _show_possible(self) -> None:
        self._settle.setEnabled(self._list.current is not None)
