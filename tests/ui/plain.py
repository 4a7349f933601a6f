"""Plain: what of a view would be taken for markup, or for the key of a button."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QTabBar,
    QTextEdit,
    QWidget,
)

HOSTILE = '<b>&amp;</b><img src="file:///x">'
"""What somebody wrote as a part of a name."""
_ROWS = 60
_MANUAL = "helpPage"
"""What shows the manual, in which nothing stands that people wrote."""


def taken_for_markup(view: QWidget) -> list[str]:
    """Return the texts of a view that Qt would not show character by character."""
    return [
        f"{type(widget).__name__} {widget.objectName()}: {reported}"
        for widget in (view, *view.findChildren(QWidget))
        for reported in (*_tips(widget), *_texts(widget), *_cells(widget))
    ]


def hostile_texts(view: QWidget) -> int:
    """Return how many texts of a view hold what is hostile: that the search finds it at all."""
    labels = sum("&amp;" in widget.text() for widget in view.findChildren(QLabel))
    return labels + sum(
        "&amp;" in str(index.data() or "")
        for widget in view.findChildren(QAbstractItemView)
        if widget.model() is not None
        for index in _indexes(widget.model())
    )


def _tips(widget: QWidget) -> Iterator[str]:
    for reported in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
        if is_markup(reported):
            yield reported


def _texts(widget: QWidget) -> Iterator[str]:
    match widget:
        case QLabel() if widget.textFormat() is Qt.TextFormat.AutoText:
            if Qt.mightBeRichText(widget.text()):
                yield widget.text()
        case QLabel() if widget.textFormat() is not Qt.TextFormat.PlainText:
            yield widget.text()
        case QTextEdit() if widget.objectName() != _MANUAL:
            yield widget.toHtml()
        case QAbstractButton() if _names_a_key(widget.text()):
            yield widget.text()
        case QTabBar():
            yield from filter(
                _names_a_key, (widget.tabText(index) for index in range(widget.count()))
            )


def _cells(widget: QWidget) -> Iterator[str]:
    match widget:
        case QAbstractItemView() if widget.model() is not None:
            tips = (index.data(Qt.ItemDataRole.ToolTipRole) for index in _indexes(widget.model()))
            yield from (reported for reported in tips if reported and is_markup(str(reported)))
        case QComboBox():
            tips = (
                widget.itemData(position, Qt.ItemDataRole.ToolTipRole)
                for position in range(widget.count())
            )
            yield from (reported for reported in tips if reported and is_markup(str(reported)))


def _indexes(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(), _ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield model.index(row, column)


def is_markup(reported: str) -> bool:
    """Tell whether Qt would show a tooltip as something else than its characters."""
    if not Qt.mightBeRichText(reported):
        return False
    document = QTextDocument()
    document.setHtml(reported)
    shown = Qt.convertFromPlainText(document.toPlainText(), Qt.WhiteSpaceMode.WhiteSpaceNormal)
    return shown.split() != reported.split()


def _names_a_key(text: str) -> bool:
    """Tell whether a part of the hostile name stands for a key of a button."""
    return "&amp;" in text.replace("&&", "")
