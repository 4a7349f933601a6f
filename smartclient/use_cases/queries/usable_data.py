"""Usable data: what each function needs, and whether that is too old for it."""

from collections.abc import Collection, Mapping

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.dated_terms import offers_are_dated, prices_are_dated
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CacheState, DataAge, check_usable, data_ages
from smartclient.store.feeds.feeds import QUOTED_FROM
from smartclient.store.unit_of_work import ReadView

_OFFERS = frozenset({FeedKind.OFFERS, FeedKind.OFFER_PRODUCTS})

NEEDED: Mapping[TaskKind, tuple[FeedKind, ...]] = {
    TaskKind.UPDATE_CUSTOMER: (FeedKind.CUSTOMERS, FeedKind.ADDRESSES),
    TaskKind.DELETE_CUSTOMER: (FeedKind.CUSTOMERS, FeedKind.ORDERS),
    TaskKind.DECIDE_CASE: (FeedKind.CASES,),
    TaskKind.TAKE_OVER: (FeedKind.OPEN_WORK,),
    TaskKind.RETRY_STOPPED: (FeedKind.STOPPED,),
    TaskKind.CLOSE_STOPPED: (FeedKind.STOPPED,),
}
"""The data that each function is made from, but for orders, which go by their lines.

What is not listed needs none: taking back and answering a conflict are about work that was saved,
and a lost device must be revoked whatever is known of it here.
"""


def ages_of(view: ReadView, clock: Clock, kinds: Collection[FeedKind]) -> tuple[DataAge, ...]:
    """Those of ``kinds`` that are not used as they are now."""
    policies = view.rule_context.policies()
    cache = {
        str(kind): CacheState(rows=0, as_of=view.feeds.as_of(kind), policy=policies.for_kind(kind))
        for kind in kinds
    }
    return data_ages(cache, tuple(cache), clock.now())


def check_can_be_used(view: ReadView, clock: Clock, kind: TaskKind) -> None:
    """Raise RefusedError where data that the function needs is too old for it."""
    check_usable(ages_of(view, clock, NEEDED.get(kind, ())))


def check_can_begin_order(view: ReadView, clock: Clock) -> None:
    """Raise RefusedError where no order can be placed with the data here."""
    dated = {FeedKind.PRICES} if view.catalog.has_dated_prices(clock.today()) else set()
    check_usable(ages_of(view, clock, [kind for kind in QUOTED_FROM if kind not in dated]))


def order_ages(
    view: ReadView, clock: Clock, order: Order, context: RuleContext
) -> tuple[DataAge, ...]:
    """The ages of what a quoted order is made from, but for terms that are dated themselves."""
    dated: set[FeedKind] = set()
    if prices_are_dated(order, context):
        dated.add(FeedKind.PRICES)
    if offers_are_dated(order, context):
        dated |= _OFFERS
    return ages_of(view, clock, [kind for kind in QUOTED_FROM if kind not in dated])
