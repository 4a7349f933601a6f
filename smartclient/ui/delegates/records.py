"""Record cells: tentative rows in italic with bar and tint, the state with its badge.

A list repaints dozens of cells with every key that is typed, beside threads that want Python too:
each cell is looked up with one call and painted with as few as can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smartclient.ui.look.icons import draw_icon, icon
from smartclient.ui.look.status_badges import ICONS, TENTATIVE
from smartclient.ui.look.theme import Theme, tabular
from smartclient.ui.look.tokens import BAR_WIDTH, ROW_HEIGHT, SPACE_BETWEEN
from smartclient.ui.models.snapshot import Cell, SnapshotModel

Index = QModelIndex | QPersistentModelIndex
ICON_SIZE = 16
_AFTER_ICON = ICON_SIZE + SPACE_BETWEEN - 1
_BARS = ((0, BAR_WIDTH), (BAR_WIDTH, BAR_WIDTH // 2))
"""Where the bars of a row begin at its edge, and how wide each is."""
_MOST_CUT = 5_000
_SLACK = 2
"""What rounding may cost of a text's width."""
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus
_ENABLED = QStyle.StateFlag.State_Enabled.value
_LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
_RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value
_ELIDED = Qt.TextElideMode.ElideRight


@dataclass(slots=True)
class Look:
    """How a cell is to be painted; colours as Qt reads them, "" for none or the usual."""

    cell: Cell
    column: int
    text: str
    colour: str
    ground: str = ""
    icon: str = ""
    bar: str = ""
    italic: bool = False


