"""Icons: the one family in use (Material Design), drawn in the theme's colours.

The glyphs are those that QtAwesome carries. Only its font is used, not its code: importing that
makes every enumeration of Qt, a third of a second in which the window would freeze.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from smartclient.domain.errors import SetUpError

_FONT = "materialdesignicons6-webfont-6.9.96.ttf"
_CHARACTERS = "materialdesignicons6-webfont-charmap-6.9.96.json"
_CENTER = Qt.AlignmentFlag.AlignCenter
_OF_ITS_SQUARE = 0.875
"""How much of its square a glyph fills: 14 of 16 pixels, as the family is designed."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One glyph of an icon: its name, and how it is moved and sized, in parts of the square."""

    name: str
    right: float = 0.0
    down: float = 0.0
    size: float = 1.0


_STACKED: dict[str, tuple[_Part, ...]] = {
    # a check with a pencil at its foot: no glyph of the family means "confirmed, changed"
    "check-pencil": (_Part("check", -0.14, -0.12, 0.95), _Part("pencil", 0.24, 0.24, 0.6)),
}


def icon(name: str, color: str, *, disabled: str = "", on: str = "") -> QIcon:
    """The icon ``name`` in ``color``, and in the others when disabled or on."""
    colors = _Colors(color, disabled or color, on or color)
    _glyphs_of(name)  # a name that the family lacks fails here, not when it is painted
    return QIcon(_Glyphs(name, colors))


def draw_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Draw the icon ``name`` at once, as lists with many of them do; font and pen are changed."""
    painter.setPen(color)
    square = QRectF(rect)
    for character, part in _glyphs_of(name):
        painter.setFont(_font(max(1, round(_OF_ITS_SQUARE * part.size * rect.height()))))
        moved = square.translated(part.right * rect.width(), part.down * rect.height())
        painter.drawText(moved, _CENTER, character)


@dataclass(frozen=True, slots=True)
class _Colors:
    """An icon's colours, each as Qt reads them (``#RRGGBB``)."""

    plain: str
    disabled: str
    on: str

    def of(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        """The colour for the widget's state."""
        if mode is QIcon.Mode.Disabled:
            return QColor(self.disabled)
        return QColor(self.on if state is QIcon.State.On else self.plain)


class _Glyphs(QIconEngine):
    """Paints glyphs of the font, sharp at every size and scale."""

    def __init__(self, name: str, colors: _Colors) -> None:
        super().__init__()
        self._name = name
        self._colors = colors

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the glyphs one over the other."""
        painter.save()
        draw_icon(painter, rect, self._name, self._colors.of(mode, state))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon as a pixmap of ``size`` pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Return another engine that paints the same."""
        return _Glyphs(self._name, self._colors)


@cache
def _glyphs_of(name: str) -> tuple[tuple[str, _Part], ...]:
    """The characters of an icon, each with its place."""
    parts = _STACKED.get(name, (_Part(name),))
    return tuple((_character(part.name), part) for part in parts)


@cache
def _font(pixels: int) -> QFont:
    """The icon font at a size."""
    font = QFont(_family())
    font.setPixelSize(pixels)
    return font


@cache
def _folder() -> Path:
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise SetUpError("The window's icons are missing. Install the package QtAwesome.")
    return Path(found.origin).parent / "fonts"


@cache
def _character(name: str) -> str:
    """The character of the glyph ``name``; KeyError where the family has no such glyph."""
    before = f'"{name}": "'
    position = _table().find(before)
    if position < 0:
        raise KeyError(name)
    code = _table()[position + len(before) :].partition('"')[0]
    return chr(int(code, 16))


@cache
def _table() -> str:
    """The font's table of glyphs as it is written: reading all of it takes long."""
    return (_folder() / _CHARACTERS).read_text(encoding="utf-8")


@cache
def _family() -> str:
    """The family of the icon font, loaded once."""
    known = QFontDatabase.addApplicationFont(str(_folder() / _FONT))
    families = QFontDatabase.applicationFontFamilies(known)
    if not families:
        raise SetUpError("The window's icons can't be read. Install QtAwesome again.")
    return families[0]
