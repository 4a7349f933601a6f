"""The options and arguments that several commands share, and how their text is read."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

import typer

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import day_from
from smartclient.domain.ids import Sku
from smartclient.domain.limits import MAX_QUANTITY
from smartclient.domain.money import amount_from
from smartclient.domain.text.canonical import canonical_sku

_DIGITS = re.compile("[0-9]{1,30}")
_DURATION = re.compile("([0-9]{1,5})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_TOO_LARGE = 2**31


@dataclass(frozen=True, slots=True)
class SkuQuantity:
    """A product and how many of it, as ``SKU=QTY`` says."""

    sku: Sku
    quantity: int


def sku_quantity(text: str) -> SkuQuantity:
    """Read ``SKU=QTY``; a quantity is a whole number from 0 (0 takes the line off)."""
    sku, sign, quantity = text.rpartition("=")
    if not sign or not sku.strip() or not _DIGITS.fullmatch(quantity.strip()):
        raise typer.BadParameter(f"“{text}” is not a product and a quantity. Write SKU=QTY.")
    if int(quantity) > MAX_QUANTITY:
        raise typer.BadParameter(
            f"{quantity} is more than can be ordered at once. The most is {MAX_QUANTITY:,}."
        )
    try:
        return SkuQuantity(canonical_sku(sku), int(quantity))
    except RefusedError as error:
        raise typer.BadParameter(error.user_message) from error


def whole_number(text: str) -> int:
    """Read a whole number in plain digits, not negative."""
    if not _DIGITS.fullmatch(text.strip()):
        raise typer.BadParameter(f"“{text}” is not a whole number. Write it as 1234.")
    if int(text) >= _TOO_LARGE:
        raise typer.BadParameter(f"The number {text} is too large.")
    return int(text)


def duration(text: str) -> timedelta:
    """Read a number of minutes, hours or days, as in ``24h``."""
    found = _DURATION.fullmatch(text.strip().lower())
    if not found:
        raise typer.BadParameter(f"“{text}” is no length of time. Write it as 30m, 24h or 7d.")
    return int(found[1]) * _UNITS[found[2]]


def positive_number(text: str) -> int:
    """Read a whole number from 1 up, in plain digits."""
    number = whole_number(text)
    if not number:
        raise typer.BadParameter(f"{text} is too small. Write a number from 1 up.")
    return number


def day(text: str) -> date:
    """Read a date written YYYY-MM-DD."""
    try:
        return day_from(text.strip())
    except RefusedError as error:
        raise typer.BadParameter(error.user_message) from error


def amount(text: str) -> Decimal:
    """Read an amount of money: digits, with a point before the decimals, not negative."""
    try:
        value = amount_from(text.strip())
    except RefusedError as error:
        raise typer.BadParameter(error.user_message) from error
    if value < 0:
        raise typer.BadParameter(f"The amount {text} is negative.")
    return value


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", parser=positive_number, help="Show at most N."),
]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="Words to look for.", show_default=False)]
Url = Annotated[
    str,
    typer.Option("--url", metavar="URL", help="Head office's database, as in sqlite:///FILE."),
]
DatabaseOrService = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        help="Head office's database, as in sqlite:///FILE, or its service, as in https://HOST.",
    ),
]
Code = Annotated[
    str, typer.Option("--code", metavar="CODE", help="Head office's code for this device.")
]
DeviceName = Annotated[
    str,
    typer.Option("--device-name", metavar="NAME", help="What head office calls this device."),
]
As = Annotated[str, typer.Option("--as", metavar="LOGIN", help="The login of who does this.")]
Take = Annotated[
    list[str] | None,
    typer.Option(
        "--take",
        metavar="FIELD=VALUE",
        help="For a field both sides changed: FIELD=mine, FIELD=theirs or FIELD==VALUE.",
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A note that goes with it.")]
Lines = Annotated[
    list[SkuQuantity] | None,
    typer.Option("--line", metavar="SKU=QTY", parser=sku_quantity, help="A product and how many."),
]
ShipVia = Annotated[str | None, typer.Option("--ship-via", metavar="M", help="How to ship it.")]
DeliverOn = Annotated[
    date | None,
    typer.Option("--deliver-on", metavar="DATE", parser=day, help="The day wanted, YYYY-MM-DD."),
]
NotAfter = Annotated[
    str | None,
    typer.Option(
        "--not-after",
        metavar="TIME",
        help="Ask instead of sending it later: a day and time (2026-12-01 17:00), or a span (4h).",
    ),
]
Reference = Annotated[
    str | None, typer.Option("--reference", metavar="R", help="The customer's own reference.")
]
OrderNote = Annotated[str | None, typer.Option("--note", metavar="N", help="A note on the order.")]
OrderReference = Annotated[
    str, typer.Argument(metavar="ORDER", help="The order's number, provisional number or id.")
]
Phone = Annotated[str | None, typer.Option("--phone", metavar="P")]
Email = Annotated[str | None, typer.Option("--email", metavar="E")]
Contact = Annotated[str | None, typer.Option("--contact", metavar="C")]
