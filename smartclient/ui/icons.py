"""Icons: the one family in use (Material Design), drawn in the theme's colours by QtAwesome.

Only its one font is loaded, when the first icon is drawn: the library's own start loads twelve,
which would be felt.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont

_FONT = (
    "mdi6",
    "materialdesignicons6-webfont-6.9.96.ttf",
    "materialdesignicons6-webfont-charmap-6.9.96.json",
)
Options = dict[str, object]
_STACKED: dict[str, tuple[tuple[str, Options], ...]] = {
    # a check with a pencil at its foot: no glyph of the family says "confirmed, changed"
    "check-pencil": (
        ("check", {"offset": (-0.14, -0.12), "scale_factor": 0.95}),
        ("pencil", {"offset": (0.24, 0.24), "scale_factor": 0.6}),
    ),
}


@cache
def _font() -> IconicFont:
    from qtawesome.iconic_font import IconicFont  # noqa: PLC0415 (the first paint needs no icon)

    return IconicFont(_FONT)


def icon(name: str, color: str, *, disabled: str = "", selected: str = "", on: str = "") -> QIcon:
    """Return the icon ``name`` in ``color``, and in the others when disabled, selected or on."""
    plain: tuple[tuple[str, Options], ...] = ((name, {}),)
    parts = _STACKED.get(name, plain)
    names = [f"mdi6.{part}" for part, _ in parts]
    drawn: QIcon = _font().icon(
        *names,
        options=[dict(options) for _, options in parts],
        color=color,
        color_disabled=disabled or color,
        color_selected=selected or color,
        color_on=on or color,
    )
    return drawn
