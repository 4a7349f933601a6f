"""What every round looks for, in tables that grow for ever, is found by an index."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, event

from smartclient.database.transactions import reading
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.inbox import open_work
from smartclient.headoffice.sales.orders import OrderTable
from tests.office_company import Company
from tests.schema_model import tables_of


def _prepare_orders(connection: Connection) -> None:
    order = Order(
        id=OrderId("00000000-0000-0000-0000-000000000001"),
        customer=CustomerNumber("C-1"),
        order_date=date(2026, 1, 1),
        provisional_number="S1-1",
    )
    OrderTable(connection, act_as=lambda _: None).prepare([order])


def _forget_closed(connection: Connection) -> None:
    open_work._forget_closed(connection, datetime(2026, 1, 1, tzinfo=UTC))


SEARCHES = [
    (_prepare_orders, "provisional_numbers", "number", "(provisional_number)"),
    (_forget_closed, "open_work", "since", "(state, since)"),
]


def test_the_credit_that_is_used_is_added_up_in_an_index_alone() -> None:
    """Each order that a customer ever placed was looked up for it, with its document beside it."""
    index = tables_of(definition.tables())["sales.orders"].indexes["ix_sales_orders_customer"]
    read = ("customer", "state", "fulfilment", "total")
    assert {name for name in read if re.search(rf"\b{name}\b", index)} == set(read)


@pytest.mark.parametrize(("search", "table", "index", "columns"), SEARCHES)
def test_a_search_reads_its_index(
    company: Company,
    search: Callable[[Connection], None],
    table: str,
    index: str,
    columns: str,
) -> None:
    said: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        company.office.engine, "before_cursor_execute", lambda *run: said.append((run[2], run[3]))
    )
    with reading(company.office.engine) as connection:
        search(connection)
        statement, values = next(item for item in said if f"sync_{table}" in item[0])
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any(f"ix_sqlite_{table}_{index} (" in row.detail for row in plan)
    indexes = tables_of(definition.tables())[f"sync.{table}"].indexes
    assert columns in indexes[f"ix_sync_{table}_{index}"]
