"""Head office's tables: requests, their replies, conflicts and cases."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    Unicode,
    UnicodeText,
    UniqueConstraint,
)

from smartclient.contract.operations import DIGEST_LENGTH, LONGEST_KIND, LONGEST_LANE
from smartclient.database.types import (
    AsciiJson,
    Identifier,
    Instant,
    RowVersion,
    StateText,
)
from smartclient.domain.text.canonical import LONGEST_LOGIN, LONGEST_NUMBER
from smartclient.headoffice.database.tables.parts import TableMaker, row_id, row_version, text


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        "inbox": make.table(
            "sync",
            "inbox",
            row_id(),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("kind", Unicode(LONGEST_KIND), nullable=False),
            Column("version", Integer, nullable=False),
            Column("lane", Unicode(LONGEST_LANE), nullable=False),
            Column("body", AsciiJson, nullable=False),
            Column("digest", Unicode(DIGEST_LENGTH), nullable=False),
            Column("replaces", Identifier),
            # the number head office assigned before, when this is sent again after a restore
            text("given_number", LONGEST_NUMBER),
            Column("made_at", Instant, nullable=False),
            Column("received_at", Instant, nullable=False),
            # received, passed_on, done or parked
            Column("status", StateText(10), nullable=False, server_default="received"),
            # how often it failed when it was tried alone
            Column("attempts", Integer, nullable=False, server_default="0"),
            # whether it is tried alone, because others may fail with it
            Column("isolated", Boolean, nullable=False, server_default="0"),
            # the round in which a worker is trying it now, and of how many requests that is
            Column("round_token", Identifier),
            Column("round_size", Integer, nullable=False, server_default="0"),
            Column("error", UnicodeText, nullable=False, server_default=""),
            Column("answered_at", Instant),
            # its client sends a withdrawal when its rep undoes it
            Column("withdrawable", Boolean, nullable=False, server_default="0"),
            # which device sent it, "" in a file for none
            Column("device", Identifier, nullable=make.dialect == "mssql"),
            # head office's clock less the device's when it was created
            Column("clock_offset_seconds", Integer),
            # its body was emptied when it was answered long ago, and its reply says the outcome
            Column("purged", Boolean, nullable=False, server_default="0"),
            UniqueConstraint("sender", "request_id"),
            # both hold what was not purged alone
            Index(f"ix_{make.dialect}_inbox_kept", "answered_at", "id"),
            Index(f"ix_{make.dialect}_inbox_lane", "lane", "status"),
            Index(f"ix_{make.dialect}_inbox_waiting", "lane", "id"),
            Index(f"ix_{make.dialect}_inbox_together", "id"),
            Index(f"ix_{make.dialect}_inbox_replaces", "sender", "replaces"),
            Index(f"ix_{make.dialect}_inbox_given", "status", "given_number"),
        ),
        # requests that are never to be carried out, arrived or not, and what withdrew them
        "withdrawn": make.table(
            "sync",
            "withdrawn",
            Column("sender", Unicode(LONGEST_LOGIN), primary_key=True),
            Column("request_id", Identifier, primary_key=True),
            Column("by_request_id", Identifier, nullable=False),
            Index(f"ix_{make.dialect}_withdrawn_by", "sender", "by_request_id"),
        ),
        # carried by hand before what they need was confirmed; request: an item of a batch
        "held_requests": make.table(
            "sync",
            "held_requests",
            row_id(),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("digest", Unicode(DIGEST_LENGTH), nullable=False),
            Column("request", AsciiJson, nullable=False),
            Column("received_at", Instant, nullable=False),
            UniqueConstraint("sender", "request_id"),
        ),
        # the requests of the same sender that are to be confirmed before one of these
        "held_needs": make.table(
            "sync",
            "held_needs",
            Column("held_id", BigInteger, primary_key=True, autoincrement=False),
            Column("request_id", Identifier, primary_key=True),
        ),
        "lanes": make.table(
            "sync",
            "lanes",
            Column("lane", Unicode(LONGEST_LANE), primary_key=True),
            Column("token", Identifier),
            Column("leased_until", Instant),
        ),
        # a provisional customer number, as the rep who assigned it uses it
        "customer_aliases": make.table(
            "sync",
            "customer_aliases",
            Column("sender", Unicode(LONGEST_LOGIN), primary_key=True),
            Column("provisional_number", Unicode(LONGEST_NUMBER), primary_key=True),
            Column("number", Unicode(LONGEST_NUMBER), nullable=False),
        ),
        "replies": make.table(
            "sync",
            "replies",
            row_id(),
            Column("row_version", RowVersion, nullable=False, server_default="0"),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("status", Unicode(20), nullable=False),
            Column("body", AsciiJson, nullable=False),
            Column("answered_at", Instant, nullable=False),
            UniqueConstraint("sender", "request_id"),
            Index(f"ix_{make.dialect}_replies_sender", "sender", "row_version"),
        ),
        # document: the Conflict as JSON; body: the request, to be evaluated again
        "conflicts": make.table(
            "sync",
            "conflicts",
            row_id(),
            Column("conflict_id", Identifier, nullable=False, unique=True),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            # the request that raised it, and the newest one about it: that one gets the answer
            Column("request_id", Identifier, nullable=False),
            Column("newest_request_id", Identifier, nullable=False),
            Column("subject_id", Unicode(60), nullable=False, index=True),
            Column("lane", Unicode(LONGEST_LANE), nullable=False),
            # open, with_admin or closed
            Column("state", Unicode(12), nullable=False),
            Column("document", AsciiJson, nullable=False),
            Column("body_kind", Unicode(LONGEST_KIND), nullable=False),
            Column("body", AsciiJson, nullable=False),
            # what people changed in resolving it so far, as JSON: Changes
            Column("report", AsciiJson, nullable=False, server_default="[]"),
            Index(f"ix_{make.dialect}_conflicts_lane", "lane", "state"),
            Index(f"ix_{make.dialect}_conflicts_request", "sender", "request_id"),
        ),
        "cases": make.table(
            "sync",
            "cases",
            row_id(),
            row_version(),
            Column("conflict_id", Identifier, nullable=False, unique=True),
            # open or decided
            Column("state", Unicode(10), nullable=False),
            Column("rep", Unicode(LONGEST_LOGIN), nullable=False),
            Column("opened_at", Instant, nullable=False),
            Column("document", AsciiJson, nullable=False),
        ),
        # what is open of a rep's, for the rep's every device: see contract.feeds
        "open_work": make.table(
            "sync",
            "open_work",
            row_id(),
            row_version(),
            # the conflict's id, or the id of the parked request
            Column("item_id", Identifier, nullable=False),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            # open, with_admin, parked or closed
            Column("state", Unicode(12), nullable=False),
            Column("since", Instant, nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("kind", Unicode(LONGEST_KIND), nullable=False),
            Column("version", Integer, nullable=False),
            Column("lane", Unicode(LONGEST_LANE), nullable=False),
            Column("body", AsciiJson, nullable=False),
            Column("digest", Unicode(DIGEST_LENGTH), nullable=False),
            Column("replaces", Identifier),
            Column("made_at", Instant, nullable=False),
            text("asked_kind", LONGEST_KIND),
            Column("asked", AsciiJson, nullable=False, server_default=""),
            Column("conflict", AsciiJson, nullable=False, server_default=""),
            Column("answer", AsciiJson, nullable=False, server_default=""),
            UniqueConstraint("sender", "item_id"),
            Index(f"ix_{make.dialect}_open_work_sender", "sender", "row_version"),
            Index(f"ix_{make.dialect}_open_work_since", "state", "since"),
        ),
        # written by triggers: the inbox's parked requests, for the admins' feed
        "stopped": make.table(
            "sync",
            "stopped",
            row_id(),
            row_version(),
            Column("sender", Unicode(LONGEST_LOGIN), nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("kind", Unicode(LONGEST_KIND), nullable=False),
            Column("lane", Unicode(LONGEST_LANE), nullable=False),
            Column("attempts", Integer, nullable=False),
            Column("error", UnicodeText, nullable=False),
            Column("received_at", Instant, nullable=False),
            Column("stopped_at", Instant, nullable=False),
            UniqueConstraint("sender", "request_id"),
        ),
    }
