"""Head office's tables: the laptops of reps, and what only they can know."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Unicode, UniqueConstraint

from smartclient.database.types import Digest, Identifier, Instant
from smartclient.domain.fields import ORDER
from smartclient.domain.ids import ID_LENGTH
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import TableMaker, row_id, row_version, text


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        "laptops": make.table(
            "sync",
            "laptops",
            row_id(),
            row_version(),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False, unique=True),
            Column("seen_at", Instant, nullable=False),
            Column("client_version", Integer, nullable=False),
            Column("waiting", Integer, nullable=False, server_default="0"),
            Column("clock_offset_seconds", Integer, nullable=False, server_default="0"),
        ),
        # the laptops of each rep; numbers: how many provisional numbers it has given
        "devices": make.table(
            "sync",
            "devices",
            row_id(),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False),
            Column("device", Identifier, nullable=False),
            Column("code", Unicode(8), nullable=False, unique=True),
            text("name", 100),
            Column("first_seen", Instant, nullable=False),
            Column("seen_at", Instant, nullable=False),
            # when it was last seen with nothing that waits for head office
            Column("idle_at", Instant),
            # the device's clock less head office's
            Column("clock_offset_seconds", Integer, nullable=False, server_default="0"),
            Column("numbers", BigInteger, nullable=False, server_default="0"),
            # what it got with its last contact and the one before
            text("token", ID_LENGTH),
            text("previous_token", ID_LENGTH),
            UniqueConstraint("login", "device"),
        ),
        # what devices sign with, as their pulses said; enrolled_device: which of these it was last
        "signing_keys": make.table(
            "sync",
            "signing_keys",
            row_id(),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False),
            Column("public_key", Digest, nullable=False),
            Column("enrolled_device", Identifier),
            Column("first_seen", Instant, nullable=False),
            UniqueConstraint("login", "public_key"),
        ),
        # which order first had a provisional number of a rep's
        "provisional_numbers": make.table(
            "sync",
            "provisional_numbers",
            Column("rep", Unicode(LONGEST_LOGIN), primary_key=True),
            Column("provisional_number", Unicode(ORDER["number"].longest), primary_key=True),
            Column("order_id", Identifier, nullable=False),
            Index(f"ix_{make.dialect}_provisional_numbers_number", "provisional_number"),
        ),
        # blocks of head office's own numbers that devices may give; the end of one from unused_from
        # on was given back
        "number_blocks": make.table(
            "sync",
            "number_blocks",
            row_id(),
            Column("numbered", Unicode(20), nullable=False),
            Column("first_number", BigInteger, nullable=False),
            Column("last_number", BigInteger, nullable=False),
            Column("unused_from", BigInteger),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False),
            Column("device", Identifier, nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("issued_at", Instant, nullable=False),
            UniqueConstraint("numbered", "first_number"),
            UniqueConstraint("login", "request_id"),
        ),
        # when a rep entered the last applied change of a customer's field, if that is known
        "field_edits": make.table(
            "sync",
            "field_edits",
            Column("customer", Unicode(LONGEST_NUMBER), primary_key=True),
            Column("field", Unicode(30), primary_key=True),
            Column("made_at", Instant),
            Column("applied_at", Instant, nullable=False),
        ),
        # logins whose laptops noticed that head office went back, which it does not know itself
        "suspicions": make.table(
            "sync",
            "suspicions",
            Column("login", Unicode(LONGEST_LOGIN), primary_key=True),
            Column("why", Unicode(20), nullable=False),
            Column("reported_at", Instant, nullable=False),
        ),
    }
