"""Head office's tables: reps, their customers, and what these order."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    Unicode,
    UniqueConstraint,
)

from smartclient.contract.feeds import FeedKind
from smartclient.database.types import Amount, AsciiJson, Day, Identifier
from smartclient.domain.fields import ADDRESS, CUSTOMER, ORDER, REP, TERRITORY
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import (
    TableMaker,
    added_columns,
    row_id,
    row_version,
    row_version_of_some,
    text,
)


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        "territories": make.table(
            "sales",
            "territories",
            row_id(),
            Column("name", Unicode(TERRITORY["name"].longest), nullable=False, unique=True),
            text("country", TERRITORY["country"].longest),
            text("region", TERRITORY["region"].longest),
        ),
        # who may sign in; a rep's login is stored case-folded
        "reps": make.table(
            "sales",
            "reps",
            row_id(),
            row_version(),
            Column("number", Unicode(REP["number"].longest), nullable=False, unique=True),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False, unique=True),
            text("title", REP["title"].longest),
            text("territory", REP["territory"].longest),
            Column("quota", Amount),
            Column("role", Unicode(10), nullable=False, server_default="rep"),
            *added_columns(FeedKind.REPS, REP),
        ),
        "customers": make.table(
            "sales",
            "customers",
            row_id(),
            row_version_of_some(),
            Column("number", Unicode(LONGEST_NUMBER), nullable=False, unique=True),
            Column("name", Unicode(CUSTOMER["name"].longest), nullable=False),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            text("territory", CUSTOMER["territory"].longest),
            text("contact", CUSTOMER["contact"].longest),
            text("phone", CUSTOMER["phone"].longest),
            text("email", CUSTOMER["email"].longest),
            text("notes", CUSTOMER["notes"].longest),
            Column("status", Unicode(20), nullable=False, server_default="active"),
            Column("credit_limit", Amount),
            Column("balance", Amount, nullable=False, server_default="0"),
            Column("merged_into", Unicode(LONGEST_NUMBER)),
            text("price_list", CUSTOMER["price_list"].longest),
            text("payment_terms", CUSTOMER["payment_terms"].longest),
            Column("tax_exempt", Boolean, nullable=False, server_default="0"),
            text("business_type", CUSTOMER["business_type"].longest),
            text("specialty", CUSTOMER["specialty"].longest),
            Column("square_feet", Integer),
            Column("annual_sales", Amount),
            *added_columns(FeedKind.CUSTOMERS, CUSTOMER),
            Index(f"ix_{make.dialect}_customers_feed", "rep", "row_version", "number"),
            Index(f"ix_{make.dialect}_customers_phone", "phone"),
        ),
        # who sees a customer beside its first rep; written by trigger from more_reps
        "customer_reps": make.table(
            "sales",
            "customer_reps",
            Column("rep", Unicode(LONGEST_LOGIN), primary_key=True),
            Column("customer", Unicode(LONGEST_NUMBER), primary_key=True),
            Index(f"ix_{make.dialect}_customer_reps_customer", "customer"),
        ),
        "addresses": make.table(
            "sales",
            "addresses",
            row_id(),
            row_version_of_some(),
            Column("customer", Unicode(LONGEST_NUMBER), nullable=False),
            Column("kind", Unicode(ADDRESS["kind"].longest), nullable=False),
            text("line1", ADDRESS["line1"].longest),
            text("line2", ADDRESS["line2"].longest),
            text("city", ADDRESS["city"].longest),
            text("state", ADDRESS["state"].longest),
            text("postal_code", ADDRESS["postal_code"].longest),
            text("country", ADDRESS["country"].longest),
            *added_columns(FeedKind.ADDRESSES, ADDRESS),
            UniqueConstraint("customer", "kind"),
            Index(f"ix_{make.dialect}_addresses_feed", "customer", "row_version"),
        ),
        # document: the PlacedOrder as JSON, what the orders feed carries
        "orders": make.table(
            "sales",
            "orders",
            row_id(),
            row_version_of_some(),
            Column("order_id", Identifier, nullable=False, unique=True),
            Column("number", Unicode(ORDER["number"].longest), nullable=False, unique=True),
            Column("customer", Unicode(LONGEST_NUMBER), nullable=False),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            Column("state", Unicode(12), nullable=False),
            Column("fulfilment", Unicode(14)),
            Column("fulfilled_on", Day),
            Column("order_date", Day, nullable=False),
            Column("total", Amount, nullable=False),
            Column("document", AsciiJson, nullable=False),
            Index(f"ix_{make.dialect}_orders_customer", "customer", "order_date"),
            Index(f"ix_{make.dialect}_orders_feed", "customer", "row_version"),
        ),
        "order_lines": make.table(
            "sales",
            "order_lines",
            row_id(),
            Column("order_id", Identifier, nullable=False),
            Column("line", Integer, nullable=False),
            Column("sku", Unicode(LONGEST_NUMBER), nullable=False),
            Column("quantity", Integer, nullable=False),
            Column("unit_price", Amount, nullable=False),
            Column("discount_percent", Amount, nullable=False),
            Column("amount", Amount, nullable=False),
            # how many of the quantity were taken from stock (the rest is back-ordered)
            Column("from_stock", Integer, nullable=False, server_default="0"),
            UniqueConstraint("order_id", "line"),
        ),
    }
