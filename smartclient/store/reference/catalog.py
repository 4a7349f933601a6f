"""The catalog in the store: products, found by search, priced for a customer."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.contract.row_mappers import (
    FeedRow,
    offer_of,
    price_of_row,
    product_of,
    ship_method_of,
    stock_of,
)
from smartclient.contract.stored_values import stored_day
from smartclient.database.raw_sql import fetch_all
from smartclient.database.types import instant_from_text
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.catalog import Offer, Price, Product, ShipMethod, Stock
from smartclient.domain.sales.pricing import best_offer, offer_open, price_in_force, price_of
from smartclient.domain.text.barcodes import same_codes
from smartclient.domain.text.canonical import canonical_sku, name_key, upper
from smartclient.domain.text.searching import folded
from smartclient.read_models.overview import ProductSheet
from smartclient.read_models.records import CatalogEntry
from smartclient.read_models.terms import product_sheet
from smartclient.store.reference.search import (
    PRODUCTS_INDEX,
    ids_json,
    match_expression,
    matching_ids,
    without_unstorable,
)

_PRODUCT = ", ".join(COLUMNS[FeedKind.PRODUCTS])
_OFFER = ", ".join(COLUMNS[FeedKind.OFFERS])
_AMONG = "IN (SELECT value FROM json_each(?))"
_EAN = COLUMNS[FeedKind.PRODUCTS].index("ean")

_PRICES_END = """
SELECT min(p.valid_to) FROM prices p JOIN products s ON s.sku = p.sku
WHERE p.valid_from <= ? AND p.valid_to >= ?
  AND (s.sell_until IS NULL OR s.sell_until > p.valid_to)
  AND (s.discontinued_on IS NULL OR s.discontinued_on > p.valid_to)
  AND NOT EXISTS (
    SELECT 1 FROM prices n WHERE n.sku = p.sku AND name_key(n.price_list) = name_key(p.price_list)
      AND n.valid_from > p.valid_from AND n.valid_from <= date(p.valid_to, '+1 day')
      AND (n.valid_to IS NULL OR n.valid_to > p.valid_to)
  )
