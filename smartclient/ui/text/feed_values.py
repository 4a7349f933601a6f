"""Values of feeds' columns as a person reads them, in the window's language."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from smartclient.contract.customer_columns import ADDED_CUSTOMER_COLUMNS
from smartclient.contract.feeds import ColumnType
from smartclient.domain.sales.customers import Customer
from smartclient.ui.text import formats, wording

translate = QCoreApplication.translate


def added_facts(customer: Customer) -> tuple[tuple[str, str], ...]:
    """The label and the value of each of a customer's fields that was added to the feed."""
    return tuple(
        (wording.field_label(column.name), shown(column.type, getattr(customer, column.name)))
        for column in ADDED_CUSTOMER_COLUMNS
    )


def shown(kind: ColumnType, value: Any) -> str:  # noqa: ANN401 (a field of a record)
    """A value as text, "" where nothing is known."""
    match kind, value:
        case _, None:
            return ""
        case ColumnType.AMOUNT, value:
            return formats.money(value)
        case ColumnType.DAY, value:
            return formats.day(value)
        case ColumnType.INTEGER, int():
            return formats.count(value)
        case ColumnType.FLAG, value:
            return translate("FeedValues", "yes") if value else translate("FeedValues", "no")
    return str(value)
