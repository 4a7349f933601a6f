"""Head office's tables: schema ``sales`` holds the business, ``sync`` what keeps laptops in step.

On SQL Server the two are schemas; on SQLite the names are prefixed (``sales_products``). Every
table that feeds a laptop has an integer ``id`` and a ``row_version`` that changes with every
write (triggers on SQLite, the type of that name on SQL Server).
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Unicode,
    UnicodeText,
    UniqueConstraint,
)

from smartclient.database.types import Amount, Day, Instant, RowVersion


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of head office, for one dialect."""

    metadata: MetaData
    products: Table
    prices: Table
    offers: Table
    offer_products: Table
    stock: Table
    tax_rates: Table
    ship_methods: Table
    territories: Table
    reps: Table
    customers: Table
    addresses: Table
    orders: Table
    order_lines: Table
    photos: Table
    policies: Table
    membership: Table
    tombstones: Table
    change_log: Table
    inbox: Table
    withdrawn: Table
    devices: Table
    provisional_numbers: Table
    field_edits: Table
    replies: Table
    conflicts: Table
    cases: Table
    open_work: Table
    lanes: Table
    customer_aliases: Table
    counters: Table
    laptops: Table
    suspicions: Table
    stopped: Table
    policy_history: Table
    workers: Table
    session: Table
    info: Table

    def named(self, name: str) -> Table:
        """Return the table called ``name`` here."""
        if name not in {field.name for field in fields(self)}:
            raise KeyError(name)
        return getattr(self, name)  # type: ignore[no-any-return]


def _id() -> Column[int]:
    return Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )


def _row_version() -> Column[int]:
    return Column("row_version", RowVersion, nullable=False, server_default="0", index=True)


def _text(name: str, length: int, **options: Any) -> Column[str]:  # noqa: ANN401
    return Column(name, Unicode(length), nullable=False, server_default="", **options)


