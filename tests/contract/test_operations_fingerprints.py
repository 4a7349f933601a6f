"""fingerprints: what rows come to is the same on every side, and nobody is informed of others'."""

from decimal import Decimal

import pytest
from sqlalchemy import delete

from smartclient.contract.feeds import COLUMNS, FOR_ADMINS, FeedKind, Row
from smartclient.contract.fingerprints import (
    COMPARED,
    ENDS,
    NOTHING,
    WHOLE,
    Fingerprint,
    hash_of,
    sums,
)
from smartclient.contract.operations import Operations
from smartclient.domain.errors import SignInError
from smartclient.domain.ids import new_id
from tests.contract.laptop_mirror import Mirror
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line


def text_of(kind: FeedKind, row: Row) -> str:
    """A row's text by the letter of the contract."""
    values = dict(zip(COLUMNS[kind], row, strict=True))
    texts = (NOTHING if values[name] is None else values[name] for name in COMPARED[kind])
    return "".join(f"{text!s}{ENDS}" for text in texts)


def fingerprints_of(
    link: Operations, kind: FeedKind | None = None, width: int = WHOLE
) -> list[Fingerprint]:
    watermark = Mirror(link).watermark()
    return list(link.fingerprints(kind, watermark=watermark, width=width))


def held(mirror: Mirror, kind: FeedKind, width: int = WHOLE) -> dict[int, tuple[int, int]]:
    texts = [(int(key), text_of(kind, row)) for key, row in mirror.rows[kind].items()]
    return {
        part: (fingerprint.rows, fingerprint.total)
        for part, fingerprint in sums(texts, width).items()
    }


def fill_every_feed(company: Company) -> None:
    """Put rows in every feed, with letters and signs from beyond the first of the alphabet."""
    day = company.clock.today()
    company.add("prices", {"sku": "A", "valid_from": day, "amount": Decimal("9.5")})
    company.add(
        "offers",
        {
            "code": "O",
            "description": 'Grüße, 自転車 🚲 — "half" price\\',
            "discount_percent": Decimal("12.3456"),
            "audience": "everyone",
            "valid_from": day,
        },
    )
    company.add("offer_products", {"offer_code": "O", "sku": "A"})
    company.add("photos", {"name": "a.gif", "hash": "f" * 64, "content": b"GIF\x00"})
    company.give_document("A", "Datenblatt „Änderung“ 🚲", b"%PDF-1.7\x00")
    tax = {"country": "US", "state": "OR", "applies_to": "all", "rate_percent": Decimal("8.8")}
    company.add("tax_rates", tax)
    company.change_customer(SHOP, notes="line one\nline two  ", merged_into=None)
    company.change_customer(KIOSK, more_reps=BEN)
    company.change_product("B", discontinued_on=day, name=" blanks around ")
    company.policy("customer.phone", "rep")
    device = {
        "device": new_id(),
        "login": ANN,
        "name": "Änn's “Notebook” 1",
        "kind": "laptop",
        "enrolled_at": company.clock.now(),
        "enrolled_by": HEAD,
        "seen_on": day,
        "address": "2001:db8::7",
    }
    company.add("enrolled_devices", device)
    company.place(company.order())
    company.place(company.order(line("A", 50), customer=KIOSK))
    company.place(company.order(customer=BENS), BEN)
    for rep in (ANN, BEN, HEAD):
        company.give_along(rep, BENS)


@pytest.mark.parametrize("login", [ANN, BEN, HEAD])
def test_fingerprints_of_head_office_are_those_of_a_client_that_is_up_to_date(
    company: Company, login: str
) -> None:
    fill_every_feed(company)
    link = company.link(login)
    mirror = Mirror(link)
    mirror.pull()
    # a laptop's own row says when it was last seen, which its asking may change
    kinds = [kind for kind in COMPARED if kind is not FeedKind.LAPTOPS]
    found = {
        fingerprint.kind: (fingerprint.rows, fingerprint.total)
        for fingerprint in fingerprints_of(link)
    }
    ours = {kind: held(mirror, kind).get(0) for kind in kinds}
    assert {kind: fingerprint for kind, fingerprint in ours.items() if fingerprint} == {
        kind: found[kind] for kind in kinds if kind in found
    }
    seen = set(kinds) - (set() if login == HEAD else FOR_ADMINS) - {FeedKind.STOPPED}
    if login == BEN:
        # nothing of his is open
        seen -= {FeedKind.OPEN_WORK}
    if login == HEAD:
        seen -= {FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS}
    assert seen <= set(found)


