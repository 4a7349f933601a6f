"""Pages about data sets and pinned customers."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.render.customers import customer_page
from smartclient.cli.render.link import refusals_page
from smartclient.cli.render.tables import (
    Room,
    Row,
    TerminalColumn,
    count,
    file_size,
    moment,
    money,
    styled,
    table,
)
from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.pinned_customers import PinnedCustomer, PinnedOrder
from smartclient.read_models.records import CustomerRecord
from smartclient.read_models.take_along import PinnedList, TakeAlong
from smartclient.wording.command_line import data_set_audience_labels
from smartclient.wording.labels import order_state_labels

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.sales.data_set_reach import DataSetReach

_TAKEN = (
    TerminalColumn(title="Data set", room=Room.CUT),
    TerminalColumn(title="Taken along"),
    TerminalColumn(title="Products"),
    TerminalColumn(title="Size"),
    TerminalColumn(title="As of"),
)
_DEFINED = (
    TerminalColumn(title="Data set", room=Room.CUT),
    TerminalColumn(title="For", room=Room.CUT),
    TerminalColumn(title="Reps", right=True),
    TerminalColumn(title="Kind"),
    TerminalColumn(title="Products", right=True),
    TerminalColumn(title="Size", right=True),
    TerminalColumn(title="Orders", right=True),
    TerminalColumn(title="Changed by", room=Room.CUT),
)
_PINNED_ONLY = "Another rep's customer, pinned for reading. Its newest orders:"
_ORDERS = (
    TerminalColumn(title="Order"),
    TerminalColumn(title="Of"),
    TerminalColumn(title="State"),
    TerminalColumn(title="Total", right=True),
)
_PINNED = (
    TerminalColumn(title="Number"),
    TerminalColumn(title="Customer", room=Room.CUT),
    TerminalColumn(title="Rep", room=Room.CUT),
    TerminalColumn(title="Phone", room=Room.CUT),
    TerminalColumn(title="Balance"),
)


def take_along_page(given: Sequence[TakeAlong]) -> "RenderableType":
    """The data sets that the rep is given; under each, what belongs to it."""
    return table(
        _TAKEN, map(_taken, given), empty="Head office has no data sets: all is taken along."
    )


def data_sets_page(defined: Sequence["DataSetReach"]) -> "RenderableType":
    """The data sets as admins defined them; under each, what belongs to it."""
    return table(
        _DEFINED, map(_defined, defined), empty="No data set is defined: devices take all along."
    )


def pinned_page(pinned: PinnedList, currency: str) -> Iterator["RenderableType"]:
    """The pinned customers, under each its newest orders, and what was refused of late."""
    rows = (_pinned(one, currency) for one in pinned.customers)
    yield table(_PINNED, rows, empty="No customer is pinned.")
    yield from refusals_page(pinned.refused)


def pinned_customer_page(pinned: PinnedCustomer, currency: str) -> Iterator["RenderableType"]:
    """A pinned customer as it is read, with its newest orders."""
    yield from customer_page(_record_of(pinned.customer), currency)
    yield f"{'Rep':<8} {pinned.customer.rep}"
    yield f"{'Balance':<8} {money(pinned.customer.balance, currency)}"
    yield ""
    yield _PINNED_ONLY
    rows = (Row(cells=_order_cells(order, currency)) for order in pinned.orders)
    yield table(_ORDERS, rows, empty="It has no orders.")


def pinned_order_page(
    pinned: PinnedCustomer, order: PinnedOrder, currency: str
) -> Iterator["RenderableType"]:
    """An order of a pinned customer, as far as it is read."""
    number, day, state, total = _order_cells(order, currency)
    customer = pinned.customer
    yield styled(f"Order {number}, {customer.name}", "bold")
    yield f"{state}, of {day}, {total}"
    yield f"{customer.number} is pinned for reading: the lines of its orders are not here."


def _taken(given: TakeAlong) -> Row:
    waits = (given.taken or given.comes_anyway) and not given.loaded
    cells = (
        given.name,
        f"{_state(given)}, with the next sync" if waits else _state(given),
        f"{given.size.products:,}" if given.content.categories else "",
        file_size(given.size.content_bytes) if given.content.has_files else "",
        moment(given.as_of),
    )
    return Row(cells=cells, below=". ".join(_content(given.content)) + ".")


def _state(given: TakeAlong) -> str:
    if given.required:
        return "required"
    if given.taken:
        return "yes"
    return "all of it comes anyway" if given.comes_anyway else "no"


def _defined(reach: "DataSetReach") -> Row:
    data_set = reach.defined.data_set
    cells = (
        data_set.name,
        data_set_audience_labels[data_set.audience].format(recipient=data_set.recipient),
        f"{reach.reps:,}",
        "required" if data_set.required else "optional",
        f"{reach.products:,}" if data_set.content.categories else "",
        file_size(reach.content_bytes) if data_set.content.has_files else "",
        "" if reach.orders is None else f"{reach.orders:,}",
        reach.defined.changed_by,
    )
    return Row(cells=cells, below=". ".join(_content(data_set.content)) + ".")


def _content(content: DataSetContent) -> Iterator[str]:
    if content.categories:
        yield f"Products: {', '.join(content.categories)}"
    if content.photos is not None:
        yield "With photos" if content.photos else "Without photos"
    if content.documents is not None:
        yield "With documents" if content.documents else "Without documents"
    if content.history_days is not None:
        yield f"Orders of {count(content.history_days, 'day')}"


def _record_of(customer: Customer) -> CustomerRecord:
    return CustomerRecord(
        customer=customer, confirmed=customer, task=None, task_id=None, credit_used=customer.balance
    )


def _order_cells(order: PinnedOrder, currency: str) -> tuple[str, str, str, str]:
    state = order_state_labels[order.state]
    return order.number, str(order.ordered_on), state, money(order.total, currency)


def _pinned(pinned: PinnedCustomer, currency: str) -> Row:
    customer = pinned.customer
    orders = (
        f"{order.number} of {order.ordered_on}, {order_state_labels[order.state].lower()}, "
        f"{money(order.total, currency)}"
        for order in pinned.orders
    )
    cells = (
        customer.number,
        customer.name,
        customer.rep,
        customer.phone,
        money(customer.balance, currency),
    )
    return Row(cells=cells, below="; ".join(orders))
