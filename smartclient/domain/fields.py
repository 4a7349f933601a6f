"""Fields: the format and the range of every value that enters the program, each declared once.

They hold at every entry: an import, a change by hand, a request of a laptop, the window and the
command line. What is stored already may be outside of them, and is read all the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from smartclient.domain.errors import RefusedError
from smartclient.domain.limits import MAX_QUANTITY
from smartclient.domain.money import SCALE_DECIMALS, TOO_LARGE, storable
from smartclient.domain.text.canonical import canonical_text, normalized_text
from smartclient.domain.text.hidden_characters import escaped

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_SHOWN = 60
_SMALLEST = Decimal(1).scaleb(-SCALE_DECIMALS)


@dataclass(frozen=True, slots=True)
class TextField:
    """A text: what people call it, its longest value in UTF-16 units, whether it may have lines."""

    name: str
    longest: int
    lines: bool = False

    def read(self, text: str) -> str:
        """``text`` in canonical form; RefusedError when it is none of these."""
        return canonical_text(text, field=self.name, longest=self.longest, lines=self.lines)

    def normalized(self, text: str) -> str:
        """``text`` as it is stored and compared, even if it may not be entered."""
        return normalized_text(text, lines=self.lines)


@dataclass(frozen=True, slots=True)
class WholeNumberField:
    """A whole number from ``least`` to ``most``, both included."""

    least: int
    most: int

    def read(self, number: int) -> int:
        """``number``; RefusedError outside of the range."""
        if number < self.least:
            raise RefusedError(
                "The number {value} is too small. It must be at least {smallest}.",
                value=_digits(number),
                smallest=self.least,
            )
        if number > self.most:
            raise RefusedError(
                "The number {value} is too large. It may be at most {largest}.",
                value=_digits(number),
                largest=self.most,
            )
        return number


@dataclass(frozen=True, slots=True)
class AmountField:
    """An amount or a percentage from ``least`` to ``most``, with at most four decimals."""

    least: Decimal
    most: Decimal

    def read(self, amount: Decimal) -> Decimal:
        """``amount``; RefusedError outside of the range."""
        storable(amount)
        if amount < 0 <= self.least:
            raise RefusedError("The amount {value} is negative.", value=amount)
        if not self.least <= amount <= self.most:
            raise RefusedError("The amount {value} is too large.", value=amount)
        return amount


@dataclass(frozen=True, slots=True)
class DayField:
    """A day from ``first`` to ``last``, both included."""

    first: date
    last: date

    def read(self, day: date) -> date:
        """``day``; RefusedError outside of the range."""
        if not self.first <= day <= self.last:
            raise RefusedError(
                "{value} is not a day from {first} to {last}. Leave it empty for none.",
                value=day,
                first=self.first,
                last=self.last,
            )
        return day


def day_from(text: str) -> date:
    """The day that ``text`` writes as YYYY-MM-DD; RefusedError for anything else."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise RefusedError(
        "“{value}” is not a date. Write it like 2026-11-21, year, month, day.",
        value=escaped(text[:_LONGEST_SHOWN]),
    )


def _digits(number: int) -> str:
    """A number short enough to show."""
    return str(number) if abs(Decimal(number)) < TOO_LARGE * 1000 else f"{Decimal(number):.3e}"


def _texts(lines: Mapping[str, int], **lengths: int) -> Mapping[str, TextField]:
    """The texts of one thing, by name; those in ``lines`` may have line breaks."""
    return {
        name: TextField(name.replace("_", " "), longest, lines=name in lines)
        for name, longest in {**lengths, **lines}.items()
    }


NOTE = TextField("note", 4000, lines=True)
"""What people say to each other: with a case, a decision, a cancellation."""

COMPANY_NAME = TextField("company name", 100)

