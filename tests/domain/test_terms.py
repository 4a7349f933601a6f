"""Terms: the price by quantity as the offers make it, and the price that comes next."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.catalog import Audience, Offer, Price, Product, Stock
from smartclient.domain.sales.pricing import best_offer
from smartclient.read_models.terms import offer_terms, product_sheet

LAMP = Sku("LAMP")
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, tzinfo=UTC)
STANDARD, GOLD = "", "GOLD"


def offer(code: str, percent: int, least: int, most: int | None = None, **values: object) -> Offer:
    return Offer(
        code=code,
        description=f"Offer {code}",
        discount_percent=Decimal(percent),
        valid_from=date(2026, 1, 1),
        min_quantity=least,
        max_quantity=most,
        **values,  # type: ignore[arg-type]
    )


def price(
    amount: str,
    *,
    on_list: str = STANDARD,
    begins: date = date(2026, 1, 1),
    ends: date | None = None,
) -> Price:
    return Price(
        sku=LAMP, price_list=on_list, valid_from=begins, valid_to=ends, amount=Decimal(amount)
    )


def context(
    *offers: Offer, prices: tuple[Price, ...] = (), on_hand: int | None = None
) -> RuleContext:
    return RuleContext(
        today=TODAY,
        now=NOW,
        products={LAMP: Product(sku=LAMP, name="Lamp", list_price=Decimal("40.00"))},
        offers={LAMP: offers},
        prices={LAMP: prices},
        stock={} if on_hand is None else {LAMP: Stock(sku=LAMP, on_hand=on_hand)},
    )


def stretches(*offers: Offer) -> list[tuple[str, int, int | None]]:
    terms = offer_terms(LAMP, Decimal(40), TODAY, context(*offers))
    return [(term.code, term.from_quantity, term.to_quantity) for term in terms]


def test_each_bracket_is_listed_with_the_price_of_a_piece() -> None:
    terms = offer_terms(
        LAMP, Decimal("40.00"), TODAY, context(offer("A", 5, 12, 23), offer("B", 10, 24))
    )

    assert [(t.from_quantity, t.to_quantity, t.price) for t in terms] == [
        (12, 23, Decimal("38.00")),
        (24, None, Decimal("36.00")),
    ]


def test_an_offer_hides_behind_a_better_one() -> None:
    assert stretches(offer("A", 10, 1), offer("B", 5, 12, 23)) == [("A", 1, None)]
    assert stretches(offer("A", 5, 1), offer("B", 10, 12, 23)) == [
        ("A", 1, 11),
        ("B", 12, 23),
        ("A", 24, None),
    ]


def test_offers_of_other_days_and_for_consumers_are_not_listed() -> None:
    assert stretches(offer("A", 5, 1, valid_to=date(2026, 11, 20))) == []
    assert stretches(offer("A", 5, 1, audience=Audience.CONSUMER)) == []


offers = st.lists(
    st.builds(
        lambda percent, least, length: offer(
            f"O{percent}", percent, least, None if length is None else least + length
        ),
        st.integers(1, 40),
        st.integers(0, 30),
        st.none() | st.integers(0, 30),
    ),
    max_size=5,
    unique_by=lambda one: one.code,
)


@given(offers, st.integers(1, 80))
def test_listed_terms_are_what_an_order_gets(held: list[Offer], quantity: int) -> None:
    known = context(*held)
    listed = [
        term
        for term in offer_terms(LAMP, Decimal(40), TODAY, known)
        if term.from_quantity <= quantity
        and (term.to_quantity is None or quantity <= term.to_quantity)
    ]
    got = best_offer(LAMP, quantity, TODAY, known)

    assert [item.code for item in listed] == ([] if got is None else [got.code])


def test_a_customers_own_price_is_listed_beside_everyones() -> None:
    held = context(prices=(price("42.00"), price("39.50", on_list=GOLD)), on_hand=7)
    product = held.products[LAMP]

    own = product_sheet(product, GOLD, TODAY, held, NOW)
    everyones = product_sheet(product, STANDARD, TODAY, held, NOW)

    assert (own.price, own.standard_price, own.own_price) == (
        Decimal("39.50"),
        Decimal("42.00"),
        True,
    )
    assert (everyones.price, everyones.own_price) == (Decimal("42.00"), False)
    assert (own.stock, own.stock_as_of) == (7, NOW)


def test_the_price_that_begins_next_is_listed() -> None:
    held = context(
        prices=(
            price("42.00", ends=date(2026, 11, 30)),
            price("45.00", begins=date(2027, 3, 1)),
            price("44.00", begins=date(2026, 12, 1)),
        )
    )
    sheet = product_sheet(held.products[LAMP], STANDARD, TODAY, held, NOW)

    assert (sheet.next_price, sheet.next_from) == (Decimal("44.00"), date(2026, 12, 1))
    assert (sheet.stock, sheet.stock_as_of) == (None, None)
