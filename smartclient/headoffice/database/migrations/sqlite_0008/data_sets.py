"""The eighth schema on SQLite: data sets, what each rep takes along, and pinned customers."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_DATA_SETS = """
CREATE TABLE sync_data_sets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(60) NOT NULL,
    required BOOLEAN NOT NULL,
    audience VARCHAR(10) NOT NULL,
    recipient VARCHAR(128) DEFAULT '' NOT NULL,
    content TEXT NOT NULL,
    changed_by VARCHAR(128) DEFAULT '' NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    UNIQUE (name)
)
"""
_TAKE_ALONG = """
CREATE TABLE sync_take_along (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    rep VARCHAR(128) NOT NULL,
    name VARCHAR(60) NOT NULL,
    required BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    products INTEGER NOT NULL,
    size BIGINT NOT NULL,
    UNIQUE (rep, name)
)
"""
_PINNED_CUSTOMERS = """
CREATE TABLE sync_pinned_customers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    rep VARCHAR(128) NOT NULL,
    customer VARCHAR(40) NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (rep, customer)
)
"""
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"
_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"


def _triggers(kind: str) -> list[str]:
    table = f"sync_{kind}"
    stamp = (
        f"BEGIN {_NEXT_VERSION}; UPDATE {table} SET row_version = "
        "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
    )
    return [
        f"CREATE TRIGGER {table}_insert_version AFTER INSERT ON {table} {stamp}",
        f"CREATE TRIGGER {table}_update_version AFTER UPDATE ON {table} "
        f"WHEN NEW.row_version = OLD.row_version {stamp}",
        f"CREATE TRIGGER {table}_tombstone AFTER DELETE ON {table} "
        "BEGIN INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
        f"SELECT '{kind}', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END",
    ]


def statements() -> list[str]:
    """Return what adds them, the last two as feeds."""
    return [
        *(table.strip() for table in (_DATA_SETS, _TAKE_ALONG, _PINNED_CUSTOMERS)),
        "CREATE INDEX ix_sqlite_take_along_feed ON sync_take_along (rep, row_version)",
        "CREATE INDEX ix_sqlite_pinned_customers_feed ON sync_pinned_customers (rep, row_version)",
        *_triggers("take_along"),
        *_triggers("pinned_customers"),
    ]
