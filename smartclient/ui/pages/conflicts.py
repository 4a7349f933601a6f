"""The page of the rep's conflicts."""

from __future__ import annotations

from smartclient.read_models.data_ages import CONFLICT_KINDS
from smartclient.reconcile.conflict import ConflictSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.conflicts import conflict_model, what
from smartclient.ui.pages.page import Page, translate
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import allow, unless_chosen
from smartclient.ui.widgets.factories import button, label
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names


class ConflictsPage(Page):
    """What head office could not resolve without the rep."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "pageConflicts", translate("ConflictsPage", "Conflicts"))
        self._resolve = button(
            "buttonResolveConflict", self.tr("&Resolve…"), self._resolve_current, primary=True
        )
        self._list = Listing[ConflictSummary](
            context,
            conflict_model(context.clock),
            self._fetch(),
            Names(
                table="tableConflicts",
                accessible_name=self.tr("Conflicts"),
                empty=self.tr("No action needed. What head office cannot resolve is listed here."),
                nothing_found="",
                icon="check",
            ),
        )
        self.put_header(self._resolve)
        self.content_layout.addWidget(AgeNote(context, "conflictsAges", CONFLICT_KINDS))
        self._what = label(name="conflictWhat", muted=True, wraps=True)
        self.content_layout.addWidget(self._list, 1)
        self.content_layout.addWidget(self._what)
        self._list.table.opened.connect(
            lambda row: context.navigator.resolve_conflict(row.conflict.id)
        )
        self._list.table.picked.connect(self._show_possible)
        self._show_possible()

    def refresh(self) -> None:
        """Look up the conflicts again."""
        self._list.refresh()

    def _fetch(self) -> Fetch[ConflictSummary]:
        use_cases = self.context.use_cases
        return lambda _text, limit, offset: use_cases.conflicts.waiting()[offset : offset + limit]

    def _resolve_current(self) -> None:
        if self._list.table.current is not None:
            self.context.navigator.resolve_conflict(self._list.table.current.conflict.id)

    def _show_possible(self) -> None:
        current = self._list.table.current
        allow(self._resolve, unless_chosen(current))
        self._what.setText("" if current is None else what(current.conflict))
        self._what.setVisible(current is not None)
