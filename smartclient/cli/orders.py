"""The commands about orders."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.invocation import desk_of
from smartclient.cli.options import (
    DeliverOn,
    Json,
    Limit,
    Lines,
    NewLines,
    OrderNote,
    OrderReference,
    Reference,
    ShipVia,
    SkuQuantity,
)
from smartclient.cli.order_paper import print_order
from smartclient.cli.pages.orders import life_page, order_page, orders_page, warnings_page
from smartclient.cli.printing import print_for_people, print_json
from smartclient.cli.shapes import life_shapes, order_shape, warning_shapes
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.orders import Order, OrderLine, OrderState
from smartclient.domain.records import OrderPreview, OrderRecord
from smartclient.domain.text import canonical_customer_number
from smartclient.reconcile.wording import change_sentence, problem_sentence

if TYPE_CHECKING:
    from smartclient.tasks.desk import Desk

app = typer.Typer(help="List orders; enter, change, cancel, show one.")


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
    with desk_of(context) as desk:
        if as_json:
            records = desk.order_records(state=state, limit=limit)
            print_json([order_shape(record, desk.currency()) for record in records])
        else:
            orders = desk.orders(state=state, limit=limit)
            print_for_people(orders_page(orders, desk.currency()))


@app.command("new")
def new_order(
    context: typer.Context,
    *,
    customer: Annotated[str, typer.Option("--customer", metavar="NUMBER", help="Who orders.")],
    line: NewLines,
    ship_via: ShipVia = None,
    deliver_on: DeliverOn = None,
    reference: Reference = None,
    note: OrderNote = None,
    as_json: Json = False,
) -> None:
    """Enter an order.

    It is saved at once and goes to head office with the next sync. A product is named by its
    number or its barcode; one that is not known is refused, and nothing is saved. What head
    office is going to ask about is told as warnings; the order is saved all the same.
    """
    said = _Particulars(ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note)
    with desk_of(context) as desk:
        order = desk.new_order(canonical_customer_number(customer))
        order = said.on(replace(order, lines=_as_entered(_known(line, desk))), desk)
        preview = desk.quote(order)
        _tell_saved(desk, desk.place_order(preview.order), preview, as_json=as_json)


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
    as_json: Json = False,
) -> None:
    """Change an order.

    --line SKU=QTY sets how many of that product are ordered, on its first line where it has
    several; 0 takes them all off. A draft, such as the copy left of a refused order, is placed
    with that, changed or not.
    """
    said = _Particulars(ship_via=ship_via, deliver_on=deliver_on, reference=reference, note=note)
    with desk_of(context) as desk:
        record = desk.order(order)
        there = {line.sku for line in record.order.lines}
        after = _with_lines(record.order, _known(line or (), desk, there))
        after = said.on(after, desk)
        is_draft = record.state is OrderState.DRAFT
        if after == record.order and not is_draft:
            raise RefusedError("Nothing was changed. Say what to change, as in --line SKU=QTY.")
        preview = desk.quote(after)
        after = preview.order
        saved = desk.place_order(after) if is_draft else desk.amend_order(after, began=record.order)
        _tell_saved(desk, saved, preview, as_json=as_json)


@app.command("cancel")
def cancel_order(
    context: typer.Context,
    order: OrderReference,
    *,
    note: Annotated[str, typer.Option("--note", metavar="N", help="Why.")] = "",
    as_json: Json = False,
) -> None:
    """Take an order back.

    At once if it was never sent, else by asking head office.
    """
    with desk_of(context) as desk:
        record = desk.cancel_order(desk.order(order).order.id, note)
        if as_json:
            print_json(order_shape(record, desk.currency()))
        else:
            print_for_people(*order_page(record, desk.currency()))


@app.command("show")
def show_order(context: typer.Context, order: OrderReference, *, as_json: Json = False) -> None:
    """Show one order and its story.

    Its lines and sums, what happened to it, and what head office changed and why.
    """
    with desk_of(context) as desk:
        record = desk.order(order)
        life = desk.order_life(record.order.id)
        if as_json:
            print_json({**order_shape(record, desk.currency()), **life_shapes(life)})
        else:
            print_for_people(*order_page(record, desk.currency()), *life_page(life))


app.command("print")(print_order)


def _known(
    wanted: Iterable[SkuQuantity], desk: "Desk", there: Collection[Sku] = ()
) -> list[SkuQuantity]:
    """Return what is wanted, EANs as the products they stand for.

    NotFoundError for a product that is not known, unless the order has it already.
    """
    return [want if want.sku in there else _of_product(want, desk) for want in wanted]


def _of_product(want: SkuQuantity, desk: "Desk") -> SkuQuantity:
    product = desk.product_of(want.sku)
    return want if want.sku == product.former_sku else SkuQuantity(product.sku, want.quantity)


def _as_entered(wanted: Iterable[SkuQuantity]) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(line=number, sku=want.sku, quantity=want.quantity)
        for number, want in enumerate(wanted, start=1)
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

    def on(self, order: Order, desk: "Desk") -> Order:
        """Return ``order`` with these particulars."""
        return replace(
            order,
            ship_via=order.ship_via if self.ship_via is None else _ship_method(desk, self.ship_via),
            deliver_on=self.deliver_on or order.deliver_on,
            reference=order.reference if self.reference is None else self.reference,
            note=order.note if self.note is None else self.note,
        )


def _ship_method(desk: "Desk", text: str) -> str:
    names = [method.name for method in desk.ship_methods()]
    wanted = text.strip().casefold()
    found = next((name for name in names if name.casefold() == wanted), None)
    if found is None and wanted:
        raise RefusedError(
            "There is no way to ship called “{name}”. There are: {names}.",
            name=text,
            names="; ".join(names) or "none",
        )
    return found or ""


def _tell_saved(desk: "Desk", record: OrderRecord, preview: OrderPreview, *, as_json: bool) -> None:
    if as_json:
        warnings = warning_shapes(preview.problems, preview.report)
        print_json({**order_shape(record, desk.currency()), "warnings": warnings})
        return
    questions = [problem_sentence(problem).text for problem in preview.problems]
    changes = [change_sentence(change).text for change in preview.report]
    standing = desk.standing()
    print_for_people(
        *order_page(record, standing.currency),
        *warnings_page(questions, changes),
        "",
        "Saved. It goes to head office "
        + ("when you are back online." if standing.offline_by_choice else "with the next sync."),
    )
