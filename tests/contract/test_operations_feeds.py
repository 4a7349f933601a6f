"""feed: nothing is missed, nothing of others is given, whatever changes while it is read."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from smartclient.contract.cases import Case
from smartclient.contract.feeds import COLUMNS, FOR_ADMINS, Cursor, FeedKind, FeedPlace
from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import SignInError
from smartclient.domain.ids import Login, new_id
from smartclient.domain.sales.orders import PlacedOrder
from smartclient.headoffice.database.audited_transaction import audited_transaction
from tests.contract.laptop_mirror import Mirror
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line


def remove(company: Company, table: str, column: str, value: object) -> None:
    t = company.tables.table_named(table)
    with audited_transaction(
        company.office.engine, actor=HEAD, at=company.clock.now()
    ) as connection:
        connection.execute(delete(t).where(t.c[column] == value))


def test_every_feed_gives_its_columns_as_plain_values(company: Company) -> None:
    company.add(
        "prices",
        {"sku": "A", "valid_from": company.clock.today(), "amount": Decimal("9.5")},
    )
    company.add(
        "offers",
        {
            "code": "O",
            "discount_percent": Decimal(5),
            "audience": "everyone",
            "valid_from": company.clock.today(),
        },
    )
    company.add("offer_products", {"offer_code": "O", "sku": "A"})
    company.add("photos", {"name": "a.gif", "hash": "f" * 64, "content": b"GIF\x00"})
    company.give_document("A", "Data sheet", b"%PDF-1.7\x00")
    company.add(
        "tax_rates",
        {"country": "US", "state": "OR", "applies_to": "all", "rate_percent": Decimal("8.8")},
    )
    company.policy("customer.phone", "rep")
    company.place(company.order())
    company.place(company.order(line("A", 50), customer=KIOSK))
    remove(company, "photos", "name", "a.gif")
    company.give_along(ANN, BENS)
    company.add("photos", {"name": "b.gif", "hash": "e" * 64, "content": b"GIF\x00"})
    mirror = Mirror(company.link(ANN))
    mirror.pull()
    for kind in set(FeedKind) - FOR_ADMINS:
        assert mirror.rows[kind], kind
        for row in mirror.rows[kind].values():
            assert all(value is None or type(value) in {int, str, bytes} for value in row), kind
    price = dict(zip(COLUMNS[FeedKind.PRICES], *mirror.belongings(FeedKind.PRICES), strict=True))
    assert (price["amount"], price["valid_from"]) == (95_000, "2026-11-21")
    (photo,) = mirror.belongings(FeedKind.PHOTOS)
    assert photo[1:] == ("b.gif", "e" * 64, b"GIF\x00")
    (document,) = mirror.belongings(FeedKind.DOCUMENTS)
    (part,) = mirror.belongings(FeedKind.DOCUMENT_PARTS)
    assert document[1:] == ("A", "", "Data sheet", "pdf", part[1], 9)
    assert part[2:] == (0, b"%PDF-1.7\x00")
    order = dict(zip(COLUMNS[FeedKind.ORDERS], *mirror.belongings(FeedKind.ORDERS), strict=True))
    placed = msgspec.json.decode(str(order["document"]), type=PlacedOrder)
    assert placed.number == order["number"] == "SO-10001"


def test_a_rep_is_given_only_what_belongs_to_the_reps_customers(company: Company) -> None:
    company.place(company.order())
    company.place(company.order(customer=BENS), BEN)
    company.give_along(ANN, BENS)
    company.give_along(BEN, SHOP)
    anns, bens = Mirror(company.link(ANN)), Mirror(company.link(BEN))
    anns.pull()
    bens.pull()
    assert (anns.numbers(), bens.numbers()) == ({SHOP, KIOSK}, {BENS})
    given = (FeedKind.TAKE_ALONG, FeedKind.PINNED_CUSTOMERS)
    for kind in (FeedKind.ADDRESSES, FeedKind.ORDERS, *given):
        assert not anns.belongings(kind) & bens.belongings(kind)
        assert bens.belongings(kind)


def test_only_an_admin_is_given_cases(company: Company) -> None:
    _, answer = company.place(company.order(line("A", 50), customer=KIOSK))
    rep, admin = Mirror(company.link(ANN)), Mirror(company.link(HEAD))
    rep.pull()
    admin.pull()
    assert not rep.belongings(FeedKind.CASES)
    ((_, conflict_id, state, document),) = admin.belongings(FeedKind.CASES)
    assert answer.conflict is not None
    assert (conflict_id, state) == (answer.conflict.id, "open")
    assert msgspec.json.decode(str(document), type=Case).rep == ANN
    company.decide(answer.conflict, "refuse")
    admin.pull()
    ((_, _, state, _),) = admin.belongings(FeedKind.CASES)
    assert state == "decided"


def test_a_customer_that_changes_hands_takes_everything_along(company: Company) -> None:
    company.place(company.order())
    anns, bens = Mirror(company.link(ANN)), Mirror(company.link(BEN))
    anns.pull()
    bens.pull()
    company.change_customer(SHOP, rep=BEN)
    anns.pull()
    bens.pull()
    assert (anns.numbers(), bens.numbers()) == ({KIOSK}, {SHOP, BENS})
    assert not anns.belongings(FeedKind.ORDERS)
    assert len(bens.belongings(FeedKind.ORDERS)) == 1
    assert {row[1] for row in bens.belongings(FeedKind.ADDRESSES)} == {SHOP, BENS}
    company.change_customer(SHOP, rep=ANN)
    anns.pull()
    bens.pull()
    assert (anns.numbers(), bens.numbers()) == ({SHOP, KIOSK}, {BENS})
    assert len(anns.belongings(FeedKind.ORDERS)) == 1


def test_a_customer_that_was_deleted_and_comes_again_finds_its_orders(company: Company) -> None:
    company.place(company.order())
    mirror = Mirror(company.link(ANN))
    mirror.pull()
    (before,) = company.rows("customers", number=SHOP)
    remove(company, "customers", "number", SHOP)
    mirror.pull()
    assert not mirror.belongings(FeedKind.ORDERS)
    company.add("customers", {"number": SHOP, "name": before.name, "rep": ANN})
    mirror.pull()
    assert len(mirror.belongings(FeedKind.ORDERS)) == 1
    assert {row[1] for row in mirror.belongings(FeedKind.ADDRESSES)} == {SHOP, KIOSK}


def test_two_reps_who_swap_territories_get_each_others_customers(company: Company) -> None:
    """Old rows become visible without being changed: a filter alone would never give them."""
    company.add(
        "customers",
        *(
            {"number": f"{rep[0]}{n}", "name": f"{n}", "rep": rep}
            for rep in (ANN, BEN)
            for n in range(50)
        ),
    )
    anns, bens = Mirror(company.link(ANN)), Mirror(company.link(BEN))
    anns.pull(20)
    bens.pull(20)
    before = anns.numbers(), bens.numbers()
    company.change("customers", {"rep": ANN}, rep="moving")
    company.change("customers", {"rep": BEN}, rep=ANN)
    company.change("customers", {"rep": "moving"}, rep=BEN)
    anns.pull(20)
    bens.pull(20)
    assert (bens.numbers(), anns.numbers()) == before


def test_deletes_travel_as_tombstones(company: Company) -> None:
    mirror = Mirror(company.link(ANN))
    mirror.pull()
    remove(company, "products", "sku", "B")
    remove(company, "addresses", "customer", SHOP)
    remove(company, "customers", "number", SHOP)
    mirror.pull()
    assert {row[1] for row in mirror.belongings(FeedKind.PRODUCTS)} == {"A", "C", "D"}
    assert mirror.numbers() == {KIOSK}


def test_a_row_changed_after_the_bound_waits_for_the_next_pull(company: Company) -> None:
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    company.change_product("B", name="Changed")
    page = link.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=watermark, limit=100, by_key=False
    )
    assert {row[1] for row in page.rows} == {"A", "C", "D"}
    assert not page.more
    assert page.cursor < Cursor(watermark, 0)
    later = link.pulse(PulseRequest()).watermark
    page = link.feed(
        FeedKind.PRODUCTS, cursor=page.cursor, watermark=later, limit=100, by_key=False
    )
    assert [row[2] for row in page.rows] == ["Changed"]


def test_a_feed_read_to_its_end_is_not_offered_again(company: Company) -> None:
    """A rep with few rows of many must not ask at every sync for others' changes."""
    link = company.link(BEN)
    pulse = link.pulse(PulseRequest())
    page = link.feed(
        FeedKind.CUSTOMERS, cursor=Cursor(), watermark=pulse.watermark, limit=100, by_key=False
    )
    assert page.cursor >= Cursor(pulse.heads[FeedKind.CUSTOMERS], 0)


