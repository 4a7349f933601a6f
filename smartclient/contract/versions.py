"""Versions of request bodies, and how a body of one version becomes that of another.

A body begins with version 1. A later version is an entry of ``CONVERSIONS``: head office reads
what earlier clients send, and a client writes an earlier version for a head office that does not
read the newest. A conversion stays for as long as head office serves a client that needs it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from smartclient.contract.feed_versions import newest_version
from smartclient.domain.errors import RefusedError

Json = Any
"""Decoded JSON: what ``msgspec.json.decode`` returns without a type."""

WITHDRAWALS_SINCE = 2
"""The version of the link since which head office knows withdrawals."""

DEVICES_SINCE = 4
"""The version of the link since which head office enrols and revokes devices by request."""

HANDED_OVER_SINCE = 5
"""The version of the link since which head office lists devices, and decides by request about what
they handed over."""

TAKE_ALONG_SINCE = 6
"""The version of the link since which head office gives data sets and pinned customers."""

MAIL_SINCE = 6
"""The version of the link since which head office sends mail."""

TOGETHER_SINCE = 7
"""The version of the link since which head office decides several requests as one."""

NUMBER_BLOCKS_SINCE = 7
"""The version of the link since which head office gives blocks of numbers."""

CHECK_OUTS_SINCE = 7
"""The version of the link since which head office lets reps check customers out."""

CLIENT_VERSION = 1
"""What this client calls itself in a pulse; head office names the oldest it still serves."""

OLDEST_LINK = 1
"""The oldest version of them at head office that this client can work with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """Between a version of a kind's body and the next, both as decoded JSON objects.

    ``since`` is the version of the link since which head office reads the next one. ``upgrade``
    makes the next of the earlier, ``downgrade`` the earlier of the next and the request's lane.
    """

    since: int
    upgrade: Callable[[Json], Json]
    downgrade: Callable[[Json, str], Json]


def _without_customer(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "customer"}


def _with_customer(body: Json, lane: str) -> Json:
    """A cancellation as it was before it could say more than which order, and why."""
    return {"order_id": body["order_id"], "note": body["note"], "customer": lane}


CONVERSIONS: Mapping[tuple[str, int], Conversion] = {
    # the lane is the customer's number
    ("cancel_order", 1): Conversion(since=3, upgrade=_without_customer, downgrade=_with_customer),
}
"""(kind, version) → what is between it and the next version."""


LINK_VERSION = max(
    newest_version(),
    HANDED_OVER_SINCE,
    NUMBER_BLOCKS_SINCE,
    TOGETHER_SINCE,
    *(conversion.since for conversion in CONVERSIONS.values()),
)
"""The version of the operations that this client speaks; a head office may speak an earlier one.

Whatever came last makes it: a column of a feed, a kind of request or a version of one.
"""


def current_version(kind: str) -> int:
    """The newest version of a kind's body."""
    return version_at(kind, LINK_VERSION)


def version_at(kind: str, link_version: int) -> int:
    """The newest version of a kind's body that a head office of ``link_version`` reads."""
    version = 1
    while (kind, version) in CONVERSIONS and CONVERSIONS[kind, version].since <= link_version:
        version += 1
    return version


def upgrade_body(kind: str, version: int, body: Json) -> Json:
    """``body`` in the current version of its kind.

    Raises RefusedError for a version that is newer than this program, or too old.
    """
    current = current_version(kind)
    if version > current:
        raise RefusedError(
            "This request was made by a newer Smart Client than head office runs. "
            "It is kept; head office must be upgraded.",
            detail=f"{kind} version {version} > {current}",
        )
    for earlier in range(version, current):
        conversion = CONVERSIONS.get((kind, earlier))
        if conversion is None:
            raise RefusedError(
                "This request was made by a Smart Client that is too old. It is kept. Upgrade "
                "Smart Client and withdraw the request; when that is answered, enter it again.",
                detail=f"{kind} version {earlier} has no conversion",
            )
        # what is no object is refused where it is given its type
        body = conversion.upgrade(body) if isinstance(body, dict) else body
    return body


def downgrade_body(kind: str, version: int, body: Json, lane: str) -> Json:
    """``body``, which is in the current version of its kind, in an earlier ``version``."""
    for earlier in reversed(range(version, current_version(kind))):
        body = CONVERSIONS[kind, earlier].downgrade(body, lane)
    return body
