"""The catalog: products, prices and ways to ship, looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.use_cases.commands.autosave import product_of
from smartclient.use_cases.queries.lookup import get_product_sheet

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import CustomerNumber, Sku
    from smartclient.domain.sales.catalog import Product, ShipMethod
    from smartclient.read_models.overview import ProductSheet
    from smartclient.read_models.records import CatalogEntry
    from smartclient.store.unit_of_work import Store


class CatalogUseCases:
    """What can be looked up in the catalog."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def product_by_code(self, code: str) -> Product:
        """The product with this number, former number or EAN.

        NotFoundError for none, RefusedError for an EAN of several products.
        """
        with self._store.view() as view:
            return product_of(code, view=view)

    def search(
        self,
        text: str = "",
        *,
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        """Products by relevance (by SKU for no text), priced for ``customer`` today."""
        with self._store.view() as view:
            return view.catalog.entries(text, customer, self._clock.today(), limit, offset)

    def product(self, sku: Sku, customer: CustomerNumber | None = None) -> ProductSheet:
        """A product with its terms for ``customer`` today."""
        with self._store.view() as view:
            return get_product_sheet(view, sku, customer, self._clock.today())

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        """The ways to ship, by name."""
        with self._store.view() as view:
            return view.catalog.ship_methods()

    def photo(self, name: str) -> bytes | None:
        """A product photo by the name a catalog entry gives, or None."""
        with self._store.view() as view:
            return view.catalog.photo(name)

    def currency(self) -> str:
        """The currency (ISO 4217) of every amount."""
        with self._store.view() as view:
            return view.meta.currency
