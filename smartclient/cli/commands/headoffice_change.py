"""The commands that change head office's data, as its own systems would."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer

from smartclient.cli.added_options import with_added_options
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.options import Url, amount, day, whole_number
from smartclient.cli.terminal.printing import print_for_people
from smartclient.contract.customer_columns import ADDED_CUSTOMER_OPTIONS
from smartclient.domain.clock import SystemClock
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Fulfilment
from smartclient.domain.text.canonical import (
    canonical_customer_number,
    canonical_login,
    canonical_number,
    canonical_sku,
)

app = typer.Typer(help="Change data at head office.")


class Role(StrEnum):
    """What a login may do."""

    REP = "rep"
    ADMIN = "admin"


Actor = Annotated[str, typer.Option("--as", metavar="LOGIN", help="Who the change log names.")]


@app.command("product")
def product(
    sku: Annotated[str, typer.Argument(metavar="SKU")],
    *,
    url: Url,
    discontinue: Annotated[
        date | None,
        typer.Option(
            "--discontinue", metavar="DATE", parser=day, help="The first day it is not sold."
        ),
    ] = None,
    replaced_by: Annotated[
        str | None, typer.Option("--replaced-by", metavar="SKU", help="What to take instead.")
    ] = None,
    price: Annotated[
        Decimal | None,
        typer.Option("--price", metavar="AMOUNT", parser=amount, help="The new price."),
    ] = None,
    price_from: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=day,
            help="The first day of the new price; today if not said.",
        ),
    ] = None,
    stock: Annotated[int | None, typer.Option("--stock", metavar="N", parser=whole_number)] = None,
    as_login: Actor = "",
) -> None:
    """Change a product.

    Discontinue it, name its replacement, set its price from a day on, or its stock.
    """
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (slow; help does without it)

    if price is None and price_from is not None:
        raise typer.BadParameter("--from goes with --price")
    _check_something_given(discontinue, replaced_by, price, stock)
    with office_at(url) as office:
        maintenance.change_product(
            office.engine,
            canonical_sku(sku),
            discontinue=discontinue,
            replaced_by=None if replaced_by is None else canonical_sku(replaced_by),
            price=price,
            price_from=price_from,
            stock=stock,
            actor=as_login,
            clock=SystemClock(),
        )
    with work_done():
        print_for_people(f"Product {canonical_sku(sku)} is changed.")


@app.command("customer")
@with_added_options(ADDED_CUSTOMER_OPTIONS)
def customer(
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    *,
    url: Url,
    status: Annotated[CustomerStatus | None, typer.Option("--status")] = None,
    credit_limit: Annotated[
        Decimal | None, typer.Option("--credit-limit", metavar="N", parser=amount)
    ] = None,
    rep: Annotated[
        str | None,
        typer.Option(
            "--rep",
            metavar="LOGIN",
            help="Who sees the customer and sells to it. Several have a semicolon between them; "
            "the first looks after it.",
        ),
    ] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="P")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="E")] = None,
    as_login: Actor = "",
    **added: Any,  # noqa: ANN401 (as the option reads it)
) -> None:
    """Change a customer."""
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)

    _check_something_given(status, credit_limit, rep, phone, email, *added.values())
    with office_at(url) as office:
        maintenance.change_customer(
            office.engine,
            canonical_customer_number(number),
            status=status,
            credit_limit=credit_limit,
            rep=rep,
            phone=phone,
            email=email,
            added=added,
            actor=as_login,
            clock=SystemClock(),
        )
    with work_done():
        print_for_people(f"Customer {canonical_customer_number(number)} is changed.")


@app.command("rep")
def rep(
    login: Annotated[str, typer.Argument(metavar="LOGIN")],
    *,
    role: Annotated[Role, typer.Option("--role", help="What the login may do.")],
    url: Url,
) -> None:
    """Make a rep an admin, or an admin a rep."""
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)

    with office_at(url) as office:
        maintenance.change_rep_role(
            office.engine, canonical_login(login), str(role), actor="", clock=SystemClock()
        )
    with work_done():
        print_for_people(
            f"{canonical_login(login)} is now {'an admin' if role is Role.ADMIN else 'a rep'}."
        )


@app.command("order")
def order(
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    *,
    fulfilment: Annotated[Fulfilment, typer.Option("--fulfilment", help="What became of it.")],
    url: Url,
) -> None:
    """Say whether a confirmed order was back-ordered, shipped or invoiced."""
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)

    number = canonical_number(number, field="order number")
    with office_at(url) as office:
        maintenance.change_order_fulfilment(
            office.engine, number, fulfilment, actor="", clock=SystemClock()
        )
    with work_done():
        print_for_people(f"Order {number} is {str(fulfilment).replace('_', '-')}.")


def _check_something_given(*values: object) -> None:
    if all(value is None for value in values):
        raise typer.BadParameter("Say what to change")