def test_nobody_unknown_reads(company: Company) -> None:
    link = company.link(ANN)
    company.dismiss(ANN)
    with pytest.raises(SignInError):
        link.feed(FeedKind.PRODUCTS, cursor=Cursor(), watermark=10**9, limit=10, by_key=True)


_OPERATIONS = st.sampled_from(["add", "change", "delete", "move", "share", "page", "pull"])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(_OPERATIONS, st.integers(0, 11)), max_size=40))
def test_whatever_happens_while_it_is_read_in_the_end_nothing_is_missing(
    company: Company, steps: list[tuple[str, int]]
) -> None:
    """Pages of a pull alternate with writes; the last pull makes both sides the same."""
    remove(company, "customers", "territory", "")
    mirror = Mirror(company.link(ANN), (FeedKind.MEMBERSHIP, FeedKind.CUSTOMERS))
    mirror.kinds = (*mirror.kinds, FeedKind.TOMBSTONES)
    watermark = mirror.watermark()
    for step, which in steps:
        there = {row.number: row.rep for row in company.rows("customers")}
        number = f"X{which}"
        if step == "add" and number not in there:
            rep = BEN if which % 3 == 0 else ANN
            company.add("customers", {"number": number, "name": "X", "rep": rep})
        elif step == "change" and number in there:
            company.change_customer(number, phone=f"{watermark}")
        elif step == "delete" and number in there:
            remove(company, "customers", "number", number)
        elif step == "move" and number in there:
            company.change_customer(number, rep=ANN if there[number] == BEN else BEN, more_reps="")
        elif step == "share" and number in there:
            company.change_customer(number, more_reps=ANN if there[number] == BEN else BEN)
        elif step == "page":
            mirror.page(mirror.kinds[which % 3], watermark, 2)
        elif step == "pull":
            mirror.pull(2)
            watermark = mirror.watermark()
    mirror.pull(2)
    mine = {
        row.number: row.phone
        for row in company.rows("customers")
        if ANN in (row.rep, row.more_reps)
    }
    held = {str(row[1]): row[6] for row in mirror.belongings(FeedKind.CUSTOMERS)}
    assert held == mine


