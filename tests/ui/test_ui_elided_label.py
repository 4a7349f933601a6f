"""Names that give way: shown whole where there is room, inside the padding of their place."""

from PySide6.QtWidgets import QMainWindow, QStatusBar
from pytestqt.qtbot import QtBot

from smartclient.ui.look.theme import Theme
from smartclient.ui.widgets.factories import ElidedLabel

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
