"""Fingerprints: checksums of the rows of a feed, by which two sides see whether they agree.

The text of a row is its columns one after the other, each ended by ``ENDS``, with ``NOTHING`` in
place of one that is empty. A fingerprint counts rows and adds up the first five bytes of the
SHA-256 of each row's text in UTF-8: both come out the same in whatever order rows are read.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smartclient.contract.feed_versions import columns_at, feeds_at
from smartclient.contract.feeds import (
    FeedKind,
)
from smartclient.contract.versions import LINK_VERSION

ENDS, NOTHING = "\x1f", "\x1e"

WHOLE = 2**62
"""A width so great that all rows of a feed are in one part."""

SMALLEST_PART = 16
"""How many ids make a part at least, whatever is asked for."""

_BYTES = 5

NOT_HELD = frozenset({FeedKind.MEMBERSHIP, FeedKind.TOMBSTONES})
"""Feeds whose rows no client holds: they say which rows of others come or go."""

_PARTLY = {
    # all that an order shows is in its document, and what a photo or a document shows in its hash
    FeedKind.ORDERS: ("id", "order_id", "number", "document"),
    FeedKind.PHOTOS: ("id", "name", "hash"),
    FeedKind.DOCUMENT_PARTS: ("id", "hash", "part"),
}


def compared_at(link_version: int) -> dict[FeedKind, tuple[str, ...]]:
    """The columns compared of each feed whose rows a laptop holds, in a row's order.

    Two sides compare what the lower of their link versions has.
    """
    return {
        kind: _PARTLY.get(kind) or columns_at(kind, link_version)
        for kind in feeds_at(link_version)
        if kind not in NOT_HELD
    }


COMPARED: Mapping[FeedKind, tuple[str, ...]] = compared_at(LINK_VERSION)
"""What is compared with a head office that speaks the current version of the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What the rows of one part of a feed come to: those with part * width <= id < next part's.

    ``moving`` counts rows changed at or after the watermark of the call: where there are
    any, the laptop may rightly hold others.
    """

    kind: FeedKind
    part: int
    rows: int
    total: int
    moving: int = 0


@dataclass(slots=True)
class FingerprintSum:
    """Adds up the rows of one part."""

    rows: int = 0
    total: int = 0


def sums(texts: Iterable[tuple[int, str]], width: int) -> dict[int, FingerprintSum]:
    """What rows, given as id and text, come to by part."""
    found: dict[int, FingerprintSum] = {}
    for key, text in texts:
        part = found.setdefault(key // width, FingerprintSum())
        part.rows += 1
        part.total += hash_of(text)
    return found


def hash_of(text: str) -> int:
    """The hash of one row's text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:_BYTES], "big")


def text_in_sqlite(values: Iterable[str]) -> str:
    """The expression for a row's text in SQLite, made of one expression for each column."""
    return " || ".join(
        f"coalesce({value}, char({ord(NOTHING)})) || char({ord(ENDS)})" for value in values
    )
