"""Fitting: windows as large as they like to be, where the screen has the room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

SMALLEST = QSize(1024, 640)
"""The smallest window everything is laid out for, in pixels."""

_FRAME = QSize(16, 48)
"""What a desktop's frame and title take at most."""


def fit_screen(window: QWidget, wished: QSize) -> None:
    """Resize ``window`` to ``wished``, or to what its screen has room for if that is less."""
    window.resize(fitting(wished, window.screen().availableGeometry().size()))


def fitting(wished: QSize, room: QSize) -> QSize:
    """Return ``wished`` as far as there is room, never smaller than what things are laid out for.

    A screen too narrow for anything at all is not fitted to.
    """
    if room.width() < SMALLEST.width():
        room = QSize(wished.width() + _FRAME.width(), room.height())
    return wished.boundedTo((room - _FRAME).expandedTo(SMALLEST))
