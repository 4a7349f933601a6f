"""The preview of an order: all that an order editor shows of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from smartclient.contract.feeds import FeedKind
from smartclient.domain.freshness import Consequence
from smartclient.domain.ids import Sku
from smartclient.domain.limits import check_total
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.evaluation import Evaluation, evaluate
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import Origin, changed_since
from smartclient.domain.sales.pricing import current_sku, delivery_estimate, price_order
from smartclient.quoting.expired_terms import with_sums_as_quoted, without_expired
from smartclient.quoting.quoted_feeds import aging_feeds
from smartclient.read_models.availability import availability
from smartclient.read_models.data_ages import CacheState, DataAge, check_usable, data_ages
from smartclient.read_models.demand import NO_DEMAND, TentativeDemand
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import OrderPreview

_PRICED_BY = frozenset({FeedKind.PRODUCTS, FeedKind.PRICES})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedData:
    """What a device's data says of its own age.

    ``cache`` has the feeds that orders are quoted from, ``expired`` those of them that have left
    the device for their age. ``of_placed`` is the age of an order that head office sent, ``credit``
    that of what the customer's credit is counted by.
    """

    cache: Mapping[str, CacheState]
    expired: frozenset[str] = frozenset()
    of_placed: tuple[DataAge, ...] = ()
    credit: tuple[DataAge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedOrder:
    """An order as a device prices it, by what, and how old that is where it is too old."""

    order: Order
    context: RuleContext
    ages: tuple[DataAge, ...] = field(default=())


def priced(order: Order, known: RuleContext, data: QuotedData) -> PricedOrder:
    """``order`` priced by ``known``; RefusedError for one that comes to too much."""
    context = without_expired(known, data.expired, known.today)
    quoted = with_sums_as_quoted(price_order(order, context), order, data.expired)
    check_total(quoted)
    ages = data_ages(data.cache, aging_feeds(quoted, context), known.now)
    return PricedOrder(order=quoted, context=context, ages=ages)


def preview(
    order: Order,
    known: RuleContext,
    data: QuotedData,
    *,
    origins: tuple[Origin, ...] = (),
    demand: Callable[[PricedOrder], TentativeDemand] = lambda _: NO_DEMAND,
) -> OrderPreview:
    """``order`` priced by ``known``, and evaluated by head office's rules.

    For a draft with ``origins`` it says what changed since.
    """
    quote = priced(order, known, data)
    quoted, context = quote.order, quote.context
    ages = (*quote.ages, *data.of_placed)
    # without what has expired, the rules would find problems that the order does not have
    removed = {age.kind for age in ages if age.consequence is Consequence.REMOVE}
    can_be_evaluated = bool(quoted.lines) and not removed
    evaluation = evaluate(quoted, context) if can_be_evaluated else Evaluation(order=quoted)
    products = _products(quoted, known)
    unknown = frozenset(line.sku for line in quoted.lines if line.sku not in products)
    if FeedKind.PRODUCTS in removed:
        unknown = frozenset()
    return OrderPreview(
        order=quoted,
        problems=evaluation.problems,
        report=evaluation.report,
        products=products,
        ages=ages if data.of_placed else (*ages, *data.credit),
        save=availability(lambda: check_usable(ages)),
        unpriced=_unpriced(quoted, context) if removed & _PRICED_BY else frozenset(),
        arrives=delivery_estimate(quoted, context),
        origins=origins,
        demand=demand(quote),
        changes=changed_since(origins, quoted, currency=context.currency, unknown=unknown),
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
