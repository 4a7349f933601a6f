"""Documents as JSON."""

from smartclient.cli.json_output.values import Json, known
from smartclient.domain.sales.product_documents import ProductDocument


def document_shape(document: ProductDocument) -> dict[str, Json]:
    """One document; ``category`` is null for one of the product alone, ``bytes`` its size."""
    return {
        "title": document.title,
        "category": known(document.category),
        "format": document.format.value,
        "bytes": document.size,
        "on_this_device": document.is_held,
    }