def test_fingerprints_cover_a_feed_in_parts(company: Company) -> None:
    more = [{"sku": f"X{n:03}", "name": f"{n}", "list_price": Decimal(1)} for n in range(60)]
    company.add("products", *more)
    link = company.link(ANN)
    mirror = Mirror(link, (FeedKind.PRODUCTS,))
    mirror.pull(100)
    found = fingerprints_of(link, FeedKind.PRODUCTS, width=16)
    assert len(found) >= 4
    assert {
        fingerprint.part: (fingerprint.rows, fingerprint.total) for fingerprint in found
    } == held(mirror, FeedKind.PRODUCTS, 16)
    assert {fingerprint.kind for fingerprint in found} == {FeedKind.PRODUCTS}


def test_parts_are_not_so_small_that_they_reveal_rows(company: Company) -> None:
    found = fingerprints_of(company.link(ANN), FeedKind.PRODUCTS, width=1)
    assert sum(fingerprint.rows for fingerprint in found) == len(company.rows("products"))
    assert len(found) <= 2


def test_they_follow_whatever_is_done_to_a_feed_that_all_share(company: Company) -> None:
    def row(number: int) -> dict[str, object]:
        return {"sku": f"X{number:03}", "name": f"{number}", "list_price": Decimal(1)}

    link = company.link(ANN)
    products = company.tables.products
    company.add("products", *(row(number) for number in range(40)))
    for number, width in enumerate((WHOLE, 16, 20, WHOLE, 48, WHOLE)):
        mirror = Mirror(link, (FeedKind.PRODUCTS,))
        mirror.pull(100)
        found = fingerprints_of(link, FeedKind.PRODUCTS, width)
        assert {item.part: (item.rows, item.total) for item in found} == held(
            mirror, FeedKind.PRODUCTS, width
        )
        company.change_product(f"X{number:03}", name="changed")
        gone = products.c.sku == f"X{number + 20:03}"
        with company.office.engine.begin() as erp:
            erp.execute(delete(products).where(gone))
        if number % 2:
            company.add("products", row(number + 20))


def test_what_changed_since_the_watermark_is_reported_as_moving(company: Company) -> None:
    link = company.link(ANN)
    watermark = Mirror(link).watermark()
    company.change_product("B", name="Changed")
    (now,) = link.fingerprints(FeedKind.PRODUCTS, watermark=watermark, width=WHOLE)
    assert now.rows == 4
    # some engines hold a watermark back for what goes on in other databases
    assert 1 <= now.moving <= 4
    (later,) = link.fingerprints(FeedKind.PRODUCTS, watermark=2**62, width=WHOLE)
    assert later.moving == 0
    assert (later.rows, later.total) == (now.rows, now.total)


def test_rows_of_others_are_not_counted(company: Company) -> None:
    company.place(company.order(customer=BENS), BEN)
    anns = {
        fingerprint.kind: fingerprint.rows for fingerprint in fingerprints_of(company.link(ANN))
    }
    bens = {
        fingerprint.kind: fingerprint.rows for fingerprint in fingerprints_of(company.link(BEN))
    }
    assert (anns[FeedKind.CUSTOMERS], bens[FeedKind.CUSTOMERS]) == (2, 1)
    assert FeedKind.ORDERS not in anns
    assert bens[FeedKind.ORDERS] == 1
    assert not FOR_ADMINS & anns.keys()


def test_an_unknown_login_gets_no_fingerprints(company: Company) -> None:
    with pytest.raises(SignInError):
        company.link("north\\nobody").fingerprints(None, watermark=10**9, width=WHOLE)


def test_a_different_row_has_a_different_hash() -> None:
    texts = ["", "a", "b", f"a{ENDS}b{ENDS}", f"b{ENDS}a{ENDS}", f"{NOTHING}{ENDS}", "é", "e\u0301"]
    assert len({hash_of(text) for text in texts}) == len(texts)
