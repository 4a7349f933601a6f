"""Row mappers: rows of the reference tables as values of the domain.

Each function takes a row with the columns of ``contract.feeds.COLUMNS``, as the driver gives it:
hot paths read in the driver's own terms, which costs half of going through column types. What a
column holds may be anything (see ``smartclient.contract.stored_values``).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from smartclient.contract.customer_columns import CUSTOMER_COLUMNS, MAY_BE_NONE
from smartclient.contract.feeds import FEED_COLUMNS, ColumnType, FeedColumn, FeedKind
from smartclient.contract.stored_values import (
    maybe_stored_amount,
    maybe_stored_number,
    stored_amount,
    stored_day,
    stored_enum,
    stored_number,
    stored_text,
)
from smartclient.domain.sales.catalog import (
    Audience,
    Offer,
    Price,
    Product,
    ShipMethod,
    Stock,
    TaxApplies,
    TaxRate,
)
from smartclient.domain.sales.customers import Address, Customer, CustomerStatus

FeedRow = Sequence[Any]


def product_of(row: FeedRow) -> Product:
    """The product that a row of ``products`` holds."""
    return Product(
        sku=row[1],
        name=stored_text(row[2]),
        category=stored_text(row[3]),
        subcategory=stored_text(row[4]),
        description=stored_text(row[5]),
        unit=stored_text(row[6]),
        color=stored_text(row[7]),
        size=stored_text(row[8]),
        weight=stored_text(row[9]),
        list_price=stored_amount(row[10]),
        sell_from=stored_day(row[11]),
        sell_until=stored_day(row[12]),
        discontinued_on=stored_day(row[13]),
        replaced_by=row[14] or None,
        former_sku=row[15] or None,
        min_order_quantity=stored_number(row[16], 1),
        pack_size=stored_number(row[17], 1),
        image=stored_text(row[18]),
        ean=stored_text(row[19]),
    )


def price_of_row(row: FeedRow) -> Price:
    """The price that a row of ``prices`` holds."""
    return Price(
        sku=row[1],
        price_list=stored_text(row[2]),
        valid_from=stored_day(row[3]) or date.max,
        valid_to=stored_day(row[4]),
        amount=stored_amount(row[5]),
    )


def offer_of(row: FeedRow) -> Offer:
    """The offer that a row of ``offers`` holds."""
    return Offer(
        code=row[1],
        description=stored_text(row[2]),
        discount_percent=stored_amount(row[3]),
        kind=stored_text(row[4]),
        audience=stored_enum(row[5], Audience.CONSUMER),
        valid_from=stored_day(row[6]) or date.max,
        valid_to=stored_day(row[7]),
        min_quantity=stored_number(row[8], 0),
        max_quantity=maybe_stored_number(row[9], 0),
    )


def stock_of(row: FeedRow) -> Stock:
    """The stock that a row of ``stock`` holds."""
    return Stock(sku=row[1], on_hand=stored_number(row[2], 0))


def tax_rate_of(row: FeedRow) -> TaxRate:
    """The tax rate that a row of ``tax_rates`` holds."""
    return TaxRate(
        country=stored_text(row[1]),
        state=stored_text(row[2]),
        applies_to=stored_enum(row[3], TaxApplies.RETAIL),
        rate_percent=stored_amount(row[4]),
        name=stored_text(row[5]),
    )


def ship_method_of(row: FeedRow) -> ShipMethod:
    """The way to ship that a row of ``ship_methods`` holds."""
    return ShipMethod(name=row[1], base=stored_amount(row[2]), rate=stored_amount(row[3]))


def address_of(row: FeedRow) -> Address:
    """The address that a row of ``addresses`` holds."""
    return Address(
        kind=stored_text(row[2]),
        line1=stored_text(row[3]),
        line2=stored_text(row[4]),
        city=stored_text(row[5]),
        state=stored_text(row[6]),
        postal_code=stored_text(row[7]),
        country=stored_text(row[8]),
    )


def _reader(column: FeedColumn) -> Callable[[Any], object]:
    """The function that reads a column of a customer as the value of its field."""
    optional = column.name in MAY_BE_NONE
    if column.name == "status":
        return _status
    match column.type:
        case ColumnType.AMOUNT:
            return maybe_stored_amount if optional else stored_amount
        case ColumnType.INTEGER:
            return partial(maybe_stored_number if optional else stored_number, otherwise=0)
        case ColumnType.DAY:
            return stored_day
        case ColumnType.FLAG:
            return bool
    return _stored_text_or_none if optional else stored_text


def _status(value: Any) -> CustomerStatus:  # noqa: ANN401 (whatever is stored)
    return stored_enum(value, CustomerStatus.ON_HOLD)


def _stored_text_or_none(value: Any) -> str | None:  # noqa: ANN401 (as above)
    return stored_text(value) or None


_CUSTOMER = tuple(
    (FEED_COLUMNS[FeedKind.CUSTOMERS].index(column), column.name, _reader(column))
    for column in CUSTOMER_COLUMNS
)


def customer_of(row: FeedRow, addresses: Iterable[Address] = ()) -> Customer:
    """The customer that a row of ``customers`` holds, with these addresses."""
    values: dict[str, Any] = {name: read(row[place]) for place, name, read in _CUSTOMER}
    return Customer(**values, addresses=tuple(addresses))
