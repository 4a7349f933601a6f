"""A large company, made for measuring: as many products, customers and orders as are asked for."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

LOGIN = "big\\rep"
_ADJECTIVES = [
    "Light",
    "Heavy",
    "Sport",
    "Touring",
    "Classic",
    "Urban",
    "Alpine",
    "Carbon",
    "Steel",
    "Copper",
]
_NOUNS = [
    "Pump",
    "Wheel",
    "Valve",
    "Chain",
    "Lamp",
    "Bell",
    "Saddle",
    "Pedal",
    "Frame",
    "Bracket",
    "Hinge",
    "Filter",
]
_CATEGORIES = ["Fittings", "Tools", "Parts", "Lighting", "Clothing", "Safety"]


def sku_of(place: int) -> str:
    """Return the number of the product at ``place``."""
    return f"SKU-{place:06}"


def customer_of(place: int) -> str:
    """Return the number of the customer at ``place``."""
    return f"CU-{place:05}"


def write_company(folder: Path, *, products: int, customers: int, orders: int) -> Path:
    """Write the company's files in the import format, and return their folder."""
    folder.mkdir(parents=True)
    rng = random.Random(1)
    _write(
        folder / "reps.csv",
        "number,login,title,territory,quota",
        [["1", LOGIN, "Rep", "", ""]],
    )
    _write(folder / "territories.csv", "name,country,region", [["North", "US", "All"]])
    _write(
        folder / "products.csv",
        "sku,name,category,subcategory,description,unit,color,size,weight,list_price,"
        "standard_cost,sell_from,sell_until,discontinued_on,image",
        [_product(place, rng) for place in range(products)],
    )
    _write(folder / "prices.csv", "sku,valid_from,valid_to,amount,currency", [])
    _write(
        folder / "offers.csv",
        "code,description,discount_percent,kind,audience,valid_from,valid_to,min_quantity,max_quantity",
        [["TEN", "Ten or more", "5.00", "Volume", "Reseller", "2020-01-01", "", "10", ""]],
    )
    _write(
        folder / "offer_products.csv",
        "offer_code,sku",
        [["TEN", sku_of(place)] for place in range(0, products, 50)],
    )
    _write(
        folder / "stock.csv",
        "sku,on_hand",
        [[sku_of(place), "1000000"] for place in range(0, products, 2)],
    )
    _write(
        folder / "tax_rates.csv",
        "country,state,applies_to,rate_percent,name",
        [
            ["US", "WA", "all", "8.8000", "Washington"],
        ],
    )
    _write(folder / "ship_methods.csv", "name,base,rate", [["GROUND", "3.9500", ".9900"]])
    _write(
        folder / "customers.csv",
        "number,name,rep_login,territory,contact_email,business_type,specialty,square_feet,"
        "annual_sales,phone,contact",
        [
            [
                customer_of(place),
                f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} Store {place}",
                LOGIN,
                "North",
                f"buyer{place}@store.test",
                "",
                "",
                "",
                "",
                f"555-{place:05}",
                f"Buyer {place}",
            ]
            for place in range(customers)
        ],
    )
    _write(
        folder / "addresses.csv",
        "customer_number,kind,line1,line2,city,state,postal_code,country",
        [
            [customer_of(place), "main", f"{place} Main St", "", "Town", "WA", "98000", "US"]
            for place in range(customers)
        ],
    )
    _orders(folder, rng, products=products, customers=customers, orders=orders)
    return folder


def _product(place: int, rng: random.Random) -> list[str]:
    name = f"{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)} {rng.choice(_ADJECTIVES)} {place}"
    description = f"{name}, made to last; fits everything of its series."
    price = f"{rng.randint(100, 99999) / 100:.4f}"
    return [
        sku_of(place), name, rng.choice(_CATEGORIES), rng.choice(_NOUNS), description, "EA",
        "", "", "1.50 LB", price, "", "2020-01-01", "", "", "",
    ]  # fmt: skip


def _orders(
    folder: Path, rng: random.Random, *, products: int, customers: int, orders: int
) -> None:
    if not orders:
        return
    heads: list[list[str]] = []
    lines: list[list[str]] = []
    for place in range(orders):
        number = f"H-{place:06}"
        day = date(2026, 11, 20) - timedelta(days=rng.randint(0, 364))
        customer = customer_of(rng.randrange(customers))
        heads.append([number, customer, LOGIN, day.isoformat()])
        lines.extend(
            [number, str(line), sku_of(rng.randrange(products)), "2", "10.0000"]
            for line in range(1, 4)
        )
    _write(folder / "orders.csv", "number,customer_number,rep_login,order_date", heads)
    _write(folder / "order_lines.csv", "order_number,line,sku,quantity,unit_price", lines)


def _write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