_BELONGING = (FeedKind.MEMBERSHIP, FeedKind.CUSTOMERS, FeedKind.ADDRESSES, FeedKind.ORDERS)
_CHANGES = st.sampled_from(["new", "move", "share", "order", "phone", "address", "delete", "leave"])
_PULLS = st.sampled_from(["", ANN, BEN])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(_CHANGES, st.integers(0, 2), _PULLS), min_size=8, max_size=16))
def test_who_pulls_by_heads_holds_what_one_holds_who_reads_everything(
    company: Company, steps: list[tuple[str, int, str]]
) -> None:
    """Customers move between reps with what belongs to them, and come back; rows are deleted."""
    for customer in (SHOP, KIOSK, BENS, "X0", "X1", "X2"):
        for table, column in (("customers", "number"), ("addresses", "customer")):
            remove(company, table, column, customer)
        remove(company, "orders", "customer", customer)
    kinds = (*_BELONGING, FeedKind.TOMBSTONES)
    by_heads = {login: Mirror(company.link(login), kinds) for login in (ANN, BEN)}
    for number, (step, which, pulls) in enumerate(steps):
        customer = f"X{which}"
        there = {row.number: row.rep for row in company.rows("customers")}
        if customer in there:
            _change(company, step, customer, number, there[customer])
        elif step == "new":
            company.add(
                "customers", {"number": customer, "name": "X", "rep": (ANN, BEN)[number % 2]}
            )
        if pulls:
            by_heads[Login(pulls)].pull_by_heads(1 + which)
    for login, mirror in by_heads.items():
        mirror.pull_by_heads()
        everything = Mirror(company.link(login), kinds)
        everything.pull()
        for kind in _BELONGING[1:]:
            assert mirror.rows[kind] == everything.rows[kind], (login, kind)


def _change(company: Company, step: str, customer: str, number: int, rep: str) -> None:
    match step:
        case "move":
            company.change_customer(customer, rep=ANN if rep == BEN else BEN, more_reps="")
        case "share":
            company.change_customer(customer, more_reps=ANN if rep == BEN else BEN)
        case "phone":
            company.change_customer(customer, phone=f"{number}")
        case "address":
            if company.count("addresses", customer=customer):
                remove(company, "addresses", "customer", customer)
            else:
                company.add("addresses", {"customer": customer, "kind": "main", "city": "Salem"})
        case "order":
            company.add("orders", _order(f"{customer}-{number}-{new_id()[-4:]}", customer, rep))
        case "delete":
            remove(company, "orders", "customer", customer)
        case "leave":
            remove(company, "customers", "number", customer)


def _order(number: str, customer: str, rep: str) -> dict[str, object]:
    day = date(2026, 11, 21)
    return {
        "order_id": new_id(),
        "number": number,
        "customer": customer,
        "rep": rep,
        "state": "confirmed",
        "order_date": day,
        "total": Decimal(0),
        "document": "{}",
    }


def test_several_feeds_at_once_give_what_each_gives_by_itself(company: Company) -> None:
    company.place(company.order())
    for login in (ANN, HEAD):
        link = company.link(login)
        watermark = link.pulse(PulseRequest()).watermark
        places = [
            FeedPlace(FeedKind.CUSTOMERS, Cursor(), by_key=True),
            FeedPlace(FeedKind.PRODUCTS, Cursor(0, 1), by_key=True),
            FeedPlace(FeedKind.STOCK, Cursor(), by_key=False),
            FeedPlace(FeedKind.ORDERS, Cursor(watermark, 0), by_key=False),
            FeedPlace(FeedKind.REPS, Cursor(), by_key=True),
        ]
        pages = link.feeds(places, watermark=watermark, limit=1)
        alone = [
            link.feed(
                place.kind, cursor=place.cursor, watermark=watermark, limit=1, by_key=place.by_key
            )
            for place in places
        ]
        assert list(pages) == alone
        assert pages[1].more
        assert [bool(page.rows) for page in pages] == [
            login == ANN,
            True,
            True,
            False,
            login == HEAD,
        ]
