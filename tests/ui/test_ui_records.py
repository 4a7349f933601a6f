"""Records as they are painted: a tentative row is told apart by more than its colour."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import Clock
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.records import OrderSummary
from smartclient.ui.delegates.matches import ICON_ROLE, MatchDelegate
from smartclient.ui.delegates.records import RecordDelegate
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import BAR_WIDTH, ROW_HEIGHT, ThemeChoice
from smartclient.ui.models.orders import order_model
from smartclient.ui.models.snapshot import Column
from smartclient.ui.widgets.lists.columns import columns_to_hide
from smartclient.ui.widgets.lists.table import RecordTable
from smartclient.ui.widgets.state import StateLabel
from tests.ui.small_orders import order_row

TableOf = Callable[[OrderState, TaskStatus], RecordTable[OrderSummary]]


@pytest.fixture
def table_of(qtbot: QtBot, theme: Theme, clock: Clock) -> TableOf:
    def made(state: OrderState, task: TaskStatus) -> RecordTable[OrderSummary]:
        model = order_model(clock)
        model.show([order_row(1, state, task)])
        table = RecordTable(model, theme, "tableOrders", "Orders")
        table.resize(QSize(900, 200))
        qtbot.addWidget(table)
        table.show()
        return table

    return made


def painted(table: RecordTable[OrderSummary]) -> QImage:
    picture = QPixmap(table.viewport().size())
    table.viewport().render(picture)
    return picture.toImage()


def colours_in(picture: QImage, room: QRect) -> set[str]:
    places = ((x, y) for x in range(room.left(), room.right()) for y in range(room.bottom()))
    return {picture.pixelColor(x, y).name() for x, y in places}


def option_of(table: RecordTable[OrderSummary], column: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    delegate = table.itemDelegate()
    assert isinstance(delegate, RecordDelegate)
    delegate.initStyleOption(option, table.model().index(0, column))
    return option


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_tentative_row_has_a_bar_a_tint_italics_an_icon_and_a_word(
    table_of: TableOf, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    table = table_of(OrderState.TENTATIVE, TaskStatus.QUEUED)
    colours = theme.state(StatusBadge.QUEUED)

    picture = painted(table)
    state, customer = option_of(table, 0), option_of(table, 2)

    assert picture.pixelColor(1, 10) == QColor(colours.text)
    assert picture.pixelColor(BAR_WIDTH + 1, 3) == QColor(colours.ground)
    assert picture.pixelColor(picture.width() - 5, 3) == QColor(colours.ground)
    assert state.font.italic()
    assert customer.font.italic()
    assert state.text == "Waiting to send"
    assert not state.icon.isNull()


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("focused", [True, False])
def test_a_selected_row_keeps_the_colours_of_its_state_on_a_tint_with_a_bar(
    table_of: TableOf, theme: Theme, choice: ThemeChoice, *, focused: bool
) -> None:
    theme.choose(choice)
    table = table_of(OrderState.TENTATIVE, TaskStatus.QUEUED)
    table.selectRow(0)
    table.activateWindow()
    QTest.qWaitForWindowActive(table)
    if focused:
        table.setFocus()
    else:
        table.clearFocus()
    tokens, colours = theme.tokens, theme.state(StatusBadge.QUEUED)

    picture = painted(table)
    sign_and_word = colours_in(picture, QRect(2 * BAR_WIDTH, 0, 120, ROW_HEIGHT))

    ground = tokens.chosen if focused else tokens.hover
    assert picture.pixelColor(1, 10) == QColor(tokens.accent if focused else tokens.muted)
    assert picture.pixelColor(BAR_WIDTH + 1, 10) == QColor(colours.text)
    assert picture.pixelColor(picture.width() - 5, 3) == QColor(ground)
    assert {QColor(colours.text).name(), QColor(ground).name()} <= sign_and_word


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_selected_match_keeps_its_colours_on_a_tint_with_a_bar(
    qtbot: QtBot, theme: Theme, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    matches, model = QListView(), QStandardItemModel(1, 1)
    item = QStandardItem("Hill Cycles")
    item.setData("account-outline", ICON_ROLE)
    model.setItem(0, item)
    matches.setModel(model)
    matches.setItemDelegate(MatchDelegate(theme, matches))
    qtbot.addWidget(matches)
    matches.setCurrentIndex(model.index(0, 0))
    matches.show()

    picture = QPixmap(matches.viewport().size())
    matches.viewport().render(picture)
    tokens, image = theme.tokens, picture.toImage()

    assert image.pixelColor(1, 10) == QColor(tokens.accent)
    assert image.pixelColor(image.width() - 3, 10) == QColor(tokens.chosen)
    left = colours_in(image, QRect(BAR_WIDTH, 0, 120, ROW_HEIGHT))
    assert {QColor(tokens.chosen).name(), QColor(tokens.muted).name()} <= left


def test_a_confirmed_row_is_upright_and_plain(table_of: TableOf, theme: Theme) -> None:
    table = table_of(OrderState.CONFIRMED, TaskStatus.CONFIRMED)

    picture = painted(table)

    assert picture.pixelColor(1, 10) == QColor(theme.tokens.background)
    assert not option_of(table, 2).font.italic()
    assert not option_of(table, 0).icon.isNull()


def test_where_room_is_short_the_least_needed_columns_go_first() -> None:
    columns = [
        Column[str](title="name", text=str, width=0),
        Column[str](title="phone", text=str, width=100, spare=1),
        Column[str](title="city", text=str, width=100, spare=2),
        Column[str](title="credit", text=str, width=100),
    ]

    assert columns_to_hide(columns, 600) == frozenset()
    assert columns_to_hide(columns, 400) == frozenset({2})
    assert columns_to_hide(columns, 300) == frozenset({1, 2})
    assert columns_to_hide(columns, 10) == frozenset({1, 2})


def test_tab_into_a_list_selects_its_first_row(qtbot: QtBot, table_of: TableOf) -> None:
    table = table_of(OrderState.CONFIRMED, TaskStatus.CONFIRMED)
    assert table.current is None

    table.activateWindow()
    QTest.qWaitForWindowActive(table)
    table.clearFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)

    assert table.current is not None


def test_a_screen_reader_hears_with_the_state_what_the_row_is_about(
    clock: Clock,
) -> None:
    model = order_model(clock)
    model.show([order_row(7, OrderState.TENTATIVE, TaskStatus.QUEUED)])
    description = Qt.ItemDataRole.AccessibleDescriptionRole

    about = model.index(0, 0).data(description)
    state = model.index(0, 2).data(description)

    assert "LI-0007*" in about
    assert model.index(0, 2).data() in about
    assert state == "tentative, waiting to send"


def test_a_tentative_state_is_in_italics_in_either_theme(qtbot: QtBot, theme: Theme) -> None:
    spelled = StateLabel(theme, "state")
    qtbot.addWidget(spelled)
    spelled.show_state(status_badges.shown(StatusBadge.QUEUED))
    spelled.show()
    word = next(widget for widget in spelled.findChildren(QLabel) if widget.text())
    assert word.font().italic()

    theme.choose(ThemeChoice.DARK)

    assert word.font().italic()
