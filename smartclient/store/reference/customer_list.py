"""The list of customers: head office's and the rep's own changes as one, by name."""

# ruff: noqa: S608 (statements are put together from names of ours; values are parameters)

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from smartclient.contract.stored_values import maybe_stored_amount, stored_amount, stored_enum
from smartclient.domain.sales.customers import MAIN_ADDRESS, Address, Customer, CustomerStatus
from smartclient.domain.text.canonical import name_key
from smartclient.domain.text.searching import matches
from smartclient.read_models.records import CustomerSummary
from smartclient.store.reference.credit import OPEN_ORDERS, SUM_OF_TOTALS, open_orders
from smartclient.store.reference.search import (
    CUSTOMERS_INDEX,
    has_word,
    match_expression,
    normalize_spoken_number,
    without_unstorable,
)
from smartclient.store.work.edits import CustomerEdit

_SUMMARY = f"""
SELECT c.number, c.name, c.contact, c.phone, c.email, c.status, c.credit_limit,
       coalesce(c.balance, 0) + (SELECT {SUM_OF_TOTALS} FROM orders
                                 WHERE customer = c.number AND {OPEN_ORDERS}),
       (SELECT a.city FROM addresses a WHERE a.customer = c.number
        ORDER BY name_key(a.kind) = '{MAIN_ADDRESS}' DESC, a.id LIMIT 1)
FROM (SELECT id FROM customers WHERE number NOT IN (SELECT number FROM customer_edits) {{found}}
      ORDER BY name COLLATE NOCASE, number LIMIT ? OFFSET ?) k JOIN customers c ON c.id = k.id
ORDER BY c.name COLLATE NOCASE, c.number
"""
_ALL = _SUMMARY.format(found="")
_FOUND = _SUMMARY.format(
    found=f"AND id IN (SELECT rowid FROM {CUSTOMERS_INDEX} WHERE {CUSTOMERS_INDEX} MATCH ?)"
)


def customers_by_name(
    connection: Connection,
    text: str,
    edits: Sequence[CustomerEdit],
    *,
    limit: int | None,
    offset: int,
) -> tuple[CustomerSummary, ...]:
    """A window of the customers that match ``text``; ``edits`` replace their own."""
    text = without_unstorable(text)
    if text and not has_word(text):
        return ()
    expression = match_expression(text)
    edited = _edited(connection, text, edits)
    if not edited:
        return tuple(_untouched(connection, expression, limit, offset))
    end = None if limit is None else offset + limit
    both = [*_untouched(connection, expression, end, 0), *edited]
    return tuple(sorted(both, key=_by_name)[offset:end])


def shown_city(addresses: Iterable[Address]) -> str:
    """The city by which a customer is listed: the main address's, else the first's."""
    cities = {name_key(address.kind): address.city for address in reversed(tuple(addresses))}
    return cities.get(MAIN_ADDRESS) or next(reversed(cities.values()), "")


def _untouched(
    connection: Connection, expression: str | None, limit: int | None, offset: int
) -> list[CustomerSummary]:
    window = (-1 if limit is None else limit, offset)
    rows = (
        connection.exec_driver_sql(_ALL, window)
        if expression is None
        else connection.exec_driver_sql(_FOUND, (expression, *window))
    )
    return [_summary(row) for row in rows.all()]


def _edited(
    connection: Connection, text: str, edits: Sequence[CustomerEdit]
) -> list[CustomerSummary]:
    found = [edit for edit in edits if not text or matches(text, _fields(edit.customer))]
    used = open_orders(connection, [edit.customer.number for edit in found])
    return [
        CustomerSummary(
            number=edit.customer.number,
            name=edit.customer.name,
            contact=edit.customer.contact,
            phone=edit.customer.phone,
            email=edit.customer.email,
            city=shown_city(edit.customer.addresses),
            status=edit.customer.status,
            credit_limit=edit.customer.credit_limit,
            credit_used=edit.customer.balance + used[edit.customer.number],
            tentative=True,
            task=edit.task,
            deleted=edit.is_deleted,
        )
        for edit in found
    ]


def _fields(customer: Customer) -> tuple[str, ...]:
    return (
        customer.number,
        normalize_spoken_number(customer.number),
        customer.name,
        customer.contact,
        customer.phone,
        customer.email,
        *(address.city for address in customer.addresses),
    )


def _by_name(summary: CustomerSummary) -> tuple[bytes, str]:
    # bytes.lower() folds ASCII letters only, as NOCASE does
    return summary.name.encode().lower(), summary.number


def _summary(row: Sequence[Any]) -> CustomerSummary:
    return CustomerSummary(
        number=row[0],
        name=row[1],
        contact=row[2] or "",
        phone=row[3] or "",
        email=row[4] or "",
        city=row[8] or "",
        status=str(stored_enum(row[5], CustomerStatus.ON_HOLD)),
        credit_limit=maybe_stored_amount(row[6]),
        credit_used=stored_amount(row[7]),
        tentative=False,
    )