CUSTOMER = _texts(
    {"notes": 4000},
    name=160,
    contact=120,
    phone=40,
    email=254,
    territory=60,
    price_list=40,
    payment_terms=60,
    business_type=20,
    specialty=60,
    more_reps=400,
    check_out=1000,
)
ADDRESS = _texts({}, kind=20, line1=120, line2=120, city=80, state=20, postal_code=20, country=10)
ORDER = _texts({"note": 4000}, number=20, ship_to=20, ship_via=60, reference=100)
PRODUCT = _texts(
    {"description": 10_000},
    name=200,
    category=100,
    subcategory=100,
    unit=20,
    color=40,
    size=40,
    image=200,
    weight=40,
    ean=20,
)
OFFER = _texts({}, code=40, description=200, kind=60)
TERRITORY = _texts({}, name=60, country=10, region=60)
REP = _texts({}, number=20, name=120, title=100, territory=60)
TAX_RATE = _texts({}, country=10, state=20, name=100)
SHIP_METHOD = _texts({}, name=60)
DOCUMENT = _texts({}, title=150, file=200)

QUANTITY = WholeNumberField(1, MAX_QUANTITY)
"""How many of a product an order line may be for; what is ordered in packs or at least as well."""

LINE_NUMBER = WholeNumberField(1, 1_000_000)
STOCK = WholeNumberField(0, 2**31 - 1)
COUNT = WholeNumberField(0, 2**31 - 1)
"""Any other number of things: the bracket of an offer, square feet."""

PRICE = AmountField(Decimal(0), Decimal(10) ** 9)
CHARGE = AmountField(Decimal(0), TOO_LARGE - _SMALLEST)
"""An amount that can't be negative: a limit, a quota, freight."""

BALANCE = AmountField(_SMALLEST - TOO_LARGE, TOO_LARGE - _SMALLEST)
PERCENT = AmountField(Decimal(0), Decimal(100))

_LAST = date(2999, 12, 31)
FIRST_DAY_OF_SALE = DayField(date(1900, 1, 1), _LAST)
"""A day on which something begins. Other systems write 1900-01-01 for “always”."""

LAST_DAY_OF_SALE = DayField(date(1990, 1, 1), _LAST)
"""A day on which something ends. What other systems write for “no day” lies before it."""

ORDER_DAY = DayField(date(1990, 1, 1), date(2199, 12, 31))
"""A day of an order: when it was entered, is wanted, or was fulfilled."""

NO_END = date(9999, 12, 31)
"""How other systems write that something never ends."""

POUNDS_PER_UNIT = {
    "LB": Decimal(1),
    "KG": Decimal(1) / Decimal("0.45359237"),
    "G": Decimal("0.001") / Decimal("0.45359237"),
    "OZ": Decimal("0.0625"),
}
"""Units of weight; the pound is 0.45359237 kg by the international agreement of 1959."""

_WEIGHT = re.compile(
    rf"([0-9]{{1,9}}(?:\.[0-9]{{0,9}})?|\.[0-9]{{1,9}}) +({'|'.join(POUNDS_PER_UNIT)})",
    re.ASCII | re.IGNORECASE,
)
_HEAVIEST_POUNDS = Decimal(1_000_000)


@lru_cache(maxsize=4096)
def pounds(weight: str) -> Decimal | None:
    """A weight such as ``2.24 LB`` in pounds, None for what is no weight."""
    found = _WEIGHT.fullmatch(weight.strip())
    if found is None:
        return None
    number, unit = found.groups()
    heavy = Decimal(number) * POUNDS_PER_UNIT[unit.upper()]
    return heavy if heavy <= _HEAVIEST_POUNDS else None


def canonical_weight(text: str) -> str:
    """A weight as it is stored; RefusedError for what is none."""
    normalized = text.strip()
    if pounds(normalized) is None:
        raise RefusedError(
            "“{value}” is not a weight. Write a number, a blank and LB, KG, G or OZ, as in "
            "2.24 LB, up to 1,000,000 pounds.",
            value=escaped(normalized[:_LONGEST_SHOWN]),
        )
    return PRODUCT["weight"].read(normalized)
