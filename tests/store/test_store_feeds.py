"""Feeds in the store: pages, cursors and the search index are one, and nothing is missed."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.feeds import Cursor, FeedKind, Row
from smartclient.domain.freshness_kinds import AGES_BY, DEFAULT_FRESHNESS
from smartclient.domain.ids import Sku
from smartclient.store.database.opening import open_store_file
from smartclient.store.feeds.feeds import LAST_ID, FeedCursor
from smartclient.store.unit_of_work import Store
from tests.feed_samples import AS_OF, apply, bring, page, row

PRODUCTS = FeedKind.PRODUCTS


def product(entry_id: int, sku: str, **values: object) -> Row:
    return row(PRODUCTS, entry_id, sku=sku, **values)


def skus(store: Store, text: str = "") -> list[str]:
    with store.view() as view:
        return [product.sku for product in view.catalog.search(text)]


def cursor(store: Store, kind: FeedKind = PRODUCTS) -> FeedCursor:
    with store.view() as view:
        return view.feeds.cursor(kind)


def start(store: Store, watermark: int, kind: FeedKind = PRODUCTS) -> None:
    with store.work() as work:
        work.feeds.start_load(kind, watermark)
        work.commit()


def test_a_feed_never_read_waits_for_its_first_load(store: Store) -> None:
    assert cursor(store) == FeedCursor(cursor=Cursor(0, 0), loading=True, load_watermark=0)


def test_a_first_load_that_ends_goes_on_by_version_from_where_it_began(store: Store) -> None:
    start(store, 50)
    apply(store, page(PRODUCTS, product(1, "A"), product(2, "B"), more=True), by_key=True)
    assert cursor(store) == FeedCursor(cursor=Cursor(0, 2), loading=True, load_watermark=50)
    apply(store, page(PRODUCTS, product(7, "C")), by_key=True, watermark=90)
    assert cursor(store) == FeedCursor(cursor=Cursor(49, LAST_ID), loading=False)
    assert skus(store) == ["A", "B", "C"]


def test_a_load_cut_off_keeps_the_watermark_it_began_with(store: Store) -> None:
    start(store, 50)
    apply(store, page(PRODUCTS, product(1, "A"), more=True), by_key=True)
    start(store, 80)
    assert cursor(store).load_watermark == 50


def test_the_last_page_by_version_has_read_everything_below_the_bound(store: Store) -> None:
    apply(store, page(PRODUCTS, product(1, "A"), more=True, version=10), watermark=100)
    assert cursor(store).cursor == Cursor(10, 1)
    apply(store, page(PRODUCTS, product(2, "B"), version=20), watermark=100)
    assert cursor(store).cursor == Cursor(99, LAST_ID)


def test_a_changed_row_takes_the_place_of_the_old_one(store: Store) -> None:
    bring(store, PRODUCTS, product(1, "A", name="Old pump"))
    bring(store, PRODUCTS, product(1, "A", name="New pump"))
    assert skus(store, "new") == ["A"]
    assert skus(store, "old") == []


def test_a_tombstone_deletes_the_row_and_its_search_entry(store: Store) -> None:
    bring(store, PRODUCTS, product(1, "A", name="Pump"), product(2, "B", name="Pump"))
    bring(store, FeedKind.TOMBSTONES, (1, "products", 1), (2, "something newer", 2))
    assert skus(store, "pump") == ["B"]
    assert skus(store) == ["B"]


def test_a_number_used_again_finds_only_the_new_product(store: Store) -> None:
    bring(store, PRODUCTS, product(1, "A", name="Pump"))
    bring(store, PRODUCTS, product(2, "A", name="Lamp"))
    bring(store, FeedKind.TOMBSTONES, (1, "products", 1))
    assert skus(store, "pump") == []
    assert skus(store, "lamp") == ["A"]


def test_reloading_deletes_nothing_before_its_replacement_comes(store: Store) -> None:
    bring(store, PRODUCTS, *(product(place, f"P{place}") for place in range(1, 7)))
    with store.work() as work:
        work.feeds.restart()
        work.commit()
    start(store, 200)
    assert len(skus(store)) == 6
    # 2 is gone and 3 is another product at the head office that was restored
    apply(store, page(PRODUCTS, product(1, "P1"), product(3, "NEW"), more=True), by_key=True)
    assert skus(store) == ["NEW", "P1", "P4", "P5", "P6"]
    apply(store, page(PRODUCTS, product(5, "P5")), by_key=True)
    assert skus(store) == ["NEW", "P1", "P5"]
    assert skus(store, "P3") == []
    assert skus(store, "new") == ["NEW"]


def test_an_empty_feed_loads_as_empty(store: Store) -> None:
    bring(store, PRODUCTS, product(1, "A"))
    with store.work() as work:
        work.feeds.restart((PRODUCTS,))
        work.feeds.start_load(PRODUCTS, 10)
        work.commit()
    apply(store, page(PRODUCTS), by_key=True)
    assert skus(store) == []
    assert skus(store, "A") == []
    assert not cursor(store).loading


def test_freshness_is_known_only_of_what_is_complete(store: Store) -> None:
    start(store, 50)
    apply(store, page(PRODUCTS, product(1, "A")), by_key=True)
    with store.view() as view:
        assert view.feeds.counts()["products"].rows == 1
        assert view.feeds.as_of(PRODUCTS) is None
        assert view.feeds.reference_as_of() is None
    with store.work() as work:
        work.feeds.pass_over(tuple(FeedKind), watermark=0, as_of=AS_OF)
        work.commit()
    with store.view() as view:
        assert view.feeds.counts()["products"].as_of == AS_OF
        assert view.feeds.as_of(FeedKind.STOCK) is None


def test_what_a_feed_has_read_is_known_by_version(store: Store) -> None:
    with store.view() as view:
        assert not view.feeds.has_read(PRODUCTS, 1)
    bring(store, PRODUCTS, product(1, "A"), watermark=100)
    with store.view() as view:
        assert view.feeds.has_read(PRODUCTS, 99)
        assert not view.feeds.has_read(PRODUCTS, 100)


def test_while_loading_all_below_the_bound_of_the_load_is_as_good_as_read(store: Store) -> None:
    start(store, 50)
    with store.view() as view:
        assert view.feeds.has_read(PRODUCTS, 49)
        assert not view.feeds.has_read(PRODUCTS, 50)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rounds=st.lists(
        st.lists(st.tuples(st.integers(1, 12), st.sampled_from("XYZ"), st.booleans()), max_size=6),
        min_size=1,
        max_size=6,
    )
)
def test_rows_and_search_agree_whatever_pages_come(
    store: Store, rounds: list[list[tuple[int, str, bool]]]
) -> None:
    with store.work() as work:
        work.feeds.restart((PRODUCTS,))
        work.feeds.start_load(PRODUCTS, 1)
        work.commit()
    apply(store, page(PRODUCTS), by_key=True)
    held: dict[int, str] = {}
    for changes in rounds:
        put = {entry_id: word for entry_id, word, gone in changes if not gone}
        rows = [product(key, f"P{key}", name=f"Name {word}") for key, word in put.items()]
        bring(store, PRODUCTS, *rows)
        held |= put
        buried = [entry_id for entry_id, _, gone in changes if gone and entry_id not in put]
        bring(store, FeedKind.TOMBSTONES, *((1, "products", key) for key in buried))
        for key in buried:
            held.pop(key, None)
    for word in "XYZ":
        assert set(skus(store, word)) == {f"P{key}" for key, name in held.items() if name == word}
    assert len(skus(store)) == len(held)


def _die_while_applying(path: Path, key: bytes, step: int) -> None:
    """Apply a page and die before, or just after, its transaction is committed."""
    store = open_store_file(path, key)
    with store.work() as work:
        work.feeds.apply(
            page(PRODUCTS, product(3, "C"), product(4, "D"), more=True),
            by_key=True,
            watermark=50,
            as_of=AS_OF,
            complete=False,
        )
        if step:
            work.commit()
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill at once here")
@pytest.mark.parametrize("committed", [0, 1])
def test_a_page_its_cursor_and_its_search_entries_survive_together_or_not_at_all(
    store: Store, store_path: Path, key: bytes, committed: int
) -> None:
    start(store, 50)
    apply(store, page(PRODUCTS, product(1, "A"), product(2, "B"), more=True), by_key=True)
    store.close()
    victim = multiprocessing.get_context("spawn").Process(
        target=_die_while_applying, args=(store_path, key, committed)
    )
    victim.start()
    victim.join()
    assert victim.exitcode == -signal.SIGKILL
    victim.close()

    again = open_store_file(store_path, key)
    expected = ["A", "B", "C", "D"] if committed else ["A", "B"]
    assert cursor(again).cursor.id == len(expected)
    assert skus(again) == expected
    assert skus(again, "C") == expected[2:3]
    # the page that was in flight is read again, and nothing is doubled
    after = cursor(again).cursor.id
    rest = [product(key, name) for key, name in ((3, "C"), (4, "D"), (5, "E")) if key > after]
    apply(again, page(PRODUCTS, *rest), by_key=True)
    assert skus(again) == ["A", "B", "C", "D", "E"]
    again.close()


def test_a_page_that_fails_leaves_nothing_behind(store: Store) -> None:
    start(store, 50)
    broken = page(PRODUCTS, product(1, "A"), (2, "too", "short"), more=True)
    with pytest.raises(Exception, match="binding"):
        apply(store, broken, by_key=True)
    assert skus(store) == []
    assert cursor(store).cursor == Cursor(0, 0)


def test_a_photo_comes_by_its_name(store: Store) -> None:
    bring(store, FeedKind.PHOTOS, row(FeedKind.PHOTOS, 1, name="a.gif", content=b"GIF89a"))
    with store.view() as view:
        assert view.catalog.photo("a.gif") == b"GIF89a"
        assert view.catalog.photo("b.gif") is None
        assert view.catalog.product(Sku("A")) is None


def test_a_first_load_leaves_the_merging_of_the_index_to_what_is_written_later(
    store: Store,
) -> None:
    start(store, 50)
    for entry_id in range(1, 40):
        apply(store, page(PRODUCTS, product(entry_id, f"A-{entry_id}"), more=True), by_key=True)
    assert _segments(store) == 39
    assert len(skus(store, "a")) == 39
    apply(store, page(PRODUCTS, product(40, "A-40")), by_key=True)
    for entry_id in range(41, 60):
        bring(store, PRODUCTS, product(entry_id, f"A-{entry_id}"))
    assert _segments(store) < 20
    assert len(skus(store, "a")) == 59


def _segments(store: Store) -> int:
    """Return how many parts the search index over products consists of."""
    with store.view() as view:
        connection = view.feeds._connection
        return int(
            connection.exec_driver_sql(
                "SELECT count(DISTINCT segid) FROM products_search_idx"
            ).scalar_one()
        )


def test_every_kind_that_is_held_has_a_policy_of_freshness(store: Store) -> None:
    with store.view() as view:
        kinds = {AGES_BY.get(kind, kind) for kind in view.feeds.counts()}
    assert kinds == set(DEFAULT_FRESHNESS)
