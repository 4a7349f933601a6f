"""Amounts in the window: as exact as they are, with the decimals of the company's currency."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.sales.orders import OrderState
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import formats
from tests.ui.small_link import SmallLink
from tests.ui.small_orders import order_row
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child


@pytest.fixture(autouse=True)
def usual_currency(qapp: QApplication) -> Iterator[None]:
    yield
    formats.use_currency(DEFAULT_CURRENCY)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1255.0000", "JPY", "1255"),
        ("1255.5", "JPY", "1255.5"),
        ("1.2550", "KWD", "1.255"),
        ("12.5000", "USD", "12.50"),
        ("0.0125", "USD", "0.0125"),
    ],
)
def test_an_amount_is_shown_exactly_in_its_currency(amount: str, currency: str, shown: str) -> None:
    formats.use_currency(currency)
    plain = formats.money(Decimal(amount)).replace(QLocale().groupSeparator(), "")
    assert plain.replace(QLocale().decimalPoint(), ".") == shown


def test_a_window_shows_amounts_in_its_companys_currency(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    use_cases = SmallUseCases(currency="JPY")
    use_cases.rows = [replace(order_row(1, OrderState.CONFIRMED), total=Decimal("1255.0000"))]
    window = open_window(use_cases, SmallLink(use_cases))
    window.navigator.show_page("pageOrders")
    model = child(window.pages.current, QTableView, "tableOrders").model()
    qtbot.waitUntil(lambda: model.rowCount() == 1 and not window.context.busy)
    texts = [str(model.index(0, index).data()) for index in range(model.columnCount())]
    assert any(text.replace(QLocale().groupSeparator(), "") == "1255" for text in texts), texts
