"""Make the sample company that the product carries: resources/sample, in the import format.

    python packaging/sample/make_sample_company.py [FOLDER]

Thistledown Garden Supply is made up from the lists beside this file. The same files come out
every time: nothing depends on the day it is run, and every date is reckoned from REFERENCE_DAY.
Orders are priced by the product's own code.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import sample_catalog
import sample_orders
import sample_people
import sample_photos
import sample_terms
from sample_catalog import Item
from sample_orders import Company, Sale
from smartclient.domain.money import DEFAULT_CURRENCY, rounded
from smartclient.domain.sales.catalog import Audience
from smartclient.domain.sales.customers import Customer

REFERENCE_DAY = date(2026, 11, 21)
SEED = 20261121
CUSTOMERS = 150
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sample"

Row = tuple[object, ...]
AUDIENCES = {
    Audience.RESELLER: "Reseller",
    Audience.CONSUMER: "Customer",
    Audience.EVERYONE: "Everyone",
}


def make(folder: Path) -> None:
    """Write every file of the sample company into ``folder``."""
    random = Random(SEED)  # noqa: S311 (made-up data, the same every time)
    items = tuple(sample_catalog.items())
    company = Company(
        items=items,
        prices=tuple(sample_terms.prices(items)),
        promotions=tuple(sample_terms.promotions(items)),
    )
    shops = tuple(sample_people.shops(random, CUSTOMERS))
    customers = [sample_orders.customer_of(shop, index, random) for index, shop in enumerate(shops)]
    sales = tuple(sample_orders.history(company, customers, REFERENCE_DAY, random))
    customers = [_with_account(customer, sales, random) for customer in customers]
    folder.mkdir(parents=True, exist_ok=True)
    _write_reference(folder, company, random)
    _write_people(folder, customers)
    _write_orders(folder, sales)
    (folder / "images").mkdir(exist_ok=True)
    for name in sample_photos.PICTURES:
        (folder / "images" / name).write_bytes(sample_photos.picture(name))


def _with_account(customer: Customer, sales: Sequence[Sale], random: Random) -> Customer:
    """Return the customer with a balance, and with a limit that leaves most of them some room."""
    own = [sale for sale in sales if sale.order.customer == customer.number]
    month_ago = REFERENCE_DAY - timedelta(days=30)
    balance = sample_orders.balance_of(own, month_ago, random)
    limit, used = customer.credit_limit, balance + sample_orders.open_total(own)
    if limit is not None and used > limit:
        limit = (used / 500).to_integral_value(rounding="ROUND_CEILING") * 500
    return replace(customer, balance=balance, credit_limit=limit)


def _write_reference(folder: Path, company: Company, random: Random) -> None:
    items = company.items
    _write(folder, "products.csv", PRODUCT_COLUMNS, map(_product, items))
    prices = (
        (p.sku, p.valid_from, p.valid_to, p.amount, "USD", p.price_list) for p in company.prices
    )
    _write(folder, "prices.csv", "sku valid_from valid_to amount currency price_list", prices)
    offers = (promotion.offer for promotion in company.promotions)
    _write(folder, "offers.csv", OFFER_COLUMNS, (
        (o.code, o.description, o.discount_percent, o.kind, AUDIENCES[o.audience], o.valid_from,
         o.valid_to, o.min_quantity, o.max_quantity) for o in offers))  # fmt: skip
    applies = ((p.offer.code, item.sku) for p in company.promotions for item in p.items)
    _write(folder, "offer_products.csv", "offer_code sku", applies)
    _write(folder, "stock.csv", "sku on_hand", _stock(items, random))
    taxes = (
        (t.country, t.state, t.applies_to.value, t.rate_percent, t.name)
        for t in sample_orders.TAX_RATES
    )
    _write(folder, "tax_rates.csv", "country state applies_to rate_percent name", taxes)
    methods = ((m.name, m.base, m.rate) for m in sample_orders.SHIP_METHODS)
    _write(folder, "ship_methods.csv", "name base rate", methods)


PRODUCT_COLUMNS = (
    "sku name category subcategory description unit color size weight list_price standard_cost "
    "sell_from sell_until discontinued_on image replaced_by former_sku min_order_quantity pack_size"
)
OFFER_COLUMNS = (
    "code description discount_percent kind audience valid_from valid_to min_quantity max_quantity"
)


def _product(item: Item) -> Row:
    leaving = sample_terms.LEAVING.get(item.sku)
    return (
        item.sku,
        item.name,
        item.category,
        item.subcategory,
        item.description,
        item.unit,
        item.color,
        item.size,
        f"{item.pounds} LB",
        item.price,
        rounded(item.price * Decimal("0.55"), DEFAULT_CURRENCY),
        sample_terms.COMING.get(item.sku, sample_terms.ALWAYS),
        None,
        leaving.on if leaving else None,
        item.image,
        leaving.replaced_by if leaving else None,
        sample_terms.FORMER.get(item.sku),
        item.minimum,
        item.pack,
    )


def _stock(items: Sequence[Item], random: Random) -> Iterator[Row]:
    """Yield what is in stock: plenty of most, little or nothing of some, a few not tracked."""
    for number, item in enumerate(items, start=1):
        if item.sku in sample_terms.TOUR:
            yield item.sku, 240
        elif number % 23 == 0:
            yield item.sku, random.choice((0, 0, 3, 5))
        elif number % 8:
            yield item.sku, random.randrange(4, 40) * max(item.pack, 6)


def _write_people(folder: Path, customers: Sequence[Customer]) -> None:
    territories = ((name, *where) for name, where in sample_people.TERRITORIES.items())
    _write(folder, "territories.csv", "name country region", territories)
    reps = ((r.number, r.login, r.title, r.territory, r.quota, r.role) for r in sample_people.REPS)
    _write(folder, "reps.csv", "number login title territory quota role", reps)
    _write(folder, "customers.csv", CUSTOMER_COLUMNS, map(_customer, customers))
    addresses = (
        (c.number, a.kind, a.line1, a.line2, a.city, a.state, a.postal_code, a.country)
        for c in customers
        for a in c.addresses
    )
    columns = "customer_number kind line1 line2 city state postal_code country"
    _write(folder, "addresses.csv", columns, addresses)


CUSTOMER_COLUMNS = (
    "number name rep_login territory contact_email business_type specialty square_feet "
    "annual_sales phone contact credit_limit balance status merged_into price_list payment_terms "
    "tax_exempt"
)


def _customer(customer: Customer) -> Row:
    kind = customer.name.split(" ", 2)[-1]
    return (
        customer.number,
        customer.name,
        customer.rep,
        customer.territory,
        customer.email,
        "RT",
        kind[:20],
        None,
        None,
        customer.phone,
        customer.contact,
        customer.credit_limit,
        customer.balance,
        customer.status.value,
        customer.merged_into,
        customer.price_list,
        customer.payment_terms,
        "true" if customer.tax_exempt else "false",
    )


def _write_orders(folder: Path, sales: Sequence[Sale]) -> None:
    orders = (
        (
            sale.number,
            sale.order.customer,
            sale.rep,
            sale.order.order_date,
            sale.state.value,
            sale.fulfilment.value if sale.fulfilment else None,
            sale.fulfilled_on,
            sale.order.ship_via,
            sale.order.reference,
            sale.order.totals.tax,
            sale.order.totals.freight,
        )
        for sale in sales
    )
    columns = (
        "number customer_number rep_login order_date state fulfilment fulfilled_on ship_via "
        "reference tax freight"
    )
    _write(folder, "orders.csv", columns, orders)
    lines = (
        (sale.number, n.line, n.sku, n.quantity, n.unit_price, n.discount_percent, n.offer)
        for sale in sales
        for n in sale.order.lines
    )
    columns = "order_number line sku quantity unit_price discount_percent offer"
    _write(folder, "order_lines.csv", columns, lines)


def _write(folder: Path, name: str, columns: str, rows: Iterable[Row]) -> None:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
