"""The commands about orders."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.commands.order_document import print_order
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import hints_of, use_cases_of
from smartclient.cli.json_output.data_ages import age_shapes, age_warnings
from smartclient.cli.json_output.orders import history_shapes, order_shape, warning_shapes
from smartclient.cli.json_output.take_along import pinned_order_shape
from smartclient.cli.options import (
    DeliverOn,
    Json,
    Limit,
    Lines,
    NotAfter,
    OrderNote,
    OrderReference,
    Reference,
    ShipVia,
    SkuQuantity,
)
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.orders import (
    history_page,
    order_page,
    orders_page,
    origins_page,
    warnings_page,
)
from smartclient.cli.render.take_along import pinned_order_page
from smartclient.cli.sentences import change_text, problem_text
from smartclient.cli.terminal.hints import Hints
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import Order, OrderLine, OrderState
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.domain.text.canonical import canonical_customer_number, same_name
from smartclient.read_models.data_ages import ORDER_KINDS, PINNED_KINDS, DataAge
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
            shown = {"ages": age_shapes(ages)}
            print_json([{**order_shape(record, currency), **shown} for record in records])
        else:
            orders = use_cases.orders.search(state=state, limit=limit)
            print_for_people(orders_page(orders, currency), *ages_page(ages))


@app.command("new")
def new_order(
    context: typer.Context,
    *,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="NUMBER", help="Who orders.")
    ] = None,
    from_order: Annotated[
        str | None, typer.Option("--from", metavar="ORDER", help="Repeat this order.")
    ] = None,
    line: Lines = None,
    ship_via: ShipVia = None,
    deliver_on: DeliverOn = None,
    reference: Reference = None,
    note: OrderNote = None,
    not_after: NotAfter = None,
    as_json: Json = False,
) -> None:
    """Enter an order.

    It is saved at once and goes to head office with the next sync. A product is named by its
    number or its barcode; one that is not known is refused, and nothing is saved. What head
    office is going to ask about is shown as warnings; the order is saved all the same.

    With --from it has the customer and the lines of that order; --line changes them. Where prices
    or discounts are not as they were quoted there, it is kept as a draft and shows what changed.
    """
    if from_order is None and not (customer and line):
        raise typer.BadParameter(
            "Say who orders what, with --customer and --line, or what to repeat, with --from"
        )
    particulars = _Particulars(
        ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note
    )
    with use_cases_of(context) as use_cases:
        draft = _begun(use_cases, customer, from_order)
        there = {item.sku for item in draft.order.lines}
        known = _known(line or (), use_cases, there)
        lines = _with_lines(draft.order, known) if from_order else _entered(draft.order, known)
        order = particulars.on(lines, use_cases)
        preview = use_cases.orders.quote(order, origins=draft.origins)
        if preview.changes:
            record = use_cases.orders.save_draft(preview.order, origins=draft.origins)
        else:
            record = use_cases.orders.place(
                preview.order,
                origins=draft.origins,
                not_after=use_cases.outbox.latest_time(not_after) if not_after else None,
            )
        with work_done():
            _tell_saved(use_cases, record, preview, hints_of(context), as_json=as_json)


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
    as_json: Json = False,
) -> None:
    """Change an order.

    --line SKU=QTY sets how many of that product are ordered, on its first line where it has
    several; 0 takes them all off. A draft, such as the copy left of a refused order, is placed
    with that, changed or not; where it costs something else by now than it was quoted at, only
    with --accept-changes.
    """
    particulars = _Particulars(
        ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note
    )
    with use_cases_of(context) as use_cases:
        record = use_cases.orders.get(order)
        there = {line.sku for line in record.order.lines}
        after = _with_lines(record.order, _known(line or (), use_cases, there))
        after = particulars.on(after, use_cases)
        is_draft = record.state is OrderState.DRAFT
        if after == record.order and not is_draft:
            raise RefusedError("Nothing was changed. Say what to change, as in --line SKU=QTY.")
        preview = use_cases.orders.quote(after, origins=use_cases.orders.origins(after.id))
        if preview.changes and not accept_changes:
            raise _changed(record, preview)
        after = preview.order
        saved = (
            use_cases.orders.place(after)
            if is_draft
            else use_cases.orders.amend(after, edit_base=record.order)
        )
        with work_done():
            _tell_saved(use_cases, saved, preview, hints_of(context), as_json=as_json)


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
        ages = use_cases.status.data_ages(ORDER_KINDS)
        currency = use_cases.catalog.currency()
        if as_json:
            shape = {**order_shape(record, currency), **history_shapes(life)}
            print_json({**shape, "ages": age_shapes(ages)})
        else:
            print_for_people(*order_page(record, currency), *history_page(life), *ages_page(ages))


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


def _known(
    wanted: Iterable[SkuQuantity], use_cases: "UseCases", there: Collection[Sku] = ()
) -> list[SkuQuantity]:
    """Return what is wanted, EANs as the products they stand for.

    NotFoundError for a product that is not known, unless the order has it already.
    """
    return [want if want.sku in there else _of_product(want, use_cases) for want in wanted]


def _of_product(want: SkuQuantity, use_cases: "UseCases") -> SkuQuantity:
    product = use_cases.catalog.product_by_code(want.sku)
    return want if want.sku == product.former_sku else SkuQuantity(product.sku, want.quantity)


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


def _entered(order: Order, wanted: Iterable[SkuQuantity]) -> Order:
    """Return a new order with each of its lines as entered."""
    lines = tuple(
        OrderLine(line=number, sku=want.sku, quantity=want.quantity)
        for number, want in enumerate(wanted, start=1)
    )
    return replace(order, lines=lines)


def _changed(record: OrderRecord, preview: OrderPreview) -> RefusedError:
    """Return the refusal to place a draft that costs something else than it was quoted at."""
    return RefusedError(
        "{order} is not quoted as before. {changes} To place it so, add --accept-changes.",
        order=record.number or record.order.provisional_number,
        changes=" ".join(change_text(change) for change in preview.changes),
    )


def _with_lines(order: Order, wanted: Iterable[SkuQuantity]) -> Order:
    for want in wanted:
        order = _with_quantity(order, want)
    return order


def _with_quantity(order: Order, want: SkuQuantity) -> Order:
    """Order so many of a product, on its first line where it has several; none of it for 0."""
    lines = [line for line in order.lines if line.sku == want.sku]
    if not lines and want.quantity == 0:
        raise RefusedError("The order has no line for {sku}.", sku=want.sku)
    if lines and sum(line.quantity for line in lines) == want.quantity:
        return order
    for line in lines[1 if want.quantity else 0 :]:
        order = order.without_line(line.line)
    if not want.quantity:
        return order
    if lines:
        return order.with_line(replace(lines[0], quantity=want.quantity))
    number = order.next_line_number()
    return order.with_line(OrderLine(line=number, sku=want.sku, quantity=want.quantity))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Particulars:
    """What was said of an order beside its lines; None leaves it as it is."""

    ship_via: str | None
    deliver_on: date | None
    reference: str | None
    note: str | None

    def on(self, order: Order, use_cases: "UseCases") -> Order:
        """Return ``order`` with these particulars."""
        return replace(
            order,
            ship_via=order.ship_via
            if self.ship_via is None
            else _ship_method(use_cases, self.ship_via),
            deliver_on=self.deliver_on or order.deliver_on,
            reference=order.reference if self.reference is None else self.reference,
            note=order.note if self.note is None else self.note,
        )


def _ship_method(use_cases: "UseCases", text: str) -> str:
    names = [method.name for method in use_cases.catalog.ship_methods()]
    found = next((name for name in names if same_name(name, text)), None)
    if found is None and text.strip():
        raise RefusedError(
            "There is no way to ship called “{name}”. There are: {names}.",
            name=text,
            names="; ".join(names) or "none",
        )
    return found or ""


def _tell_saved(
    use_cases: "UseCases",
    record: OrderRecord,
    preview: OrderPreview,
    hints: Hints,
    *,
    as_json: bool,
) -> None:
    if as_json:
        warnings = [
            *warning_shapes(preview.problems, (*preview.changes, *preview.report)),
            *age_warnings(preview.ages),
        ]
        shape = order_shape(record, use_cases.catalog.currency())
        print_json({**shape, "warnings": warnings, "ages": age_shapes(preview.ages)})
        return
    questions = [problem_text(problem) for problem in preview.problems]
    changes = [change_text(change) for change in preview.report]
    client_status = use_cases.status.current()
    print_for_people(
        *order_page(record, client_status.currency),
        *origins_page(preview.origins, preview.changes),
        *warnings_page(questions, changes),
        *ages_page(preview.ages),
        "",
        *_where_it_is(record, hints, offline=client_status.offline_by_choice),
    )


def _where_it_is(record: OrderRecord, hints: Hints, *, offline: bool) -> Iterator[str]:
    if record.state is OrderState.DRAFT:
        yield "Saved as a draft, because it is not quoted as before. To place it as it is now:"
        yield hints.line("orders", "amend", record.order.provisional_number, "--accept-changes")
        return
    when = "when you are back online." if offline else "with the next sync."
    yield f"Saved. It goes to head office {when}"
