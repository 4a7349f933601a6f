"""The sample company's terms: when products are sold, at what price, and with which offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_catalog import CENT, Item
from smartclient.domain.ids import Sku
from smartclient.domain.sales.catalog import Audience, Offer, Price

KEY_ACCOUNTS = "KEY"
"""The price list of customers that buy much."""

TOUR = ("PR-100", "PR-200", "NZ-100", "TR-100")
"""The products of the README's tour: sold, in stock, and with one plain price."""

COMING = {"OB-06-RST": date(2027, 3, 1), "LN-L-GRY": date(2027, 3, 1), "GW-48": date(2027, 2, 1)}
"""Products that are not sold before a day to come."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """From when on a product is not sold, and what to take instead."""

    on: date
    replaced_by: str = ""


LEAVING = {
    "RK-220": Leaving(date(2026, 9, 30), "RK-240"),
    "NZ-130": Leaving(date(2026, 10, 31), "NZ-110"),
    "WD-110": Leaving(date(2026, 6, 30), "WD-100"),
    "BB-100": Leaving(date(2026, 8, 31)),
    "SK-120": Leaving(date(2027, 1, 31), "SK-110"),
}
FORMER = {"HP-50": "HX-50", "GR-M": "GM-200", "TM-200": "TM-150", "FR-100": "FG-300"}
"""Products that were renumbered: the number now, and the one they had."""

ALWAYS = date(2024, 1, 1)
_LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
_THIS_YEAR = date(2026, 1, 1)
_RISES = (
    (11, date(2026, 12, 1), "1.03"),
    (5, date(2027, 2, 1), "1.04"),
    (13, date(2030, 1, 1), "1.10"),
)
"""Every so many-th product costs so much more from that day on."""


def sold_on(item: Item, day: date) -> bool:
    """Tell whether the product was on sale on that day."""
    leaving = LEAVING.get(item.sku)
    return day >= COMING.get(item.sku, ALWAYS) and (leaving is None or day < leaving.on)


def prices(items: Sequence[Item]) -> Iterator[Price]:
    """Yield every product's prices; each thirty-first has none and costs its list price."""
    for number, item in enumerate(items, start=1):
        if number % 31 == 0 and item.sku not in TOUR:
            continue
        yield _price(item, "", _LAST_YEAR[0], _LAST_YEAR[1], "0.96")
        rise = next((rise for rise in _RISES if number % rise[0] == 0), None)
        if rise is None or item.sku in TOUR:
            yield _price(item, "", _THIS_YEAR, None, "1")
        else:
            day_before = date.fromordinal(rise[1].toordinal() - 1)
            yield _price(item, "", _THIS_YEAR, day_before, "1")
            yield _price(item, "", rise[1], None, rise[2])
        if item.category in {"Pots", "Soil"}:
            yield _price(item, KEY_ACCOUNTS, _THIS_YEAR, None, "0.92")


def _price(item: Item, price_list: str, first: date, last: date | None, factor: str) -> Price:
    amount = (item.price * Decimal(factor)).quantize(CENT)
    return Price(
        sku=Sku(item.sku), price_list=price_list, valid_from=first, valid_to=last, amount=amount
    )


@dataclass(frozen=True, slots=True)
class Promotion:
    """An offer and the products it applies to."""

    offer: Offer
    items: tuple[Item, ...]


_NOW = ("2026-01-01", "2035-12-31")
_OFFERS = (
    # code, description, percent, kind, days, smallest and largest quantity, audience, products
    ("V12", "12 to 23", "3", "Volume", _NOW, (12, 23), "reseller", "loose"),
    ("V24", "24 to 59", "6", "Volume", _NOW, (24, 59), "reseller", "loose"),
    ("V60", "60 and more", "10", "Volume", _NOW, (60, None), "reseller", "loose"),
    ("POT36", "Three dozen pots", "8", "Volume", _NOW, (36, None), "reseller", "Clay and Glazed"),
    ("SEED100", "A hundred packets", "12", "Volume", _NOW, (100, None), "reseller", "Seeds"),
    ("SUMMER26", "Summer of hoses", "10", "Seasonal", ("2026-06-01", "2026-08-31"), (0, None),
     "reseller", "Hoses"),
    ("SPRING27", "Early start", "7", "Seasonal", ("2027-02-01", "2027-04-30"), (0, None),
     "reseller", "Propagation"),
    ("BALCONY", "Balcony weeks", "15", "Seasonal", ("2026-03-01", ""), (0, None),
     "consumer", "Planters"),
)  # fmt: skip


def promotions(items: Sequence[Item]) -> Iterator[Promotion]:
    """Yield every offer, those that are over and those to come too, with its products."""
    for code, text, percent, kind, days, quantities, audience, what in _OFFERS:
        offer = Offer(
            code=code,
            description=f"Volume discount, {text}" if what == "loose" else text,
            discount_percent=Decimal(percent),
            kind=f"{kind} Discount",
            audience=Audience(audience),
            valid_from=date.fromisoformat(days[0]),
            valid_to=date.fromisoformat(days[1]) if days[1] else None,
            min_quantity=quantities[0],
            max_quantity=quantities[1],
        )
        yield Promotion(offer, tuple(item for item in items if _is(item, what)))


def _is(item: Item, what: str) -> bool:
    if what == "loose":
        return item.category in {"Tools", "Wear", "Watering"} and item.pack == 1
    return what in {item.category, item.subcategory}
