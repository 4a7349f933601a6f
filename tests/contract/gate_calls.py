"""What tests call over the gate of a service."""

from collections.abc import Callable

from smartclient.contract.feeds import Cursor, FeedKind, FeedPlace
from smartclient.contract.operations import Operations, PulseRequest

WATERMARK = 2**60
"""Above all that was ever written."""

CALLS: dict[str, Callable[[Operations], object]] = {
    "submit": lambda o: o.submit([]),
    "pulse": lambda o: o.pulse(PulseRequest()),
    "replies": lambda o: o.replies(after=0, watermark=WATERMARK, limit=10),
    "feed": lambda o: o.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=WATERMARK, limit=10, by_key=True
    ),
    "feeds": lambda o: o.feeds(
        [FeedPlace(FeedKind.CUSTOMERS, Cursor(), by_key=True)], watermark=WATERMARK, limit=10
    ),
    "fingerprints": lambda o: o.fingerprints(None, watermark=WATERMARK, width=1000),
}


def seen(operations: Operations, kind: FeedKind) -> list[tuple[object, ...]]:
    """All rows of a feed that a device may see."""
    page = operations.feed(kind, cursor=Cursor(), watermark=WATERMARK, limit=500, by_key=True)
    return [tuple(row) for row in page.rows]
