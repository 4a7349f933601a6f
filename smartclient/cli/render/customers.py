"""Customers and the catalog on a terminal."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING

from smartclient.cli.render.check_outs import check_out_text
from smartclient.cli.render.orders import event_row, report_page
from smartclient.cli.render.states import task_shown
from smartclient.cli.render.tables import Room, Row, TerminalColumn, money, styled, table
from smartclient.contract.customer_columns import ADDED_CUSTOMER_COLUMNS
from smartclient.contract.feeds import ColumnType
from smartclient.domain.sales.customers import Customer, CustomerStatus
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.check_outs import CheckedOut
from smartclient.read_models.overview import CustomerEvent, CustomerOverview
from smartclient.read_models.records import CatalogEntry, CustomerRecord, CustomerSummary
from smartclient.wording.command_line import customer_status_labels, task_labels
from smartclient.wording.labels import field_label

if TYPE_CHECKING:
    from rich.console import RenderableType

_TITLE = 8
"""The width of the labels of a customer's facts, at the least."""


def customers_page(customers: Sequence[CustomerSummary], currency: str) -> "RenderableType":
    """The list of customers; what waits for head office is in italics and says so."""
    columns = (
        TerminalColumn(title="Number"),
        TerminalColumn(title="Name", room=Room.CUT),
        TerminalColumn(title="City", room=Room.CUT),
        TerminalColumn(title="Phone", room=Room.WRAPPED),
        TerminalColumn(title=f"Used {currency}", right=True),
        TerminalColumn(title="", room=Room.WRAPPED),
    )
    return table(
        columns,
        (_customer_row(customer, currency) for customer in customers),
        empty="There are no such customers.",
    )


def _customer_row(customer: CustomerSummary, currency: str) -> Row:
    cells = (
        customer.number,
        customer.name,
        customer.city,
        customer.phone,
        "not known" if customer.credit_used is None else money(customer.credit_used, currency),
        _remark(customer),
    )
    style = "italic" if customer.tentative else ""
    return Row(cells=cells, style=f"{style} strike".strip() if customer.deleted else style)


def _remark(customer: CustomerSummary) -> str:
    waiting = "Tentative" if customer.tentative else ""
    if customer.task is not None:
        waiting = task_shown(customer.task).text
    if customer.deleted:
        waiting = ", ".join(filter(None, ("Will be deleted", waiting)))
    status = customer_status_labels[CustomerStatus(customer.status)]
    checked_out = customer.checked_out
    held = "" if checked_out is None else f"Checked out {check_out_text(checked_out)}"
    return ", ".join(filter(None, (status, waiting, held)))


def customer_page(
    record: CustomerRecord, currency: str, checked_out: CheckedOut | None = None
) -> Iterator["RenderableType"]:
    """One customer with what a rep may change, and how certain that is.

    ``checked_out`` says who holds it, None where nobody does or it isn't known.
    """
    customer = record.customer
    state = "" if record.task is None else f"  {task_shown(record.task).text}"
    style = "bold italic" if record.tentative else "bold"
    yield styled(f"Customer {customer.number}, {customer.name}{state}", style)
    facts = [
        ("Contact", customer.contact),
        ("Phone", customer.phone),
        ("E-mail", customer.email),
        # a line of a note can't be taken for one of the page
        *zip(chain(("Notes",), repeat("")), customer.notes.split("\n"), strict=False),
        *_added_facts(customer, currency),
        ("Checked out", "" if checked_out is None else check_out_text(checked_out)),
    ]
    width = max((len(title) for title, value in facts if value), default=0)
    for title, value in facts:
        if value:
            yield f"{title:<{max(width, _TITLE)}} {value}"
    if record.deleted:
        yield "It will be deleted when head office agrees."


def _added_facts(customer: Customer, currency: str) -> Iterator[tuple[str, str]]:
    """Yield the label and the value of each field that was added to the feed."""
    for column in ADDED_CUSTOMER_COLUMNS:
        value = getattr(customer, column.name)
        if column.type is ColumnType.AMOUNT:
            yield field_label(column.name), money(value, currency)
        elif column.type is ColumnType.FLAG:
            yield field_label(column.name), "yes" if value else "no"
        else:
            yield field_label(column.name), "" if value is None else str(value)


def customer_history_page(overview: CustomerOverview) -> Iterator["RenderableType"]:
    """What head office changed, and what happened, newest first, with what was entered."""
    yield from report_page(overview.report)
    yield ""
    yield styled("What happened", "bold")
    columns = (
        TerminalColumn(title="When"),
        TerminalColumn(title="What", room=Room.WRAPPED),
        TerminalColumn(title="Then", room=Room.WRAPPED),
    )
    rows = (
        event_row(step.event, what=_what(step))
        for step in overview.events
        if step.event is not None and step.event.status is not TaskStatus.SENDING
    )
    yield table(columns, rows, empty="Nothing yet.")


def _what(step: CustomerEvent) -> str:
    """What was done: the fields with the values that were entered, or the record."""
    if step.changes:
        return ", ".join(f"{change.field}: {change.mine or 'emptied'}" for change in step.changes)
    assert step.event is not None  # noqa: S101 (only steps of tasks are reported here)
    label = task_labels[step.event.task]
    return f"{label}: {step.subject.label}" if step.order is not None else label


def catalog_page(entries: Sequence[CatalogEntry], currency: str) -> "RenderableType":
    """The catalog, priced."""
    columns = (
        TerminalColumn(title="Product"),
        TerminalColumn(title="Name", room=Room.CUT),
        TerminalColumn(title=f"Price {currency}", right=True),
        TerminalColumn(title="Stock", right=True),
        TerminalColumn(title="", room=Room.WRAPPED),
    )
    return table(
        columns,
        (_catalog_row(entry, currency) for entry in entries),
        empty="There are no such products.",
    )


def _catalog_row(entry: CatalogEntry, currency: str) -> Row:
    cells = (
        entry.sku,
        entry.name,
        money(entry.price, currency),
        "" if entry.stock is None else f"{entry.stock:,}",
        _sale(entry),
    )
    return Row(cells=cells, style="" if entry.on_sale else "dim")


def _sale(entry: CatalogEntry) -> str:
    if entry.on_sale:
        return entry.offer_text or entry.offer
    if entry.replaced_by:
        return f"Instead: {entry.replaced_by}"
    if entry.sell_from is not None and not entry.discontinued:
        return f"Sold from {entry.sell_from.isoformat()}"
    return "No longer sold"
