"""The preview of an order: all that an order editor shows, from one view of the local data."""

from dataclasses import replace
from decimal import Decimal

from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import Origin
from smartclient.domain.sales.pricing import current_sku
from smartclient.quoting.demand import tentative_demand
from smartclient.quoting.preview import PricedOrder, preview
from smartclient.read_models.demand import TentativeDemand
from smartclient.read_models.records import OrderPreview
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.pricing import canonical_for_customer, known_context, quoted_data
from smartclient.use_cases.queries.usable_data import ages_of_placed, credit_ages


def quote(
    order: Order, *, view: ReadView, clock: Clock, origins: tuple[Origin, ...] = ()
) -> OrderPreview:
    """``order`` priced from the local data, and evaluated by head office's rules.

    For a draft with ``origins`` it says what changed since. Raises NotFoundError for an
    unknown customer.
    """
    normalized, customer = canonical_for_customer(view, order, clock)
    has_limit = customer.customer.credit_limit is not None
    data = replace(
        quoted_data(view, clock),
        of_placed=ages_of_placed(view, clock, view.orders.get(order.id)),
        credit=credit_ages(view, clock) if has_limit else (),
    )
    return preview(
        normalized,
        known_context(view, normalized, clock),
        data,
        origins=origins,
        demand=lambda quoted: _demand(view, quoted),
    )


def _demand(view: ReadView, quoted: PricedOrder) -> TentativeDemand:
    order, context = quoted.order, quoted.context
    skus = {current_sku(line.sku, context) for line in order.lines}
    customer = context.customer
    return tentative_demand(
        order,
        context,
        on_hand=view.catalog.stock(tuple(skus)),
        in_orders=Decimal(0) if customer is None else _in_orders(view, order, customer.number),
    )


def _in_orders(view: ReadView, order: Order, customer: CustomerNumber) -> Decimal:
    """What the customer's other orders come to that are not confirmed."""
    used = view.overviews.open_orders(customer).get(OrderState.TENTATIVE, Decimal(0))
    stored = view.orders.get(order.id)
    if stored is not None and stored.state is OrderState.TENTATIVE:
        used -= stored.order.totals.total
    return used