class RecordDelegate(QStyledItemDelegate):
    """Paints every cell of a list of records as the state of its row wants it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = parent
        self._texts = _Texts()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a cell: every row is as high."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Set the cell's text, font, colours and badge."""
        super().initStyleOption(option, index)
        look = self.look_of(index)
        option.state &= ~_FOCUSED
        option.text = look.text
        option.font = self._texts.font(option.font, italic=look.italic, struck=look.cell.struck)
        option.palette.setColor(QPalette.ColorRole.Text, QColor(look.colour))
        if look.ground:
            option.backgroundBrush = QBrush(QColor(look.ground))
        if look.icon:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.icon = icon(look.icon, look.colour)
            option.decorationSize = QSize(ICON_SIZE, ICON_SIZE)

    def look_of(self, index: Index) -> Look:
        """How the cell at ``index`` of a snapshot model is painted."""
        model = index.model()
        assert isinstance(model, SnapshotModel)  # noqa: S101 (of no other are records shown)
        column = index.column()
        return self._look(model.cell(index.row(), column), column)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell with room at its sides, the row's hairline and, at its edge, its bars."""
        look = self.look_of(index)
        edge = option.rect
        left, top, width, height = _sides(edge)
        state = option.state.value
        tokens = self._theme.tokens
        bars = [look.bar] if look.bar else []
        if state & _SELECTED:
            # a selected row keeps the colours of its state, and shows where the keyboard is
            focused = bool(state & _ENABLED) and self._table.hasFocus()
            painter.fillRect(edge, colour_of(tokens.chosen if focused else tokens.hover))
            bars.insert(0, tokens.accent if focused else tokens.muted)
        elif look.ground:
            painter.fillRect(edge, colour_of(look.ground))
        room = QRect(left + SPACE_BETWEEN, top, width - 2 * SPACE_BETWEEN, height)
        self._draw_content(painter, option, room, look)
        painter.fillRect(left, top + height - 1, width, 1, colour_of(tokens.border))
        if look.column == 0:
            for bar, (start, wide) in zip(bars, _BARS, strict=False):
                painter.fillRect(left + start, top, wide, height, colour_of(bar))

    def needed_width(self, cell: Cell, column: int, base: QFont) -> int:
        """How wide a cell must be for all of its text, set in ``base``."""
        look = self._look(cell, column)
        icon_width = _AFTER_ICON if look.icon or cell.spells_state else 0
        font = self._texts.font(base, italic=look.italic, struck=cell.struck)
        return self._texts.width(look.text, font) + icon_width + 2 * SPACE_BETWEEN + _SLACK

    def _look(self, cell: Cell, column: int) -> Look:
        """How a cell is painted, apart from being selected."""
        look = Look(cell=cell, column=column, text=cell.text, colour=self._theme.tokens.text)
        shown = cell.shown
        if shown is None:
            return look
        colours = self._theme.state(shown.badge)
        look.ground = colours.ground or ""
        if shown.badge in TENTATIVE:
            look.italic, look.bar = True, colours.text
        if cell.spells_state:
            look.text, look.icon, look.colour = shown.label, ICONS[shown.badge], colours.text
        return look

    def _draw_content(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, look: Look
    ) -> None:
        """Paint icon and text into ``room``; leaves the painter's font and pen changed."""
        left, top, width, height = _sides(room)
        if look.icon:
            place = QRect(left, top + (height - ICON_SIZE) // 2, ICON_SIZE, ICON_SIZE)
            draw_icon(painter, place, look.icon, colour_of(look.colour))
        if look.icon or look.cell.spells_state:
            # the label of a state without an icon is aligned with those that have one
            left, width = left + _AFTER_ICON, width - _AFTER_ICON
        if not look.text:
            return
        font = self._texts.font(option.font, italic=look.italic, struck=look.cell.struck)
        painter.setFont(font)
        painter.setPen(colour_of(look.colour))
        elided = self._texts.cut(look.text, width, font)
        painter.drawText(left, top, width, height, _RIGHT if look.cell.right else _LEFT, elided)


@lru_cache(maxsize=128)
def colour_of(name: str) -> QColor:
    """A colour of the theme, created once."""
    return QColor(name)


def _sides(rect: QRect) -> tuple[int, int, int, int]:
    """Left, top, width and height with one call, which the library does not type."""
    return cast("tuple[int, int, int, int]", rect.getRect())


class _Texts:
    """Fonts and elided texts of cells, cached while the list has the same font."""

    def __init__(self) -> None:
        self._font = QFont()
        self._fonts: dict[tuple[bool, bool], QFont] = {}
        self._cut: dict[tuple[str, int, bool], str] = {}
        self._widths: dict[tuple[str, bool], int] = {}
        self._metrics: dict[bool, QFontMetrics] = {}

    def font(self, base: QFont, *, italic: bool, struck: bool) -> QFont:
        """Return ``base`` with figures of one width, and as the row's state wants it."""
        if base != self._font:
            self._font = QFont(base)
            self._fonts.clear()
            self._cut.clear()
            self._widths.clear()
            self._metrics.clear()
        font_variant = self._fonts.get((italic, struck))
        if font_variant is None:
            font_variant = self._fonts[italic, struck] = tabular(base)
            font_variant.setItalic(italic or base.italic())
            font_variant.setStrikeOut(struck)
        return font_variant

    def width(self, text: str, font: QFont) -> int:
        """How wide ``text`` is on one line, set in one of the cached fonts."""
        found = self._widths.get((text, font.italic()))
        if found is None:
            if len(self._widths) >= _MOST_CUT:
                self._widths.clear()
            found = self._metrics_of(font).horizontalAdvance(_on_one_line(text))
            self._widths[text, font.italic()] = found
        return found

    def cut(self, text: str, width: int, font: QFont) -> str:
        """Return ``text`` on one line, cut where there is no room for all of it."""
        elided = self._cut.get((text, width, font.italic()))
        if elided is None:
            if len(self._cut) >= _MOST_CUT:
                self._cut.clear()
            elided = self._metrics_of(font).elidedText(_on_one_line(text), _ELIDED, width)
            self._cut[text, width, font.italic()] = elided
        return elided

    def _metrics_of(self, font: QFont) -> QFontMetrics:
        found = self._metrics.get(font.italic())
        if found is None:
            found = self._metrics[font.italic()] = QFontMetrics(font)
        return found


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")
