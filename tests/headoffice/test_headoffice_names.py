"""Names in another letter case or Unicode form are one, in prices and taxes and in an upgrade."""

import sqlite3
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import AnswerStatus, CreateCustomer
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine, OrderState, PlacedOrder
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.migrations import MIGRATIONS, sqlite_0001, sqlite_0002
from smartclient.headoffice.database.name_collisions import NamesCollideError
from tests.office_company import ANN, SHOP, Company, line

NFD_LAND = unicodedata.normalize("NFD", "ÖSTERREICH")


def test_a_price_list_a_place_and_a_way_to_ship_are_found_in_any_form(company: Company) -> None:
    company.change_customer(SHOP, price_list="Größe")
    company.add(
        "prices",
        {
            "sku": "A",
            "price_list": unicodedata.normalize("NFD", "GRÖSSE"),
            "valid_from": date(2020, 1, 1),
            "amount": Decimal(7),
        },
    )
    company.add("addresses", {"customer": SHOP, "kind": "SHIPPING", "country": NFD_LAND})
    company.change("addresses", {"customer": SHOP, "kind": "SHIPPING"}, state="wien")
    company.add(
        "tax_rates",
        {
            "country": "Österreich",
            "state": "Wien",
            "applies_to": "all",
            "rate_percent": Decimal(20),
        },
    )
    order = company.order(line("A", 10), ship_to="shipping", ship_via="ground")
    _, answer = company.place(order)
    assert answer.order is not None, answer
    totals = answer.order.order.totals
    # the price of the customer's list, the tax of its place, and the freight
    assert (totals.net, totals.tax, totals.freight) == (
        Decimal(70),
        Decimal(14),
        Decimal(15),
    )


def test_a_customer_of_the_same_name_in_another_form_is_asked_about(company: Company) -> None:
    company.change_customer(SHOP, name="Café Österreich")
    body = CreateCustomer(
        provisional_number=CustomerNumber("AN-C0001"),
        name=unicodedata.normalize("NFD", "CAFÉ ÖSTERREICH"),
    )
    _, answer = company.ask(ANN, body, lane="AN-C0001")
    assert answer.status is AnswerStatus.AWAITING_DECISION, answer


