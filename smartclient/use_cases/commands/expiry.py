"""Expired data leaves the device: removed where the time is proven, hidden until then."""

import logging
from collections.abc import Mapping

from smartclient.contract.feeds import FeedKind
from smartclient.domain.clock import Clock, ClockProof, proof_of
from smartclient.domain.expiry import AgingData
from smartclient.store.feeds.expiry import HiddenKind
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.use_cases.queries.expired_data import expired_feeds

logger = logging.getLogger(__name__)


def remove_expired(store: Store, clock: Clock) -> None:
    """Remove the rows of every feed that has expired, or hide them where the time is unproven.

    What unsent work is shown with stays. Each part is a transaction of its own: cut off anywhere,
    the next call goes on, and the next contact loads the feed from its beginning.
    """
    with store.view() as view:
        expired = expired_feeds(view, clock)
    if expired and proof_of(clock) is ClockProof.PROVEN:
        removed = sum(_remove(store, clock, kind) for kind in expired)
        if removed:
            logger.info("rows removed that had expired: %d, of %s", removed, ", ".join(expired))
    _hide(store, clock, expired)


def _remove(store: Store, clock: Clock, kind: FeedKind) -> int:
    removed, more = 0, True
    while more:
        with store.work() as work:
            # another program may have begun to load it meanwhile
            if kind not in expired_feeds(work, clock) or _is_being_loaded(work, clock, kind):
                return removed
            count = work.feeds.remove_expired(kind, clock.today())
            work.commit()
        removed, more = removed + count, count > 0
    return removed


def _is_being_loaded(view: ReadView, clock: Clock, kind: FeedKind) -> bool:
    """Whether a load is under way that is not too old itself, counted from the last contact."""
    state = view.feeds.cursor(kind)
    if not state.loading or not state.load_watermark:
        return False
    seen = view.meta.learnt_time().seen
    goes_by = expired_feeds(view, clock)[kind]
    policy = view.rule_context.policies().for_kind(goes_by)
    return seen is not None and not AgingData(as_of=seen, policy=policy).is_expired(clock.now())


def _hide(store: Store, clock: Clock, expired: Mapping[FeedKind, FeedKind]) -> None:
    """Show nothing of what is expired: where a load of it is cut off, a part of it is here."""
    with store.view() as view:
        known = {kind: view.feeds.as_of(kind) for kind in set(expired.values())}
    hides = dict(expired)
    if FeedKind.PRICES in expired:
        hides.setdefault(FeedKind.PRODUCTS, FeedKind.PRICES)
    hidden = [
        HiddenKind(kind=kind, goes_by=goes_by, as_of=as_of)
        for kind, goes_by in hides.items()
        if (as_of := known[goes_by]) is not None
    ]
    store.hide_expired(hidden, clock.today())
