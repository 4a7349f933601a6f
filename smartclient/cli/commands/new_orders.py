"""Orders for several branches, or for a new account, entered as one task."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartclient.cli.commands.order_entry import (
    Particulars,
    known_products,
    with_entered_lines,
    with_lines,
)
from smartclient.cli.commands.saved_order import waiting_step
from smartclient.cli.exit_status import work_done
from smartclient.cli.json_output.orders import (
    demand_shape,
    order_shape,
    waits_for_shape,
    warning_shapes,
)
from smartclient.cli.options import SkuQuantity, sku_quantity
from smartclient.cli.reasons import why_of_step
from smartclient.cli.render.orders import orders_page, warnings_page
from smartclient.cli.render.tables import short
from smartclient.cli.sentences import change_text, problem_text
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.steps import TaskPolicy
from smartclient.domain.text.canonical import canonical_customer_number, same_name
from smartclient.read_models.tasks import NewAccount, PlacedOrders

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases


@dataclass(frozen=True, slots=True)
class BranchLine:
    """How many of a product one customer gets, as ``NUMBER:SKU=QTY`` says."""

    customer: CustomerNumber
    wanted: SkuQuantity


def branch_line(text: str) -> BranchLine:
    """Read ``NUMBER:SKU=QTY``."""
    number, sign, rest = text.partition(":")
    if not sign or not number.strip():
        raise typer.BadParameter(
            f"“{text}” is not a customer, a product and a quantity. Write NUMBER:SKU=QTY."
        )
    try:
        return BranchLine(canonical_customer_number(number), sku_quantity(rest))
    except RefusedError as error:
        raise typer.BadParameter(error.user_message) from error


@dataclass(frozen=True, slots=True)
class AddressWanted:
    """Where an order goes, as ``[NUMBER:]ADDRESS`` says; no customer for the only one."""

    customer: CustomerNumber | None
    kind: str


def address_wanted(text: str) -> AddressWanted:
    """Read ``[NUMBER:]ADDRESS``."""
    number, sign, kind = text.rpartition(":")
    if not kind.strip() or (sign and not number.strip()):
        raise typer.BadParameter(
            f"“{text}” does not name an address. Write ADDRESS, or NUMBER:ADDRESS."
        )
    try:
        customer = canonical_customer_number(number) if sign else None
    except RefusedError as error:
        raise typer.BadParameter(error.user_message) from error
    return AddressWanted(customer, kind.strip())


ShipTo = Annotated[
    list[AddressWanted] | None,
    typer.Option(
        "--ship-to",
        metavar="[NUMBER:]ADDRESS",
        parser=address_wanted,
        help="Ship it to this address of the customer, such as main or shipping.",
    ),
]
BranchLines = Annotated[
    list[BranchLine] | None,
    typer.Option(
        "--branch-line",
        metavar="NUMBER:SKU=QTY",
        parser=branch_line,
        help="How many that customer gets of a product, instead.",
    ),
]
_TOGETHER: Final = (
    "Head office carries out all of it or nothing. Undoing any of these takes all of them back."
)
OWN_ADDRESS: Final = "customer"
"""What the own address of each customer is called; an address has a sign in it."""

MailTo = Annotated[
    str | None,
    typer.Option(
        "--mail-to",
        metavar="ADDRESS|customer",
        help="Mail it there once it is confirmed, or to each customer's own address.",
    ),
]
Together = Annotated[
    bool, typer.Option("--together", help="Carry out all of it or nothing, as head office decides.")
]
NewAccountName = Annotated[
    str | None,
    typer.Option("--new-account", metavar="NAME", help="Open this customer, who orders."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersWanted:
    """What is to be ordered for whom."""

    customers: Sequence[str]
    account: NewAccount | None
    lines: Sequence[SkuQuantity]
    branch_lines: Sequence[BranchLine]
    addresses: Sequence[AddressWanted]
    particulars: Particulars
    not_after: datetime | None
    mail_to: str | None
    together: bool


def recipient_of(text: str | None) -> str | None:
    """Whom orders are mailed to: an address, "" for the customer's own, None for nobody."""
    return "" if text is not None and text.strip() == OWN_ADDRESS else text


def new_account_of(name: str | None, **fields: str | None) -> NewAccount | None:
    """Return the customer to be opened, None for none."""
    given = {EditableField(field): value for field, value in fields.items() if value is not None}
    if name is None:
        if given:
            raise typer.BadParameter(
                f"--{next(iter(given))} is of a new customer. Name it with --new-account."
            )
        return None
    return NewAccount(fields={EditableField.NAME: name, **given})


def check_goes_together(
    customers: Sequence[str],
    account: NewAccount | None,
    from_order: str | None,
    branch_lines: Sequence[BranchLine] | None,
    *,
    together: bool,
) -> None:
    """Raise typer.BadParameter for options of which one order can have only either."""
    if account is not None and customers:
        raise typer.BadParameter("The order is for --customer or for --new-account, not for both")
    if from_order is not None and (account is not None or len(customers) > 1):
        raise typer.BadParameter("An order is repeated with --from for one customer at a time")
    if branch_lines and len(customers) < 2:  # noqa: PLR2004 (one customer needs no branch named)
        raise typer.BadParameter("--branch-line is of one of several customers")
    if together and account is None and len(customers) < 2:  # noqa: PLR2004 (one stands alone)
        raise typer.BadParameter("--together is for several customers, or for a new account")


