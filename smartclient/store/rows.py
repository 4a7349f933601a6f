"""Rows of the reference tables made into the values of the business.

Each function takes a row with the columns of ``contract.feeds.COLUMNS``, as the driver gives it:
hot paths read in the driver's own terms, which costs half of going through column types.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from smartclient.domain.catalog import (
    Audience,
    Offer,
    Price,
    Product,
    ShipMethod,
    Stock,
    TaxApplies,
    TaxRate,
)
from smartclient.domain.customers import Address, Customer, CustomerStatus
from smartclient.domain.money import from_scaled, maybe_amount

FeedRow = Sequence[Any]


def maybe_day(text: str | None) -> date | None:
    """Return the day that is stored as ISO text, None for none."""
    return None if text is None else date.fromisoformat(text)


def product_of(row: FeedRow) -> Product:
    """Return the product that a row of ``products`` holds."""
    return Product(
        sku=row[1],
        name=row[2],
        category=row[3] or "",
        subcategory=row[4] or "",
        description=row[5] or "",
        unit=row[6] or "",
        color=row[7] or "",
        size=row[8] or "",
        weight=row[9] or "",
        list_price=from_scaled(row[10]),
        sell_from=maybe_day(row[11]),
        sell_until=maybe_day(row[12]),
        discontinued_on=maybe_day(row[13]),
        replaced_by=row[14] or None,
        former_sku=row[15] or None,
        min_order_quantity=row[16],
        pack_size=row[17],
        image=row[18] or "",
        ean=row[19] or "",
    )


def price_of_row(row: FeedRow) -> Price:
    """Return the price that a row of ``prices`` holds."""
    return Price(
        sku=row[1],
        price_list=row[2] or "",
        valid_from=date.fromisoformat(row[3]),
        valid_to=maybe_day(row[4]),
        amount=from_scaled(row[5]),
    )


def offer_of(row: FeedRow) -> Offer:
    """Return the offer that a row of ``offers`` holds."""
    return Offer(
        code=row[1],
        description=row[2] or "",
        discount_percent=from_scaled(row[3]),
        kind=row[4] or "",
        audience=Audience(row[5]),
        valid_from=date.fromisoformat(row[6]),
        valid_to=maybe_day(row[7]),
        min_quantity=row[8] or 0,
        max_quantity=row[9],
    )


def stock_of(row: FeedRow) -> Stock:
    """Return the stock that a row of ``stock`` holds."""
    return Stock(sku=row[1], on_hand=row[2])


def tax_rate_of(row: FeedRow) -> TaxRate:
    """Return the tax rate that a row of ``tax_rates`` holds."""
    return TaxRate(
        country=row[1],
        state=row[2],
        applies_to=TaxApplies(row[3]),
        rate_percent=from_scaled(row[4]),
        name=row[5] or "",
    )


def ship_method_of(row: FeedRow) -> ShipMethod:
    """Return the way to ship that a row of ``ship_methods`` holds."""
    return ShipMethod(name=row[1], base=from_scaled(row[2]), rate=from_scaled(row[3]))


def address_of(row: FeedRow) -> Address:
    """Return the address that a row of ``addresses`` holds."""
    return Address(
        kind=row[2],
        line1=row[3] or "",
        line2=row[4] or "",
        city=row[5] or "",
        state=row[6] or "",
        postal_code=row[7] or "",
        country=row[8] or "",
    )


def customer_of(row: FeedRow, addresses: Iterable[Address] = ()) -> Customer:
    """Return the customer that a row of ``customers`` holds, with these addresses."""
    return Customer(
        number=row[1],
        name=row[2],
        rep=row[3],
        territory=row[4] or "",
        contact=row[5] or "",
        phone=row[6] or "",
        email=row[7] or "",
        notes=row[8] or "",
        status=CustomerStatus(row[9]),
        credit_limit=maybe_amount(row[10]),
        balance=from_scaled(row[11] or 0),
        merged_into=row[12] or None,
        price_list=row[13] or "",
        payment_terms=row[14] or "",
        tax_exempt=bool(row[15]),
        addresses=tuple(addresses),
    )
