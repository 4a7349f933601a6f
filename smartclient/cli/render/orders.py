"""Orders on a terminal: the list, and one order with its lines, sums and history."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.reasons import reason_of
from smartclient.cli.render.states import StateLook, number_shown, order_shown, task_shown
from smartclient.cli.render.tables import (
    Room,
    Row,
    TerminalColumn,
    indented,
    moment,
    money,
    percent,
    styled,
    table,
)
from smartclient.cli.sentences import change_text
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.sales.origins import Origin
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.demand import DemandKind, TentativeDemand
from smartclient.read_models.records import History, HistoryEvent, OrderRecord, OrderSummary
from smartclient.wording.command_line import cause_labels, origin_labels, task_labels
from smartclient.wording.labels import demand_labels

if TYPE_CHECKING:
    from rich.console import RenderableType


def orders_page(orders: Sequence[OrderSummary], currency: str) -> "RenderableType":
    """The list of orders."""
    columns = (
        TerminalColumn(title="State", room=Room.WRAPPED),
        TerminalColumn(title="Number"),
        TerminalColumn(title="Customer", room=Room.CUT),
        TerminalColumn(title="Date"),
        TerminalColumn(title=f"Total {currency}", right=True),
    )
    return table(
        columns,
        (_order_row(order, currency) for order in orders),
        empty="There are no such orders.",
    )


def _order_row(order: OrderSummary, currency: str) -> Row:
    shown = order_shown(
        order.state, order.task, adjusted=order.adjusted, fulfilment=order.fulfilment
    )
    return Row(
        cells=(
            shown.text,
            number_shown(order.number, order.provisional_number),
            order.customer_name or order.customer,
            order.order_date.isoformat(),
            money(order.total, currency),
        ),
        style=shown.row_style,
        sign_style=shown.style,
    )


def order_page(record: OrderRecord, currency: str) -> Iterator["RenderableType"]:
    """One order: who, when, what, and what it comes to."""
    shown = order_shown(
        record.state, record.task, adjusted=record.adjusted, fulfilment=record.fulfilment
    )
    number = number_shown(record.number, record.order.provisional_number)
    yield styled(f"Order {number}  {shown.text}", f"bold {shown.row_style}".strip())
    yield f"Customer {record.customer_name} ({record.order.customer})"
    yield ", ".join(_particulars(record))
    yield ""
    yield _lines(record, shown, currency)


def _particulars(record: OrderRecord) -> Iterator[str]:
    order = record.order
    yield order.order_date.isoformat()
    if order.reference:
        yield f"reference {order.reference}"
    if order.ship_via:
        yield f"by {order.ship_via}"
    if order.deliver_on:
        yield f"wanted on {order.deliver_on.isoformat()}"
    if record.fulfilment and record.fulfilled_on:
        yield f"{_done(record)} on {record.fulfilled_on.isoformat()}"
    if order.note:
        yield f"note: {order.note}"


def _done(record: OrderRecord) -> str:
    return str(record.fulfilment).replace("_", "-")


def _lines(record: OrderRecord, shown: StateLook, currency: str) -> "RenderableType":
    columns = (
        TerminalColumn(title="Line", right=True),
        TerminalColumn(title="Product"),
        TerminalColumn(title="Quantity", right=True),
        TerminalColumn(title="Unit price", right=True),
        TerminalColumn(title="Discount", right=True),
        TerminalColumn(title=f"Amount {currency}", right=True),
    )
    rows = [
        *(_line_row(line, shown.row_style, currency) for line in record.order.lines),
        *_sums(record, shown, currency),
    ]
    return table(columns, rows, empty="It has no lines.")


def _line_row(line: OrderLine, style: str, currency: str) -> Row:
    cells = (
        str(line.line),
        line.sku,
        f"{line.quantity:,}",
        money(line.unit_price, currency),
        percent(line.discount_percent),
        money(line.amount, currency),
    )
    return Row(cells=cells, style=style)


def _sums(record: OrderRecord, shown: StateLook, currency: str) -> Iterator[Row]:
    totals = record.order.totals
    for word, sum_ in (("Net", totals.net), ("Tax", totals.tax), ("Freight", totals.freight)):
        cells = ("", "", "", "", word, money(sum_, currency))
        yield Row(cells=cells, style=shown.row_style)
    word = "TENTATIVE" if shown.tentative else "Total"
    style = f"bold {shown.row_style}".strip()
    yield Row(cells=("", "", "", "", word, money(totals.total, currency)), style=style)


def warnings_page(
    questions: Sequence[str], changes: Sequence[str] = ()
) -> Iterator["RenderableType"]:
    """What head office will ask about and what it will change, as far as is known here."""
    for title, messages in (
        ("Head office will ask about this:", questions),
        ("Head office will change this by itself:", changes),
    ):
        if messages:
            yield ""
            yield styled(title, "bold")
            yield from (indented(message, 2) for message in messages)


def demand_page(demand: TentativeDemand, currency: str) -> Iterator["RenderableType"]:
    """What other orders that are not confirmed take of the stock and the credit."""
    lines = [
        f"{stock.sku}: "
        + demand_labels[DemandKind.STOCK].format(stock=stock.in_stock, taken=stock.in_own_orders)
        for stock in demand.stock
    ]
    if demand.credit is not None:
        used = money(demand.credit, currency)
        lines.append("Credit used: " + demand_labels[DemandKind.CREDIT].format(amount=used))
    if lines:
        yield ""
        yield styled("Your orders that are not confirmed count, too:", "bold")
        yield from (indented(line, 2) for line in lines)


def unpriced_page(lines: Sequence[int]) -> Iterator[str]:
    """Which lines of a draft keep their last price, as the data for another was removed."""
    if lines:
        numbers = ", ".join(map(str, lines))
        yield f"Can't be priced until a sync, and has its last price: line {numbers}."


def origins_page(
    origins: Sequence[Origin], changes: Sequence[Change]
) -> Iterator["RenderableType"]:
    """Origins of a draft, and what is not as it was quoted there."""
    labels = [origin_labels[origin.kind].format(order=origin.label) for origin in origins]
    if any(labels) or changes:
        yield ""
        yield from filter(None, labels)
    if changes:
        yield styled("Not as it was quoted before:", "bold")
        yield from (indented(change_text(change), 2) for change in changes)


def history_page(life: History) -> Iterator["RenderableType"]:
    """What happened to a record, and what head office changed in it."""
    yield from origins_page(life.origins, life.changes)
    yield from report_page(life.report)
    yield ""
    yield styled("What happened", "bold")
    columns = (
        TerminalColumn(title="When"),
        TerminalColumn(title="What", room=Room.WRAPPED),
        TerminalColumn(title="Then", room=Room.WRAPPED),
    )
    yield table(
        columns,
        (
            event_row(event, what=task_labels[event.task])
            for event in life.events
            if event.status is not TaskStatus.SENDING
        ),
        empty="Nothing yet.",
    )


def report_page(report: Sequence[Change]) -> Iterator["RenderableType"]:
    """What head office changed in answering, nothing where it changed nothing."""
    if report:
        yield ""
        yield styled("What was changed", "bold")
        yield from (indented(change_text(change), 2) for change in report)


def event_row(event: HistoryEvent, *, what: str) -> Row:
    """One step of a record's history as a row: when, ``what``, and what became of it."""
    shown = task_shown(event.status)
    reason = " ".join(filter(None, (cause_labels.get(event.cause, ""), reason_of(event))))
    by = f"{event.by}: " if event.by else ""
    note = f"“{event.note}”" if event.note else ""
    more = f"{by}{' '.join(filter(None, (note, reason)))}".removesuffix(": ")
    text = f"{shown.text} ({more})" if more else shown.text
    return Row(cells=(moment(event.at), what, text))
