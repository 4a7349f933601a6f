"""Feeds: the kinds of data that flow to a laptop, and the columns of their rows.

A row is a tuple in the order given here, ready for the store's table of the same columns.
Amounts and percentages are integers of 1/10,000, days ISO text (``2026-11-21``), instants ISO
text in UTC, flags 0 or 1. The first column is always ``id``: head office's own integer key,
by which a first load pages and a tombstone deletes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Value = str | int | bytes | None
Row = tuple[Value, ...]


class FeedKind(StrEnum):
    """What can be pulled, in the order in which it is pulled."""

    MEMBERSHIP = "membership"
    POLICIES = "policies"
    CUSTOMERS = "customers"
    ADDRESSES = "addresses"
    PRODUCTS = "products"
    PRICES = "prices"
    OFFERS = "offers"
    OFFER_PRODUCTS = "offer_products"
    STOCK = "stock"
    TAX_RATES = "tax_rates"
    SHIP_METHODS = "ship_methods"
    ORDERS = "orders"
    OPEN_WORK = "open_work"
    CASES = "cases"
    REPS = "reps"
    LAPTOPS = "laptops"
    STOPPED = "stopped"
    POLICY_HISTORY = "policy_history"
    TOMBSTONES = "tombstones"
    PHOTOS = "photos"


COLUMNS: dict[FeedKind, tuple[str, ...]] = {
    FeedKind.MEMBERSHIP: ("id", "customer", "is_member"),
    FeedKind.POLICIES: ("id", "key", "setting"),
    FeedKind.CUSTOMERS: (
        "id",
        "number",
        "name",
        "rep",
        "territory",
        "contact",
        "phone",
        "email",
        "notes",
        "status",
        "credit_limit",
        "balance",
        "merged_into",
        "price_list",
        "payment_terms",
        "tax_exempt",
        "business_type",
        "specialty",
        "square_feet",
        "annual_sales",
    ),
    FeedKind.ADDRESSES: (
        "id",
        "customer",
        "kind",
        "line1",
        "line2",
        "city",
        "state",
        "postal_code",
        "country",
    ),
    FeedKind.PRODUCTS: (
        "id",
        "sku",
        "name",
        "category",
        "subcategory",
        "description",
        "unit",
        "color",
        "size",
        "weight",
        "list_price",
        "sell_from",
        "sell_until",
        "discontinued_on",
        "replaced_by",
        "former_sku",
        "min_order_quantity",
        "pack_size",
        "image",
        "ean",
    ),
    FeedKind.PRICES: ("id", "sku", "price_list", "valid_from", "valid_to", "amount"),
    FeedKind.OFFERS: (
        "id",
        "code",
        "description",
        "discount_percent",
        "kind",
        "audience",
        "valid_from",
        "valid_to",
        "min_quantity",
        "max_quantity",
    ),
    FeedKind.OFFER_PRODUCTS: ("id", "offer_code", "sku"),
    FeedKind.STOCK: ("id", "sku", "on_hand"),
    FeedKind.TAX_RATES: ("id", "country", "state", "applies_to", "rate_percent", "name"),
    FeedKind.SHIP_METHODS: ("id", "name", "base", "rate"),
    # document: a PlacedOrder as JSON
    FeedKind.ORDERS: (
        "id",
        "order_id",
        "customer",
        "number",
        "state",
        "order_date",
        "document",
    ),
    # what is open of a rep's: conflicts, and requests that were set aside. request_id: the newest
    # request about it, with its answer; asked: what is judged of a conflict
    FeedKind.OPEN_WORK: (
        "id",
        "item_id",
        "sender",
        "state",
        "since",
        "request_id",
        "kind",
        "version",
        "lane",
        "body",
        "digest",
        "replaces",
        "made_at",
        "asked_kind",
        "asked",
        "conflict",
        "answer",
    ),
    # document: a contract.cases.Case as JSON
    FeedKind.CASES: ("id", "conflict_id", "state", "document"),
    FeedKind.REPS: ("id", "login", "number", "title", "territory", "role", "name"),
    # clock_offset_seconds: the laptop's clock less head office's
    FeedKind.LAPTOPS: (
        "id",
        "login",
        "seen_at",
        "client_version",
        "waiting",
        "clock_offset_seconds",
    ),
    # requests that were set aside; lane: the customer, error: for support
    FeedKind.STOPPED: (
        "id",
        "sender",
        "request_id",
        "kind",
        "lane",
        "attempts",
        "error",
        "received_at",
        "stopped_at",
    ),
    # was: "" when nothing was set before
    FeedKind.POLICY_HISTORY: ("id", "key", "was", "setting", "changed_by", "changed_at"),
    # entry_id: the id the deleted row had in the feed ``kind``
    FeedKind.TOMBSTONES: ("id", "kind", "entry_id"),
    FeedKind.PHOTOS: ("id", "name", "hash", "content"),
}

ADDED_COLUMNS: Mapping[FeedKind, Mapping[str, int]] = {
    FeedKind.PRODUCTS: {"ean": 2},
    FeedKind.REPS: {"name": 2},
}
"""Columns that feeds did not have from the first, with the version of the link that added each.

They stand at the end of ``COLUMNS``. From a head office of an earlier version they come as "".
"""

ADDED_FEEDS: Mapping[FeedKind, int] = {FeedKind.OPEN_WORK: 2}
"""Feeds that were not there from the first, with the version of the link that added each."""

FOR_ADMINS = frozenset(
    {
        FeedKind.CASES,
        FeedKind.REPS,
        FeedKind.LAPTOPS,
        FeedKind.STOPPED,
        FeedKind.POLICY_HISTORY,
    }
)
"""Feeds of which only an admin is given anything."""


def feeds_at(link_version: int) -> tuple[FeedKind, ...]:
    """Return the feeds of a version of the link, in the order in which they are pulled."""
    return tuple(kind for kind in FeedKind if ADDED_FEEDS.get(kind, 1) <= link_version)


def columns_at(kind: FeedKind, link_version: int) -> tuple[str, ...]:
    """Return the columns that a feed has in a version of the link."""
    added = ADDED_COLUMNS.get(kind, {})
    return tuple(name for name in COLUMNS[kind] if added.get(name, 1) <= link_version)


def feed_version(kind: FeedKind, link_version: int) -> int:
    """Return the version of the link that gave a feed the columns it has in ``link_version``."""
    added = [ADDED_FEEDS.get(kind, 1), *ADDED_COLUMNS.get(kind, {}).values()]
    return max(version for version in added if version <= link_version)


def fingerprints_version(link_version: int) -> int:
    """Return the version of the link that gave all feeds the columns they have in it."""
    return max(feed_version(kind, link_version) for kind in feeds_at(link_version))


def changed_feeds(before: int, after: int) -> tuple[FeedKind, ...]:
    """Return the feeds that have more columns in version ``after`` of the link than ``before``."""
    return tuple(
        kind for kind in feeds_at(before) if feed_version(kind, after) > feed_version(kind, before)
    )


class Cursor(NamedTuple):
    """How far a feed was read: everything up to this row version and, within it, this id."""

    row_version: int = 0
    id: int = 0


class FeedPlace(NamedTuple):
    """Where a feed is read on: after ``cursor``, by key in a first load, else by row version."""

    kind: FeedKind
    cursor: Cursor
    by_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """One page of one feed. ``cursor`` is where the next begins; ``more`` whether there is one."""

    kind: FeedKind
    rows: tuple[Row, ...]
    cursor: Cursor
    more: bool
