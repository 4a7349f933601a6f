"""Lookups of documents, with the errors for what is missing."""

from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.domain.text.canonical import name_key
from smartclient.store.unit_of_work import ReadView


def document_titled(view: ReadView, sku: Sku, title: str) -> ProductDocument:
    """A product's document by its title in any form; its own comes before its category's.

    NotFoundError for none.
    """
    for document in view.documents.of_product(sku):
        if name_key(document.title) == name_key(title):
            return document
    raise NotFoundError("Product {sku} has no document {title}.", sku=sku, title=title)


def get_content(view: ReadView, document: ProductDocument) -> bytes:
    """The bytes of a document; RefusedError where they are not here."""
    content = view.documents.content(document.hash)
    if content is not None:
        return content
    if document.is_held:
        raise RefusedError(
            "{title} did not arrive as head office has it. Ask head office to import it again.",
            title=document.title,
        )
    raise RefusedError(
        "{title} is not on this device yet. Sync, and open it then.", title=document.title
    )
