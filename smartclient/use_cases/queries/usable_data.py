"""Usable data: what each function needs, and whether that is too old for it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.freshness import Consequence
from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import TaskKind
from smartclient.quoting.quoted_feeds import QUOTED_FROM, aging_feeds
from smartclient.read_models.data_ages import CacheState, DataAge, check_usable, data_ages
from smartclient.read_models.records import CustomerRecord
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.unit_of_work import ReadView

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


def shown_as_of(view: ReadView, kind: FeedKind) -> datetime | None:
    """As of when a kind of data is, as it is shown; documents are as old as their contents."""
    as_of = view.feeds.as_of(kind)
    if kind is not FeedKind.DOCUMENTS or not view.data_sets.selection().any_documents:
        return as_of
    contents = view.feeds.as_of(FeedKind.DOCUMENT_PARTS)
    return None if as_of is None or contents is None else min(as_of, contents)


def ages_of(view: ReadView, clock: Clock, kinds: Collection[FeedKind]) -> tuple[DataAge, ...]:
    """Those of ``kinds`` that are not used as they are now."""
    cache = cache_of(view, kinds)
    return data_ages(cache, tuple(cache), clock.now())


def cache_of(view: ReadView, kinds: Collection[FeedKind]) -> dict[str, CacheState]:
    """When the data of ``kinds`` was last complete, and how it may age."""
    policies = view.rule_context.policies()
    return {
        str(kind): CacheState(rows=0, as_of=shown_as_of(view, kind), policy=policies.for_kind(kind))
        for kind in kinds
    }


@contextmanager
def explaining_removal(view: ReadView, clock: Clock, *kinds: FeedKind) -> Iterator[None]:
    """Raise RefusedError for what is not found because data of one of ``kinds`` was removed."""
    try:
        yield
    except NotFoundError:
        check_usable(_removed(view, clock, kinds))
        raise


def check_is_priced(view: ReadView, clock: Clock, sku: Sku) -> None:
    """Raise RefusedError for a product whose data or price was removed for its age."""
    removed = _removed(view, clock, (FeedKind.PRODUCTS, FeedKind.PRICES))
    is_dated = sku in view.catalog.with_dated_prices([sku], clock.today())
    check_usable([age for age in removed if age.kind == FeedKind.PRODUCTS or not is_dated])


def _removed(view: ReadView, clock: Clock, kinds: Collection[FeedKind]) -> list[DataAge]:
    ages = ages_of(view, clock, kinds)
    return [age for age in ages if age.consequence is Consequence.REMOVE]


def knows_credit(view: ReadView, clock: Clock) -> bool:
    """Whether all is here that a customer's credit is counted by: too little would be too much."""
    kinds = (FeedKind.CUSTOMERS, FeedKind.ORDERS)
    came = all(view.feeds.as_of(kind) is not None for kind in kinds)
    return came and not _removed(view, clock, kinds)


def with_known_credit(record: CustomerRecord, view: ReadView, clock: Clock) -> CustomerRecord:
    """A customer without how much of its credit is used, where that is not known."""
    if record.confirmed is None or knows_credit(view, clock):
        return record
    return replace(record, credit_used=None)


def credit_ages(view: ReadView, clock: Clock) -> tuple[DataAge, ...]:
    """The age of orders that were removed, and that credit is counted by."""
    return tuple(_removed(view, clock, (FeedKind.ORDERS,)))


def ages_of_placed(view: ReadView, clock: Clock, stored: StoredOrder | None) -> tuple[DataAge, ...]:
    """How old an order is as head office sent it; nothing where it never did."""
    is_sent = stored is not None and stored.placed is not None
    return ages_of(view, clock, (FeedKind.ORDERS,)) if is_sent else ()


def check_can_be_used(view: ReadView, clock: Clock, kind: TaskKind) -> None:
    """Raise RefusedError where data that the function needs is too old for it."""
    check_usable(ages_of(view, clock, NEEDED.get(kind, ())))


def check_can_begin_order(view: ReadView, clock: Clock) -> None:
    """Raise RefusedError where no order can be placed with the data here."""
    dated = {FeedKind.PRICES} if view.catalog.has_dated_prices(clock.today()) else set()
    check_usable(ages_of(view, clock, [kind for kind in QUOTED_FROM if kind not in dated]))
    if not view.customers.has_any():
        raise RefusedError(
            "There is no customer on this device to take an order for. Sync first, or create one."
        )
    if not view.catalog.has_any_product():
        raise RefusedError("There is no product on this device to order. Sync first.")


def check_can_open_documents(view: ReadView, clock: Clock) -> None:
    """Raise RefusedError where documents are too old to be handed to anybody."""
    check_usable(ages_of(view, clock, (FeedKind.DOCUMENTS,)))


def order_ages(
    view: ReadView, clock: Clock, order: Order, context: RuleContext
) -> tuple[DataAge, ...]:
    """The ages of what a quoted order is made from, but for terms that are dated themselves."""
    return ages_of(view, clock, aging_feeds(order, context))
