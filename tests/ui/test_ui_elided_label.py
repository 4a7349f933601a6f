"""Names that give way: shown whole where there is room, inside the padding of their place."""

from PySide6.QtWidgets import QMainWindow, QStatusBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.widgets.factories import (
    ElidedLabel,
    elided_heading,
    elided_title,
    heading,
    title,
)

NAME = "Thistledown Garden Supply  ·  anna"


def test_a_name_in_the_status_bar_is_shown_to_its_last_letter(qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = QStatusBar()
    bar.setStyleSheet("QStatusBar QLabel { padding: 3px; }")
    window.setStatusBar(bar)
    name = ElidedLabel()
    bar.addPermanentWidget(name)
    name.set_text(NAME)
    window.resize(800, 200)
    window.show()
    qtbot.waitUntil(lambda: name.text() == NAME)
    assert name.width() >= name.fontMetrics().horizontalAdvance(NAME) + 6


def test_a_name_gives_way_where_there_is_no_room(qtbot: QtBot, theme: Theme) -> None:
    name = ElidedLabel(NAME)
    qtbot.addWidget(name)
    name.resize(80, 20)
    name.show()
    qtbot.waitUntil(lambda: name.text().endswith("…"))
    assert name.toolTip()


def test_a_title_that_may_be_cut_is_as_large_as_any_other(qtbot: QtBot, theme: Theme) -> None:
    """Qt gives a label the theme's font when it is first measured."""
    theme.choose(ThemeChoice.LIGHT)
    page = QWidget()
    layout = QVBoxLayout(page)
    labels = (title("A"), elided_title("A"), heading("A"), elided_heading("A"))
    for each in labels:
        layout.addWidget(each)
    qtbot.addWidget(page)
    page.show()
    sizes = [(each.font().pointSizeF(), each.font().weight()) for each in labels]
    assert sizes[0] == sizes[1] != sizes[2] == sizes[3]
