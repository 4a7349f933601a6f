"""Reference data the rules need, read in bulk and kept for one transaction."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, or_, select

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
from smartclient.domain.ids import Sku
from smartclient.headoffice.tables import tables_for

_AT_ONCE = 500

_PRODUCT = (
    *("sku", "name", "category", "subcategory", "unit", "color", "size", "weight"),
    *("list_price", "sell_from", "sell_until", "discontinued_on", "replaced_by", "former_sku"),
    *("min_order_quantity", "pack_size", "image"),
)


class Reference:
    """Products with their prices, offers and stock; taxes and ways to ship.

    What was looked up stays as it was first seen, except the stock, which its owner keeps true.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._t = tables_for(connection.dialect.name)
        self._asked: set[Sku] = set()
        self.products: dict[Sku, Product] = {}
        self.renumbered: dict[Sku, Sku] = {}
        self.prices: dict[Sku, tuple[Price, ...]] = {}
        self.offers: dict[Sku, tuple[Offer, ...]] = {}
        self.stock: dict[Sku, Stock] = {}
        self._tax_rates: dict[tuple[str, str], tuple[TaxRate, ...]] | None = None
        self._ship_methods: dict[str, ShipMethod] | None = None

    def know(self, skus: Iterable[Sku]) -> None:
        """Look up products by current or former number, and what replaces them."""
        wanted = set(skus) - self._asked
        while wanted:
            self._asked |= wanted
            found = self._look_up(wanted)
            new = {
                other
                for sku in found
                if (other := self.products[sku].replaced_by) and other not in self._asked
            }
            self._asked |= found
            wanted = new

    def forget_stock(self, skus: Iterable[Sku]) -> None:
        """Read the stock of these products anew."""
        wanted = set(skus)
        for sku in wanted:
            self.stock.pop(sku, None)
        self._look_up_stock(wanted)

    def tax_rates(self, places: Iterable[tuple[str, str]]) -> tuple[TaxRate, ...]:
        """Return the tax rates of places, each a country and a state."""
        if self._tax_rates is None:
            t = self._t.tax_rates
            self._tax_rates = {}
            for row in self._connection.execute(select(t)):
                rate = TaxRate(
                    country=row.country,
                    state=row.state,
                    applies_to=TaxApplies(row.applies_to),
                    rate_percent=row.rate_percent,
                    name=row.name,
                )
                place = (row.country, row.state)
                self._tax_rates[place] = (*self._tax_rates.get(place, ()), rate)
        known = self._tax_rates
        return tuple(rate for place in dict.fromkeys(places) for rate in known.get(place, ()))

    def ship_methods(self) -> dict[str, ShipMethod]:
        """Return the ways to ship, by name."""
        if self._ship_methods is None:
            t = self._t.ship_methods
            self._ship_methods = {
                row.name: ShipMethod(name=row.name, base=row.base, rate=row.rate)
                for row in self._connection.execute(select(t))
            }
        return self._ship_methods

    def _look_up(self, wanted: set[Sku]) -> set[Sku]:
        p = self._t.products
        columns = [p.c[name] for name in _PRODUCT]
        found: set[Sku] = set()
        for some in _chunks(wanted):
            rows = self._connection.execute(
                select(*columns).where(or_(p.c.sku.in_(some), p.c.former_sku.in_(some)))
            )
            for row in rows:
                product = Product(**dict(row._mapping))  # noqa: SLF001 (SQLAlchemy's own name)
                self.products[product.sku] = product
                found.add(product.sku)
        for sku in found:
            former = self.products[sku].former_sku
            if former is not None:
                self.renumbered[former] = sku
        self._look_up_prices(found)
        self._look_up_offers(found)
        self._look_up_stock(found)
        return found

    def _look_up_prices(self, skus: set[Sku]) -> None:
        t = self._t.prices
        for some in _chunks(skus):
            for row in self._connection.execute(select(t).where(t.c.sku.in_(some))):
                price = Price(
                    sku=row.sku,
                    price_list=row.price_list,
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                    amount=row.amount,
                )
                self.prices[row.sku] = (*self.prices.get(row.sku, ()), price)

    def _look_up_offers(self, skus: set[Sku]) -> None:
        o, p = self._t.offers, self._t.offer_products
        for some in _chunks(skus):
            rows = self._connection.execute(
                select(p.c.sku, o).join(o, o.c.code == p.c.offer_code).where(p.c.sku.in_(some))
            )
            for row in rows:
                offer = Offer(
                    code=row.code,
                    description=row.description,
                    discount_percent=row.discount_percent,
                    kind=row.kind,
                    audience=Audience(row.audience),
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                    min_quantity=row.min_quantity,
                    max_quantity=row.max_quantity,
                )
                self.offers[row.sku] = (*self.offers.get(row.sku, ()), offer)

    def _look_up_stock(self, skus: set[Sku]) -> None:
        t = self._t.stock
        for some in _chunks(skus):
            rows = self._connection.execute(
                select(t.c.sku, t.c.on_hand)
                .where(t.c.sku.in_(some))
                .with_hint(t, "WITH (UPDLOCK)", "mssql")
            )
            for row in rows:
                self.stock[row.sku] = Stock(sku=row.sku, on_hand=row.on_hand)


def _chunks(skus: set[Sku]) -> Iterator[list[Sku]]:
    # always in the same order, so that two workers never lock each other out
    ordered = sorted(skus)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
