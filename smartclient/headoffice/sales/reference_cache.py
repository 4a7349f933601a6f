"""Reference data the rules need, read in bulk and kept while nobody changes any."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, func, or_, select

from smartclient.contract.stored_values import maybe_stored_number, stored_enum, stored_number
from smartclient.database.value_list import in_list
from smartclient.domain.ids import Sku
from smartclient.domain.sales.catalog import (
    Audience,
    Offer,
    Price,
    Product,
    ShipMethod,
    TaxApplies,
    TaxRate,
)
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for

_AT_ONCE = 500
_KEPT_AT_MOST = 20_000

Version = tuple[int, ...]
"""The newest row version of each table that reference data comes from."""

_TABLES = (
    *("products", "prices", "offers", "offer_products", "tax_rates", "ship_methods"),
    # a deleted row leaves no newer version behind but its tombstone's
    "tombstones",
)

_PRODUCT = (
    *("sku", "name", "category", "subcategory", "unit", "color", "size", "weight"),
    *("list_price", "sell_from", "sell_until", "discontinued_on", "replaced_by", "former_sku"),
    *("min_order_quantity", "pack_size", "image"),
)
_COUNTS = ("min_order_quantity", "pack_size")


def version_of(connection: Connection) -> Version:
    """What changes whenever any reference data does, once it is stable."""
    tables = tables_for(connection.dialect.name)
    newest = [
        select(func.max(tables.table_named(name).c.row_version)).scalar_subquery().label(name)
        for name in _TABLES
    ]
    return tuple(int(value or 0) for value in connection.execute(select(*newest)).one())


class ReferenceCache:
    """Products with their prices and offers, taxes and ways to ship, as first read.

    A worker keeps it from round to round for as long as ``version_of`` stays what it was, if it
    is ``stable``: all below its newest row version was committed before anything was read. Else
    what was written before and is committed later leaves no newer version behind.
    """

    def __init__(self, version: Version, *, stable: bool) -> None:
        self.version = version
        self.stable = stable
        self._loaded: set[Sku] = set()
        self.products: dict[Sku, Product] = {}
        self.renumbered: dict[Sku, Sku] = {}
        self.prices: dict[Sku, tuple[Price, ...]] = {}
        self.offers: dict[Sku, tuple[Offer, ...]] = {}
        self._tax_rates: dict[tuple[str, str], tuple[TaxRate, ...]] | None = None
        self._ship_methods: dict[str, ShipMethod] | None = None
        self._every_offer: dict[str, Offer] | None = None

    @property
    def large(self) -> bool:
        """Whether it is better reloaded than kept."""
        return len(self.products) > _KEPT_AT_MOST

    def load(self, connection: Connection, skus: Iterable[Sku]) -> set[Sku]:
        """Look up products by current or former number, and what replaces them.

        Returns the current numbers of those that were not known before.
        """
        wanted = set(skus) - self._loaded
        new: set[Sku] = set()
        while wanted:
            self._loaded |= wanted
            found = self._look_up(connection, wanted)
            new |= found
            self._loaded |= found
            replacing = (self.products[sku].replaced_by for sku in found)
            wanted = {sku for sku in replacing if sku and sku not in self._loaded}
        return new

    def current(self, skus: Iterable[Sku]) -> set[Sku]:
        """The products known under these numbers, with their replacements."""
        named = {self.renumbered.get(sku, sku) for sku in skus} | set(skus)
        known = {sku for sku in named if sku in self.products}
        replacing = (self.products[sku].replaced_by for sku in known)
        return known | {sku for sku in replacing if sku in self.products}

    def tax_rates(
        self, connection: Connection, places: Iterable[tuple[str, str]]
    ) -> tuple[TaxRate, ...]:
        """The tax rates of places, each a country and a state."""
        if self._tax_rates is None:
            t = tables_for(connection.dialect.name).tax_rates
            self._tax_rates = {}
            for row in connection.execute(select(t)):
                rate = TaxRate(
                    country=row.country,
                    state=row.state,
                    applies_to=stored_enum(row.applies_to, TaxApplies.RETAIL),
                    rate_percent=row.rate_percent,
                    name=row.name,
                )
                place = (name_key(row.country), name_key(row.state))
                self._tax_rates[place] = (*self._tax_rates.get(place, ()), rate)
        known = self._tax_rates
        keys = dict.fromkeys((name_key(country), name_key(state)) for country, state in places)
        return tuple(rate for place in keys for rate in known.get(place, ()))

    def ship_methods(self, connection: Connection) -> dict[str, ShipMethod]:
        """The ways to ship, by name."""
        if self._ship_methods is None:
            t = tables_for(connection.dialect.name).ship_methods
            self._ship_methods = {
                row.name: ShipMethod(name=row.name, base=row.base, rate=row.rate)
                for row in connection.execute(select(t))
            }
        return self._ship_methods

    def _look_up(self, connection: Connection, wanted: set[Sku]) -> set[Sku]:
        p = tables_for(connection.dialect.name).products
        columns = [p.c[name] for name in _PRODUCT]
        found: set[Sku] = set()
        for chunk in in_chunks(wanted):
            rows = connection.execute(
                select(*columns).where(or_(in_list(p.c.sku, chunk), in_list(p.c.former_sku, chunk)))
            )
            for row in rows:
                values = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's own name)
                for name in _COUNTS:
                    values[name] = stored_number(values[name], 1)
                product = Product(**values)
                self.products[product.sku] = product
                found.add(product.sku)
                if product.former_sku is not None:
                    self.renumbered[product.former_sku] = product.sku
        self._look_up_prices(connection, found)
        self._look_up_offers(connection, found)
        return found

    def _look_up_prices(self, connection: Connection, skus: set[Sku]) -> None:
        t = tables_for(connection.dialect.name).prices
        for sku in skus:
            self.prices.pop(sku, None)
        for chunk in in_chunks(skus):
            for row in connection.execute(select(t).where(in_list(t.c.sku, chunk))):
                price = Price(
                    sku=row.sku,
                    price_list=row.price_list,
                    valid_from=row.valid_from or date.max,
                    valid_to=row.valid_to,
                    amount=row.amount,
                )
                self.prices[row.sku] = (*self.prices.get(row.sku, ()), price)

    def _look_up_offers(self, connection: Connection, skus: set[Sku]) -> None:
        p = tables_for(connection.dialect.name).offer_products
        offers = self._offers_by_name(connection)
        for sku in skus:
            self.offers.pop(sku, None)
        for chunk in in_chunks(skus):
            rows = connection.execute(
                select(p.c.sku, p.c.offer_code).where(in_list(p.c.sku, chunk))
            )
            for row in rows:
                offer = offers.get(name_key(row.offer_code))
                known = self.offers.get(row.sku, ())
                if offer is not None and offer not in known:
                    self.offers[row.sku] = (*known, offer)

    def _offers_by_name(self, connection: Connection) -> dict[str, Offer]:
        """Every offer by what its code is compared by."""
        if self._every_offer is None:
            rows = connection.execute(select(tables_for(connection.dialect.name).offers))
            self._every_offer = {
                name_key(row.code): Offer(
                    code=row.code,
                    description=row.description,
                    discount_percent=row.discount_percent,
                    kind=row.kind,
                    audience=stored_enum(row.audience, Audience.CONSUMER),
                    valid_from=row.valid_from or date.max,
                    valid_to=row.valid_to,
                    min_quantity=stored_number(row.min_quantity, 0),
                    max_quantity=maybe_stored_number(row.max_quantity, 0),
                )
                for row in rows
            }
        return self._every_offer


def up_to_date(connection: Connection, kept: ReferenceCache | None) -> ReferenceCache:
    """``kept``, or an empty one instead where anything may have changed."""
    # alone and first: read with the versions, it could be ahead of what they show
    watermark = backend_of(connection).feeds.watermark(connection)
    version = version_of(connection)
    if kept is not None and kept.stable and kept.version == version and not kept.large:
        return kept
    return ReferenceCache(version, stable=max(version) < watermark)


def in_chunks(skus: set[Sku]) -> Iterator[list[Sku]]:
    """Yield products as many at a time as one statement may name."""
    # always in the same order, so that two workers never lock each other out
    ordered = sorted(skus)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
