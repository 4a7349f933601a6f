"""Expired data leaves the device: removed where the time is proven, hidden until then."""

import logging
from collections.abc import Mapping
from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.database.types import instant_text
from smartclient.domain.clock import Clock, ClockProof, proof_of
from smartclient.domain.errors import SmartClientError
from smartclient.domain.expiry import AgingData
from smartclient.store.feeds.expiry import HiddenKind
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.use_cases.queries.expired_data import expired_feeds

logger = logging.getLogger(__name__)

_REMOVED: Final = "removed_{}"
"""The name in the store's meta of as of when a feed was whose rows were removed."""


def remove_expired(store: Store, clock: Clock) -> None:
    """Remove the rows of every feed that has expired, or hide them where the time is unproven.

    What unsent work is shown with stays. Each part is a transaction of its own: cut off anywhere,
    the next call goes on, and the next contact loads the feed from its beginning.
    """
    with store.view() as view:
        expired = expired_feeds(view, clock)
    _hide(store, clock, expired)
    if not expired or proof_of(clock) is not ClockProof.PROVEN:
        return
    try:
        removed = sum(_remove(store, clock, kind) for kind in expired)
    except SmartClientError as error:
        # a full disk or another program that writes must not keep anyone from working
        logger.warning("expired rows are hidden, not removed yet: %s", error.detail or error)
        return
    if removed:
        logger.info("rows removed that had expired: %d, of %s", removed, ", ".join(expired))


def _remove(store: Store, clock: Clock, kind: FeedKind) -> int:
    removed, more = 0, True
    while more:
        with store.work() as work:
            # another program may have begun to load it meanwhile
            goes_by = expired_feeds(work, clock).get(kind)
            if goes_by is None or _is_loaded_again(work, clock, kind):
                return removed
            work.meta.set(_REMOVED.format(kind), _as_of(work, goes_by))
            count = work.feeds.remove_expired(kind, clock.today())
            work.commit()
        removed, more = removed + count, count > 0
    return removed


def _is_loaded_again(view: ReadView, clock: Clock, kind: FeedKind) -> bool:
    """Whether what is here of a feed came after its removal, and is not too old itself.

    It is as old as the last contact, though the feed is not complete, and so as of before, yet.
    """
    state, goes_by = view.feeds.cursor(kind), expired_feeds(view, clock)[kind]
    if state.loading and not state.load_watermark:
        return False
    if not state.loading and view.meta.get(_REMOVED.format(kind)) != _as_of(view, goes_by):
        return False
    seen = view.meta.learnt_time().seen
    policy = view.rule_context.policies().for_kind(goes_by)
    return seen is not None and not AgingData(as_of=seen, policy=policy).is_expired(clock.now())


def _as_of(view: ReadView, kind: FeedKind) -> str:
    as_of = view.feeds.as_of(kind)
    return "" if as_of is None else instant_text(as_of)


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
