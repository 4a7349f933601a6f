"""Amounts in the window: as exact as they are, with the decimals of the company's currency."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.ui import formats


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
