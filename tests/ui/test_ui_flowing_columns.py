"""Columns beside each other, and below each other where it is narrow."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.widgets.flowing_columns import FlowingColumns

LEAST = 100


def _part(height: int) -> QWidget:
    part = QWidget()
    part.setMinimumSize(LEAST, height)
    part.setMaximumHeight(height)
    return part


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _laid_out(holder: QWidget, width: int) -> list[QRect]:
    columns = FlowingColumns()
    parts = [_part(20), _part(30), _part(20)]
    for part, stretch in zip(parts, (3, 1, 1), strict=True):
        columns.add(part, stretch)
    holder.setLayout(columns)
    holder.resize(width, columns.heightForWidth(width))
    columns.activate()
    return [part.geometry() for part in parts]


def test_parts_share_one_line_by_their_stretch(holder: QWidget) -> None:
    first, second, third = _laid_out(holder, 1000 + 2 * SPACE_GROUP)
    assert (first.width(), second.width(), third.width()) == (600, 200, 200)
    assert first.top() == second.top() == third.top()


def test_a_part_gets_no_less_than_it_needs(holder: QWidget) -> None:
    first, second, third = _laid_out(holder, 400 + 2 * SPACE_GROUP)
    assert (first.width(), second.width(), third.width()) == (200, LEAST, LEAST)


def test_what_has_no_room_goes_on_below(holder: QWidget) -> None:
    first, second, third = _laid_out(holder, 2 * LEAST + SPACE_GROUP)
    assert first.top() == second.top() == 0
    assert third.topLeft().toTuple() == (0, 30 + SPACE_BETWEEN)
    assert third.width() == holder.width()
    assert holder.height() == 30 + SPACE_BETWEEN + 20


def test_columns_may_be_as_narrow_as_the_widest_part(holder: QWidget) -> None:
    places = _laid_out(holder, LEAST)
    assert holder.minimumSizeHint().width() == LEAST
    assert [place.left() for place in places] == [0, 0, 0]
    assert holder.height() == 20 + 30 + 20 + 2 * SPACE_BETWEEN


def test_what_is_hidden_needs_no_room(holder: QWidget) -> None:
    columns = FlowingColumns()
    parts = [_part(20), _part(30)]
    for part in parts:
        columns.add(part, 1)
    holder.setLayout(columns)
    parts[0].hide()
    holder.resize(300, 50)
    columns.activate()
    assert parts[1].geometry().left() == 0
    assert parts[1].width() == holder.width()
