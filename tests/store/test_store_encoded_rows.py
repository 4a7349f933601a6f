"""Rows that come as JSON are stored just as the same rows as objects, or none of their page is."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.encoded_rows import EncodedRows
from smartclient.contract.feeds import COLUMNS, STORED_AS_THEY_COME, Cursor, FeedKind, FeedPage, Row
from smartclient.database.raw_sql import fetch_all
from smartclient.domain.errors import UnforeseenError
from smartclient.store.unit_of_work import Store
from tests.feed_samples import apply, page, row

PRODUCTS = FeedKind.PRODUCTS
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.none() | TEXTS | st.integers(-(2**63), 2**63 - 1)


def encoded(rows: tuple[Row, ...]) -> EncodedRows:
    return EncodedRows(tuple(msgspec.Raw(msgspec.json.encode(each)) for each in rows))


def encoded_page(kind: FeedKind, *arrays: bytes) -> FeedPage:
    rows = EncodedRows(tuple(map(msgspec.Raw, arrays)))
    return FeedPage(kind=kind, rows=rows, cursor=Cursor(0, 9), more=False)


def held(store: Store, kind: FeedKind) -> list[tuple[object, ...]]:
    with store.view() as view:
        names = ", ".join(COLUMNS[kind])
        found = fetch_all(view.feeds._connection, f"SELECT {names} FROM {kind} ORDER BY id")
        return [tuple(each) for each in found]


@pytest.mark.parametrize("kind", STORED_AS_THEY_COME)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_json_is_stored_as_the_same_values(
    store: Store, kind: FeedKind, data: st.DataObject
) -> None:
    rest = st.tuples(*(VALUES for _ in COLUMNS[kind][2:]))
    rows = tuple((number, f"KEY-{number}", *data.draw(rest)) for number in (3, 5))
    apply(store, FeedPage(kind=kind, rows=rows, cursor=Cursor(0, 5), more=False), by_key=True)
    as_objects = held(store, kind)
    from_json = FeedPage(kind=kind, rows=encoded(rows), cursor=Cursor(0, 5), more=False)
    apply(store, from_json, by_key=True)
    assert held(store, kind) == as_objects
    assert len(as_objects) == 2


def test_rows_as_json_are_found_and_changed_like_others(store: Store) -> None:
    first = row(PRODUCTS, 1, sku="A-1", name="Café table"), row(PRODUCTS, 2, sku="B-2", name="Lamp")
    apply(
        store,
        FeedPage(kind=PRODUCTS, rows=encoded(first), cursor=Cursor(0, 2), more=False),
        by_key=True,
    )
    changed = encoded((row(PRODUCTS, 2, sku="B-2", name="Lantern"),))
    apply(store, FeedPage(kind=PRODUCTS, rows=changed, cursor=Cursor(7, 2), more=False))
    with store.view() as view:
        assert [found.sku for found in view.catalog.search("cafe")] == ["A-1"]
        assert [found.sku for found in view.catalog.search("lantern")] == ["B-2"]
        assert not view.catalog.search("lamp")


@pytest.mark.parametrize(
    "array",
    [b'"text"', b"{}", b"[]", b'[2, "A"]', b'[2, "A", 1, 0]', b'[null, "A", 1]', b"null"],
)
def test_a_page_with_a_row_that_is_none_is_not_stored(store: Store, array: bytes) -> None:
    apply(store, page(FeedKind.STOCK, (1, "OLD", 4)), by_key=True)
    wrong = encoded_page(FeedKind.STOCK, b'[1, "NEW", 5]', array)
    with pytest.raises(UnforeseenError) as caught:
        apply(store, wrong, by_key=True)
    assert "does not understand" in str(caught.value)
    assert held(store, FeedKind.STOCK) == [(1, "OLD", 4)]


def test_rows_are_decoded_where_they_are_looked_into() -> None:
    rows = encoded(((1, "A", None), (2, "B", 3)))
    assert rows[0] == (1, "A", None)
    assert list(rows) == [(1, "A", None), (2, "B", 3)]
    assert rows[1:] == ((2, "B", 3),)
    assert rows + rows[:1] == ((1, "A", None), (2, "B", 3), (1, "A", None))
    assert (rows + rows[:1]).json == '[[1,"A",null],[2,"B",3],[1,"A",null]]'


def test_looking_into_a_row_that_is_none_says_that_the_answer_cant_be_read() -> None:
    with pytest.raises(UnforeseenError):
        EncodedRows((msgspec.Raw(b"{}"),))[0]
