"""The catalog in the store: found as a rep types, priced for a customer."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.feeds import FeedKind
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.read_models.records import CatalogEntry
from smartclient.store.reference.search import match_expression
from smartclient.store.unit_of_work import Store
from tests.feed_samples import AS_OF, bring, row

TODAY = date(2026, 11, 21)


@pytest.fixture
def shop(store: Store) -> Store:
    """Return a store with a handful of products."""
    products = (
        ("HL-U509-R", "Sport Helmet, Red", "Accessories", "Helmets"),
        ("HL-U509", "Sport Helmet, Black", "Accessories", "Helmets"),
        ("WB-H098", "Water Bottle - 30 oz.", "Accessories", "Bottles and Cages"),
        ("BK-M68B-38", "Mountain Bike 200, Black, 38", "Bikes", "Mountain Bikes"),
        ("CR-ÖL", "Kettenöl für Fahrräder", "Pflege", ""),
        ("XX-1", "Bracket for HL-U509", "Components", ""),
    )
    bring(
        store,
        FeedKind.PRODUCTS,
        *(
            row(FeedKind.PRODUCTS, place, sku=sku, name=name, category=kind, subcategory=sub)
            for place, (sku, name, kind, sub) in enumerate(products, start=1)
        ),
    )
    return store


def found(store: Store, text: str, limit: int | None = None, offset: int = 0) -> list[str]:
    with store.view() as view:
        return [product.sku for product in view.catalog.search(text, limit, offset)]


def entry(store: Store, sku: str, customer: str | None = None, on: date = TODAY) -> CatalogEntry:
    with store.view() as view:
        number = None if customer is None else CustomerNumber(customer)
        return view.catalog.entries(sku, number, on)[0]


def test_no_text_lists_every_product_by_number(shop: Store) -> None:
    everything = found(shop, "")
    assert everything == sorted(everything)
    assert len(everything) == 6
    assert found(shop, "  ", limit=2, offset=1) == everything[1:3]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("wat", "WB-H098"),
        ("bot wat", "WB-H098"),
        ("wb-h", "WB-H098"),
        ("m68b", "BK-M68B-38"),
        ("BIKE mountain", "BK-M68B-38"),
        ("kettenol", "CR-ÖL"),
        ("fahrräd", "CR-ÖL"),
        ("hl-u509", "HL-U509"),
        ("HL-U509-R", "HL-U509-R"),
    ],
)
def test_the_start_of_each_word_finds_a_product(shop: Store, text: str, first: str) -> None:
    assert found(shop, text)[0] == first


def test_numbers_come_before_names_and_names_before_categories(shop: Store) -> None:
    assert found(shop, "hl-u509") == ["HL-U509", "HL-U509-R", "XX-1"]
    assert found(shop, "hl-u509", limit=1, offset=1) == ["HL-U509-R"]


def test_every_word_must_match(shop: Store) -> None:
    assert found(shop, "helmet bottle") == []


@pytest.mark.parametrize("text", ['"', "*", "-", "' OR 1=1 --", "NEAR(", "sku:", "^", "…", "{z}"])
def test_no_character_has_a_meaning_of_its_own(shop: Store, text: str) -> None:
    assert found(shop, text) == []


def test_a_broad_search_still_puts_the_exact_number_first(store: Store) -> None:
    bring(
        store,
        FeedKind.PRODUCTS,
        *(row(FeedKind.PRODUCTS, place, sku=f"P-{place}") for place in range(1, 501)),
        row(FeedKind.PRODUCTS, 501, sku="P", name="Plain"),
    )
    assert found(store, "p", limit=3) == ["P", "P-1", "P-2"]
    assert found(store, "p", limit=3, offset=3) == ["P-3", "P-4", "P-5"]
    everything = found(store, "p")
    assert len(everything) == len(set(everything)) == 501


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None), max_size=30))
def test_whatever_is_typed_is_a_search_and_never_an_error(shop: Store, text: str) -> None:
    found(shop, text)


@given(text=st.text(max_size=30))
def test_an_expression_is_made_only_of_quoted_words(text: str) -> None:
    expression = match_expression(text)
    if expression is not None:
        assert expression.startswith('"')
        assert expression.endswith('"*')


def test_a_product_costs_what_the_customers_list_says(shop: Store) -> None:
    bring(
        shop,
        FeedKind.CUSTOMERS,
        row(FeedKind.CUSTOMERS, 1, number="C-1", price_list="WHOLESALE"),
        row(FeedKind.CUSTOMERS, 2, number="C-2"),
    )
    bring(
        shop,
        FeedKind.PRICES,
        row(FeedKind.PRICES, 1, sku="WB-H098", amount=49_900),
        row(FeedKind.PRICES, 2, sku="WB-H098", amount=45_000, price_list="WHOLESALE"),
        row(FeedKind.PRICES, 3, sku="WB-H098", amount=1, valid_to="2020-02-01"),
    )
    assert entry(shop, "WB-H098").price == Decimal("4.99")
    assert entry(shop, "WB-H098", "C-2").price == Decimal("4.99")
    assert entry(shop, "WB-H098", "C-1").price == Decimal("4.50")
    assert entry(shop, "HL-U509", "C-1").price == Decimal(10), "no price row: the list price"


def test_the_offer_with_the_lowest_quantity_is_shown(shop: Store) -> None:
    bring(
        shop,
        FeedKind.OFFERS,
        row(FeedKind.OFFERS, 1, code="VOL10", min_quantity=10, discount_percent=100_000),
        row(FeedKind.OFFERS, 2, code="VOL5", min_quantity=5, discount_percent=20_000),
        row(FeedKind.OFFERS, 3, code="OVER", valid_to="2025-01-01"),
        row(FeedKind.OFFERS, 4, code="NOTHING", discount_percent=0),
        row(FeedKind.OFFERS, 5, code="SHOPPERS", audience="consumer"),
    )
    bring(
        shop,
        FeedKind.OFFER_PRODUCTS,
        *(
            (place, code, "WB-H098")
            for place, code in enumerate(("VOL10", "VOL5", "OVER", "NOTHING", "SHOPPERS"), start=1)
        ),
    )
    assert entry(shop, "WB-H098").offer == "VOL5"
    assert entry(shop, "HL-U509").offer == ""


def test_stock_is_shown_with_its_age_and_only_where_it_is_tracked(shop: Store) -> None:
    bring(shop, FeedKind.STOCK, (1, "WB-H098", 7))
    tracked, untracked = entry(shop, "WB-H098"), entry(shop, "HL-U509")
    assert (tracked.stock, tracked.stock_as_of) == (7, AS_OF)
    assert (untracked.stock, untracked.stock_as_of) == (None, None)


def test_a_discontinued_product_names_its_replacement(shop: Store) -> None:
    gone = row(
        FeedKind.PRODUCTS, 4, sku="BK-M68B-38", discontinued_on="2026-11-21", replaced_by="BK-2"
    )
    bring(shop, FeedKind.PRODUCTS, gone)
    today = entry(shop, "BK-M68B-38")
    assert (today.on_sale, today.discontinued, today.replaced_by) == (False, True, Sku("BK-2"))
    assert entry(shop, "BK-M68B-38", on=date(2026, 11, 20)).on_sale


@pytest.fixture
def coded(store: Store) -> Store:
    """Return a store with products that have barcodes."""
    products = (
        ("LAMP", "4006381333931", "", "Lamp"),
        ("LADDER", "036000291452", "STEPS", "Ladder"),
        ("TWIN-1", "0123456789012", "", "Twin"),
        ("TWIN-2", "0123456789012", "", "Twin"),
        ("4006381", "", "", "Product with a number like a barcode"),
        ("PLAIN", "", "", "Plain 4006381333931"),
    )
    bring(
        store,
        FeedKind.PRODUCTS,
        *(
            row(FeedKind.PRODUCTS, place, sku=sku, ean=ean, former_sku=former, name=name)
            for place, (sku, ean, former, name) in enumerate(products, start=1)
        ),
    )
    return store


@pytest.mark.parametrize(
    ("code", "skus"),
    [
        ("lamp", ["LAMP"]),
        (" 4006381333931 ", ["LAMP"]),
        ("036000291452", ["LADDER"]),
        ("0036000291452", ["LADDER"]),
        ("steps", ["LADDER"]),
        ("0123456789012", ["TWIN-1", "TWIN-2"]),
        ("4006381", ["4006381"]),
        ("400638133393", []),
        ("LAM", []),
        ("", []),
    ],
)
def test_a_code_names_a_product_by_number_former_number_or_barcode(
    coded: Store, code: str, skus: list[str]
) -> None:
    with coded.view() as view:
        assert [product.sku for product in view.catalog.coded(code)] == skus


def test_a_barcode_finds_its_product_first(coded: Store) -> None:
    assert found(coded, "4006381333931") == ["LAMP", "PLAIN"]
    assert found(coded, "0036000291452") == ["LADDER"]
    assert found(coded, "4006381") == ["4006381", "PLAIN"]


def test_an_offer_is_one_however_its_products_spell_it(shop: Store) -> None:
    codes = ("Sommer-Öl", "\uff33\uff21\uff2c\uff25", "ガブ", "PLAIN")
    other = (unicodedata.normalize("NFD", "SOMMER-ÖL"), "sale", "ｶﾞﾌﾞ", "PLAIN")
    bring(
        shop,
        FeedKind.OFFERS,
        *(row(FeedKind.OFFERS, index, code=code) for index, code in enumerate(codes, start=1)),
    )
    bring(
        shop,
        FeedKind.OFFER_PRODUCTS,
        *((index, code, "WB-H098") for index, code in enumerate(other, start=1)),
        (10, "plain", "WB-H098"),  # twice, as an older head office may have it
        (11, None, "WB-H098"),
        (12, "NO SUCH OFFER", "HL-U509"),
    )
    with shop.view() as view:
        offers = view.catalog.offers((Sku("WB-H098"), Sku("HL-U509")))
    assert sorted(offer.code for offer in offers[Sku("WB-H098")]) == sorted(codes)
    assert list(offers) == ["WB-H098"]


@pytest.mark.parametrize(
    "other", ["wholesale-Ö", unicodedata.normalize("NFD", "Wholesale-ö"), "\uff37holesale-ö"]
)
def test_a_price_that_another_of_its_list_follows_does_not_end(shop: Store, other: str) -> None:
    ends, next_day = "2026-12-31", "2027-01-01"
    own = {"sku": "WB-H098", "amount": 1}
    first = row(FeedKind.PRICES, 1, price_list="Wholesale-Ö", valid_to=ends, **own)
    bring(shop, FeedKind.PRICES, first)
    with shop.view() as view:
        assert view.catalog.prices_end(TODAY) == date(2026, 12, 31)
    follows = row(FeedKind.PRICES, 2, price_list=other, valid_from=next_day, **own)
    bring(shop, FeedKind.PRICES, first, follows)
    with shop.view() as view:
        assert view.catalog.prices_end(TODAY) is None
