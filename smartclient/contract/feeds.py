"""Feeds: the kinds of data that flow to a laptop, their columns, and since when each is there.

``FEED_COLUMNS`` is the one description of a feed's rows: the store's tables, what a reply brings,
what is compared, what an older head office leaves out, and for columns that were added head
office's tables, the import format and options of commands follow from it. A row is a tuple in
that order. The first column is always ``id``: head office's own integer key, by which a first load
pages and a tombstone deletes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Value = str | int | bytes | None
Row = tuple[Value, ...]


class FeedKind(StrEnum):
    """What can be pulled, in the order in which it is pulled."""

    MEMBERSHIP = "membership"
    POLICIES = "policies"
    TAKE_ALONG = "take_along"
    CUSTOMERS = "customers"
    ADDRESSES = "addresses"
    PRODUCTS = "products"
    PRICES = "prices"
    OFFERS = "offers"
    OFFER_PRODUCTS = "offer_products"
    STOCK = "stock"
    TAX_RATES = "tax_rates"
    SHIP_METHODS = "ship_methods"
    PINNED_CUSTOMERS = "pinned_customers"
    DOCUMENTS = "documents"
    ORDERS = "orders"
    OPEN_WORK = "open_work"
    CASES = "cases"
    REPS = "reps"
    LAPTOPS = "laptops"
    STOPPED = "stopped"
    POLICY_HISTORY = "policy_history"
    ENROLLED_DEVICES = "enrolled_devices"
    TOMBSTONES = "tombstones"
    PHOTOS = "photos"
    DOCUMENT_PARTS = "document_parts"


class ColumnType(StrEnum):
    """How the values of a column travel and are kept on a laptop.

    Amounts and percentages are integers of 1/10,000, days ISO text (``2026-11-21``), flags 0 or 1;
    instants are ISO text in UTC and documents JSON, both text here. Content is bytes.
    """

    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"
    INTEGER = "integer"
    FLAG = "flag"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedColumn:
    """One column of a feed. ``since`` is the version of the link that added it, 1 for the first.

    A new one is since the version after the released one, which a test names, and stands behind
    all others of its feed. Where nothing is known it is "" if it is a text, else NULL.
    """

    name: str
    type: ColumnType
    since: int = 1

    @property
    def unknown(self) -> str | None:
        """What the column holds where head office is too old to have it."""
        return "" if self.type is ColumnType.TEXT else None


def text(name: str, *, since: int = 1) -> FeedColumn:
    """A column of text."""
    return FeedColumn(name=name, type=ColumnType.TEXT, since=since)


def texts(*names: str) -> tuple[FeedColumn, ...]:
    """Columns of text that were there from the first."""
    return tuple(text(name) for name in names)


def amount(name: str, *, since: int = 1) -> FeedColumn:
    """A column of amounts or percentages."""
    return FeedColumn(name=name, type=ColumnType.AMOUNT, since=since)


def day(name: str, *, since: int = 1) -> FeedColumn:
    """A column of days."""
    return FeedColumn(name=name, type=ColumnType.DAY, since=since)


def integer(name: str, *, since: int = 1) -> FeedColumn:
    """A column of whole numbers."""
    return FeedColumn(name=name, type=ColumnType.INTEGER, since=since)


def flag(name: str, *, since: int = 1) -> FeedColumn:
    """A column of yes or no."""
    return FeedColumn(name=name, type=ColumnType.FLAG, since=since)


def content(name: str) -> FeedColumn:
    """A column of bytes."""
    return FeedColumn(name=name, type=ColumnType.CONTENT)


ID = integer("id")
"""Head office's own key of a row, the first column of every feed."""

