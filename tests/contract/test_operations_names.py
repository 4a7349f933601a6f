"""Names in any letter case, Unicode form, width and kana are one on every database."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from smartclient.contract.messages import AnswerStatus, CreateCustomer
from smartclient.domain.ids import CustomerNumber
from tests.office_company import ANN, SHOP, Company, line

SPELLINGS = [
    ("Sommer-Öl", unicodedata.normalize("NFD", "SOMMER-ÖL")),
    ("\uff33\uff21\uff2c\uff25\uff11\uff10", "sale10"),
    ("ガブ", "ｶﾞﾌﾞ"),
    ("とうきょう", "トウキョウ"),
]


def add_offer(company: Company, code: str, named: str) -> None:
    company.add(
        "offers",
        {
            "code": code,
            "discount_percent": Decimal(5),
            "audience": "reseller",
            "valid_from": date(2020, 1, 1),
        },
    )
    company.add("offer_products", {"offer_code": named, "sku": "A"})


@pytest.mark.parametrize(("code", "other"), SPELLINGS)
def test_an_offer_is_one_however_its_products_and_orders_spell_it(
    company: Company, code: str, other: str
) -> None:
    add_offer(company, code, other)
    quoted = line("A", 10, unit_price=Decimal(10), discount_percent=Decimal(5), offer=other)
    _, answer = company.place(company.order(quoted))
    assert answer.status is AnswerStatus.CONFIRMED, answer
    assert answer.order is not None
    assert answer.order.order.totals.net == 95
    assert not answer.order.adjusted


@pytest.mark.parametrize(("name", "other"), SPELLINGS)
def test_a_price_list_is_one_however_it_is_spelled(company: Company, name: str, other: str) -> None:
    company.change_customer(SHOP, price_list=other)
    company.add(
        "prices",
        {"sku": "A", "price_list": name, "valid_from": date(2020, 1, 1), "amount": Decimal(7)},
    )
    _, answer = company.place(company.order(line("A", 10)))
    assert answer.order is not None, answer
    assert answer.order.order.totals.net == 70


def test_a_customer_that_is_asked_about_has_the_city_of_its_main_address(company: Company) -> None:
    company.change("addresses", {"customer": SHOP}, kind="\uff2d\uff21\uff29\uff2e")
    body = CreateCustomer(
        provisional_number=CustomerNumber("AN-C0001"), name="Corner Shop", phone="555-9999"
    )
    _, answer = company.ask(ANN, body, lane="AN-C0001")
    assert answer.status is AnswerStatus.AWAITING_DECISION, answer
    assert "Salem" in str(answer)
