"""Drafts as they are shown: of today and at today's prices, wherever that is.

What is stored of a draft stays as it was quoted, to be compared with line by line (see
``domain.origins``): it is neither shown nor placed as something that was not compared.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.read_models.order_list import OrderFilter, OrderSums, StateSum
from smartclient.read_models.records import OrderRecord, OrderSummary
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.order_date import dated, office_day
from smartclient.use_cases.pricing import priced_locally


def shown_records(
    records: Iterable[OrderRecord], *, view: ReadView, clock: Clock
) -> tuple[OrderRecord, ...]:
    """Orders with the drafts among them as they are shown today."""
    return tuple(shown_record(record, view=view, clock=clock) for record in records)


def shown_record(record: OrderRecord, *, view: ReadView, clock: Clock) -> OrderRecord:
    """An order, a draft as it is shown today."""
    if record.state is not OrderState.DRAFT:
        return record
    return replace(record, order=_today(record.order, view, clock))


def shown_summaries(
    summaries: Iterable[OrderSummary], *, view: ReadView, clock: Clock
) -> tuple[OrderSummary, ...]:
    """Rows of a list of orders with the drafts among them as they are shown today."""
    return tuple(_shown_summary(summary, view, clock) for summary in summaries)


def shown_sums(wanted: OrderFilter, *, view: ReadView, clock: Clock) -> OrderSums:
    """The count and total of the matching orders by state, drafts at today's prices."""
    sums = view.orders.sums(wanted)
    if OrderState.DRAFT not in sums.by_state:
        return sums
    found = view.orders.matching(replace(wanted, state=OrderState.DRAFT))
    drafts = shown_summaries(found, view=view, clock=clock)
    total = StateSum(count=len(drafts), total=sum((draft.total for draft in drafts), Decimal(0)))
    return OrderSums(by_state={**sums.by_state, OrderState.DRAFT: total})


def _shown_summary(summary: OrderSummary, view: ReadView, clock: Clock) -> OrderSummary:
    stored = view.orders.get(summary.id) if summary.state is OrderState.DRAFT else None
    if stored is None:
        return summary
    order = _today(stored.order, view, clock)
    return replace(summary, order_date=order.order_date, total=order.totals.total)


def _today(order: Order, view: ReadView, clock: Clock) -> Order:
    """A draft as of today; as it was quoted where it can't be priced any more."""
    try:
        return priced_locally(view, order, clock).order
    except RefusedError:
        # its customer has left, or its total is too large: it can still be shown, and deleted
        return dated(order, None, office_day(view, clock))
