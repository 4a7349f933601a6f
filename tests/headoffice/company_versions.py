"""Two exports of one company, in which much differs, for tests of imports in portions."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from smartclient.database.transactions import reading
from smartclient.headoffice.database.tables import tables_for
from tests.headoffice.company_to_import import GOOD

COUNT = 12
"""How many products and customers there are."""

_PRODUCTS = "sku,name,list_price,replaced_by,former_sku,image\n"
_PRICES = "sku,valid_from,valid_to,amount,currency\n"
_OFFERS = GOOD["offers.csv"].partition("\n")[0] + "\n"
_CUSTOMERS = "number,name,rep_login,merged_into\n"
_ADDRESSES = "customer_number,kind,line1\n"
_ORDERS = "number,customer_number,rep_login,order_date,fulfilment,fulfilled_on\n"

KEYS = {
    "products": ("sku",),
    "prices": ("sku", "price_list", "valid_from"),
    "offers": ("code",),
    "offer_products": ("offer_code", "sku"),
    "stock": ("sku",),
    "customers": ("number",),
    "addresses": ("customer", "kind"),
    "orders": ("number",),
    "membership": ("rep", "customer"),
    "reps": ("login",),
    "tombstones": ("kind",),
    "info": ("name",),
}
"""The tables that are compared, and what their rows are compared by."""


def write_first(folder: Path) -> Path:
    """Write the export that head office has at the beginning."""
    numbers = range(COUNT)
    return _write(
        folder,
        {
            "products.csv": _PRODUCTS + "".join(f"P{n},Product {n},1.00,,,\n" for n in numbers),
            "prices.csv": _PRICES
            + "".join(
                f"P{n},2025-01-01,2025-12-31,1.00,USD\nP{n},2026-01-01,,1.00,USD\n" for n in numbers
            ),
            "offers.csv": _OFFERS
            + "A,first,5,Volume,,2026-01-01,,10,\nB,first,5,Volume,,2026-01-01,,10,\n",
            "offer_products.csv": "offer_code,sku\n" + "".join(f"A,P{n}\n" for n in numbers),
            "stock.csv": "sku,on_hand\n" + "".join(f"P{n},100\n" for n in numbers),
            "customers.csv": _CUSTOMERS + "".join(f"K{n},Customer {n},kim,\n" for n in numbers),
            "addresses.csv": _ADDRESSES + "".join(f"K{n},main,First St {n}\n" for n in numbers),
            "orders.csv": _ORDERS + "".join(f"S{n},K{n},kim,2026-03-01,,\n" for n in numbers),
            "order_lines.csv": "order_number,line,sku,quantity,unit_price\n"
            + "".join(f"S{n},1,P{n},2,1.00\n" for n in numbers),
        },
    )


def write_second(folder: Path) -> Path:
    """Write the export that is imported in portions: nearly everything differs from the first."""
    numbers, more = range(COUNT), range(2 * COUNT)
    return _write(
        folder,
        {
            "products.csv": _PRODUCTS
            + "".join(
                # what is new replaces what was there, and the first ones follow one another
                f"P{n},Renamed {n},2.00,{f'P{n + COUNT}' if n % 2 else ''},,\n"
                for n in numbers
            )
            + "".join(f"P{n},New {n},2.00,,,\n" for n in more[COUNT:]),
            # another period, so that stored prices make way
            "prices.csv": _PRICES + "".join(f"P{n},2025-06-01,,2.00,USD\n" for n in more),
            "offers.csv": _OFFERS
            + "A,second,50,Volume,,2026-01-01,,10,\nB,first,5,Volume,,2026-01-01,,10,\n",
            "offer_products.csv": "offer_code,sku\n"
            + "".join(f"A,P{n}\n" for n in more[: COUNT // 2])
            + "".join(f"B,P{n}\n" for n in more[COUNT // 2 :]),
            # some did not change
            "stock.csv": "sku,on_hand\n"
            + "".join(f"P{n},{100 if n % 3 == 0 else 200}\n" for n in more),
            "customers.csv": _CUSTOMERS
            + "".join(f"K{n},Renamed {n},{'kim' if n % 2 else 'boss'},\n" for n in numbers)
            + "".join(f"K{n},New {n},kim,\n" for n in more[COUNT:]),
            "addresses.csv": _ADDRESSES + "".join(f"K{n},main,Second St {n}\n" for n in more),
            "orders.csv": _ORDERS
            + "".join(f"S{n},K{n},kim,2026-03-01,invoiced,2026-03-09\n" for n in numbers)
            + "".join(f"S{n},K{n},kim,2026-03-01,,\n" for n in more[COUNT:]),
            "order_lines.csv": "order_number,line,sku,quantity,unit_price\n"
            + "".join(f"S{n},1,P{n},2,1.00\n" for n in more),
        },
    )


def _write(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in {**GOOD, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """What head office holds, but for the numbers that only its own rows have."""
    with reading(engine) as connection:
        return {name: _rows(connection, name) for name in KEYS}


def _rows(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    table = tables_for(connection.dialect.name).table_named(name)
    own = {"id", "row_version", "entry_id", "deleted_at"}
    columns = [column for column in table.c if column.name not in own]
    rows = connection.execute(select(*columns)).all()
    wanted = [tuple(row) for row in rows if row[0] not in {"clock", "generation"}]
    return sorted(wanted, key=repr)


def product_as_read(engine: Engine) -> dict[str, tuple[Any, ...]]:
    """Each product with its prices, its offers and its stock, as one reader sees them."""
    tables = tables_for(engine.dialect.name)
    with reading(engine) as connection:
        names = dict(
            connection.execute(select(tables.products.c.sku, tables.products.c.name)).all()
        )
        prices = connection.execute(
            select(tables.prices.c.sku, tables.prices.c.valid_from, tables.prices.c.amount)
        ).all()
        offers = connection.execute(
            select(tables.offer_products.c.sku, tables.offer_products.c.offer_code)
        ).all()
        stock = dict(connection.execute(select(tables.stock.c.sku, tables.stock.c.on_hand)).all())
    return {
        sku: (
            name,
            sorted((row.valid_from, row.amount) for row in prices if row.sku == sku),
            sorted(row.offer_code for row in offers if row.sku == sku),
            stock.get(sku),
        )
        for sku, name in names.items()
    }


def customer_as_read(engine: Engine) -> dict[str, tuple[Any, ...]]:
    """Each customer with its addresses, as one reader sees them."""
    tables = tables_for(engine.dialect.name)
    with reading(engine) as connection:
        customers = connection.execute(
            select(tables.customers.c.number, tables.customers.c.name, tables.customers.c.rep)
        ).all()
        addresses = connection.execute(
            select(tables.addresses.c.customer, tables.addresses.c.line1)
        ).all()
    return {
        row.number: (
            row.name,
            row.rep,
            sorted(address.line1 for address in addresses if address.customer == row.number),
        )
        for row in customers
    }
