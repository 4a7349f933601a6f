"""Forgetting a customer: personal data goes wherever it stands, and what stays is listed."""

from typing import Any

import pytest
from sqlalchemy import event, select

from smartclient.contract.messages import AnswerStatus, UpdateCustomer
from smartclient.database.transactions import reading
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import Fulfilment
from smartclient.headoffice.admin.maintenance import change_order_fulfilment
from smartclient.headoffice.retention.forget import Forgotten, Removed, Stays, forget_customer
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line

SECRET = ("555-0177", "Mary Poppins", "17 Cherry Tree Lane", "afraid of dogs")


def forget(company: Company, number: str = SHOP) -> Forgotten:
    return forget_customer(company.office.engine, number, actor=HEAD, clock=company.clock)


def everything(company: Company) -> str:
    """Return every text at head office."""
    with reading(company.office.engine) as connection:
        return "\n".join(
            str(tuple(row))
            for table in company.tables.metadata.sorted_tables
            for row in connection.execute(select(table))
        )


def known(company: Company) -> None:
    """Let head office know much of a shop: by requests, by hand, in conflict and in a case."""
    company.edit(("phone", "555-0100", "555-0177"), ("contact", "", "Mary Poppins"))
    company.change("addresses", {"customer": SHOP}, line1="17 Cherry Tree Lane")
    company.change_customer(SHOP, notes="afraid of dogs", email="mary@poppins.test")
    company.policy("customer.phone", "admin")
    _, answer = company.edit(("phone", "555-0100", "555-0178"))
    assert answer.status is AnswerStatus.AWAITING_DECISION
    company.decide(answer.conflict, "refuse")
    _, placed = company.place(company.order(line("A", 1)))
    assert placed.order is not None
    change_order_fulfilment(
        company.office.engine, placed.order.number, Fulfilment.SHIPPED, clock=company.clock
    )


def test_personal_data_is_nowhere_any_more(company: Company) -> None:
    known(company)
    before = everything(company)
    assert all(text in before for text in (*SECRET, "555-0178", "mary@poppins.test"))
    done = forget(company)
    after = everything(company)
    for text in (*SECRET, "555-0178", "mary@poppins.test"):
        assert text not in after
    assert {what for what, count in done.removed if count} == set(Removed)
    assert {what for what, _ in done.stays} == set(Stays)
    (customer,) = company.rows("customers", number=SHOP)
    assert (customer.name, customer.rep) == ("Corner Shop", ANN)
    assert company.count("orders", customer=SHOP) == 1


def test_it_is_logged_without_the_data(company: Company) -> None:
    known(company)
    forget(company)
    log = [entry for entry in company.log("customer", SHOP) if entry[0] == "forgotten"]
    assert log == [("forgotten", "", "", HEAD)]


def test_a_request_is_recognised_after_its_customer_was_forgotten(company: Company) -> None:
    request, _ = company.edit(("phone", "555-0100", "555-0177"))
    forget(company)
    company.send(ANN, request)
    assert not company.office.answer_waiting()
    assert company.answer(ANN, request).purged
    assert company.rows("customers", number=SHOP)[0].phone == ""


def test_other_customers_stay_as_they_are(company: Company) -> None:
    company.edit(("phone", "555-0100", "555-0155"), number=KIOSK)
    before = (company.rows("customers", number=KIOSK), company.rows("inbox", lane=KIOSK))
    forget(company)
    assert (company.rows("customers", number=KIOSK), company.rows("inbox", lane=KIOSK)) == before
    assert company.log("customer", KIOSK)


def test_laptops_learn_it_by_their_feeds(company: Company) -> None:
    (customer,) = company.rows("customers", number=SHOP)
    (address,) = company.rows("addresses", customer=SHOP)
    forget(company)
    (changed,) = company.rows("customers", number=SHOP)
    assert changed.row_version > customer.row_version
    assert company.rows("tombstones", kind="addresses", entry_id=address.id)


@pytest.mark.parametrize("what", ["waiting", "parked", "conflict", "order"])
def test_nothing_is_removed_while_something_is_open(company: Company, what: str) -> None:
    if what == "order":
        company.place(company.order())
    elif what == "conflict":
        company.change_product("B", discontinued_on=company.clock.today())
        company.place(company.order(line("B", 1)))
    else:
        request = company.request(UpdateCustomer(number=SHOP, changes=()))
        company.send(ANN, request)
        if what == "parked":
            company.park(request)
    before = everything(company)
    with pytest.raises(RefusedError, match="Nothing was removed"):
        forget(company)
    assert everything(company) == before


def test_a_customer_that_is_not_known_is_not_forgotten(company: Company) -> None:
    with pytest.raises(NotFoundError):
        forget(company, "S-99")
    forget(company, BENS)
    again = forget(company, BENS)
    assert not any(count for what, count in again.removed if what is not Removed.CHANGES)


def test_what_is_forgotten_is_led_to_by_indexes(company: Company) -> None:
    """The inbox is read whole only to count what stays: with the years it has millions of rows."""
    known(company)
    company.ask(BEN, UpdateCustomer(number=CustomerNumber(SHOP), changes=()), lane=SHOP)
    plans: list[str] = []

    @event.listens_for(company.office.engine, "before_cursor_execute")
    def explain(_: object, cursor: Any, statement: str, values: Any, *__: object) -> None:  # noqa: ANN401
        if (
            statement.startswith("SELECT")
            and "sync_inbox" in statement
            and "count(" not in statement
        ):
            found = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            plans.extend(row[3] for row in found)

    forget(company)
    assert any("sync_inbox" in plan for plan in plans)
    assert not [plan for plan in plans if plan.startswith("SCAN sync_inbox")]
    # what another rep asked about it lay in that rep's lane
    assert all(row.purged for row in company.rows("inbox") if row.sender == BEN)