"""

_DATED_PRICE = "SELECT 1 FROM prices WHERE valid_from <= ? AND valid_to >= ? LIMIT 1"

_RANKED_AT_MOST = 200
"""The most matches that are sorted; when there are more, the rep is still typing."""


class Catalog:
    """Reads what the feeds brought about products."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def product(self, sku: Sku) -> Product | None:
        """The product with this number, or None."""
        return self.products((sku,)).get(sku)

    def products(self, skus: Sequence[Sku]) -> dict[Sku, Product]:
        """Those of the products that there are."""
        rows = self._all(f"SELECT {_PRODUCT} FROM products WHERE sku {_AMONG}", skus)
        return {row[1]: product_of(row) for row in rows}

    def has_any_product(self) -> bool:
        """Whether any product is here."""
        found = self._connection.exec_driver_sql("SELECT EXISTS (SELECT 1 FROM products)")
        return bool(found.scalar_one())

    def coded(self, code: str) -> tuple[Product, ...]:
        """The products that ``code`` names: by number, else by former number, else by EAN.

        Only an EAN may name several.
        """
        sku = canonical_sku(code)
        if not sku:
            return ()
        for condition, keys in (
            ("sku = ?", (sku,)),
            ("former_sku = ?", (sku,)),
            (f"ean <> '' AND ean {_AMONG}", (ids_json(same_codes(code)),)),
        ):
            rows = self._connection.exec_driver_sql(
                f"SELECT {_PRODUCT} FROM products WHERE {condition} ORDER BY sku", keys
            ).all()
            if rows:
                return tuple(product_of(row) for row in rows)
        return ()

    def renumbered(self, skus: Sequence[Sku]) -> dict[Sku, Sku]:
        """The current number of every product that once had one of ``skus``."""
        rows = self._all(
            f"SELECT former_sku, sku FROM products WHERE former_sku {_AMONG} ORDER BY id", skus
        )
        return {row[0]: row[1] for row in rows}

    def prices(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Price, ...]]:
        """Every price of the products, of any list and day."""
        names = ", ".join(COLUMNS[FeedKind.PRICES])
        found: dict[Sku, list[Price]] = {}
        for row in self._all(f"SELECT {names} FROM prices WHERE sku {_AMONG}", skus):
            found.setdefault(row[1], []).append(price_of_row(row))
        return {sku: tuple(prices) for sku, prices in found.items()}

    def offers(self, skus: Sequence[Sku]) -> dict[Sku, tuple[Offer, ...]]:
        """Every offer for the products, of any audience and day."""
        named = self._all(f"SELECT offer_code, sku FROM offer_products WHERE sku {_AMONG}", skus)
        known = self._offers_named({row[0] or "" for row in named})
        found: dict[Sku, dict[str, Offer]] = {}
        for code, sku in named:
            offer = known.get(name_key(code or ""))
            if offer is not None:
                found.setdefault(sku, {})[offer.code] = offer
        return {sku: tuple(offers.values()) for sku, offers in found.items()}

    def _offers_named(self, codes: Set[str]) -> dict[str, Offer]:
        """Offers by what their codes are compared by; every one if a code is respelled."""
        rows = self._all(f"SELECT {_OFFER} FROM offers WHERE code {_AMONG}", sorted(codes))
        if len(rows) < len(codes):
            rows = fetch_all(self._connection, f"SELECT {_OFFER} FROM offers")
        return {name_key(row[1] or ""): offer_of(row) for row in rows}

    def stock(self, skus: Sequence[Sku]) -> dict[Sku, Stock]:
        """What is on hand of the products; one that is not tracked is missing."""
        rows = self._all(f"SELECT id, sku, on_hand FROM stock WHERE sku {_AMONG}", skus)
        return {row[1]: stock_of(row) for row in rows}

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        """The ways to ship, by name."""
        names = ", ".join(COLUMNS[FeedKind.SHIP_METHODS])
        rows = self._connection.exec_driver_sql(f"SELECT {names} FROM ship_methods ORDER BY name")
        return tuple(ship_method_of(row) for row in rows)

    def search(self, text: str, limit: int | None = None, offset: int = 0) -> tuple[Product, ...]:
        """Products by relevance, by SKU for no text; the start of each word matches.

        First the product whose number or EAN is the search text, then those whose number begins
        with it, then those that match by number and name, then by category. When more match than
        a person looks through, they come in the order in which head office added them.
        """
        text = without_unstorable(text)
        if not text:
            return self._in_order_of_sku(limit, offset)
        expression = match_expression(text)
        if expression is None:
            return ()
        end = None if limit is None else offset + limit
        enough = None if end is None else max(end, _RANKED_AT_MOST + 1)
        matching = matching_ids(self._connection, PRODUCTS_INDEX, expression, limit=enough)
        found = list(dict.fromkeys((*self._ids_by_ean(text), *matching)))
        if len(found) > _RANKED_AT_MOST:
            window = self._exact_first(found, text)[offset:end]
            by_id = {row[0]: row for row in self._rows(window)}
            return tuple(product_of(by_id[key]) for key in window if key in by_id)
        ranked = sorted(self._rows(found), key=_Relevance(text).of)[offset:end]
        return tuple(product_of(row) for row in ranked)

    def entries(
        self,
        text: str,
        customer: CustomerNumber | None,
        on: date,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        """What ``search`` finds, priced for ``customer`` on the day ``on``."""
        products = self.search(text, limit, offset)
        skus = [product.sku for product in products]
        context = RuleContext(
            today=on,
            now=datetime(on.year, on.month, on.day, tzinfo=UTC),
            products={product.sku: product for product in products},
            prices=self.prices(skus),
            offers=self.offers(skus),
            stock=self.stock(skus),
        )
        terms = self._terms(customer)
        return tuple(_entry(product, context, terms, on) for product in products)

    def sheet(self, sku: Sku, customer: CustomerNumber | None, on: date) -> ProductSheet | None:
        """A product with its terms for ``customer`` on the day ``on``, or None."""
        product = self.product(sku)
        if product is None:
            return None
        held = {sku: product}
        if product.replaced_by is not None:
            held.update(self.products((product.replaced_by,)))
        terms = self._terms(customer)
        context = RuleContext(
            today=on,
            now=datetime(on.year, on.month, on.day, tzinfo=UTC),
            products=held,
            prices=self.prices((sku,)),
            offers=self.offers((sku,)),
            stock=self.stock((sku,)),
        )
        sheet = product_sheet(product, terms.price_list, on, context, terms.stock_as_of)
        price_as_of = _price_as_of(sku, context, terms, on)
        return replace(sheet, price_as_of=price_as_of)

    def prices_end(self, on: date) -> date | None:
        """The first day after which a price used on ``on`` is followed by none, or None.

        Products that are not sold any longer by then don't count.
        """
        ends = self._connection.exec_driver_sql(_PRICES_END, (on.isoformat(),) * 2).scalar_one()
        return stored_day(ends)

    def with_dated_prices(self, skus: Sequence[Sku], on: date) -> frozenset[Sku]:
        """Those products of which a price that counts on the day ``on`` has a last day."""
        rows = fetch_all(
            self._connection,
            f"SELECT DISTINCT sku FROM prices WHERE sku {_AMONG} "
            "AND valid_from <= ? AND valid_to >= ?",
            (ids_json(skus), on.isoformat(), on.isoformat()),
        )
        return frozenset(Sku(sku) for (sku,) in rows)

    def has_dated_prices(self, on: date) -> bool:
        """Whether a price with a last day of its own counts on the day ``on``."""
        found = self._connection.exec_driver_sql(_DATED_PRICE, (on.isoformat(),) * 2)
        return found.first() is not None

    def photo(self, name: str) -> bytes | None:
        """The photo called ``name``, or None."""
        content: bytes | None = self._connection.exec_driver_sql(
            "SELECT content FROM photos WHERE name = ?", (name,)
        ).scalar_one_or_none()
        return content

    def _in_order_of_sku(self, limit: int | None, offset: int) -> tuple[Product, ...]:
        rows = self._connection.exec_driver_sql(
            f"SELECT {_PRODUCT} FROM products ORDER BY sku LIMIT ? OFFSET ?",
            (-1 if limit is None else limit, offset),
        )
        return tuple(product_of(row) for row in rows)

    def _all(self, statement: str, keys: Sequence[object]) -> Sequence[Any]:
        if not keys:
            return ()
        return fetch_all(self._connection, statement, (ids_json(keys),))

    def _rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return self._all(f"SELECT {_PRODUCT} FROM products WHERE id {_AMONG}", ids)

    def _ids_by_ean(self, text: str) -> Sequence[int]:
        of_code = f"SELECT id FROM products WHERE ean <> '' AND ean {_AMONG}"
        return [row[0] for row in self._all(of_code, same_codes(text))]

    def _exact_first(self, found: Sequence[int], text: str) -> Sequence[int]:
        exact = self._connection.exec_driver_sql(
            "SELECT id FROM products WHERE sku = ?", (upper(text),)
        ).scalar_one_or_none()
        if exact is None:
            return found
        return [exact, *(key for key in found if key != exact)]

    def _terms(self, customer: CustomerNumber | None) -> "_Terms":
        row = self._connection.exec_driver_sql(
            "SELECT (SELECT price_list FROM customers WHERE number = ?), "
            "(SELECT as_of FROM cursors WHERE kind = 'stock'), "
            "(SELECT as_of FROM cursors WHERE kind = 'prices')",
            (customer,),
        ).one()
        stock_as_of, prices_as_of = (
            None if found is None else instant_from_text(found) for found in row[1:]
        )
        return _Terms(price_list=row[0] or "", stock_as_of=stock_as_of, prices_as_of=prices_as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """The price list of a customer, and when stock and prices were last complete."""

    price_list: str
    stock_as_of: datetime | None
    prices_as_of: datetime | None


class _Relevance:
    """The relevance of products for a search text, best first."""

    def __init__(self, text: str) -> None:
        self._text = upper(text)
        self._words = folded(text).split()
        self._codes = same_codes(text)

    def of(self, row: FeedRow) -> tuple[int, str]:
        """The key by which a row of ``products`` is put in order."""
        sku: str = row[1]
        if row[_EAN] and row[_EAN] in self._codes:
            return 0, sku
        if sku.startswith(self._text):
            return (0 if sku == self._text else 1), sku
        named = folded(f"{sku} {row[2]}")
        return (2 if all(word in named for word in self._words) else 3), sku


def _price_as_of(sku: Sku, context: RuleContext, terms: _Terms, on: date) -> datetime | None:
    """As of when a price is; None for one that has a last day of its own."""
    price = price_in_force(sku, terms.price_list, on, context)
    is_dated = price is not None and price.valid_to is not None
    return None if is_dated else terms.prices_as_of


def _entry(product: Product, context: RuleContext, terms: _Terms, on: date) -> CatalogEntry:
    offer = _first_offer(product.sku, on, context)
    stock = context.stock.get(product.sku)
    price = price_of(product.sku, terms.price_list, on, context)
    return CatalogEntry(
        sku=product.sku,
        name=product.name,
        category=product.category,
        price=product.list_price if price is None else price,
        offer="" if offer is None else offer.code,
        offer_text="" if offer is None else offer.description,
        stock=None if stock is None else stock.on_hand,
        stock_as_of=None if stock is None else terms.stock_as_of,
        on_sale=not product.discontinued(on) and not product.not_yet_sold(on),
        replaced_by=product.replaced_by,
        sell_from=product.sell_from,
        discontinued=product.discontinued(on),
        price_as_of=_price_as_of(product.sku, context, terms, on),
        image=product.image,
    )


def _first_offer(sku: Sku, on: date, context: RuleContext) -> Offer | None:
    """The best offer at the lowest quantity that has one at all."""
    begins = [offer.min_quantity for offer in context.offers.get(sku, ()) if offer_open(offer, on)]
    return best_offer(sku, max(1, min(begins)), on, context) if begins else None
