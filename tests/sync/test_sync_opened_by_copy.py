"""A customer that a copy of the laptop opened first, and that is not what this one asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.database.audited_transaction import audited_transaction
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_devices import copied

NAME, PHONE = EditableField.NAME, EditableField.PHONE


@pytest.fixture
def copy(company: Company, laptop: Laptop, tmp_path: Path) -> Iterator[Laptop]:
    """Return a copy of a laptop that has opened a customer and not sent that yet."""
    laptop.sync()
    laptop.use_cases.customers.create({NAME: "Hill Cycles", PHONE: "555-1"}, None)
    copied_laptop = copied(laptop, tmp_path / "copy")
    yield copied_laptop
    copied_laptop.store.close()


def numbers(laptop: Laptop) -> list[CustomerNumber]:
    return [
        item.number for item in laptop.use_cases.customers.search() if item.name == "Hill Cycles"
    ]


def at_head_office(company: Company, statement: str) -> None:
    with audited_transaction(
        company.office.engine, actor="chief", at=company.clock.now()
    ) as connection:
        connection.exec_driver_sql(statement)


def test_a_refused_field_leaves_one_customer_and_its_order_goes(
    company: Company, laptop: Laptop, copy: Laptop
) -> None:
    (provisional,) = numbers(laptop)
    copy.sync()
    copy.sync()
    (final,) = numbers(copy)
    assert final != provisional
    at_head_office(company, f"UPDATE sales_customers SET phone = '555-9' WHERE number = '{final}'")
    at_head_office(
        company, "INSERT INTO sync_policies (key, setting) VALUES ('customer.phone', 'refuse')"
    )
    laptop.use_cases.customers.edit(provisional, {PHONE: "555-2"})
    laptop.order(customer=provisional)
    laptop.sync()
    laptop.sync()
    assert numbers(laptop) == [final]
    assert laptop.use_cases.customers.get(final).customer.phone == "555-9"
    assert not laptop.use_cases.outbox.entries()
    assert [item.state for item in laptop.use_cases.orders.search()] == [OrderState.CONFIRMED]


def test_a_customer_that_another_rep_got_is_not_left_behind(
    company: Company, laptop: Laptop, copy: Laptop
) -> None:
    (provisional,) = numbers(laptop)
    copy.sync()
    copy.sync()
    (final,) = numbers(copy)
    at_head_office(
        company,
        f"UPDATE sales_customers SET rep = 'north\\other' WHERE number = '{final}'",
    )
    laptop.use_cases.customers.edit(provisional, {PHONE: "555-2"})
    laptop.order(customer=provisional)
    for _ in range(3):
        laptop.sync()
    assert not laptop.use_cases.outbox.entries()
    assert numbers(laptop) == []
    assert {item.state for item in laptop.use_cases.orders.search()} == {
        OrderState.REFUSED,
        OrderState.DRAFT,
    }
