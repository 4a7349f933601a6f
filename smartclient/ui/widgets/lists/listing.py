"""Listings: a search field's text, a table, its pages, and the text for an empty one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from smartclient.domain.errors import SmartClientError
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.text.data_ages import removed_text
from smartclient.ui.text.wording import error_text
from smartclient.ui.widgets.lists.columns import LEAST_REST
from smartclient.ui.widgets.lists.empty import EmptyState, Explain
from smartclient.ui.widgets.lists.search import SearchField
from smartclient.ui.widgets.lists.table import RecordTable

PAGE_ROWS = 200
SHARE_ROWS = 1_000

Row = TypeVar("Row")
Fetch = Callable[[str, int, int], Sequence[Row]]
"""Looks up ``limit`` rows that match a text, from ``offset`` on; runs off the GUI thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a listing: its table's object name, its accessible name, its text when empty.

    ``icon`` is shown above that, "" for none. ``kinds`` are the data that the rows are of: where
    some of it has left the device, the list says so when empty.
    """

    table: str
    accessible_name: str
    empty: str
    nothing_found: str
    icon: str = ""
    kinds: tuple[str, ...] = ()


class Listing(QStackedWidget, Generic[Row]):
    """A table over ``fetch(text, limit, offset)``, looked up in the background by pages."""

    def __init__(
        self,
        context: AppContext,
        model: SnapshotModel[Row],
        fetch: Fetch[Row],
        names: Names,
        *,
        least_rest: int = LEAST_REST,
        explain: Explain | None = None,
    ) -> None:
        super().__init__()
        self._explain = explain
        self._context = context
        self._fetch = fetch
        self._names = names
        self._text = ""
        self._latest = context.latest(self)
        self._next = context.latest(self)
        self.model = model
        self.table = RecordTable(
            model,
            context.theme,
            names.table,
            names.accessible_name,
            memory=context.columns,
            least_rest=least_rest,
        )
        self._empty = EmptyState(context.theme, f"{names.table}Empty", names.icon)
        self.addWidget(self.table)
        self.addWidget(self._empty)
        model.more_requested.connect(self._fetch_more)

    @property
    def current(self) -> Row | None:
        """The selected row, or None."""
        return self.table.current if self.currentWidget() is self.table else None

    def use(self, fetch: Fetch[Row]) -> None:
        """Look rows up with ``fetch`` from now on."""
        self._fetch = fetch
        self._look(PAGE_ROWS)

    def search(self, text: str) -> None:
        """Show what ``text`` finds."""
        self._text = text
        self.table.start_over()
        self._look(PAGE_ROWS)

    def explain_empty(self, text: str) -> None:
        """Say ``text`` from now on where there is nothing to list."""
        self._names = replace(self._names, empty=text)
        if not self._text:
            self._empty.show_text(self._empty_text())

    def follow(self, field: SearchField) -> None:
        """Show what the text of ``field`` finds, and be gone on to from there by keyboard."""
        field.textChanged.connect(self.search)
        # answers come in the order of the questions: by then the list shows what was typed
        field.went_down.connect(
            lambda: self._context.query(self, lambda: None, lambda _: self._focus_table())
        )

    def refresh(self) -> None:
        """Look again, for as many rows as are shown."""
        count = self.model.rowCount()
        if count <= SHARE_ROWS:
            self._look(max(PAGE_ROWS, count))
        else:
            self._renew(0)

    def _renew(self, offset: int) -> None:
        """Look again a share at a time while the rows are the same ones, else for all of them."""
        fetch, text, count = self._fetch, self._text, self.model.rowCount()
        page_limit = min(SHARE_ROWS, count - offset)

        def found(rows: Sequence[Row]) -> None:
            if not self.model.renew(rows[:page_limit], offset, more=len(rows) > page_limit):
                self._look(count)
            elif offset + page_limit < self.model.rowCount():
                self._renew(offset + page_limit)

        self._latest.run(lambda: fetch(text, page_limit + 1, offset), found)

    def _focus_table(self) -> None:
        if self.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look(self, limit: int) -> None:
        self._next.forget()
        self._fetch_pages(self._fetch, limit, [])

    def _fetch_pages(self, fetch: Fetch[Row], limit: int, rows: list[Row]) -> None:
        """Look up the rows after ``rows``, a share at a time: others want to look things up too."""
        text, offset = self._text, len(rows)
        page_limit = min(SHARE_ROWS, limit - offset)

        def found(more: Sequence[Row]) -> None:
            rows.extend(more[:page_limit])
            if len(more) > page_limit and len(rows) < limit:
                self._fetch_pages(fetch, limit, rows)
            else:
                self._show([*rows, *more[page_limit:]], limit)

        self._latest.run(lambda: fetch(text, page_limit + 1, offset), found)

    def _show(self, rows: Sequence[Row], limit: int) -> None:
        self.model.name_currency(self._context.currency)
        self.model.show(rows[:limit], more=len(rows) > limit)
        self._empty.show_text(self._empty_text())
        self.setCurrentWidget(self.table if rows else self._empty)
        text, explain = self._text, self._explain
        if not rows and text and explain is not None:
            self._latest.run(lambda: explain(text), self._show_explanation)

    def _show_explanation(self, error: SmartClientError | None) -> None:
        if error is not None:
            self._empty.show_text(error_text(error))

    def _empty_text(self) -> str:
        names, now = self._names, self._context.clock.now()
        removed = removed_text(self._context.client_status, names.kinds, now)
        return removed or (names.nothing_found if self._text else names.empty)

    def _fetch_more(self, offset: int) -> None:
        fetch, text = self._fetch, self._text
        self._next.run(
            lambda: fetch(text, PAGE_ROWS + 1, offset),
            lambda rows: self.model.append(rows[:PAGE_ROWS], more=len(rows) > PAGE_ROWS),
        )
