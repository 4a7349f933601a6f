"""The data of an order that is printed."""

from smartclient.documents.order_document import OrderDocument
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.pricing import destination
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.commands.autosave import ordered_products
from smartclient.use_cases.queries.current_drafts import shown_record
from smartclient.use_cases.queries.history import order_history
from smartclient.use_cases.queries.lookup import order_record


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
        report=order_history(order_id, view=view, clock=clock).report,
    )


def _rep(customer: Customer | None, view: ReadView) -> str:
    """The name of who looks after the customer, the login where no name is known."""
    identity = view.meta.identity()
    if identity is None:
        return "" if customer is None else customer.rep
    if customer is None or customer.rep == identity.login:
        return identity.name or identity.login
    return view.admin_data.rep_name(customer.rep) or customer.rep
