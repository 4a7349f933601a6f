"""Finder fields: type a few letters, choose what is meant from what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from smartclient.domain.errors import SmartClientError
from smartclient.ui.app_context import AppContext
from smartclient.ui.delegates.matches import DETAIL_ROLE, ICON_ROLE, MatchDelegate
from smartclient.ui.text.wording import error_text
from smartclient.ui.widgets.lists.empty import Explain

Index = QModelIndex | QPersistentModelIndex
MOST_SHOWN = 8
_LIST_WIDTH = 420
# a sentence may be cut off in the list
_NOTHING_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One match: the text that stays in the field, its details, and its value.

    ``icon`` shows its kind, where things of several kinds are found. What ``needs_look``
    is not accepted before it was seen in the list.
    """

    text: str
    detail: str
    value: object
    icon: str = ""
    needs_look: bool = False


Find = Callable[[str, int], Sequence[Match]]
"""Finds at most so many matches for a text; runs off the GUI thread."""


class MatchModel(QAbstractListModel):
    """The matches in the list below the field."""

    matches: tuple[Match, ...] = ()
    nothing = ""

    def show(self, matches: Sequence[Match], nothing: str = "") -> None:
        """Show ``matches`` instead; ``nothing`` is shown where there are none."""
        self.beginResetModel()
        self.matches = tuple(matches)
        self.nothing = "" if matches else nothing
        self.endResetModel()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row: the text for no matches can't be chosen."""
        return super().flags(index) if self.matches else Qt.ItemFlag.ItemIsEnabled

    def rowCount(self, parent: Index | None = None) -> int:
        """How many were found."""
        if parent is not None and parent.isValid():
            return 0
        return len(self.matches) or bool(self.nothing)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A match's text or its detail."""
        if not self.matches:
            return self.nothing if role in _NOTHING_ROLES else None
        match = self.matches[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return match.text
        if role == DETAIL_ROLE:
            return match.detail
        if role == ICON_ROLE:
            return match.icon
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{match.text}, {match.detail}"
        return None


class AutocompleteField(QLineEdit):
    """A field that searches for what is typed; Enter chooses the first match."""

    picked = Signal(object)
    cleared = Signal()

    def __init__(
        self,
        context: AppContext,
        name: str,
        placeholder: str,
        find: Find,
        *,
        explain: Explain = lambda _: None,
    ) -> None:
        super().__init__()
        self._explain = explain
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._find = find
        self._latest = context.latest(self)
        self._model = MatchModel(self)
        self._found_for = ""
        self._take_first = False
        self._chosen: Match | None = None
        self._popup = QListView()
        self._completer = self._make_completer(context)
        self.textEdited.connect(self._look)

    @property
    def chosen(self) -> Match | None:
        """What was picked, or None while it is still being typed."""
        return self._chosen

    def find_with(self, find: Find) -> None:
        """Look with ``find`` from now on."""
        self._find = find

    def set_match(self, match: Match | None) -> None:
        """Show ``match`` as what was picked, without saying so; None empties the field."""
        self._latest.forget()
        self._take_first = False
        self._chosen = match
        self.setText(match.text if match else "")
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row selected in the list on Enter, or the first as soon as there is one."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or self._chosen is not None:
            super().keyPressEvent(event)
            return
        selected = self._popup.selectedIndexes() if self._popup.isVisible() else []
        if not self.text().strip():
            super().keyPressEvent(event)
        elif selected and self._model.matches:
            self._accept(selected[0])
        elif self._found_for == self.text() and self._model.matches:
            self._take_or_show(self._model.matches[0])
        else:
            self._take_first = True
            self._look(self.text())

    def _make_completer(self, context: AppContext) -> QCompleter:
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self._popup.setObjectName(f"{self.objectName()}Matches")
        self._popup.setUniformItemSizes(True)
        completer.setPopup(self._popup)
        self._popup.setItemDelegate(MatchDelegate(context.theme, self._popup))
        completer.activated[QModelIndex].connect(self._accept)  # type: ignore[index]
        # the field's own completion would filter by prefix; here what was found is shown as it is
        completer.setWidget(self)
        return completer

    def _look(self, text: str) -> None:
        was_chosen, self._chosen = self._chosen is not None, None
        if not text.strip():
            self._latest.forget()
            self._popup.hide()
            self._take_first = False
            if was_chosen:
                self.cleared.emit()
            return
        query, find, explain = text.strip(), self._find, self._explain

        def look() -> tuple[Sequence[Match], SmartClientError | None]:
            found = find(query, MOST_SHOWN)
            return found, None if found else explain(query)

        self._latest.run(look, lambda answer: self._show(text, *answer))

    def _show(self, text: str, found: Sequence[Match], why: SmartClientError | None) -> None:
        self._model.show(found, self.tr("No matches") if why is None else error_text(why))
        self._found_for = text
        takes_first, self._take_first = self._take_first, False
        if takes_first and found:
            self._take_or_show(found[0])
        elif self.hasFocus():
            self._show_list()
        else:
            self._popup.hide()

    def _take_or_show(self, match: Match) -> None:
        """Choose the first match, or show it in the list first, where one more Enter chooses it."""
        if not match.needs_look:
            self._pick(match)
            return
        self._show_list()
        self._popup.setCurrentIndex(self._model.index(0))

    def _show_list(self) -> None:
        self._completer.complete(QRect(0, 0, max(self.width(), _LIST_WIDTH), self.height()))

    def _accept(self, index: QModelIndex) -> None:
        if self._model.matches:
            self._pick(self._model.matches[index.row()])

    def _pick(self, match: Match) -> None:
        self._popup.hide()
        self.set_match(match)
        self.picked.emit(match.value)
