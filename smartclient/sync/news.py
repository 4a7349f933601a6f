"""News: what this laptop knows of head office, and whether a pulse has more."""

from collections.abc import Mapping
from dataclasses import dataclass

from smartclient.contract.feed_versions import feeds_at
from smartclient.contract.feeds import (
    FOR_ADMINS,
    OWN_CONTACT,
    FeedKind,
)
from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.clock import Clock
from smartclient.store.unit_of_work import ReadView

_NO_NEWS = OWN_CONTACT
"""It changes with every pulse, so that a laptop that waits would be its own news."""

_EVERYTHING = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A hello that says how far replies were read, and up to which row version each feed was."""

    hello: PulseRequest
    heads: Mapping[FeedKind, int]


def what_is_known(view: ReadView, clock: Clock) -> Known:
    """What this laptop read of head office.

    The device is left out of the hello: its token is renewed by syncs alone.
    """
    identity = view.meta.identity()
    kinds = [
        kind
        for kind in feeds_at(view.meta.link_version)
        if kind not in FOR_ADMINS or (identity is not None and identity.is_admin)
    ]
    heads = dict.fromkeys(FeedKind, _EVERYTHING)
    heads.update({kind: view.feeds.cursor(kind).known_to for kind in kinds})
    heads[_NO_NEWS] = _EVERYTHING
    hello = PulseRequest(
        replies_after=view.meta.replies_after,
        waiting=view.outbox.count_unanswered(),
        clock=clock.now(),
    )
    return Known(hello=hello, heads=heads)


def has_news(pulse: Pulse, known: Known) -> bool:
    """Whether a pulse has a reply, or a row of a feed, beyond what is known."""
    newer = any(head > known.heads.get(kind, 0) for kind, head in pulse.heads.items())
    return bool(pulse.replies) or newer
