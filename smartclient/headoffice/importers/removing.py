"""Removing: the rows that an import deletes although no file says so."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from smartclient.headoffice.importers.content import FileContent, Key, comparable
from smartclient.headoffice.importers.values import Value

Period = tuple[date, date]


Removed = list[tuple[int, dict[str, Any]]]
"""The ids of rows, and what names each."""


def prices_in_the_way(connection: Connection, table: Table, prices: FileContent) -> Removed:
    """The prices that overlap one of the file's and are not in it."""
    histories: dict[Key, list[Period]] = defaultdict(list)
    for row in prices.rows:
        period = _period(row.values["valid_from"], row.values["valid_to"])
        histories[comparable([row.values["sku"], row.values["price_list"]])].append(period)
    listed = prices.keys()
    c = table.c
    stored = connection.execute(select(c.id, c.sku, c.price_list, c.valid_from, c.valid_to))
    return [
        (row.id, {"sku": row.sku})
        for row in stored
        if comparable([row.sku, row.price_list, row.valid_from]) not in listed
        and _overlaps(
            _period(row.valid_from, row.valid_to),
            histories.get(comparable([row.sku, row.price_list]), []),
        )
    ]


def _period(first: Value, last: Value) -> Period:
    return (
        first if isinstance(first, date) else date.min,
        last if isinstance(last, date) else date.max,
    )


def _overlaps(period: Period, others: list[Period]) -> bool:
    return any(period[0] <= last and first <= period[1] for first, last in others)


def products_out_of_offers(
    connection: Connection, table: Table, offers: FileContent, offer_products: FileContent
) -> Removed:
    """The products that an offer of the file no longer applies to."""
    if not offer_products.usable:
        return []
    codes = {comparable([row.values["code"]]) for row in offers.rows}
    kept = offer_products.keys() | offer_products.faulty
    c = table.c
    stored = connection.execute(select(c.id, c.offer_code, c.sku))
    return [
        (row.id, {"offer_code": row.offer_code, "sku": row.sku})
        for row in stored
        if comparable([row.offer_code]) in codes
        and comparable([row.offer_code, row.sku]) not in kept
    ]
