"""The preview of an order: all that an order editor shows, from one view of the local data."""

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.freshness import Consequence
from smartclient.domain.ids import Sku
from smartclient.domain.limits import check_total
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import Evaluation, evaluate
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin, changed_since
from smartclient.domain.sales.pricing import current_sku, delivery_estimate, price_order
from smartclient.read_models.data_ages import check_usable
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import OrderPreview
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.pricing import (
    canonical_for_customer,
    known_context,
    with_sums_as_quoted,
    without_expired,
)
from smartclient.use_cases.queries.availability import availability
from smartclient.use_cases.queries.tentative_demand import tentative_demand
from smartclient.use_cases.queries.usable_data import ages_of_placed, credit_ages, order_ages

_PRICED_BY = frozenset({FeedKind.PRODUCTS, FeedKind.PRICES})


def quote(
    order: Order, *, view: ReadView, clock: Clock, origins: tuple[Origin, ...] = ()
) -> OrderPreview:
    """``order`` priced from the local data, and evaluated by head office's rules.

    For a draft with ``origins`` it says what changed since. Raises NotFoundError for an
    unknown customer.
    """
    normalized, customer = canonical_for_customer(view, order, clock)
    known = known_context(view, normalized, clock)
    context = without_expired(known, view, clock)
    priced = with_sums_as_quoted(price_order(normalized, context), normalized, view, clock)
    check_total(priced)
    of_placed = ages_of_placed(view, clock, view.orders.get(order.id))
    ages = (*order_ages(view, clock, priced, context), *of_placed)
    # without what has expired, the rules would find problems that the order does not have
    removed = {age.kind for age in ages if age.consequence is Consequence.REMOVE}
    can_be_evaluated = bool(priced.lines) and not removed
    evaluation = evaluate(priced, context) if can_be_evaluated else Evaluation(order=priced)
    products = _products(priced, known)
    unknown = frozenset(line.sku for line in priced.lines if line.sku not in products)
    if FeedKind.PRODUCTS in removed:
        unknown = frozenset()
    return OrderPreview(
        order=priced,
        problems=evaluation.problems,
        report=evaluation.report,
        products=products,
        ages=ages
        if of_placed or customer.customer.credit_limit is None
        else (*ages, *credit_ages(view, clock)),
        save=availability(lambda: check_usable(ages)),
        unpriced=_unpriced(priced, context) if removed & _PRICED_BY else frozenset(),
        arrives=delivery_estimate(priced, context),
        origins=origins,
        demand=tentative_demand(view, priced, context),
        changes=changed_since(origins, priced, currency=context.currency, unknown=unknown),
    )


def _unpriced(order: Order, context: RuleContext) -> frozenset[int]:
    """The numbers of the lines whose products can't be priced by ``context``."""
    known = context.products
    return frozenset(x.line for x in order.lines if current_sku(x.sku, context) not in known)


def _products(order: Order, context: RuleContext) -> dict[Sku, OrderedProduct]:
    """The names of an order's products; one that is not known here is missing."""
    found = {}
    for line in order.lines:
        product = context.products.get(current_sku(line.sku, context))
        if product is not None:
            offers = context.offers.get(product.sku, ())
            found[line.sku] = OrderedProduct(
                name=product.name,
                unit=product.unit,
                offers={offer.code: offer.description for offer in offers},
            )
    return found
