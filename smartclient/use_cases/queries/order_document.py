"""The data of an order that is printed."""

from datetime import datetime

from smartclient.contract.feeds import FeedKind
from smartclient.documents.order_document import OrderDocument
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.pricing import destination
from smartclient.read_models.data_ages import DataAge
from smartclient.read_models.records import OrderRecord
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.current_drafts import shown_record
from smartclient.use_cases.queries.history import order_history
from smartclient.use_cases.queries.lookup import order_record
from smartclient.use_cases.queries.ordered_products import ordered_products
from smartclient.use_cases.queries.usable_data import ages_of, order_ages

_NOT_CONFIRMED = frozenset({OrderState.DRAFT, OrderState.TENTATIVE})


def order_document(order_id: OrderId, *, view: ReadView, clock: Clock) -> OrderDocument:
    """An order as it is printed; its customer may have left since."""
    record = shown_record(order_record(view, order_id), view=view, clock=clock)
    order = record.order
    held = view.customers.get(order.customer)
    customer = None if held is None else held.customer
    return OrderDocument(
        company=view.meta.company,
        currency=view.meta.currency,
        order=order,
        number=record.number,
        state=record.state,
        customer_name=record.customer_name,
        customer=customer,
        ship_to=None if customer is None else destination(order, customer),
        products={sku: product.name for sku, product in ordered_products(order, view=view).items()},
        adjusted=record.adjusted,
        fulfilment=record.fulfilment,
        fulfilled_on=record.fulfilled_on,
        rep=_rep(customer, view),
        priced_as_of=_priced_as_of(record, customer, view, clock),
        known_as_of=_known_as_of(record, view, clock),
        report=order_history(order_id, view=view, clock=clock).report,
    )


def _known_as_of(record: OrderRecord, view: ReadView, clock: Clock) -> datetime | None:
    """As of when an order is as head office has it, None where that is not old."""
    if record.state in _NOT_CONFIRMED:
        return None
    return min((age.as_of for age in ages_of(view, clock, (FeedKind.ORDERS,))), default=None)


def _priced_as_of(
    record: OrderRecord, customer: Customer | None, view: ReadView, clock: Clock
) -> datetime | None:
    """As of when the oldest data is that a tentative order is priced from, None if none is old."""
    ages = priced_ages(record, customer, view=view, clock=clock)
    return min((age.as_of for age in ages), default=None)


def priced_ages(
    record: OrderRecord, customer: Customer | None, *, view: ReadView, clock: Clock
) -> tuple[DataAge, ...]:
    """How old the data is that an order is priced from; nothing where head office priced it."""
    if customer is None or record.state not in _NOT_CONFIRMED:
        return ()
    context = view.rule_context.for_pricing(
        record.order, customer, today=clock.today(), now=clock.now()
    )
    return order_ages(view, clock, record.order, context)


def _rep(customer: Customer | None, view: ReadView) -> str:
    """The name of who looks after the customer, the login where no name is known."""
    identity = view.meta.identity()
    if identity is None:
        return "" if customer is None else customer.rep
    if customer is None or identity.login in customer.reps:
        return identity.name or identity.login
    return view.admin_data.rep_name(customer.rep) or customer.rep
