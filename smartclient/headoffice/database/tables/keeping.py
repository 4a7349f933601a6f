"""Head office's tables: what keeps laptops in step, and what head office knows of itself."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Unicode,
    UnicodeText,
    UniqueConstraint,
)

from smartclient.database.types import Instant
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import (
    TableMaker,
    row_id,
    row_version,
    row_version_of_some,
    text,
)

LONGEST_SETTING = 100
"""A policy of freshness fits in it with every step, each of the longest age there is."""

BEFORE_ANY_CHANGE = "2000-01-01T00:00:00.000000Z"
"""When a membership began of which that is not known."""


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        "policies": make.table(
            "sync",
            "policies",
            row_id(),
            row_version(),
            Column("key", Unicode(60), nullable=False, unique=True),
            Column("setting", Unicode(LONGEST_SETTING), nullable=False),
            Column("changed_by", Unicode(LONGEST_LOGIN), nullable=False, server_default=""),
            Column("changed_at", Instant),
        ),
        # written by triggers: one row a change of a policy
        "policy_history": make.table(
            "sync",
            "policy_history",
            row_id(),
            row_version(),
            Column("key", Unicode(60), nullable=False),
            text("was", LONGEST_SETTING),
            Column("setting", Unicode(LONGEST_SETTING), nullable=False),
            text("changed_by", LONGEST_LOGIN),
            Column("changed_at", Instant, nullable=False),
        ),
        "membership": make.table(
            "sync",
            "membership",
            row_id(),
            row_version_of_some(),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            Column("customer", Unicode(LONGEST_NUMBER), nullable=False),
            Column("is_member", Boolean, nullable=False),
            # written by triggers, too
            Column("changed_at", Instant, nullable=False, server_default=BEFORE_ANY_CHANGE),
            UniqueConstraint("rep", "customer"),
            Index(f"ix_{make.dialect}_membership_feed", "rep", "row_version"),
        ),
        # written by triggers: one row a customer whose history is to be written again for its rep;
        # orders_below: those from this id on are, NULL for none
        "moved_customers": make.table(
            "sync",
            "moved_customers",
            Column("customer", Unicode(LONGEST_NUMBER), primary_key=True),
            Column("orders_below", BigInteger),
        ),
        "tombstones": make.table(
            "sync",
            "tombstones",
            row_id(),
            row_version(),
            Column("kind", Unicode(20), nullable=False),
            Column("entry_id", BigInteger, nullable=False),
            Column("deleted_at", Instant, nullable=False),
        ),
        # written by triggers: one row a changed field of a customer, product, stock or order
        "change_log": make.table(
            "sync",
            "change_log",
            row_id(),
            Column("entity", Unicode(30), nullable=False),
            Column("key", Unicode(60), nullable=False),
            Column("field", Unicode(30), nullable=False),
            Column("before", UnicodeText),
            Column("after", UnicodeText),
            Column("by", Unicode(LONGEST_LOGIN), nullable=False, server_default=""),
            Column("at", Instant, nullable=False),
            Index(f"ix_{make.dialect}_change_log", "entity", "key", "field", "id"),
        ),
        # order_number, customer_number, row_version (SQLite only)
        "counters": make.table(
            "sync",
            "counters",
            Column("name", Unicode(30), primary_key=True),
            Column("value", BigInteger, nullable=False),
        ),
        "workers": make.table(
            "sync",
            "workers",
            Column("worker", Unicode(100), primary_key=True),
            Column("seen_at", Instant, nullable=False),
            # set while a `serve` process runs, NULL for the worker inside an app
            Column("serving_until", Instant),
        ),
        # one row: who is acting in the open transaction and when, for the change log's triggers
        "session": make.table(
            "sync",
            "session",
            Column("id", Integer, primary_key=True, autoincrement=False),
            Column("actor", Unicode(LONGEST_LOGIN), nullable=False, server_default=""),
            Column("at", Instant),
        ),
        # what shows that head office went back: see headoffice.database.checkpoints
        "checkpoints": make.table(
            "sync",
            "checkpoints",
            row_id(),
            row_version(),
            Column("name", String(32), nullable=False),
        ),
        # schema_version, company_id, generation, company, currency, oldest_client, restored_at, …
        "info": make.table(
            "sync",
            "info",
            Column("name", Unicode(30), primary_key=True),
            Column("value", Unicode(200), nullable=False),
        ),
        # history_key, which nobody but the database itself reads on a server
        "secrets": make.table(
            "sync",
            "secrets",
            Column("name", Unicode(30), primary_key=True),
            Column("value", Unicode(200), nullable=False),
        ),
    }
