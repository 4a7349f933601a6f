"""The commands about orders."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.commands.new_orders import (
    BranchLines,
    MailTo,
    NewAccountName,
    OrdersWanted,
    ShipTo,
    Together,
    address_of,
    check_addresses,
    check_goes_together,
    new_account_of,
    place_several,
    recipient_of,
)
from smartclient.cli.commands.order_document import print_order
from smartclient.cli.commands.order_entry import (
    Particulars,
    known_products,
    with_entered_lines,
    with_lines,
)
from smartclient.cli.commands.saved_order import report_saved
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import hints_of, use_cases_of
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.json_output.orders import (
    history_shapes,
    order_shape,
)
from smartclient.cli.json_output.take_along import pinned_order_shape
from smartclient.cli.options import (
    Contact,
    DeliverOn,
    Email,
    Json,
    Limit,
    Lines,
    NotAfter,
    OrderNote,
    OrderReference,
    Phone,
    Reference,
    ShipVia,
)
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.orders import (
    history_page,
    order_page,
    orders_page,
    unpriced_page,
)
from smartclient.cli.render.take_along import pinned_order_page
from smartclient.cli.sentences import change_text
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.data_ages import ORDER_KINDS, PINNED_KINDS, DataAge, check_found
from smartclient.read_models.records import OrderPreview, OrderRecord

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="List orders; enter, change, cancel, show one.")


@app.command("list")
def list_orders(
    context: typer.Context,
    *,
    state: Annotated[
        OrderState | None, typer.Option("--state", help="Only orders in this state.")
    ] = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List orders; what “orders” alone does.

    The newest come first.
    """
    with use_cases_of(context) as use_cases:
        currency, ages = use_cases.catalog.currency(), use_cases.status.data_ages(ORDER_KINDS)
        if as_json:
            records = use_cases.orders.records(state=state, limit=limit)
            check_found(records, ages, *ORDER_KINDS)
            shown = {"ages": age_shapes(ages)}
            print_json([{**order_shape(record, currency), **shown} for record in records])
        else:
            orders = use_cases.orders.search(state=state, limit=limit)
            check_found(orders, ages, *ORDER_KINDS)
            print_for_people(orders_page(orders, currency), *ages_page(ages))


@app.command("new")
def new_order(
    context: typer.Context,
    *,
    customer: Annotated[
        list[str] | None,
        typer.Option(
            "--customer", metavar="NUMBER", help="Who orders. Several times for several branches."
        ),
    ] = None,
    from_order: Annotated[
        str | None, typer.Option("--from", metavar="ORDER", help="Repeat this order.")
    ] = None,
    line: Lines = None,
    branch_line: BranchLines = None,
    ship_to: ShipTo = None,
    new_account: NewAccountName = None,
    phone: Phone = None,
    email: Email = None,
    contact: Contact = None,
    ship_via: ShipVia = None,
    deliver_on: DeliverOn = None,
    reference: Reference = None,
    note: OrderNote = None,
    not_after: NotAfter = None,
    mail_to: MailTo = None,
    together: Together = False,
    as_json: Json = False,
) -> None:
    """Enter an order, or one for several branches.

    It is saved at once and goes to head office with the next sync. A product is named by its
    number or its barcode; one that is not known is refused, and nothing is saved. What head
    office is going to ask about is shown as warnings; the order is saved all the same.

    With --from it has the customer and the lines of that order; --line changes them. Where prices
    or discounts are not as they were quoted there, it is kept as a draft and shows what changed.

    Several customers each get an order with the same lines, as one task; --branch-line changes the
    quantity for one of them. With --new-account the customer is opened, and the order follows as
    soon as head office has confirmed that. With --together head office carries out all of these,
    the new account among them, or nothing. With --ship-to an order goes to another address than
    the customer's usual one; among several customers, say whose it is.

    With --mail-to the customer gets each order as a PDF as soon as head office has confirmed it.
    That holds up no order. After a later change or cancellation another mail says so.
    """
    recipient = recipient_of(mail_to)
    account = new_account_of(new_account, phone=phone, email=email, contact=contact)
    customers = customer or []
    if from_order is None and not ((customers or account) and (line or branch_line)):
        raise typer.BadParameter(
            "Say who orders what, with --customer and --line, or what to repeat, with --from"
        )
    check_goes_together(customers, account, from_order, branch_line, together=together)
    check_addresses(customers, account, ship_to or ())
    particulars = Particulars(
        ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note
    )
    with use_cases_of(context) as use_cases:
        latest = use_cases.outbox.latest_time(not_after) if not_after else None
        if account is not None or len(customers) > 1:
            wanted = OrdersWanted(
                customers=customers,
                account=account,
                lines=line or (),
                branch_lines=branch_line or (),
                addresses=ship_to or (),
                particulars=particulars,
                not_after=latest,
                mail_to=recipient,
                together=together,
            )
            place_several(use_cases, wanted, as_json=as_json)
            return
        draft = _begun(use_cases, customers[0] if customers else None, from_order)
        there = {item.sku for item in draft.order.lines}
        known = known_products(line or (), use_cases, there)
        lines = (
            with_lines(draft.order, known) if from_order else with_entered_lines(draft.order, known)
        )
        order = address_of(particulars.on(lines, use_cases), ship_to or (), use_cases)
        preview = use_cases.orders.quote(order, origins=draft.origins)
        if preview.changes:
            record = use_cases.orders.save_draft(preview.order, origins=draft.origins)
        else:
            record = use_cases.orders.place(
                preview.order,
                origins=draft.origins,
                not_after=latest,
                mail_to=recipient,
            )
        with work_done():
            report_saved(use_cases, record, preview, hints_of(context), as_json=as_json)


