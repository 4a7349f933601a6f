"""Head office's tables: what devices take along beside what every device does."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Unicode, UniqueConstraint

from smartclient.database.types import AsciiJson, Instant
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import (
    TableMaker,
    row_id,
    row_version_of_some,
    text,
)

LONGEST_DATA_SET_NAME = 60
"""The length of what a data set is called."""


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        # as the admins define them; audience and recipient say who is given it
        "data_sets": make.table(
            "sync",
            "data_sets",
            row_id(),
            Column("name", Unicode(LONGEST_DATA_SET_NAME), nullable=False, unique=True),
            Column("required", Boolean, nullable=False),
            Column("audience", Unicode(10), nullable=False),
            text("recipient", LONGEST_LOGIN),
            Column("content", AsciiJson, nullable=False),
            text("changed_by", LONGEST_LOGIN),
            Column("changed_at", Instant, nullable=False),
        ),
        # one row a rep and data set of the rep's
        "take_along": make.table(
            "sync",
            "take_along",
            row_id(),
            row_version_of_some(),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            Column("name", Unicode(LONGEST_DATA_SET_NAME), nullable=False),
            Column("required", Boolean, nullable=False),
            Column("content", AsciiJson, nullable=False),
            Column("products", Integer, nullable=False),
            Column("size", BigInteger, nullable=False),
            UniqueConstraint("rep", "name"),
            Index(f"ix_{make.dialect}_take_along_feed", "rep", "row_version"),
        ),
        # customers outside their partition that reps read
        "pinned_customers": make.table(
            "sync",
            "pinned_customers",
            row_id(),
            row_version_of_some(),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            Column("customer", Unicode(LONGEST_NUMBER), nullable=False),
            Column("document", AsciiJson, nullable=False),
            UniqueConstraint("rep", "customer"),
            Index(f"ix_{make.dialect}_pinned_customers_feed", "rep", "row_version"),
        ),
    }
