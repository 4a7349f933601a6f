"""How much the catalog holds of each category: products, and the bytes of their files."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, func, select

from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.database.tables import tables_for


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogSizes:
    """Products, their photos by name and documents by hash, by the key of the category."""

    products: Mapping[str, int]
    photos: Mapping[str, frozenset[str]]
    photo_bytes: Mapping[str, int]
    documents: Mapping[str, frozenset[str]]
    document_bytes: Mapping[str, int]

    @classmethod
    def read(cls, connection: Connection) -> Self:
        """Measure the catalog."""
        t = tables_for(connection.dialect.name)
        length = func.length if connection.dialect.name == "sqlite" else func.datalength
        photo_bytes = select(t.photos.c.name, length(t.photos.c.content))
        products: dict[str, int] = defaultdict(int)
        photos: dict[str, set[str]] = defaultdict(set)
        category_of: dict[str, str] = {}
        shown = select(t.products.c.sku, t.products.c.category, t.products.c.image)
        for sku, category, image in connection.execute(shown):
            key = category_of[sku] = name_key(category)
            products[key] += 1
            photos[key].add(image)
        d = t.documents.c
        documents: dict[str, set[str]] = defaultdict(set)
        document_bytes: dict[str, int] = {}
        for sku, category, digest, size in connection.execute(
            select(d.sku, d.category, d.hash, d.size)
        ):
            documents[category_of.get(sku, "") if sku else name_key(category)].add(digest)
            document_bytes[digest] = size
        return cls(
            products=products,
            photos={key: frozenset(names) for key, names in photos.items()},
            photo_bytes={name: int(size) for name, size in connection.execute(photo_bytes)},
            documents={key: frozenset(hashes) for key, hashes in documents.items()},
            document_bytes=document_bytes,
        )

    def products_of(self, content: DataSetContent) -> int:
        """How many products are in the categories that a data set names."""
        return sum(self.products.get(key, 0) for key in _keys(content))

    def bytes_of(self, content: DataSetContent) -> int:
        """The bytes of the photos and the documents that belong to a data set, each once."""
        named = _keys(content)
        photos = _bytes_of(self.photos, self.photo_bytes, named) if content.photos else 0
        documents = _bytes_of(self.documents, self.document_bytes, named)
        return photos + (documents if content.documents else 0)


def _keys(content: DataSetContent) -> frozenset[str]:
    return frozenset(map(name_key, content.categories))


def _bytes_of(
    contents: Mapping[str, frozenset[str]], sizes: Mapping[str, int], named: frozenset[str]
) -> int:
    """The bytes of what belongs to the named categories, to all where none is."""
    found = frozenset().union(*(contents.get(key, frozenset()) for key in named or contents))
    return sum(sizes.get(each, 0) for each in found)