@app.command("amend")
def amend_order(
    context: typer.Context,
    order: OrderReference,
    *,
    line: Lines = None,
    ship_via: ShipVia = None,
    deliver_on: DeliverOn = None,
    reference: Reference = None,
    note: OrderNote = None,
    accept_changes: Annotated[
        bool,
        typer.Option("--accept-changes", help="Place a draft although its prices have changed."),
    ] = False,
    mail_to: MailTo = None,
    as_json: Json = False,
) -> None:
    """Change an order.

    --line SKU=QTY sets how many of that product are ordered, on its first line where it has
    several; 0 takes them all off. A draft, such as the copy left of a refused order, is placed
    with that, changed or not; where it costs something else by now than it was quoted at, only
    with --accept-changes. With --mail-to the customer gets it as a PDF once it is confirmed.
    """
    particulars = Particulars(
        ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note
    )
    with use_cases_of(context) as use_cases:
        record = use_cases.orders.get(order)
        there = {line.sku for line in record.order.lines}
        after = with_lines(record.order, known_products(line or (), use_cases, there))
        after = particulars.on(after, use_cases)
        is_draft = record.state is OrderState.DRAFT
        if mail_to is not None and not is_draft:
            raise RefusedError(
                "{order} was placed already. Mail it with: smartclient mail order {order}.",
                order=order,
            )
        if after == record.order and not is_draft:
            raise RefusedError("Nothing was changed. Say what to change, as in --line SKU=QTY.")
        preview = use_cases.orders.quote(after, origins=use_cases.orders.origins(after.id))
        if preview.changes and not accept_changes:
            raise _changed(record, preview)
        after = preview.order
        saved = (
            use_cases.orders.place(after, mail_to=recipient_of(mail_to))
            if is_draft
            else use_cases.orders.amend(after, edit_base=record.order)
        )
        with work_done():
            report_saved(use_cases, saved, preview, hints_of(context), as_json=as_json)


@app.command("cancel")
def cancel_order(
    context: typer.Context,
    order: OrderReference,
    *,
    note: Annotated[str, typer.Option("--note", metavar="N", help="Why.")] = "",
    as_json: Json = False,
) -> None:
    """Cancel an order.

    Where that is in time, head office never carries it out; else it is asked to cancel it.
    """
    with use_cases_of(context) as use_cases:
        record = use_cases.orders.cancel(use_cases.orders.get(order).order.id, note)
        with work_done():
            if as_json:
                print_json(order_shape(record, use_cases.catalog.currency()))
            else:
                print_for_people(*order_page(record, use_cases.catalog.currency()))


@app.command("show")
def show_order(context: typer.Context, order: OrderReference, *, as_json: Json = False) -> None:
    """Show one order and its history.

    Its lines and sums, what happened to it, and what head office changed and why.
    """
    with use_cases_of(context) as use_cases:
        pinned = use_cases.take_along.pinned_order(order)
        if pinned is not None:
            ages = use_cases.status.data_ages(PINNED_KINDS)
            _show_pinned(*pinned, use_cases.catalog.currency(), ages, as_json=as_json)
            return
        record = use_cases.orders.get(order)
        life = use_cases.orders.history(record.order.id)
        draft = use_cases.orders.draft_preview(record)
        ages = use_cases.orders.ages(record) if draft is None else draft.ages
        unpriced = () if draft is None else sorted(draft.unpriced)
        currency = use_cases.catalog.currency()
        if as_json:
            shape = {**order_shape(record, currency), **history_shapes(life)}
            print_json({**shape, "ages": age_shapes(ages), "unpriced": list(unpriced)})
        else:
            page = (*order_page(record, currency), *unpriced_page(unpriced))
            print_for_people(*page, *history_page(life), *ages_page(ages))


app.command("print")(print_order)


def _show_pinned(
    pinned: PinnedCustomer,
    order: PinnedOrder,
    currency: str,
    ages: Sequence[DataAge],
    *,
    as_json: bool,
) -> None:
    if as_json:
        shape = {**pinned_order_shape(order, currency), "customer": pinned.customer.number}
        print_json({**shape, "pinned": True, "ages": age_shapes(ages)})
    else:
        print_for_people(*pinned_order_page(pinned, order, currency), *ages_page(ages))


def _begun(use_cases: "UseCases", customer: str | None, from_order: str | None) -> DerivedDraft:
    """Return the order to begin with: an empty one, or another one repeated."""
    if from_order is None:
        return DerivedDraft(
            order=use_cases.orders.new(canonical_customer_number(customer or "")), origins=()
        )
    draft = use_cases.orders.repeat(use_cases.orders.get(from_order).order.id)
    if customer is None:
        return draft
    other = use_cases.orders.new(canonical_customer_number(customer)).customer
    return replace(draft, order=replace(draft.order, customer=other, ship_to=""))


def _changed(record: OrderRecord, preview: OrderPreview) -> RefusedError:
    """Return the refusal to place a draft that costs something else than it was quoted at."""
    return RefusedError(
        "{order} is not quoted as before. {changes} To place it so, add --accept-changes.",
        order=record.number or record.order.provisional_number,
        changes=" ".join(change_text(change) for change in preview.changes),
    )
