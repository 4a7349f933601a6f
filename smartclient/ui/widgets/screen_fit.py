"""Fitting: windows as large as they like to be, where the screen has the room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

SMALLEST = QSize(1024, 640)
"""The smallest window everything is laid out for, in pixels."""

FRAME = QSize(16, 48)
"""The most room that a desktop's frame and title need."""


def fit_screen(window: QWidget, wished: QSize) -> None:
    """Resize ``window`` to ``wished``, or to what its screen has room for if that is less."""
    window.resize(fitting(wished, window.screen().availableGeometry().size()))


def fitting(wished: QSize, room: QSize) -> QSize:
    """Return ``wished`` as far as there is room, never smaller than what things are laid out for.

    A screen too narrow for anything at all is not fitted to.
    """
    if room.width() < SMALLEST.width():
        room = QSize(wished.width() + FRAME.width(), room.height())
    return wished.boundedTo((room - FRAME).expandedTo(SMALLEST))


def room_on(screen: QRect) -> QRect:
    """Where on a screen the inside of a window may be, so that its frame is on it too."""
    side = FRAME.width() // 2
    return screen.adjusted(side, FRAME.height() - side, -side, -side)


def placed(window: QRect, room: QRect) -> QRect:
    """Return ``window`` moved into ``room``, where it is not already; it is no larger than that."""
    left = min(max(window.left(), room.left()), room.left() + room.width() - window.width())
    top = min(max(window.top(), room.top()), room.top() + room.height() - window.height())
    return QRect(QPoint(left, top), window.size())


def centred(size: QSize, over: QRect) -> QRect:
    """A window of ``size`` in the middle of another."""
    window = QRect(QPoint(0, 0), size)
    window.moveCenter(over.center())
    return window
