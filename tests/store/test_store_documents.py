"""Documents in the store: found with their product, held when all of their content has come."""

from hashlib import sha256

import pytest

from smartclient.contract.feeds import FeedKind, Row
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import DocumentFormat, ProductDocument
from smartclient.store.unit_of_work import Store
from smartclient.use_cases.queries.documents import document_titled, get_content
from tests.feed_samples import bring, row

SHEET = b"%PDF-1.7 one" + b"two"
HASH = sha256(SHEET).hexdigest()


def document(entry_id: int, title: str, **values: object) -> Row:
    filled = {"sku": "", "category": "", "format": "pdf", "hash": HASH, "size": len(SHEET)}
    return row(FeedKind.DOCUMENTS, entry_id, title=title, **(filled | values))


def part(entry_id: int, number: int, content: bytes) -> Row:
    return row(FeedKind.DOCUMENT_PARTS, entry_id, hash=HASH, part=number, content=content)


@pytest.fixture
def catalog(store: Store) -> Store:
    bring(
        store,
        FeedKind.PRODUCTS,
        row(FeedKind.PRODUCTS, 1, sku="A-1", category="Fruit"),
        row(FeedKind.PRODUCTS, 2, sku="B-1", category=""),
    )
    bring(
        store,
        FeedKind.DOCUMENTS,
        document(1, "Price letter", category="FRUIT"),
        document(2, "data sheet", sku="A-1"),
        document(3, "Care", sku="A-1"),
        document(4, "Data sheet", sku="B-1"),
        document(5, "Film", sku="A-1", format="mp4"),
    )
    return store


def documents(store: Store, sku: str = "A-1") -> tuple[ProductDocument, ...]:
    with store.view() as view:
        return view.documents.of_product(Sku(sku))


def test_a_product_has_its_own_documents_by_title_and_then_its_categorys(catalog: Store) -> None:
    # one of a format that only a newer program knows is not offered to be opened
    assert [found.title for found in documents(catalog)] == ["Care", "data sheet", "Price letter"]
    assert [found.category for found in documents(catalog)] == ["", "", "FRUIT"]
    (only,) = documents(catalog, "B-1")
    assert (only.title, only.format, only.size) == ("Data sheet", DocumentFormat.PDF, len(SHEET))
    assert documents(catalog, "C-1") == ()


def test_a_document_is_held_when_all_of_its_parts_have_come(catalog: Store) -> None:
    bring(catalog, FeedKind.DOCUMENT_PARTS, part(8, 1, SHEET[12:]))
    (only,) = documents(catalog, "B-1")
    assert not only.is_held
    with catalog.view() as view, pytest.raises(RefusedError, match="not on this device yet"):
        get_content(view, only)
    bring(catalog, FeedKind.DOCUMENT_PARTS, part(9, 0, SHEET[:12]))
    (only,) = documents(catalog, "B-1")
    assert only.is_held
    with catalog.view() as view:
        assert get_content(view, only) == SHEET


def test_content_that_is_not_what_its_hash_says_is_not_opened(catalog: Store) -> None:
    bring(catalog, FeedKind.DOCUMENT_PARTS, part(9, 0, bytes(len(SHEET))))
    (only,) = documents(catalog, "B-1")
    with catalog.view() as view, pytest.raises(RefusedError, match="did not arrive"):
        get_content(view, only)


def test_what_head_office_deletes_is_gone_with_its_content(catalog: Store) -> None:
    bring(catalog, FeedKind.DOCUMENT_PARTS, part(9, 0, SHEET))
    gone = [(1, "documents", 4), (2, "document_parts", 9)]
    bring(
        catalog,
        FeedKind.TOMBSTONES,
        *(row(FeedKind.TOMBSTONES, key, kind=kind, entry_id=entry) for key, kind, entry in gone),
    )
    assert documents(catalog, "B-1") == ()
    with catalog.view() as view:
        assert view.documents.content(HASH) is None


def test_a_document_is_named_by_its_title_in_any_form_and_the_products_comes_first(
    catalog: Store,
) -> None:
    bring(catalog, FeedKind.DOCUMENTS, document(6, "DATA SHEET", category="fruit"))
    with catalog.view() as view:
        assert document_titled(view, Sku("A-1"), "Data Sheet").id == 2
        with pytest.raises(NotFoundError, match="Product A-1 has no document Manual"):
            document_titled(view, Sku("A-1"), "Manual")
