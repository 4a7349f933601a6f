"""The store's tables: reference data as the feeds bring it, and the rep's own work.

Reference tables have the columns of ``contract.feeds.FEED_COLUMNS`` under the same names and carry
no foreign keys: feeds arrive in any order. Reference data may be rebuilt at any time; the rep's
work (orders, edits, tasks, requests, conflicts) never is.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UnicodeText,
    text,
)
from sqlalchemy.types import TypeEngine

from smartclient.contract.feeds import FEED_COLUMNS, ID, ColumnType, FeedColumn, FeedKind
from smartclient.database.types import Amount, Day, Instant

metadata = MetaData()

_TYPES: Mapping[ColumnType, TypeEngine[Any] | type[TypeEngine[Any]]] = {
    ColumnType.TEXT: UnicodeText,
    ColumnType.AMOUNT: Amount,
    ColumnType.DAY: Day,
    ColumnType.INTEGER: Integer,
    ColumnType.FLAG: Boolean,
    ColumnType.CONTENT: LargeBinary,
}


def _feed_column(column: FeedColumn) -> Column[Any]:
    if column == ID:
        return Column(column.name, Integer, primary_key=True, autoincrement=False)
    return Column(column.name, _TYPES[column.type])


FEED_TABLES: dict[FeedKind, Table] = {
    kind: Table(str(kind), metadata, *map(_feed_column, columns))
    for kind, columns in FEED_COLUMNS.items()
    if kind not in {FeedKind.TOMBSTONES, FeedKind.MEMBERSHIP, FeedKind.ORDERS}
}
"""The table each feed fills as it comes. Tombstones and membership delete rows, and orders are
merged with what the rep made of them."""

products = FEED_TABLES[FeedKind.PRODUCTS]
prices = FEED_TABLES[FeedKind.PRICES]
offers = FEED_TABLES[FeedKind.OFFERS]
offer_products = FEED_TABLES[FeedKind.OFFER_PRODUCTS]
stock = FEED_TABLES[FeedKind.STOCK]
tax_rates = FEED_TABLES[FeedKind.TAX_RATES]
ship_methods = FEED_TABLES[FeedKind.SHIP_METHODS]
customers = FEED_TABLES[FeedKind.CUSTOMERS]
addresses = FEED_TABLES[FeedKind.ADDRESSES]
policies = FEED_TABLES[FeedKind.POLICIES]
cases = FEED_TABLES[FeedKind.CASES]
photos = FEED_TABLES[FeedKind.PHOTOS]
documents = FEED_TABLES[FeedKind.DOCUMENTS]
document_parts = FEED_TABLES[FeedKind.DOCUMENT_PARTS]

Index("ix_products_sku", products.c.sku, unique=True)
Index(
    "ix_products_former_sku",
    products.c.former_sku,
    sqlite_where=products.c.former_sku.is_not(None),
)
Index("ix_products_ean", products.c.ean, sqlite_where=products.c.ean != "")
Index("ix_prices_sku", prices.c.sku)
Index("ix_offer_products_sku", offer_products.c.sku)
Index("ix_offers_code", offers.c.code, unique=True)
Index("ix_stock_sku", stock.c.sku, unique=True)
Index("ix_customers_number", customers.c.number, unique=True)
Index("ix_customers_name", customers.c.name.collate("NOCASE"), customers.c.number)
Index("ix_addresses_customer", addresses.c.customer)
Index(
    "ix_open_work_request",
    FEED_TABLES[FeedKind.OPEN_WORK].c.sender,
    FEED_TABLES[FeedKind.OPEN_WORK].c.request_id,
)
Index("ix_photos_name", photos.c.name, unique=True)
Index("ix_documents_sku", documents.c.sku, sqlite_where=documents.c.sku != "")
Index("ix_documents_category", documents.c.category, sqlite_where=documents.c.category != "")
Index("ix_document_parts_hash", document_parts.c.hash, document_parts.c.part)
Index("ix_cases_conflict_id", cases.c.conflict_id, unique=True)

meta = Table(
    "meta",
    metadata,
    Column("name", UnicodeText, primary_key=True),
    Column("value", UnicodeText, nullable=False),
)

# how far each feed was read. loading: a first load by key is under way up to load_bound
cursors = Table(
    "cursors",
    metadata,
    Column("kind", UnicodeText, primary_key=True),
    Column("row_version", Integer, nullable=False, server_default="0"),
    Column("id", Integer, nullable=False, server_default="0"),
    Column("loading", Boolean, nullable=False, server_default="1"),
    Column("load_bound", Integer, nullable=False, server_default="0"),
    Column("as_of", Instant),
)

# rows of feeds that are not kept here. key: the SKU, a photo's name or an order's id; part_of: a
# product's category, an order's customer; day: an order's; hash: the row's in a fingerprint
left_out = Table(
    "left_out",
    metadata,
    Column("kind", UnicodeText, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", UnicodeText, nullable=False),
    Column("part_of", UnicodeText, nullable=False),
    Column("day", UnicodeText),
    Column("hash", Integer, nullable=False),
)

# every order the rep can see. document: the Order as the rep sees it now; placed: the PlacedOrder
# as head office last sent it (NULL: it never has); head_office_id: the row's id in the feed;
# order_date: of a draft the last day there is, which is of today until it is placed;
# made_from: the origins of a draft (NULL: it has none), kept when it was placed
orders = Table(
    "orders",
    metadata,
    Column("order_id", UnicodeText, primary_key=True),
    Column("head_office_id", Integer, unique=True),
    Column("provisional_number", UnicodeText, nullable=False, server_default=""),
    Column("number", UnicodeText, nullable=False, server_default=""),
    Column("customer", UnicodeText, nullable=False),
    Column("state", UnicodeText, nullable=False),
    Column("task_id", UnicodeText),
    Column("adjusted", Boolean, nullable=False, server_default="0"),
    Column("fulfilment", UnicodeText),
    Column("fulfilled_on", Day),
    Column("order_date", Day, nullable=False),
    Column("total", Amount, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("document", UnicodeText, nullable=False),
    Column("placed", UnicodeText),
    Column("made_from", UnicodeText),
    Index("ix_orders_newest", "order_date", "changed_at", "order_id"),
    # sales by week are summed from the index alone
    Index("ix_orders_state", "state", "order_date", "total"),
    Index("ix_orders_number", "number", sqlite_where=text("number <> ''")),
    Index("ix_orders_provisional_number", "provisional_number"),
    # the sum of a customer's open orders is read from the index alone, not from the documents;
    # by its first column it finds a customer's orders
    Index("ix_orders_credit", "customer", "state", "fulfilment", "total"),
)

# a placed order as the rep is changing it, deleted once the change is saved or discarded;
# a new order is stored as a draft in ``orders`` instead
unsaved_edits = Table(
    "typed_orders",
    metadata,
    Column("order_id", UnicodeText, primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("document", UnicodeText, nullable=False),
    # the order as it was shown when the rep began to change it
    Column("began", UnicodeText),
)

# what a draft is to become beside one order: its branches, or the customer who is opened with it.
# document: the order for that customer; any other draft is in ``orders``
draft_plans = Table(
    "draft_plans",
    metadata,
    Column("order_id", UnicodeText, primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("plan", UnicodeText, nullable=False),
    Column("document", UnicodeText),
)

# what the rep changed about a customer and head office has not answered. document: the Customer
# as the rep sees it; a row is gone once its task is finished
customer_edits = Table(
    "customer_edits",
    metadata,
    Column("number", UnicodeText, primary_key=True),
    Column("task_id", UnicodeText, nullable=False),
    Column("document", UnicodeText, nullable=False),
    Column("is_new", Boolean, nullable=False, server_default="0"),
    Column("is_deleted", Boolean, nullable=False, server_default="0"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", UnicodeText, primary_key=True),
    Column("kind", UnicodeText, nullable=False),
    Column("subject_type", UnicodeText, nullable=False),
    Column("subject_id", UnicodeText, nullable=False),
    Column("subject_label", UnicodeText, nullable=False, server_default=""),
    Column("status", UnicodeText, nullable=False),
    Column("request_id", UnicodeText, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("cause", UnicodeText, nullable=False, server_default=""),
    Index("ix_tasks_status", "status"),
    Index("ix_tasks_subject", "subject_type", "subject_id"),
)

task_requires = Table(
    "task_requires",
    metadata,
    Column("task_id", UnicodeText, primary_key=True),
    Column("requires_id", UnicodeText, primary_key=True),
)

# the Message-IDs of mails that this device sends by itself, made when each was saved
message_ids = Table(
    "message_ids",
    metadata,
    Column("mail_id", UnicodeText, primary_key=True),
    Column("message_id", UnicodeText, nullable=False),
)

# tasks of several steps; a row of ``tasks`` that is in none is a task of one step. given_up_at:
# when the rep took the whole back
composed_tasks = Table(
    "composed_tasks",
    metadata,
    Column("id", UnicodeText, primary_key=True),
    Column("policy", UnicodeText, nullable=False),
    Column("given_up_at", Instant),
)

# id: the step's, which it keeps when another task takes the place of its first one, as of a refused
# one that was corrected; place: in the order in which they were saved
composed_steps = Table(
    "composed_steps",
    metadata,
    Column("id", UnicodeText, primary_key=True),
    Column("composed_id", UnicodeText, nullable=False),
    Column("place", Integer, nullable=False),
    Column("task_id", UnicodeText, nullable=False, index=True),
    Column("is_optional", Boolean, nullable=False, server_default="0"),
    Column("compensates", UnicodeText),
    Index("ix_composed_steps_order", "composed_id", "place"),
)

transitions = Table(
    "transitions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("task_id", UnicodeText, nullable=False, index=True),
    Column("request_id", UnicodeText, nullable=False),
    Column("before", UnicodeText),
    Column("after", UnicodeText, nullable=False),
    Column("at", Instant, nullable=False),
    Column("cause", UnicodeText, nullable=False, server_default=""),
    # the Answer that made the step as JSON, without the records that came with it
    Column("answer", UnicodeText),
)

# the outbox and what is left of it: a request stays here after its answer, to be offered again
# when head office was restored from a backup. status: queued, sending, received, answered (it has
# its final answer), parked, superseded (never sent; a later request took its place), or adopted
# (another device's request, never sent from here)
requests = Table(
    "requests",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", UnicodeText, nullable=False, unique=True),
    Column("task_id", UnicodeText, nullable=False, index=True),
    Column("kind", UnicodeText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("lane", UnicodeText, nullable=False),
    Column("body", UnicodeText, nullable=False),
    Column("digest", UnicodeText, nullable=False),
    Column("replaces", UnicodeText),
    Column("made_at", Instant, nullable=False),
    Column("status", UnicodeText, nullable=False, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_try", Instant),
    Column("why", UnicodeText, nullable=False, server_default=""),
    Column("handed_over_at", Instant),
    Column("answered_at", Instant),
    # the newest Answer as JSON, and the row version of its reply
    Column("answer", UnicodeText),
    Column("answer_version", Integer),
    # 1: sent before the others, with what must be before it
    Column("goes_first", Integer, nullable=False, server_default="0"),
    # ids with a space between them: requests that this one withdraws
    Column("withdraws", UnicodeText, nullable=False, server_default=""),
    # head office's clock less this one, in seconds, as known when it was made (NULL: not known)
    Column("clock_offset", Integer),
    # the latest time to hand it over (NULL: none)
    Column("not_after", Instant),
    # true: not held back by what the link costs
    Column("at_any_price", Boolean, nullable=False, server_default="0"),
    Column("service", UnicodeText, nullable=False, server_default="head_office"),
    # true: written to a file, by which head office may have it
    Column("exported", Boolean, nullable=False, server_default="0"),
    # the request in which it was sent together with others (NULL: none)
    Column("carried_in", UnicodeText, index=True),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("conflict_id", UnicodeText, primary_key=True),
    Column("task_id", UnicodeText, nullable=False, index=True),
    # open (the rep decides), answered (a resolution is on its way), with_admin or closed
    Column("state", UnicodeText, nullable=False, index=True),
    Column("raised_at", Instant, nullable=False),
    Column("document", UnicodeText, nullable=False),
)
