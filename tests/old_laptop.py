"""A laptop as an earlier version left it: signed in, working offline, with unsent work.

``old_laptop.json`` holds every row of a store that version 5 of its schema was written in: two
orders and a customer's changed phone, none of them sent. The rows are put into a store of that
version, under the key that its ``key.json`` of the first version stands for.
"""

import hmac
import json
from dataclasses import replace
from hashlib import scrypt, sha256
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from smartclient.settings.file import save_settings
from smartclient.settings.model import Settings
from smartclient.store.database.migrations import MIGRATIONS

LOGIN = "north\\ann"
SALT = bytes(range(16))
SCHEMA_VERSION = 5
UNSENT = ("place_order", "place_order", "update_customer")

_ROWS = Path(__file__).with_suffix(".json")


def recorded() -> dict[str, dict[str, list[Any]]]:
    """Return the rows of the store, by table, and the names of their columns."""
    rows: dict[str, dict[str, list[Any]]] = json.loads(_ROWS.read_text(encoding="utf-8"))
    return rows


def write_key_record(home: Path, passphrase: str) -> bytes:
    """Write ``key.json`` as its first version is, and return the key."""
    key = scrypt(
        passphrase.encode(), salt=SALT, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32
    )
    check = hmac.new(key, b"smartclient store key", sha256).hexdigest()
    record = {"version": 1, "way": "passphrase", "check": check, "user": "", "salt": SALT.hex()}
    home.mkdir(parents=True, exist_ok=True)
    (home / "key.json").write_text(json.dumps(record), encoding="utf-8")
    return key


def write_laptop(home: Path, url: str, passphrase: str) -> bytes:
    """Make the laptop in ``home`` as a rep of head office at ``url``; return its store's key."""
    key = write_key_record(home, passphrase)
    save_settings(home, replace(Settings(), url=url, login=LOGIN))
    store = sqlcipher.connect(str(home / "store.db"), isolation_level=None)
    try:
        store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("BEGIN")
        for statements in MIGRATIONS[:SCHEMA_VERSION]:
            for statement in statements:
                store.execute(statement)
        for table, content in recorded().items():
            _insert(store, table, content["columns"], content["rows"])
        store.execute("UPDATE meta SET value = ? WHERE name = 'url'", (url,))
        store.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        store.execute("COMMIT")
    finally:
        store.close()
    return key


def _insert(
    store: sqlcipher.Connection, table: str, columns: list[str], rows: list[list[Any]]
) -> None:
    places = ", ".join("?" * len(columns))
    store.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
