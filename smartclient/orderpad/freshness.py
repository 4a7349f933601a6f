"""How old a browser's data is, by head office's policies: what is said of it, and what leaves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from smartclient.contract.feeds import FeedKind
from smartclient.domain.freshness_kinds import ALWAYS_KEPT, GO_WITH
from smartclient.orderpad.device_data import DeviceData
from smartclient.orderpad.texts import Said, of_ages
from smartclient.read_models.data_ages import CATALOG_KINDS, CUSTOMER_KINDS, ORDER_KINDS

SHOWN: Final = {
    "catalog": tuple(map(FeedKind, CATALOG_KINDS)),
    "customers": tuple(map(FeedKind, CUSTOMER_KINDS)),
    "orders": tuple(map(FeedKind, ORDER_KINDS)),
}
"""The pages that show data as head office sent it, with the feeds that each shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """What is said on each page of ``SHOWN``, and which feeds' rows are shown no more.

    ``next_step`` is the moment at which more follows from the age of any feed, None for never.
    """

    said: dict[str, list[Said]]
    expired: tuple[str, ...]
    next_step: datetime | None


def freshness(data: DeviceData) -> Freshness:
    """How fresh the feeds of a browser are now."""
    expired = data.expired(kind for kind in FeedKind if kind not in ALWAYS_KEPT)
    with_others = (kind for kind, owner in GO_WITH.items() if owner in expired)
    return Freshness(
        said={page: of_ages(data.ages(kinds)) for page, kinds in SHOWN.items()},
        expired=tuple(sorted({*expired, *with_others})),
        next_step=data.next_step(),
    )
