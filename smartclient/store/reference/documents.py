"""The documents of products and of their categories in the store, whose content comes in parts."""

# ruff: noqa: S608 (statements are put together from texts of ours; values are parameters)

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from smartclient.database.raw_sql import fetch_all
from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import DocumentFormat, ProductDocument
from smartclient.store.reference.search import ids_json

# what a newer head office may have beside these formats can't be shown by this program
_COLUMNS = """
SELECT d.id, d.title, d.format, d.size, d.hash, d.category,
  (SELECT total(length(p.content)) FROM document_parts p WHERE p.hash = d.hash) >= d.size
"""
_OF_PRODUCT = f"""{_COLUMNS}
FROM products s JOIN documents d
  ON d.sku = s.sku OR (d.category <> '' AND name_key(d.category) = name_key(s.category))
WHERE s.sku = ? AND d.format IN (SELECT value FROM json_each(?))
ORDER BY d.category <> '', name_key(d.title), d.id
"""
_WITH_HASHES = f"""{_COLUMNS}
FROM documents d
WHERE d.hash IN (SELECT value FROM json_each(?)) AND d.format IN (SELECT value FROM json_each(?))
ORDER BY d.id DESC
"""

_DOCUMENTS_TO_COME = """
SELECT total(d.size) - (SELECT total(length(content)) FROM document_parts)
FROM (SELECT DISTINCT hash, size FROM documents) d
"""
_PHOTOS_TO_COME = """
SELECT count(DISTINCT image) FROM products
WHERE image <> '' AND image NOT IN (SELECT name FROM photos)
"""
_USUAL_PHOTO = "SELECT coalesce(avg(length(content)), ?) FROM photos"
_PHOTO_BYTES = 20_000
"""The size of a photo where none is here to go by."""
_LEFT_OUT = """
SELECT count(*) FROM left_out WHERE kind = 'documents' AND CASE WHEN key <> '' THEN key = ?
ELSE name_key(part_of) = (SELECT name_key(category) FROM products WHERE sku = ?) END
"""


class Documents:
    """Reads what the feeds brought of documents."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_product(self, sku: Sku) -> tuple[ProductDocument, ...]:
        """A product's own documents by title, and then those of its category."""
        rows = fetch_all(self._connection, _OF_PRODUCT, (sku, ids_json(list(DocumentFormat))))
        return tuple(map(_document, rows))

    def with_hashes(self, hashes: Sequence[str]) -> tuple[ProductDocument, ...]:
        """A document with each of these hashes, in their order; none for one that is gone."""
        wanted = (ids_json(list(hashes)), ids_json(list(DocumentFormat)))
        rows = map(_document, fetch_all(self._connection, _WITH_HASHES, wanted))
        found = {document.hash: document for document in rows}
        return tuple(found[one] for one in hashes if one in found)

    def left_out_of(self, sku: Sku) -> int:
        """How many documents of a product and of its category are not taken along."""
        return int(self._number(_LEFT_OUT, sku, sku))

    def bytes_to_come(self, *, photos: bool) -> int:
        """The bytes of documents that are not here, and about those of photos where wanted."""
        size = self._number(_DOCUMENTS_TO_COME)
        if photos:
            size += self._number(_PHOTOS_TO_COME) * self._number(_USUAL_PHOTO, _PHOTO_BYTES)
        return max(0, round(size))

    def _number(self, question: str, *given: str | int) -> float:
        ((number,),) = fetch_all(self._connection, question, given)
        return float(number)

    def content(self, digest: str) -> bytes | None:
        """The bytes of the document with this hash, None unless all of them are here."""
        parts = self._connection.exec_driver_sql(
            "SELECT content FROM document_parts WHERE hash = ? ORDER BY part", (digest,)
        ).scalars()
        content = b"".join(parts)
        return content if sha256(content).hexdigest() == digest else None


def _document(row: Sequence[Any]) -> ProductDocument:
    return ProductDocument(
        id=row[0],
        title=row[1],
        format=DocumentFormat(row[2]),
        size=row[3],
        hash=row[4],
        category=row[5],
        is_held=bool(row[6]),
    )
