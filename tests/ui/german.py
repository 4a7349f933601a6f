"""What is not German on a German window, and what does not fit there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

import update_translations
from smartclient.ui.widgets.factories import ElidedLabel

_HOLE = re.compile(r"\\\{\w+\\\}|%Ln")
_KEY = re.compile(r"(?<!&)&(\w)")
_LEAST_LETTERS = 8
"""A template with fewer letters of its own would be found in anything."""
_SLACK = 1
_ROWS = 40


class English:
    """The English texts of the window that are said otherwise in German."""

    def __init__(self) -> None:
        known = update_translations.read(update_translations.SOURCES / "smartclient_de.ts")
        german = {_bare(form) for item in known.values() for form in item.forms}
        sources = {source for _, source in known if _bare(source) not in german}
        self._plain = {_bare(source) for source in sources}
        self._filled = [
            re.compile(_HOLE.sub(".+", re.escape(_bare(source))))
            for source in sources
            if _HOLE.search(re.escape(source)) and _letters(source) >= _LEAST_LETTERS
        ]

    def left_in(self, top: QWidget) -> list[str]:
        """Return what is still English of all that is shown, spoken or told of ``top``."""
        return [said for said in texts_in(top) if self._is_english(_bare(said))]

    def _is_english(self, said: str) -> bool:
        return said in self._plain or any(item.fullmatch(said) for item in self._filled)


def texts_in(top: QWidget) -> Iterator[str]:
    """Return every text that is shown, spoken or told of ``top`` and what is visible in it."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget is top or (widget.isVisible() and widget.window() is top.window()):
            yield from filter(None, _said_of(widget))
    for action in top.findChildren(QAction):
        yield from filter(None, (action.text(), action.toolTip()))


def cut_off_in(top: QWidget) -> list[str]:
    """Return what is shown of ``top`` with less room than its text needs."""
    # texts that were set just now get their room with the next turn of the event loop
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return [
        f"{type(widget).__name__} {widget.objectName()}: {text}"
        for widget in top.findChildren(QWidget)
        if widget.isVisible() and widget.window() is top.window()
        if not isinstance(widget, ElidedLabel)  # a name, of which its tooltip tells all
        for text in _cut_off(widget)
    ]


def keys_used_twice_in(top: QWidget) -> list[str]:
    """Return the keys that two controls of ``top`` which can be used both answer to, with Alt."""
    answering: dict[str, list[str]] = {}
    for widget in top.findChildren(QWidget):
        control = widget.buddy() if isinstance(widget, QLabel) else widget
        if not isinstance(widget, QLabel | QAbstractButton) or control is None:
            continue
        found = _KEY.search(widget.text())
        if found and control.isEnabled() and control.isVisible() and widget.isVisible():
            answering.setdefault(found[1].lower(), []).append(widget.text())
    return [f"Alt+{key}: {', '.join(texts)}" for key, texts in answering.items() if len(texts) > 1]


def _said_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(index) for index in range(widget.count()))
        case QTableView():
            yield from _shown_in_table(widget)
        case QMainWindow():
            yield from (bar.windowTitle() for bar in widget.findChildren(QWidget, "toolbar"))


def _shown_in_table(table: QTableView) -> Iterator[str]:
    model = table.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            index = model.index(row, column)
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                yield str(index.data(role) or "")


def _cut_off(widget: QWidget) -> Iterator[str]:
    match widget:
        case QAbstractButton() if widget.text() and widget.objectName():
            if widget.width() < widget.sizeHint().width() - _SLACK:
                yield widget.text()
        case QLabel() if widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()) - _SLACK:
                yield widget.text()
        case QLabel() if widget.text():
            if widget.width() < widget.sizeHint().width() - _SLACK:
                yield widget.text()
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            owner = widget.parentWidget()
            for index in range(widget.count()):
                shown = not widget.isSectionHidden(index)
                if shown and widget.sectionSize(index) < widget.sectionSizeHint(index) - _SLACK:
                    title = widget.model().headerData(index, Qt.Orientation.Horizontal)
                    yield f"{owner.objectName() if owner else ''}: {title}"


def _bare(text: str) -> str:
    return text.replace("&", "").strip()


def _letters(source: str) -> int:
    return sum(char.isalpha() for char in re.sub(r"\{\w+\}|%Ln", "", source))