def check_addresses(
    customers: Sequence[str], account: NewAccount | None, addresses: Sequence[AddressWanted]
) -> None:
    """Raise typer.BadParameter for an address that no order can go to."""
    if addresses and account is not None:
        raise typer.BadParameter("A new account has no other address than its own yet")
    named = {wanted.customer for wanted in addresses if wanted.customer is not None}
    if len(customers) == 1 and named - {canonical_customer_number(customers[0])}:
        raise typer.BadParameter("--ship-to names a customer who gets no order")
    if len(customers) > 1 and any(wanted.customer is None for wanted in addresses):
        raise typer.BadParameter(
            "With several customers, say whose address it is: --ship-to NUMBER:ADDRESS"
        )


def address_of(order: Order, addresses: Sequence[AddressWanted], use_cases: "UseCases") -> Order:
    """Return ``order`` with the address that it goes to, where one is wanted for its customer.

    RefusedError for an address that the customer does not have.
    """
    for wanted in addresses:
        if wanted.customer in {None, order.customer}:
            customer = use_cases.customers.get(order.customer).customer
            kinds = [address.kind for address in customer.addresses]
            found = next((kind for kind in kinds if same_name(kind, wanted.kind)), None)
            if found is None:
                raise RefusedError(
                    "{customer} has no address called “{name}”. There are: {names}.",
                    customer=customer.name,
                    name=wanted.kind,
                    names="; ".join(kinds) or "none",
                )
            order = replace(order, ship_to=found)
    return order


def place_several(use_cases: "UseCases", wanted: OrdersWanted, *, as_json: bool) -> None:
    """Place an order for each customer, and show what was saved."""
    placed = use_cases.tasks.place_orders(
        _orders(use_cases, wanted),
        account=wanted.account,
        not_after=wanted.not_after,
        mail_to=wanted.mail_to,
        policy=TaskPolicy.TOGETHER if wanted.together else TaskPolicy.EACH,
    )
    with work_done():
        currency = use_cases.catalog.currency()
        if as_json:
            print_json(
                {
                    "task": placed.task_id,
                    "orders": [
                        {
                            **order_shape(record, currency),
                            "warnings": warning_shapes(preview.problems, preview.report),
                            "waits_for": waits_for_shape(waiting_step(use_cases, record)),
                            "tentative_demand": demand_shape(preview.demand, currency),
                        }
                        for record, preview in zip(placed.orders, placed.previews, strict=True)
                    ],
                }
            )
            return
        _show(use_cases, placed, currency, together=wanted.together)


def _show(use_cases: "UseCases", placed: PlacedOrders, currency: str, *, together: bool) -> None:
    saved = {record.order.id for record in placed.orders}
    summaries = [order for order in use_cases.orders.search() if order.id in saved]
    previews = placed.previews
    names = [record.customer_name for record in placed.orders]
    questions = _by_customer(names, [map(problem_text, item.problems) for item in previews])
    changes = _by_customer(names, [map(change_text, item.report) for item in previews])
    offline = use_cases.status.current().offline_by_choice
    print_for_people(
        orders_page(summaries, currency),
        *warnings_page(questions, changes),
        "",
        f"Saved as one task, {short(placed.task_id)}. It goes to head office "
        + ("when you are back online." if offline else "with the next sync."),
        *_waits(use_cases, placed),
        *([_TOGETHER] if together else []),
    )


def _by_customer(names: Sequence[str], texts: Sequence[Iterable[str]]) -> list[str]:
    """Each text once, with the customers that it is about where it is not about them all."""
    about: dict[str, dict[int, str]] = {}
    for order, own in enumerate(texts):
        for text in own:
            about.setdefault(text, {})[order] = names[order]
    return [
        text if len(concerned) == len(names) else f"{', '.join(concerned.values())}: {text}"
        for text, concerned in about.items()
    ]


def _waits(use_cases: "UseCases", placed: PlacedOrders) -> Iterator[str]:
    """What each order waits for, where it does."""
    for record in placed.orders:
        step = waiting_step(use_cases, record)
        if step is not None:
            yield f"{record.order.provisional_number}*: {why_of_step(step)}"


def _orders(use_cases: "UseCases", wanted: OrdersWanted) -> list[Order]:
    lines = known_products(wanted.lines, use_cases)
    if wanted.account is not None:
        blank = use_cases.tasks.order_for_new_account()
        return [wanted.particulars.on(with_entered_lines(blank, lines), use_cases)]
    numbers = [canonical_customer_number(number) for number in wanted.customers]
    for line in wanted.branch_lines:
        if line.customer not in numbers:
            raise RefusedError(
                "--branch-line names {number}, who gets no order. Add --customer {number}.",
                number=line.customer,
            )
    for address in wanted.addresses:
        if address.customer not in numbers:
            raise RefusedError(
                "--ship-to names {number}, who gets no order. Add --customer {number}.",
                number=address.customer or "",
            )
    orders = [_order_for(use_cases, number, lines, wanted) for number in numbers]
    return [
        address_of(wanted.particulars.on(order, use_cases), wanted.addresses, use_cases)
        for order in orders
    ]


def _order_for(
    use_cases: "UseCases",
    number: CustomerNumber,
    lines: Sequence[SkuQuantity],
    wanted: OrdersWanted,
) -> Order:
    order = with_entered_lines(use_cases.orders.new(number), lines)
    own = [line.wanted for line in wanted.branch_lines if line.customer == number]
    return with_lines(order, known_products(own, use_cases, {line.sku for line in order.lines}))
