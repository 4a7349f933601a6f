"""Orders as a table: what a spreadsheet reads is what the list shows."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from smartclient.documents.order_table import TableLabels, orders_csv
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.read_models.records import OrderSummary

ORDER = OrderSummary(
    id=OrderId("one"),
    provisional_number="AN-0007",
    number="SO-1",
    customer=CustomerNumber("G-1"),
    customer_name="Smith, Sons & Söhne",
    state=OrderState.CONFIRMED,
    task=None,
    adjusted=False,
    fulfilment=Fulfilment.SHIPPED,
    order_date=date(2026, 11, 21),
    total=Decimal("1204.5000"),
    changed_at=datetime(2026, 11, 21, tzinfo=UTC),
)


def read(text: str, separator: str = ",") -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))


def test_every_order_is_a_row_of_plain_values() -> None:
    titles, row = read(orders_csv([ORDER], "USD"))
    assert dict(zip(titles, row, strict=True)) == {
        "Number": "SO-1",
        "Entered as": "AN-0007*",
        "State": "confirmed",
        "Delivery": "shipped",
        "Customer number": "G-1",
        "Customer": "Smith, Sons & Söhne",
        "Ordered on": "2026-11-21",
        "Total": "1204.50",
        "Currency": "USD",
    }


def test_what_looks_like_a_formula_stays_text() -> None:
    evil = replace(ORDER, customer_name='=HYPERLINK("http://x","y")')
    assert read(orders_csv([evil], "USD"))[1][5].startswith("'=")


def test_it_is_written_as_the_reader_writes_figures() -> None:
    words = TableLabels(separator=";", decimal_point=",", state=lambda _order: "Bestätigt")
    row = read(orders_csv([ORDER], "EUR", words), ";")[1]
    assert row[2] == "Bestätigt"
    assert row[7] == "1204,50"


def test_no_orders_make_a_table_of_titles() -> None:
    assert len(read(orders_csv([], "USD"))) == 1


@pytest.mark.parametrize(
    ("total", "currency", "written"),
    [("126.0000", "JPY", "126"), ("1.2550", "KWD", "1.255"), ("1.2550", "USD", "1.255")],
)
def test_amounts_have_the_decimals_of_the_currency_and_lose_none(
    total: str, currency: str, written: str
) -> None:
    row = read(orders_csv([replace(ORDER, total=Decimal(total))], currency))[1]
    assert row[7:] == [written, currency]
