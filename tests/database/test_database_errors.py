"""The translation of drivers' errors."""

import sqlite3

import pytest

from smartclient.database.errors import HEAD_OFFICE_ERRORS, STORE_ERRORS, translated_error
from smartclient.domain.errors import (
    ContendedError,
    DiskError,
    DiskFullError,
    FatalError,
    NoRoomError,
    OutOfReachError,
    SmartClientError,
    StoreError,
)


@pytest.mark.parametrize(
    ("message", "at_head_office", "in_the_store"),
    [
        ("database is locked", ContendedError, ContendedError),
        ("database table is locked: sync_inbox", ContendedError, ContendedError),
        ("database disk image is malformed", StoreError, StoreError),
        ("file is not a database", StoreError, StoreError),
        ("database or disk is full", NoRoomError, DiskFullError),
        ("attempt to write a readonly database", FatalError, FatalError),
        ("unable to open database file", OutOfReachError, StoreError),
        ("disk I/O error", OutOfReachError, DiskError),
    ],
)
def test_an_error_says_what_to_do_next(
    message: str,
    at_head_office: type[SmartClientError],
    in_the_store: type[SmartClientError],
) -> None:
    error = sqlite3.OperationalError(message)
    for table, expected in ((HEAD_OFFICE_ERRORS, at_head_office), (STORE_ERRORS, in_the_store)):
        translated = translated_error(error, table)
        assert type(translated) is expected
        assert message in translated.detail
        assert message not in translated.user_message


@pytest.mark.parametrize("message", ["no such table: x", "malformed JSON", "fts5: syntax error"])
def test_what_is_our_own_mistake_is_not_dressed_up(message: str) -> None:
    assert translated_error(sqlite3.OperationalError(message), STORE_ERRORS) is None