FEED_COLUMNS: Mapping[FeedKind, tuple[FeedColumn, ...]] = {
    FeedKind.MEMBERSHIP: (
        ID,
        text("customer"),
        flag("is_member"),
    ),
    FeedKind.POLICIES: (
        ID,
        *texts("key", "setting"),
    ),
    # the data sets a rep is given; content: a DataSetContent as JSON, size: in bytes, of
    # its photos and documents
    FeedKind.TAKE_ALONG: (
        ID,
        text("name"),
        flag("required"),
        text("content"),
        integer("products"),
        integer("size"),
    ),
    FeedKind.CUSTOMERS: (
        ID,
        *texts(
            "number", "name", "rep", "territory", "contact", "phone", "email", "notes", "status"
        ),
        amount("credit_limit"),
        amount("balance"),
        *texts("merged_into", "price_list", "payment_terms"),
        flag("tax_exempt"),
        # these four are carried, not shown: head office imports them, and no screen of a rep needs
        # them, so they are no fields of Customer. An added column always is one, and is shown
        *texts("business_type", "specialty"),
        integer("square_feet"),
        amount("annual_sales"),
        # the logins of the reps beside the first
        text("more_reps", since=6),
        # the last check-out: domain.check_out reads and writes it
        text("check_out", since=7),
    ),
    FeedKind.ADDRESSES: (
        ID,
        *texts("customer", "kind", "line1", "line2", "city", "state", "postal_code", "country"),
    ),
    FeedKind.PRODUCTS: (
        ID,
        *texts(
            "sku",
            "name",
            "category",
            "subcategory",
            "description",
            "unit",
            "color",
            "size",
            "weight",
        ),
        amount("list_price"),
        day("sell_from"),
        day("sell_until"),
        day("discontinued_on"),
        *texts("replaced_by", "former_sku"),
        integer("min_order_quantity"),
        integer("pack_size"),
        text("image"),
        text("ean", since=2),
    ),
    FeedKind.PRICES: (
        ID,
        *texts("sku", "price_list"),
        day("valid_from"),
        day("valid_to"),
        amount("amount"),
    ),
    FeedKind.OFFERS: (
        ID,
        *texts("code", "description"),
        amount("discount_percent"),
        *texts("kind", "audience"),
        day("valid_from"),
        day("valid_to"),
        integer("min_quantity"),
        integer("max_quantity"),
    ),
    FeedKind.OFFER_PRODUCTS: (
        ID,
        *texts("offer_code", "sku"),
    ),
    FeedKind.STOCK: (
        ID,
        text("sku"),
        integer("on_hand"),
    ),
    FeedKind.TAX_RATES: (
        ID,
        *texts("country", "state", "applies_to"),
        amount("rate_percent"),
        text("name"),
    ),
    FeedKind.SHIP_METHODS: (
        ID,
        text("name"),
        amount("base"),
        amount("rate"),
    ),
    # customers outside the partition that the rep reads; document: a PinnedCustomer as JSON
    FeedKind.PINNED_CUSTOMERS: (
        ID,
        *texts("customer", "document"),
    ),
    # data sheets and the like, each of a product or of a category; size: in bytes, hash: of all
    FeedKind.DOCUMENTS: (
        ID,
        *texts("sku", "category", "title", "format", "hash"),
        integer("size"),
    ),
    # document: a PlacedOrder as JSON
    FeedKind.ORDERS: (
        ID,
        *texts("order_id", "customer", "number", "state"),
        day("order_date"),
        text("document"),
    ),
    # what is open of a rep's: conflicts, and requests that were set aside. request_id: the newest
    # request about it, with its answer; asked: the request that is evaluated of a conflict
    FeedKind.OPEN_WORK: (
        ID,
        *texts("item_id", "sender", "state", "since", "request_id", "kind"),
        integer("version"),
        *texts(
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
    ),
    # document: a contract.cases.Case as JSON
    FeedKind.CASES: (
        ID,
        *texts("conflict_id", "state", "document"),
    ),
    FeedKind.REPS: (
        ID,
        *texts("login", "number", "title", "territory", "role"),
        text("name", since=2),
    ),
    # clock_offset_seconds: the laptop's clock less head office's
    FeedKind.LAPTOPS: (
        ID,
        *texts("login", "seen_at"),
        integer("client_version"),
        integer("waiting"),
        integer("clock_offset_seconds"),
    ),
    # requests that were set aside; lane: the customer, error: for support
    FeedKind.STOPPED: (
        ID,
        *texts("sender", "request_id", "kind", "lane"),
        integer("attempts"),
        *texts("error", "received_at", "stopped_at"),
    ),
    # was: "" when nothing was set before
    FeedKind.POLICY_HISTORY: (
        ID,
        *texts("key", "was", "setting", "changed_by", "changed_at"),
    ),
    # kind: laptop or browser; unsent: requests that it handed over and nobody decided about
    FeedKind.ENROLLED_DEVICES: (
        ID,
        *texts("device", "login", "name", "kind", "enrolled_at", "state"),
        *texts("revoked_at", "revoked_by"),
        day("seen_on"),
        text("address"),
        integer("unsent"),
    ),
    # entry_id: the id the deleted row had in the feed ``kind``
    FeedKind.TOMBSTONES: (
        ID,
        text("kind"),
        integer("entry_id"),
    ),
    FeedKind.PHOTOS: (
        ID,
        *texts("name", "hash"),
        content("content"),
    ),
    # the bytes of the document with this hash, each once, however many products it is of
    FeedKind.DOCUMENT_PARTS: (
        ID,
        text("hash"),
        integer("part"),
        content("content"),
    ),
}
"""The columns of each feed, in the order in which a row has them."""

COLUMNS: Mapping[FeedKind, tuple[str, ...]] = {
    kind: tuple(column.name for column in columns) for kind, columns in FEED_COLUMNS.items()
}
"""The names of each feed's columns."""

WITH_CONTENT = tuple(
    kind
    for kind, columns in FEED_COLUMNS.items()
    if any(column.type is ColumnType.CONTENT for column in columns)
)
"""Feeds of pictures and documents, which are large and least urgent: they are pulled last."""

STORED_AS_THEY_COME = (
    FeedKind.PRODUCTS,
    FeedKind.PRICES,
    FeedKind.OFFERS,
    FeedKind.OFFER_PRODUCTS,
    FeedKind.STOCK,
)
"""Feeds that may have very many rows, of which a laptop needs none to store the others."""

FOR_ADMINS = frozenset(
    {
        FeedKind.CASES,
        FeedKind.REPS,
        FeedKind.LAPTOPS,
        FeedKind.STOPPED,
        FeedKind.POLICY_HISTORY,
        FeedKind.ENROLLED_DEVICES,
    }
)
"""Feeds of which only an admin is given anything."""

OWN_CONTACT = FeedKind.LAPTOPS
"""The feed that each contact of a client changes: what is new in it may be that contact alone."""


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
    rows: Sequence[Row]
    cursor: Cursor
    more: bool
