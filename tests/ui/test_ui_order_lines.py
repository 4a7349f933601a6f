"""The lines of an order in their table: no more of them change than were changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot

from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.limits import MOST_LINES
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.read_models.records import OrderPreview
from smartclient.ui.dialogs.order.editor import OrderEditor
from smartclient.ui.models.order_lines import OrderLinesModel, ShownLine, shown_lines
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child, model_of

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def order_of(*quantities: int) -> Order:
    lines = tuple(
        OrderLine(line=index, sku=Sku(f"P-{index}"), quantity=quantity)
        for index, quantity in enumerate(quantities, start=1)
    )
    return Order(
        id=OrderId("1"), customer=CustomerNumber("C-1"), order_date=date(2026, 11, 21), lines=lines
    )


def shown(order: Order) -> tuple[ShownLine, ...]:
    return shown_lines(order, OrderPreview(order=order))


def signals_of(model: OrderLinesModel) -> list[tuple[str, int, int]]:
    said: list[tuple[str, int, int]] = []
    model.dataChanged.connect(lambda a, b: said.append(("changed", a.row(), b.row())))
    model.rowsInserted.connect(lambda _, a, b: said.append(("inserted", a, b)))
    model.rowsRemoved.connect(lambda _, a, b: said.append(("removed", a, b)))
    model.modelReset.connect(lambda: said.append(("reset", 0, 0)))
    return said


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (order_of(1, 1, 1, 1), []),
        (order_of(1, 2, 1, 1), [("changed", 1, 1)]),
        (order_of(2, 2, 1, 2), [("changed", 0, 1), ("changed", 3, 3)]),
        (order_of(1, 1, 1, 1, 1, 1), [("inserted", 4, 5)]),
        (order_of(1, 1, 1, 1).without_line(2), [("removed", 1, 1)]),
        (order_of(3, 1, 1, 1).without_line(2), [("removed", 1, 1), ("changed", 0, 0)]),
        (order_of(), [("removed", 0, 3)]),
    ],
)
def test_what_stays_as_it_was_is_not_said_to_have_changed(
    qtbot: QtBot, after: Order, said: list[tuple[str, int, int]]
) -> None:
    model = OrderLinesModel()
    model.show(shown(order_of(1, 1, 1, 1)))
    heard = signals_of(model)
    model.show(shown(after))
    assert heard == said
    assert model.rows == shown(after)


def test_a_line_that_comes_back_is_put_in_its_place(qtbot: QtBot) -> None:
    whole = order_of(1, 2, 3, 4)
    model = OrderLinesModel()
    model.show(shown(whole.without_line(2)))
    heard = signals_of(model)
    model.show(shown(whole))
    assert heard == [("inserted", 1, 1)]
    assert [row.line.quantity for row in model.rows] == [1, 2, 3, 4]


def test_adding_to_a_long_order_asks_once_and_touches_its_line_alone(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases
) -> None:
    order = order_of(*range(1, 301))
    use_cases.prices |= {line.sku: Decimal(1) for line in order.lines}
    window.navigator.new_order("C-1")
    editor = window.navigator.dialogs[0]
    assert isinstance(editor, OrderEditor)
    qtbot.waitUntil(lambda: not window.context.busy)
    state = editor._state
    editor._follow(state.add_all(order.lines))
    qtbot.waitUntil(lambda: not window.context.busy)
    table = child(editor, QTableView, "tableOrderLines")
    heard = signals_of(model_of(table, OrderLinesModel))
    use_cases.quoted.clear()

    editor._follow(state.add(Sku("LAMP"), "Lamp", 1))
    qtbot.waitUntil(lambda: not window.context.busy)

    assert len(use_cases.quoted) == 1
    # once as it was entered, once with its price
    assert heard == [("inserted", 300, 300), ("changed", 300, 300)]


def test_an_order_takes_no_more_lines_than_head_office(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases
) -> None:
    order = order_of(*[1] * MOST_LINES)
    use_cases.prices |= {line.sku: Decimal(1) for line in order.lines}
    window.navigator.new_order("C-1")
    editor = window.navigator.dialogs[0]
    assert isinstance(editor, OrderEditor)
    qtbot.waitUntil(lambda: not window.context.busy)
    editor._follow(editor._state.add_all(order.lines))
    qtbot.waitUntil(lambda: not window.context.busy)
    assert child(editor, QLabel, "orderNotTaken").text() == ""

    editor._follow(editor._state.add(Sku("LAMP"), "Lamp", 1))
    qtbot.waitUntil(lambda: not window.context.busy)
    assert editor.order is not None
    assert len(editor.order.lines) == MOST_LINES
    assert "at most 1,000 lines" in child(editor, QLabel, "orderNotTaken").text()

    # one that was stored so is opened, and says that it can't be saved so
    longer = replace(order, lines=(*order.lines, replace(order.lines[0], line=MOST_LINES + 1)))
    editor._state.order = longer
    editor._quote()
    qtbot.waitUntil(lambda: not window.context.busy)
    assert "at most 1,000 lines" in child(editor, QLabel, "orderWarnings").text()
