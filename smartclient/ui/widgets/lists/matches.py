"""What finder fields look for: customers and products."""

from __future__ import annotations

from smartclient.domain.ids import CustomerNumber
from smartclient.read_models.records import CatalogEntry, CustomerSummary
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.catalog import availability, stock
from smartclient.ui.models.snapshot import translate
from smartclient.ui.text import formats
from smartclient.ui.widgets.lists.finder import Find, Match


def customer_match(row: CustomerSummary) -> Match:
    """A customer as something found."""
    return Match(
        text=row.name,
        detail="  ·  ".join(part for part in (row.number, row.city) if part),
        value=row.number,
    )


def product_match(row: CatalogEntry) -> Match:
    """A product as something found."""
    price, count = translate("Matches", "Price {price}"), translate("Matches", "Stock {count}")
    details = (
        price.format(price=formats.money(row.price)),
        row.offer_text,
        count.format(count=stock(row)) if row.stock is not None else "",
        "" if row.on_sale else availability(row),
    )
    return Match(
        text=f"{row.sku}  {row.name}",
        detail="  ·  ".join(part for part in details if part),
        value=row.sku,
        needs_look=not row.on_sale,
    )


def customer_matches(context: AppContext) -> Find:
    """What finds customers."""
    use_cases = context.use_cases
    return lambda text, limit: [
        customer_match(row) for row in use_cases.customers.search(text, limit=limit)
    ]


def product_matches(context: AppContext, customer: CustomerNumber | None) -> Find:
    """What finds products, priced for ``customer``."""
    use_cases = context.use_cases
    return lambda text, limit: [
        product_match(row) for row in use_cases.catalog.search(text, customer=customer, limit=limit)
    ]
