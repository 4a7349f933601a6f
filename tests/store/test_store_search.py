"""Words find what they name in every script, alike in what was sent and in what was not."""

# ruff: noqa: RUF001 (letters that look like others are what is tested)

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.feeds import FeedKind
from smartclient.database.engines import open_store
from smartclient.database.transactions import writing
from smartclient.domain.ids import CustomerNumber, Login, TaskId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.text.searching import folded, matches, search_text, words_of
from smartclient.store.database.migrations import MIGRATIONS
from smartclient.store.database.opening import create_store, open_store_file
from smartclient.store.reference.search import match_expression
from smartclient.store.unit_of_work import Store
from tests.feed_samples import bring, order_row, placed_order, row

SHOP = CustomerNumber("C-00001")

FOUND = [
    ("株式会社やまだ電器", "電器"),
    ("株式会社やまだ電器", "やまだ"),
    ("株式会社やまだ電器", "電"),
    ("株式会社ガード", "ｶﾞｰﾄﾞ"),
    ("中国人民水泵", "水泵"),
    ("中国人民水泵 DN50", "水泵 dn"),
    ("삼성전자판매", "전자"),
    ("กรุงเทพการค้า", "เทพ"),
    ("हिन्दी दुकान", "दुका"),
    ("שָׁלוֹם בעמ", "שלום"),
    ("مُحَمَّد أحمد", "محمد احمد"),
    ("Łódź Ørsted", "lodz"),
    ("Łódź Ørsted", "ØRSTED"),
    ("Straße & Co", "strasse"),
    ("Strasse & Co", "straße"),
    ("STRAẞE", "strasse"),
    ("Ægir Þór", "aegir thor"),
    ("Œuvre", "oeuvre"),
    ("Đorđe Kovač", "dorde kovac"),
    ("Diyarbakır İnşaat", "diyarbakir insaat"),
    ("Ann Álvarez", "alv"),
    ("Ёлка", "елка"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
    ("ＡＢＣ Ｔｏｏｌｓ", "abc too"),
    ("Cafe\u0301", "café"),
    ("O'Brien-Smith", "smith"),
]
NOT_FOUND = [
    ("株式会社やまだ電器", "器電"),
    ("カード", "ガード"),
    ("हिन्दी", "हानद"),
    ("Hill Cycles", "ill"),
    ("555-0142", "555-42"),
    ("a-b", "-"),
]
CASES = [*((name, text, True) for name, text in FOUND), *((n, t, False) for n, t in NOT_FOUND)]


def customers(store: Store, text: str) -> list[str]:
    with store.view() as view:
        return [customer.name for customer in view.customers.search(text)]


@pytest.mark.parametrize(("name", "text", "found"), CASES)
def test_a_name_is_found_before_and_after_it_was_sent(
    store: Store, name: str, text: str, *, found: bool
) -> None:
    bring(store, FeedKind.CUSTOMERS, row(FeedKind.CUSTOMERS, 1, number=SHOP, name=name))
    assert bool(customers(store, text)) is found
    with store.work() as work:
        record = work.customers.get(SHOP)
        assert record is not None
        edited = replace(record.customer, notes="Ring twice")
        work.customers.save_edit(edited, TaskId("task"))
        work.commit()
    assert bool(customers(store, text)) is found


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_product_is_found_by_its_name(store: Store, name: str, text: str) -> None:
    bring(store, FeedKind.PRODUCTS, row(FeedKind.PRODUCTS, 1, sku="A-1", name=name))
    with store.view() as view:
        assert [product.name for product in view.catalog.search(text)] == [name]


@pytest.mark.parametrize(
    "text", ["\u7535\u5668", "lodz", "STRASSE", "10421", "so-1", "Łódź Straße", "ｌｏｄｚ"]
)
def test_an_order_is_found_by_its_customer_in_any_spelling(store: Store, text: str) -> None:
    customer = row(FeedKind.CUSTOMERS, 1, number=SHOP, name="Łódź Straße 电器")
    bring(store, FeedKind.CUSTOMERS, customer)
    placed = placed_order("o1", number="SO-10421", customer=SHOP)
    bring(store, FeedKind.ORDERS, order_row(1, placed))
    with store.view() as view:
        found = view.orders.search(state=None, text=text, customer=None, limit=None, offset=0)
        assert [order.id for order in found] == ["o1"]
        none = view.orders.search(state=None, text="50%", customer=None, limit=None, offset=0)
        assert not none


def test_a_store_of_an_older_version_is_indexed_again(tmp_path: Path) -> None:
    path, key = tmp_path / "old.db", bytes(range(32))
    engine = open_store(path, key)
    with writing(engine) as (connection, transaction):
        for statements in MIGRATIONS[:5]:
            for statement in statements:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "INSERT INTO customers (id, number, name, rep, status, balance) "
            "VALUES (1, 'AW00000582', '山田電器 Łódź', 'anna', 'active', 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO addresses (id, customer, kind, city) "
            "VALUES (1, 'AW00000582', 'main', '東京')"
        )
        connection.exec_driver_sql(
            "INSERT INTO products (id, sku, name, category, subcategory, list_price) "
            "VALUES (1, 'S-1', '水泵', 'Füße', '', 10000)"
        )
        connection.exec_driver_sql("PRAGMA user_version = 5")
        transaction.commit()
    engine.dispose()
    store = open_store_file(path, key)
    for text in ("電器", "lodz", "582", "京"):
        assert customers(store, text) == ["山田電器 Łódź"], text
    with store.view() as view:
        assert [product.sku for product in view.catalog.search("水泵 fusse")] == ["S-1"]
    store.close()


LETTERS = st.text(
    st.sampled_from("aB1 -łØßæıđþœÉёß\u0301電器やガｶﾞเทพุ전हि\u200dשׁמُ\u00adﬁ①'\"*"), max_size=8
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return create_store(tmp_path_factory.mktemp("search") / "store.db", bytes(range(32)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LETTERS, LETTERS)
def test_the_index_and_what_is_in_none_agree(shelf: Store, name: str, text: str) -> None:
    expression = match_expression(text)
    with shelf.work() as work:
        connection = work.customers._connection
        connection.exec_driver_sql(
            "INSERT INTO products_search (rowid, name) VALUES (1, search_text(?))", (name,)
        )
        found = (
            expression is not None
            and connection.exec_driver_sql(
                "SELECT rowid FROM products_search WHERE products_search MATCH ?", (expression,)
            ).all()
        )
    assert bool(found) is matches(text, (name,))


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert words_of(search_text(text)) == words_of(text)


def test_a_new_customer_is_found_as_head_office_will_have_it(store: Store) -> None:
    newcomer = Customer(number=CustomerNumber("AN-C0001"), name="Straße & Co", rep=Login("anna"))
    with store.work() as work:
        work.customers.save_edit(newcomer, TaskId("task"), is_new=True)
        work.commit()
    assert customers(store, "strasse") == ["Straße & Co"]
