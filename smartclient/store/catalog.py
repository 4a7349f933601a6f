"""The catalog in the store: products, found by search, priced for a customer."""

from datetime import date

from sqlalchemy import Connection

from smartclient.domain.catalog import Product
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.records import CatalogEntry


class Catalog:
    """Reads the products that the feeds brought."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def product(self, sku: Sku) -> Product | None:
        """Return the product with this number, or None."""
        raise NotImplementedError

    def search(self, text: str, limit: int | None = None, offset: int = 0) -> tuple[Product, ...]:
        """Return products by relevance, by SKU for no text; the start of each word matches."""
        raise NotImplementedError

    def entries(
        self,
        text: str,
        customer: CustomerNumber | None,
        on: date,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        """Return what ``search`` finds, priced for ``customer`` on the day ``on``."""
        raise NotImplementedError

    def photo(self, name: str) -> bytes | None:
        """Return the photo called ``name``, or None."""
        raise NotImplementedError