@pytest.fixture
def older(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a head office of the released schema."""
    file = tmp_path / "office.db"
    with monkeypatch.context() as released:
        before = {"sqlite": (sqlite_0001.statements, sqlite_0002.statements)}
        released.setattr(schema, "MIGRATIONS", before)
        office = HeadOffice.open(f"sqlite:///{file}", clock)
        office.init()
        office.close()
    return file


def run_sql(file: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    connection = sqlite3.connect(file)
    with connection:
        for statement, values in statements:
            connection.execute(statement, values)
    connection.close()


def ask(file: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def tax(country: str, state: str, rate: int) -> tuple[str, tuple[object, ...]]:
    return (
        (
            "INSERT INTO sales_tax_rates (country, state, applies_to, rate_percent) "
            "VALUES (?, ?, 'all', ?)"
        ),
        (country, state, rate),
    )


def test_an_upgrade_lists_names_that_are_one_and_changes_nothing_until_one_is_chosen(
    older: Path, clock: Clock
) -> None:
    run_sql(older, tax("US", "WA", 650), tax("us", "wa", 700), tax("US", "OR", 0))
    before = older.read_bytes()
    office = HeadOffice.open(f"sqlite:///{older}", clock)
    for keep in ((), ("tax_rates:99",), ("reps:1",)):
        with pytest.raises(NamesCollideError) as refused:
            office.upgrade(keep=keep)
        assert [str(collision) for collision in refused.value.collisions] == [
            "tax_rates: tax_rates:1 is US, WA, all; tax_rates:2 is us, wa, all"
        ]
        assert "--keep TABLE:ID" in refused.value.user_message
        assert ask(older, "SELECT value FROM sync_info WHERE name = 'schema_version'") == [("2",)]
    with pytest.raises(NamesCollideError):
        office.init()
    assert ask(older, "SELECT count(*) FROM sales_tax_rates") == [(3,)]
    office.upgrade(keep=("tax_rates:2",))
    office.close()
    assert ask(older, "SELECT country, state, rate_percent FROM sales_tax_rates ORDER BY id") == [
        ("us", "wa", 700),
        ("US", "OR", 0),
    ]
    assert before  # what was there is kept beside it, as before every upgrade
    assert list(older.parent.glob(f"{older.name}.before-*"))


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("Wien", "WIEN", "letter case"),
        ("Österreich", unicodedata.normalize("NFD", "Österreich"), "Unicode form"),
        ("US", "\uff35\uff33", "full or half width"),
        ("とうきょう", "トウキョウ", "the kind of kana"),
    ],
)
def test_the_refusal_to_upgrade_names_the_difference_that_counts_no_more(
    older: Path, clock: Clock, one: str, other: str, difference: str
) -> None:
    run_sql(older, tax(one, "WA", 650), tax(other, "WA", 700))
    office = HeadOffice.open(f"sqlite:///{older}", clock)
    with pytest.raises(NamesCollideError) as refused:
        office.upgrade()
    assert difference in refused.value.user_message
    office.close()


def test_a_number_whose_capitals_are_not_composed_can_be_ordered_after_an_upgrade(
    older: Path, clock: Clock
) -> None:
    # as an older version stored them: in capitals, which Unicode composes otherwise
    sku, customer = "ΐ-1".upper(), "ŉ-1".upper()
    assert not (
        unicodedata.is_normalized("NFC", sku) and unicodedata.is_normalized("NFC", customer)
    )
    order = Order(
        id=OrderId("0198c0de-0000-7000-8000-000000000001"),
        customer=CustomerNumber(customer),
        order_date=date(2026, 1, 1),
        lines=(OrderLine(line=1, sku=Sku(sku), quantity=1),),
    )
    placed = PlacedOrder(order=order, number="SO-1", state=OrderState.CONFIRMED)
    run_sql(
        older,
        ("INSERT INTO sales_reps (number, login) VALUES ('1', 'ann')", ()),
        ("INSERT INTO sales_products (sku, name, list_price) VALUES (?, 'A', 10000)", (sku,)),
        ("INSERT INTO sales_stock (sku, on_hand) VALUES (?, 5)", (sku,)),
        ("INSERT INTO sales_customers (number, name, rep) VALUES (?, 'K', 'ann')", (customer,)),
        (
            (
                "INSERT INTO sales_orders (order_id, number, customer, rep, state, order_date, "
                "total, document) VALUES (?, 'SO-1', ?, 'ann', 'confirmed', '2026-01-01', 0, ?)"
            ),
            (order.id, customer, ascii_json(placed)),
        ),
    )
    office = HeadOffice.open(f"sqlite:///{older}", clock)
    office.upgrade()
    company = Company(office=office, clock=clock)
    _, answer = company.place(company.order(line("ΐ-1", 2), customer="ŉ-1"), login="ann")
    assert answer.status is AnswerStatus.CONFIRMED, answer
    (stored, _) = company.rows("orders")
    held = msgspec.json.decode(stored.document, type=PlacedOrder).order
    assert unicodedata.is_normalized("NFC", held.lines[0].sku)
    assert stored.customer == held.customer == company.rows("customers")[0].number
    assert company.stock(held.lines[0].sku) == 3
    office.close()


def test_an_upgrade_without_such_names_asks_nothing(older: Path, clock: Clock) -> None:
    run_sql(older, tax("US", "WA", 650), tax("US", "OR", 0))
    office = HeadOffice.open(f"sqlite:///{older}", clock)
    assert office.upgrade() == (2, len(MIGRATIONS["sqlite"]))
    office.close()
