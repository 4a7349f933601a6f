"""Head office's tables: enrolled devices, what they sign in with, and what they hand over.

Codes and credentials stand here as their SHA-256 alone.
"""

from sqlalchemy import Column, Index, Integer, Table, Unicode, UniqueConstraint

from smartclient.contract.operations import DIGEST_LENGTH
from smartclient.database.types import AsciiJson, Day, Digest, Identifier, Instant
from smartclient.domain.text.canonical import LONGEST_LOGIN
from smartclient.headoffice.database.tables.parts import TableMaker, row_id, row_version, text

LONGEST_NAME = 100
LONGEST_ADDRESS = 45
"""Lengths of what a device is called, and of an address on the network (IPv6)."""


def tables(make: TableMaker) -> dict[str, Table]:
    """The tables by name."""
    return {
        # codes; device and credential_hash: what it was exchanged for, at used_at
        "enrolments": make.table(
            "sync",
            "enrolments",
            row_id(),
            Column("code_hash", Digest, nullable=False, unique=True),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False),
            Column("enrolled_by", Unicode(LONGEST_LOGIN), nullable=False),
            Column("enrolled_at", Instant, nullable=False),
            Column("expires_at", Instant, nullable=False),
            Column("used_at", Instant),
            Column("device", Identifier),
            Column("credential_hash", Digest),
        ),
        # kind is laptop or browser, state a contract.web.gate.DeviceState; seen_on is the day of
        # its last contact, unsent how many requests it handed over that nobody decided yet, address
        # where it was last in touch from
        "enrolled_devices": make.table(
            "sync",
            "enrolled_devices",
            row_id(),
            row_version(),
            Column("device", Identifier, nullable=False, unique=True),
            Column("login", Unicode(LONGEST_LOGIN), nullable=False),
            text("name", LONGEST_NAME),
            Column("kind", Unicode(10), nullable=False),
            Column("enrolled_at", Instant, nullable=False),
            Column("enrolled_by", Unicode(LONGEST_LOGIN), nullable=False),
            Column("state", Unicode(10), nullable=False, server_default="active"),
            Column("revoked_at", Instant),
            text("revoked_by", LONGEST_LOGIN),
            Column("wiped_at", Instant),
            Column("seen_on", Day, nullable=False),
            Column("unsent", Integer, nullable=False, server_default="0"),
            text("address", LONGEST_ADDRESS),
            Index(f"ix_{make.dialect}_enrolled_devices_login", "login", "enrolled_at"),
        ),
        # those that count: one of a device, and a second from its renewal until that was used
        # (seen_at is NULL so long). Each contact writes here, where it moves no feed
        "credentials": make.table(
            "sync",
            "credentials",
            row_id(),
            Column("credential_hash", Digest, nullable=False, unique=True),
            Column("device", Identifier, nullable=False),
            Column("given_at", Instant, nullable=False),
            Column("seen_at", Instant),
            text("address", LONGEST_ADDRESS),
            Index(f"ix_{make.dialect}_credentials_device", "device"),
        ),
        # wrong codes
        "guesses": make.table(
            "sync",
            "guesses",
            row_id(),
            Column("address", Unicode(LONGEST_ADDRESS), nullable=False),
            Column("guessed_at", Instant, nullable=False),
            Index(f"ix_{make.dialect}_guesses_address", "address", "guessed_at"),
            Index(f"ix_{make.dialect}_guesses_guessed_at", "guessed_at"),
        ),
        # requests that a device handed over before it was wiped; request: an item of a batch,
        # state: waiting, released or dropped
        "handed_over": make.table(
            "sync",
            "handed_over",
            row_id(),
            Column("device", Identifier, nullable=False),
            Column("request_id", Identifier, nullable=False),
            Column("digest", Unicode(DIGEST_LENGTH), nullable=False),
            Column("request", AsciiJson, nullable=False),
            Column("received_at", Instant, nullable=False),
            Column("state", Unicode(10), nullable=False, server_default="waiting"),
            text("decided_by", LONGEST_LOGIN),
            Column("decided_at", Instant),
            UniqueConstraint("device", "request_id"),
        ),
    }
