"""Requests of laptops that let more through: hidden characters are cleaned, odd values refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import (
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
)
from smartclient.database.transactions import writing
from smartclient.domain.ids import CustomerNumber, OrderId, Sku, new_id
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import Address
from smartclient.domain.sales.order_diff import HIDDEN_RULE
from smartclient.domain.sales.orders import Totals
from smartclient.domain.text.hidden_characters import first_hidden
from smartclient.wording.sentences import change_sentence
from tests.examples import examples
from tests.office_company import ANN, HEAD, SHOP, Company, line

FORGED = "Ring twice\x1b[2J\x1b]0;owned\x07\r\nAll is well\u202e"


def hidden_changes(report: tuple[Change, ...]) -> dict[str, tuple[str, str]]:
    return {item.field: (item.before, item.after) for item in report if item.rule == HIDDEN_RULE}


def test_hidden_characters_of_an_order_are_left_out_and_reported(company: Company) -> None:
    order = company.order(line("A\u200b", 2), note=FORGED, reference="PO\x1b7\n1")
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.ADJUSTED, answer
    assert answer.order is not None
    assert answer.order.adjusted
    held = answer.order.order
    assert held.note == "Ring twice[2J]0;owned\nAll is well"
    assert held.reference == "PO7 1"
    assert held.lines[0].sku == "A"
    assert hidden_changes(answer.report) == {
        "note": (
            "Ring twice\\x1b[2J\\x1b]0;owned\\x07\nAll is well\\u202e".replace("\n", "\\r\n"),
            held.note,
        ),
        "reference": ("PO\\x1b7\\n1", "PO7 1"),
        "sku": ("A\\u200b", "A"),
    }
    for change in answer.report:
        sentence = change_sentence(change).text
        assert not first_hidden(sentence, lines=True)
        assert change.rule != HIDDEN_RULE or "characters that can't be seen" in sentence


def test_a_conflict_keeps_the_report_of_the_cleaning_until_it_is_resolved(company: Company) -> None:
    company.change_product("A", discontinued_on=date(2026, 1, 1))
    order = company.order(line("A", 2), line("B", 1, 2), note="a\x1bb")
    _, answer = company.place(order)
    assert answer.status is AnswerStatus.IN_CONFLICT
    _, answer = company.resolve(answer.conflict, "drop_line")
    assert answer.status is AnswerStatus.ADJUSTED
    assert hidden_changes(answer.report) == {"note": ("a\\x1bb", "ab")}


def test_a_customer_that_is_opened_is_cleaned(company: Company) -> None:
    body = CreateCustomer(
        provisional_number=CustomerNumber("AN-C0001"),
        name="Evil\x1b[2J\u200b Shop",
        notes="one\r\ntwo\x00",
        address=Address(kind="main", line1="1 Main\nSt", city="Sa\x9blem"),
    )
    _, answer = company.ask(ANN, body, lane="AN-C0001")
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.customer is not None
    assert (answer.customer.name, answer.customer.notes) == ("Evil[2J Shop", "one\ntwo")
    assert answer.customer.addresses[0].line1 == "1 Main St"
    assert set(hidden_changes(answer.report)) == {"name", "notes", "line1", "city"}


def test_what_is_cleaned_of_a_cancellation_a_deletion_and_a_note_is_reported_too(
    company: Company,
) -> None:
    _, placed = company.place(company.order(line("A", 1)))
    assert placed.order is not None
    order = placed.order.order
    cancel = CancelOrder(order_id=order.id, note="too\x1b late")
    company.change_product("A", discontinued_on=date(2026, 1, 1))
    _, conflict = company.place(company.order(line("A", 2)))
    assert conflict.conflict is not None
    escalate = EscalateConflict(conflict_id=conflict.conflict.id, note="please\u202e")
    company.add("customers", {"number": "GONE", "name": "Gone", "rep": ANN})
    delete = DeleteCustomer(number=CustomerNumber("GO\u200bNE"))
    for body, lane, reported in (
        (cancel, SHOP, {"note": ("too\\x1b late", "too late")}),
        (escalate, SHOP, {"note": ("please\\u202e", "please")}),
        (delete, "GONE", {"customer": ("GO\\u200bNE", "GONE")}),
    ):
        _, answer = company.ask(ANN, body, lane=lane)
        assert hidden_changes(answer.report) == reported, answer


def test_fields_that_are_changed_are_cleaned_and_what_was_there_is_only_compared(
    company: Company,
) -> None:
    company.change_customer(SHOP, phone="555\x1b0100")
    _, answer = company.edit(("phone", "555\x1b0100", "555\x1b0111"), ("notes", "", "a\r\nb"))
    assert answer.status is AnswerStatus.ADJUSTED, answer
    assert answer.customer is not None
    assert (answer.customer.phone, answer.customer.notes) == ("5550111", "a\nb")
    assert hidden_changes(answer.report) == {"phone": ("555\\x1b0111", "5550111")}


def test_a_note_to_an_admin_and_the_admins_word_are_cleaned(company: Company) -> None:
    company.change_product("A", discontinued_on=date(2026, 1, 1))
    _, answer = company.place(company.order(line("A", 2)))
    company.escalate(answer.conflict, note="please\x1b[8m")
    (case,) = company.office.cases()
    assert case.note == "please[8m"
    company.decide(answer.conflict, "approve", login=HEAD, note="fine\u202e")
    (kept,) = company.rows("cases")
    assert '"decision_note":"fine"' in kept.document


@pytest.mark.parametrize("day", [date.min, date.max, date(1026, 11, 21)])
def test_a_day_that_can_not_be_is_refused(company: Company, day: date) -> None:
    order = company.order(line("A", 1))
    for placed in (replace(order, deliver_on=day), replace(order, order_date=day)):
        _, answer = company.place(replace(placed, id=OrderId(new_id())))
        assert answer.status is AnswerStatus.REJECTED
        assert "is not a day from" in answer.why


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "1e400", "-1e13"])
def test_an_amount_that_is_none_is_refused_wherever_it_stands(
    company: Company, amount: str
) -> None:
    odd = Decimal(amount)
    for order in (
        company.order(line("A", 1, unit_price=odd)),
        company.order(line("A", 1, amount=odd)),
        company.order(line("A", 1, discount_percent=odd)),
        company.order(line("A", 1), totals=Totals(net=odd)),
        company.order(line("A", 1), totals=Totals(total=odd)),
    ):
        _, answer = company.place(order)
        assert answer.status is AnswerStatus.REJECTED, answer
    assert company.count("inbox", status="parked") == 0


@pytest.mark.parametrize(
    "odd",
    [
        *({"unit_price": Decimal("-0.01")}, {"unit_price": Decimal("1000000000.01")}),
        *({"unit_price": Decimal("1.00005")}, {"amount": Decimal(10) ** 12}),
        *({"discount_percent": Decimal(-1)}, {"discount_percent": Decimal("100.01")}),
        *({"line": 0}, {"line": -1}, {"line": 1_000_001}, {"line": 2**40}),
        *({"ordered_on": date.min}, {"ordered_on": date.max}),
    ],
    ids=str,
)
def test_a_value_out_of_its_range_is_refused_in_an_order_and_in_an_amendment(
    company: Company, odd: dict[str, Any]
) -> None:
    order = company.order(line("A", 1), line("B", 1, 2))
    strange = replace(order, lines=(replace(order.lines[0], **odd), order.lines[1]))
    _, answer = company.place(replace(strange, id=company.order().id))
    assert answer.status is AnswerStatus.REJECTED, answer
    _, placed = company.place(order)
    assert placed.order is not None
    _, answer = company.amend(replace(placed.order.order, lines=strange.lines))
    assert answer.status is AnswerStatus.REJECTED, answer
    assert company.count("inbox", status="parked") == 0


@pytest.mark.parametrize(
    ("written", "status"),
    [
        *((text, AnswerStatus.REJECTED) for text in ('"1e3"', '"1_000"', '"9.80 "')),
        *((text, AnswerStatus.REJECTED) for text in ("1e-30", "12345678901234567890123")),
        *((text, AnswerStatus.PARKED) for text in ('"9,80"', "1e400", "true", "{}", '""')),
    ],
)
def test_an_amount_that_is_not_written_in_plain_digits_is_answered_and_never_taken(
    company: Company, written: str, status: AnswerStatus
) -> None:
    body = PlaceOrder(order=company.order(line("A", 1, unit_price=Decimal("9.80"))))
    sent = company.request(body)
    text = sent.body.replace('"unit_price":"9.80"', f'"unit_price":{written}')
    assert text != sent.body
    request = replace(sent, body=text, digest=digest_of(text))
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is status
    assert company.count("orders") == 0


def test_an_order_whose_total_can_not_be_stored_is_refused(company: Company) -> None:
    company.change_product("A", list_price=Decimal(10) ** 9)
    _, answer = company.place(company.order(line("A", 1_000_000)))
    assert answer.status is AnswerStatus.REJECTED
    assert "exceeds the maximum" in answer.why


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(max_size=8),
    days=st.dates(),
    number=st.one_of(st.integers(), st.sampled_from([2**31, 2**63, -(2**70)])),
    amount=st.decimals(allow_nan=True, allow_infinity=True),
)
def test_whatever_a_laptop_sends_is_answered_and_parks_nothing(
    company: Company, text: str, days: date, number: int, amount: Decimal
) -> None:
    try:
        order = company.order(
            replace(line("A", 1), sku=Sku(text), quantity=number, offer=text, unit_price=amount),
            note=text,
            reference=text,
            ship_via=text,
            ship_to=text,
            deliver_on=days,
        )
        request = company.request(PlaceOrder(order=order))
    except (OverflowError, UnicodeEncodeError):
        return  # no laptop can write it down
    for body in (
        PlaceOrder(order=order),
        PlaceOrder(order=replace(order, lines=(line("A", 1),), order_date=days)),
        CreateCustomer(provisional_number=CustomerNumber(f"C{text}"), name=text, notes=text),
    ):
        try:
            request = company.request(body)
        except (OverflowError, UnicodeEncodeError):
            continue
        company.send(ANN, request)
        company.office.answer_waiting()
        answer = company.answer(ANN, request)
        assert answer.status is not AnswerStatus.PARKED or "could not read" in answer.why, answer


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("products", "min_order_quantity", "x"),
        ("products", "pack_size", 1.5),
        ("offers", "min_quantity", "x"),
        ("offers", "max_quantity", "x"),
        ("stock", "on_hand", "x"),
        ("ship_methods", "base", -(2**63)),
        ("ship_methods", "base", 2**63 - 1),
    ],
)
def test_no_value_that_another_program_stored_stops_an_order(
    company: Company, table: str, column: str, value: object
) -> None:
    with writing(company.office.engine) as (connection, transaction):
        connection.exec_driver_sql(f"UPDATE sales_{table} SET {column} = ?", (value,))
        transaction.commit()
    order = company.order(line("A", 2), ship_via="GROUND")
    request = company.request(PlaceOrder(order=order))
    company.send(ANN, request)
    company.office.answer_waiting()
    assert company.count("inbox", status="parked") == 0
    company.answer(ANN, request)
