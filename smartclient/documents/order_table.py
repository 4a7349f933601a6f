"""Orders as a table that a spreadsheet opens: comma-separated values, amounts as plain figures."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from smartclient.domain.money import exact_text
from smartclient.read_models.records import OrderSummary

_BYTE_ORDER_MARK = "\ufeff"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def _spelled(state: object) -> str:
    return str(state or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLabels:
    """Titles and labels of the table, in English unless given.

    A spreadsheet that writes 1,5 for one and a half wants ``decimal_point`` and ``separator``
    set so.
    """

    titles: tuple[str, ...] = (
        "Number",
        "Entered as",
        "State",
        "Delivery",
        "Customer number",
        "Customer",
        "Ordered on",
        "Total",
        "Currency",
    )
    state: Callable[[OrderSummary], str] = lambda order: _spelled(order.state)
    delivery: Callable[[OrderSummary], str] = lambda order: _spelled(order.fulfilment)
    separator: str = ","
    decimal_point: str = "."


def orders_csv(
    orders: Iterable[OrderSummary], currency: str, labels: TableLabels | None = None
) -> str:
    """Orders as comma-separated values, marked as UTF-8 for spreadsheets.

    Text that a spreadsheet would run as a formula stays text by an apostrophe before it, as
    OWASP advises against CSV injection.
    """
    shown = labels or TableLabels()
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=shown.separator)
    writer.writerow(shown.titles)
    for order in orders:
        writer.writerow(_row(order, currency, shown))
    return out.getvalue()


def _row(order: OrderSummary, currency: str, labels: TableLabels) -> tuple[str, ...]:
    provisional = order.provisional_number
    return (
        _as_text(order.number),
        _as_text(f"{provisional}*" if provisional else ""),
        labels.state(order),
        labels.delivery(order),
        _as_text(order.customer),
        _as_text(order.customer_name),
        order.order_date.isoformat(),
        exact_text(order.total, currency).replace(".", labels.decimal_point),
        currency,
    )


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULAS) else value
