"""The catalog: products, prices and ways to ship, looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.contract.feeds import FeedKind
from smartclient.use_cases.commands.autosave import product_of
from smartclient.use_cases.queries.documents import document_titled, get_content
from smartclient.use_cases.queries.expired_data import have_expired
from smartclient.use_cases.queries.missing_products import left_out_products, missing_product
from smartclient.use_cases.queries.usable_data import (
    check_can_open_documents,
    check_is_priced,
    explaining_removal,
)

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.domain.errors import RefusedError
    from smartclient.domain.ids import CustomerNumber, Sku
    from smartclient.domain.sales.catalog import Product, ShipMethod
    from smartclient.domain.sales.product_documents import ProductDocument
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

        NotFoundError for none, RefusedError for an EAN of several products and for a product that
        is not taken along, or was removed for its age.
        """
        with self._store.view() as view:
            return product_of(code, view=view, clock=self._clock)

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
            today = self._clock.today()
            expired = have_expired(view, self._clock, (FeedKind.PRODUCTS, FeedKind.PRICES))
            if FeedKind.PRODUCTS in expired:
                # what is left is what unsent work is shown with
                return ()
            found = view.catalog.entries(text, customer, today, limit, offset)
            if FeedKind.PRICES not in expired:
                return found
            # what unsent work is shown with has its list price alone
            priced = view.catalog.with_dated_prices([entry.sku for entry in found], today)
            return tuple(entry for entry in found if entry.sku in priced)

    def why_not_found(self, text: str) -> RefusedError | None:
        """Why a search for ``text`` finds nothing here; None where there is nothing to be found.

        What it names may be left out of this device, where a data set brings it.
        """
        with self._store.view() as view:
            return left_out_products(text, view=view)

    def product(self, sku: Sku, customer: CustomerNumber | None = None) -> ProductSheet:
        """A product with its terms for ``customer`` today."""
        with self._store.view() as view:
            sheet = view.catalog.sheet(sku, customer, self._clock.today())
            if sheet is None:
                raise missing_product(sku, view=view, clock=self._clock)
            check_is_priced(view, self._clock, sheet.product.sku)
            return sheet

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        """The ways to ship, by name."""
        with self._store.view() as view:
            return view.catalog.ship_methods()

    def photo(self, name: str) -> bytes | None:
        """A product photo by the name a catalog entry gives, or None."""
        with self._store.view() as view:
            return view.catalog.photo(name)

    def documents(self, sku: Sku) -> tuple[ProductDocument, ...]:
        """A product's documents, and then those of its category, each by title."""
        with self._store.view() as view:
            return view.documents.of_product(sku)

    def documents_left_out(self, sku: Sku) -> int:
        """How many documents of a product and of its category are not taken along."""
        with self._store.view() as view:
            return view.documents.left_out_of(sku)

    def document_titled(self, sku: Sku, title: str) -> ProductDocument:
        """A product's document by its title in any form; its own comes before its category's.

        NotFoundError for none.
        """
        with self._store.view() as view, explaining_removal(view, self._clock, FeedKind.DOCUMENTS):
            return document_titled(view, sku, title)

    def document_content(self, document: ProductDocument) -> bytes:
        """The bytes of a document; RefusedError where they are not here, or too old to be used."""
        with self._store.view() as view:
            check_can_open_documents(view, self._clock)
            return get_content(view, document)

    def currency(self) -> str:
        """The currency (ISO 4217) of every amount."""
        with self._store.view() as view:
            return view.meta.currency