@lru_cache
def tables_for(dialect: str) -> Tables:
    """Return the tables as they are named in ``dialect``: "sqlite" or "mssql"."""
    metadata = MetaData()

    def table(schema: str, name: str, *parts: Any) -> Table:  # noqa: ANN401
        if dialect == "sqlite":
            return Table(f"{schema}_{name}", metadata, *parts, sqlite_autoincrement=True)
        # OUTPUT without INTO is an error on a table with triggers
        return Table(name, metadata, *parts, schema=schema, implicit_returning=False)

    def unique(*names: str) -> UniqueConstraint:
        return UniqueConstraint(*names)

    return Tables(
        metadata=metadata,
        products=table(
            "sales",
            "products",
            _id(),
            _row_version(),
            Column("sku", Unicode(40), nullable=False, unique=True),
            Column("name", Unicode(200), nullable=False),
            _text("category", 100),
            _text("subcategory", 100),
            Column("description", UnicodeText, nullable=False, server_default=""),
            _text("unit", 20),
            _text("color", 40),
            _text("size", 40),
            _text("weight", 40),
            Column("list_price", Amount, nullable=False),
            Column("standard_cost", Amount),
            Column("sell_from", Day),
            Column("sell_until", Day),
            Column("discontinued_on", Day),
            Column("replaced_by", Unicode(40)),
            Column("former_sku", Unicode(40), index=True),
            Column("min_order_quantity", Integer, nullable=False, server_default="1"),
            Column("pack_size", Integer, nullable=False, server_default="1"),
            _text("image", 200),
            # the barcode on the product, "" where there is none
            _text("ean", 20),
        ),
        prices=table(
            "sales",
            "prices",
            _id(),
            _row_version(),
            Column("sku", Unicode(40), nullable=False),
            _text("price_list", 40),
            Column("valid_from", Day, nullable=False),
            Column("valid_to", Day),
            Column("amount", Amount, nullable=False),
            unique("sku", "price_list", "valid_from"),
        ),
        offers=table(
            "sales",
            "offers",
            _id(),
            _row_version(),
            Column("code", Unicode(40), nullable=False, unique=True),
            _text("description", 200),
            Column("discount_percent", Amount, nullable=False),
            _text("kind", 60),
            Column("audience", Unicode(20), nullable=False),
            Column("valid_from", Day, nullable=False),
            Column("valid_to", Day),
            Column("min_quantity", Integer, nullable=False, server_default="0"),
            Column("max_quantity", Integer),
        ),
        offer_products=table(
            "sales",
            "offer_products",
            _id(),
            _row_version(),
            Column("offer_code", Unicode(40), nullable=False),
            Column("sku", Unicode(40), nullable=False, index=True),
            unique("offer_code", "sku"),
        ),
        stock=table(
            "sales",
            "stock",
            _id(),
            _row_version(),
            Column("sku", Unicode(40), nullable=False, unique=True),
            Column("on_hand", Integer, nullable=False),
        ),
        tax_rates=table(
            "sales",
            "tax_rates",
            _id(),
            _row_version(),
            Column("country", Unicode(10), nullable=False),
            Column("state", Unicode(20), nullable=False),
            Column("applies_to", Unicode(20), nullable=False),
            Column("rate_percent", Amount, nullable=False),
            _text("name", 100),
            unique("country", "state", "applies_to"),
        ),
        ship_methods=table(
            "sales",
            "ship_methods",
            _id(),
            _row_version(),
            Column("name", Unicode(60), nullable=False, unique=True),
            Column("base", Amount, nullable=False),
            Column("rate", Amount, nullable=False),
        ),
        territories=table(
            "sales",
            "territories",
            _id(),
            Column("name", Unicode(60), nullable=False, unique=True),
            _text("country", 10),
            _text("region", 60),
        ),
        # who may sign in; a rep's login is stored case-folded
        reps=table(
            "sales",
            "reps",
            _id(),
            _row_version(),
            Column("number", Unicode(20), nullable=False, unique=True),
            Column("login", Unicode(128), nullable=False, unique=True),
            _text("title", 100),
            _text("territory", 60),
            Column("quota", Amount),
            Column("role", Unicode(10), nullable=False, server_default="rep"),
            _text("name", 120),
        ),
        customers=table(
            "sales",
            "customers",
            _id(),
            _row_version(),
            Column("number", Unicode(40), nullable=False, unique=True),
            Column("name", Unicode(160), nullable=False),
            Column("rep", Unicode(128), nullable=False, index=True),
            _text("territory", 60),
            _text("contact", 120),
            _text("phone", 40),
            _text("email", 254),
            _text("notes", 4000),
            Column("status", Unicode(20), nullable=False, server_default="active"),
            Column("credit_limit", Amount),
            Column("balance", Amount, nullable=False, server_default="0"),
            Column("merged_into", Unicode(40)),
            _text("price_list", 40),
            _text("payment_terms", 60),
            Column("tax_exempt", Boolean, nullable=False, server_default="0"),
            _text("business_type", 20),
            _text("specialty", 60),
            Column("square_feet", Integer),
            Column("annual_sales", Amount),
        ),
        addresses=table(
            "sales",
            "addresses",
            _id(),
            _row_version(),
            Column("customer", Unicode(40), nullable=False),
            Column("kind", Unicode(20), nullable=False),
            _text("line1", 120),
            _text("line2", 120),
            _text("city", 80),
            _text("state", 20),
            _text("postal_code", 20),
            _text("country", 10),
            unique("customer", "kind"),
        ),
        # document: the PlacedOrder as JSON, what the orders feed carries
        orders=table(
            "sales",
            "orders",
            _id(),
            _row_version(),
            Column("order_id", Unicode(36), nullable=False, unique=True),
            Column("number", Unicode(20), nullable=False, unique=True),
            Column("customer", Unicode(40), nullable=False),
            Column("rep", Unicode(128), nullable=False),
            Column("state", Unicode(12), nullable=False),
            Column("fulfilment", Unicode(14)),
            Column("fulfilled_on", Day),
            Column("order_date", Day, nullable=False),
            Column("total", Amount, nullable=False),
            Column("document", UnicodeText, nullable=False),
            Index(f"ix_{dialect}_orders_customer", "customer", "order_date"),
        ),
        order_lines=table(
            "sales",
            "order_lines",
            _id(),
            Column("order_id", Unicode(36), nullable=False),
            Column("line", Integer, nullable=False),
            Column("sku", Unicode(40), nullable=False),
            Column("quantity", Integer, nullable=False),
            Column("unit_price", Amount, nullable=False),
            Column("discount_percent", Amount, nullable=False),
            Column("amount", Amount, nullable=False),
            # how many of the quantity were taken from stock (the rest is back-ordered)
            Column("from_stock", Integer, nullable=False, server_default="0"),
            unique("order_id", "line"),
        ),
        photos=table(
            "sales",
            "photos",
            _id(),
            _row_version(),
            Column("name", Unicode(200), nullable=False, unique=True),
            Column("hash", Unicode(64), nullable=False),
            Column("content", LargeBinary, nullable=False),
        ),
        policies=table(
            "sync",
            "policies",
            _id(),
            _row_version(),
            Column("key", Unicode(60), nullable=False, unique=True),
            Column("setting", Unicode(40), nullable=False),
            Column("changed_by", Unicode(128), nullable=False, server_default=""),
            Column("changed_at", Instant),
        ),
        membership=table(
            "sync",
            "membership",
            _id(),
            _row_version(),
            Column("rep", Unicode(128), nullable=False),
            Column("customer", Unicode(40), nullable=False),
            Column("is_member", Boolean, nullable=False),
            unique("rep", "customer"),
        ),
        tombstones=table(
            "sync",
            "tombstones",
            _id(),
            _row_version(),
            Column("kind", Unicode(20), nullable=False),
            Column("entry_id", BigInteger, nullable=False),
            Column("deleted_at", Instant, nullable=False),
        ),
        # written by triggers: one row a changed field of a customer, product, stock or order
        change_log=table(
            "sync",
            "change_log",
            _id(),
            Column("entity", Unicode(30), nullable=False),
            Column("key", Unicode(60), nullable=False),
            Column("field", Unicode(30), nullable=False),
            Column("before", UnicodeText),
            Column("after", UnicodeText),
            Column("by", Unicode(128), nullable=False, server_default=""),
            Column("at", Instant, nullable=False),
            Index(f"ix_{dialect}_change_log", "entity", "key", "field", "id"),
        ),
        inbox=table(
            "sync",
            "inbox",
            _id(),
            Column("sender", Unicode(128), nullable=False),
            Column("request_id", Unicode(36), nullable=False),
            Column("kind", Unicode(30), nullable=False),
            Column("version", Integer, nullable=False),
            Column("lane", Unicode(180), nullable=False),
            Column("body", UnicodeText, nullable=False),
            Column("digest", Unicode(64), nullable=False),
            Column("replaces", Unicode(36)),
            # the number head office gave before, when this is offered again after a restore
            _text("given_number", 40),
            Column("made_at", Instant, nullable=False),
            Column("received_at", Instant, nullable=False),
            # received, done or parked
            Column("status", Unicode(10), nullable=False, server_default="received"),
            # how often it failed when it was tried alone
            Column("attempts", Integer, nullable=False, server_default="0"),
            # whether it is tried alone, because others may fail with it
            Column("isolated", Boolean, nullable=False, server_default="0"),
            # the round in which a worker is trying it now, and of how many requests that is
            Column("round_token", Unicode(36)),
            Column("round_size", Integer, nullable=False, server_default="0"),
            Column("error", UnicodeText, nullable=False, server_default=""),
            Column("answered_at", Instant),
            # its client sends a withdrawal when it is taken back
            Column("withdrawable", Boolean, nullable=False, server_default="0"),
            # which device sent it, and head office's clock less its own when it was made
            _text("device", 36),
            Column("clock_offset_seconds", Integer),
            unique("sender", "request_id"),
            Index(f"ix_{dialect}_inbox_waiting", "status", "lane", "id"),
            Index(f"ix_{dialect}_inbox_replaces", "sender", "replaces"),
            Index(f"ix_{dialect}_inbox_given", "status", "given_number"),
        ),
        # requests that are never to be carried out, arrived or not, and what says so
        withdrawn=table(
            "sync",
            "withdrawn",
            Column("sender", Unicode(128), primary_key=True),
            Column("request_id", Unicode(36), primary_key=True),
            Column("by_request_id", Unicode(36), nullable=False),
            Index(f"ix_{dialect}_withdrawn_by", "sender", "by_request_id"),
        ),
        # the laptops of each rep; numbers: how many provisional numbers it has given
        devices=table(
            "sync",
            "devices",
            _id(),
            Column("login", Unicode(128), nullable=False),
            Column("device", Unicode(36), nullable=False),
            Column("code", Unicode(8), nullable=False, unique=True),
            _text("name", 100),
            Column("first_seen", Instant, nullable=False),
            Column("seen_at", Instant, nullable=False),
            # when it was last seen with nothing that waits for head office
            Column("idle_at", Instant),
            # the device's clock less head office's
            Column("clock_offset_seconds", Integer, nullable=False, server_default="0"),
            Column("numbers", BigInteger, nullable=False, server_default="0"),
            # what it got with its last contact and the one before
            _text("token", 36),
            _text("previous_token", 36),
            unique("login", "device"),
        ),
        # which order first had a provisional number of a rep's
        provisional_numbers=table(
            "sync",
            "provisional_numbers",
            Column("rep", Unicode(128), primary_key=True),
            Column("provisional_number", Unicode(20), primary_key=True),
            Column("order_id", Unicode(36), nullable=False),
        ),
        # when a rep made the change of a customer's field that was applied last, if that is known
        field_edits=table(
            "sync",
            "field_edits",
            Column("customer", Unicode(40), primary_key=True),
            Column("field", Unicode(30), primary_key=True),
            Column("made_at", Instant),
            Column("applied_at", Instant, nullable=False),
        ),
        replies=table(
            "sync",
            "replies",
            _id(),
            Column("row_version", RowVersion, nullable=False, server_default="0"),
            Column("sender", Unicode(128), nullable=False),
            Column("request_id", Unicode(36), nullable=False),
            Column("status", Unicode(20), nullable=False),
            Column("body", UnicodeText, nullable=False),
            Column("answered_at", Instant, nullable=False),
            unique("sender", "request_id"),
            Index(f"ix_{dialect}_replies_sender", "sender", "row_version"),
        ),
        # document: the Conflict as JSON; body: what was asked, to be judged again
        conflicts=table(
            "sync",
            "conflicts",
            _id(),
            Column("conflict_id", Unicode(36), nullable=False, unique=True),
            Column("sender", Unicode(128), nullable=False),
            # the request that raised it, and the newest one about it: that one gets the answer
            Column("request_id", Unicode(36), nullable=False),
            Column("newest_request_id", Unicode(36), nullable=False),
            Column("subject_id", Unicode(60), nullable=False, index=True),
            Column("lane", Unicode(180), nullable=False),
            # open, with_admin or closed
            Column("state", Unicode(12), nullable=False),
            Column("document", UnicodeText, nullable=False),
            Column("body_kind", Unicode(30), nullable=False),
            Column("body", UnicodeText, nullable=False),
            # what people changed in settling it so far, as JSON: Changes
            Column("report", UnicodeText, nullable=False, server_default="[]"),
            Index(f"ix_{dialect}_conflicts_request", "sender", "request_id"),
        ),
        cases=table(
            "sync",
            "cases",
            _id(),
            _row_version(),
            Column("conflict_id", Unicode(36), nullable=False, unique=True),
            # open or decided
            Column("state", Unicode(10), nullable=False),
            Column("rep", Unicode(128), nullable=False),
            Column("opened_at", Instant, nullable=False),
            Column("document", UnicodeText, nullable=False),
        ),
        # what is open of a rep's, for the rep's every device: see contract.feeds
        open_work=table(
            "sync",
            "open_work",
            _id(),
            _row_version(),
            # the conflict's id, or the id of the request that was set aside
            Column("item_id", Unicode(36), nullable=False),
            Column("sender", Unicode(128), nullable=False),
            # open, with_admin, parked or closed
            Column("state", Unicode(12), nullable=False),
            Column("since", Instant, nullable=False),
            Column("request_id", Unicode(36), nullable=False),
            Column("kind", Unicode(30), nullable=False),
            Column("version", Integer, nullable=False),
            Column("lane", Unicode(180), nullable=False),
            Column("body", UnicodeText, nullable=False),
            Column("digest", Unicode(64), nullable=False),
            Column("replaces", Unicode(36)),
            Column("made_at", Instant, nullable=False),
            _text("asked_kind", 30),
            Column("asked", UnicodeText, nullable=False, server_default=""),
            Column("conflict", UnicodeText, nullable=False, server_default=""),
            Column("answer", UnicodeText, nullable=False, server_default=""),
            unique("sender", "item_id"),
        ),
        lanes=table(
            "sync",
            "lanes",
            Column("lane", Unicode(180), primary_key=True),
            Column("token", Unicode(36)),
            Column("leased_until", Instant),
        ),
        # a provisional customer number, as the rep who made it uses it
        customer_aliases=table(
            "sync",
            "customer_aliases",
            Column("sender", Unicode(128), primary_key=True),
            Column("provisional_number", Unicode(40), primary_key=True),
            Column("number", Unicode(40), nullable=False),
        ),
        # order_number, customer_number, row_version (SQLite only)
        counters=table(
            "sync",
            "counters",
            Column("name", Unicode(30), primary_key=True),
            Column("value", BigInteger, nullable=False),
        ),
        laptops=table(
            "sync",
            "laptops",
            _id(),
            _row_version(),
            Column("login", Unicode(128), nullable=False, unique=True),
            Column("seen_at", Instant, nullable=False),
            Column("client_version", Integer, nullable=False),
            Column("waiting", Integer, nullable=False, server_default="0"),
            Column("clock_offset_seconds", Integer, nullable=False, server_default="0"),
        ),
        # logins whose laptops noticed that head office went back, which it does not know itself
        suspicions=table(
            "sync",
            "suspicions",
            Column("login", Unicode(128), primary_key=True),
            Column("why", Unicode(20), nullable=False),
            Column("reported_at", Instant, nullable=False),
        ),
        # written by triggers: the inbox's parked requests, for the admins' feed
        stopped=table(
            "sync",
            "stopped",
            _id(),
            _row_version(),
            Column("sender", Unicode(128), nullable=False),
            Column("request_id", Unicode(36), nullable=False),
            Column("kind", Unicode(30), nullable=False),
            Column("lane", Unicode(180), nullable=False),
            Column("attempts", Integer, nullable=False),
            Column("error", UnicodeText, nullable=False),
            Column("received_at", Instant, nullable=False),
            Column("stopped_at", Instant, nullable=False),
            unique("sender", "request_id"),
        ),
        # written by triggers: one row a change of a policy
        policy_history=table(
            "sync",
            "policy_history",
            _id(),
            _row_version(),
            Column("key", Unicode(60), nullable=False),
            _text("was", 40),
            Column("setting", Unicode(40), nullable=False),
            _text("changed_by", 128),
            Column("changed_at", Instant, nullable=False),
        ),
        workers=table(
            "sync",
            "workers",
            Column("worker", Unicode(100), primary_key=True),
            Column("seen_at", Instant, nullable=False),
            # set while a `serve` process runs, NULL for the worker inside an app
            Column("serving_until", Instant),
        ),
        # one row: who is acting in the open transaction and when, for the change log's triggers
        session=table(
            "sync",
            "session",
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("actor", Unicode(128), nullable=False, server_default=""),
            Column("at", Instant),
        ),
        # schema_version, company_id, generation, company, currency, oldest_client, restored_at, …
        info=table(
            "sync",
            "info",
            Column("name", Unicode(30), primary_key=True),
            Column("value", Unicode(200), nullable=False),
        ),
    )
