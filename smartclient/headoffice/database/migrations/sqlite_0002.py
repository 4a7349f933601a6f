"""The second schema on SQLite, frozen: what only admins are given, each a feed of its own."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

# laptops become rows of a feed, so they get what every such row has
TABLES = """
CREATE TABLE sync_laptops_before AS SELECT * FROM sync_laptops;
DROP TABLE sync_laptops;
CREATE TABLE sync_laptops (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    login VARCHAR(128) NOT NULL,
    seen_at VARCHAR(27) NOT NULL,
    client_version INTEGER NOT NULL,
    waiting INTEGER DEFAULT '0' NOT NULL,
    clock_offset_seconds INTEGER DEFAULT '0' NOT NULL,
    UNIQUE (login)
);
CREATE INDEX ix_sync_laptops_row_version ON sync_laptops (row_version);

CREATE TABLE sync_stopped (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    lane VARCHAR(180) NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    stopped_at VARCHAR(27) NOT NULL,
    UNIQUE (sender, request_id)
);
CREATE INDEX ix_sync_stopped_row_version ON sync_stopped (row_version);

CREATE TABLE sync_policy_history (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    "key" VARCHAR(60) NOT NULL,
    was VARCHAR(40) DEFAULT '' NOT NULL,
    setting VARCHAR(40) NOT NULL,
    changed_by VARCHAR(128) DEFAULT '' NOT NULL,
    changed_at VARCHAR(27) NOT NULL
);
CREATE INDEX ix_sync_policy_history_row_version ON sync_policy_history (row_version);
"""

_VERSIONED = ("sync_laptops", "sync_stopped", "sync_policy_history")
_FEEDS = {
    "sales_reps": "reps",
    "sync_laptops": "laptops",
    "sync_stopped": "stopped",
    "sync_policy_history": "policy_history",
}

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"


def _version_triggers(table: str) -> list[str]:
    stamp = (
        f"BEGIN {_NEXT_VERSION}; UPDATE {table} SET row_version = "
        "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
    )
    return [
        f"CREATE TRIGGER {table}_insert_version AFTER INSERT ON {table} {stamp}",
        f"CREATE TRIGGER {table}_update_version AFTER UPDATE ON {table} "
        f"WHEN NEW.row_version = OLD.row_version {stamp}",
    ]


def _tombstone_trigger(table: str, kind: str) -> str:
    return (
        f"CREATE TRIGGER {table}_tombstone AFTER DELETE ON {table} BEGIN "
        "INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
        f"SELECT '{kind}', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END"
    )


_STOPPED_COLUMNS = "sender, request_id, kind, lane, attempts, error, received_at, stopped_at"
_STOPPING = (
    "CREATE TRIGGER sync_inbox_stops AFTER UPDATE OF status ON sync_inbox "
    "WHEN NEW.status = 'parked' AND OLD.status <> 'parked' BEGIN "
    f"INSERT INTO sync_stopped ({_STOPPED_COLUMNS}) "
    "SELECT NEW.sender, NEW.request_id, NEW.kind, NEW.lane, NEW.attempts, NEW.error, "
    f"NEW.received_at, coalesce(NEW.answered_at, {_NOW}); END",
    "CREATE TRIGGER sync_inbox_goes_on AFTER UPDATE OF status ON sync_inbox "
    "WHEN OLD.status = 'parked' AND NEW.status <> 'parked' BEGIN "
    "DELETE FROM sync_stopped WHERE sender = OLD.sender AND request_id = OLD.request_id; END",
)

_HISTORY = 'INSERT INTO sync_policy_history ("key", was, setting, changed_by, changed_at)'
_POLICIES = (
    "CREATE TRIGGER sync_policies_first_set AFTER INSERT ON sync_policies BEGIN "
    f"{_HISTORY} SELECT NEW.\"key\", '', NEW.setting, NEW.changed_by, "
    f"coalesce(NEW.changed_at, {_NOW}); END",
    "CREATE TRIGGER sync_policies_set AFTER UPDATE OF setting ON sync_policies "
    "WHEN OLD.setting IS NOT NEW.setting BEGIN "
    f'{_HISTORY} SELECT NEW."key", OLD.setting, NEW.setting, NEW.changed_by, '
    f"coalesce(NEW.changed_at, {_NOW}); END",
)

# what was there before the feeds were
_EARLIER = (
    "INSERT INTO sync_laptops (login, seen_at, client_version, waiting, clock_offset_seconds) "
    "SELECT login, seen_at, client_version, waiting, clock_offset_seconds "
    "FROM sync_laptops_before",
    "DROP TABLE sync_laptops_before",
    f"INSERT INTO sync_stopped ({_STOPPED_COLUMNS}) "
    "SELECT sender, request_id, kind, lane, attempts, error, received_at, "
    f"coalesce(answered_at, {_NOW}) FROM sync_inbox WHERE status = 'parked'",
    f"{_HISTORY} SELECT \"key\", '', setting, changed_by, coalesce(changed_at, {_NOW}) "
    "FROM sync_policies",
)


def statements() -> list[str]:
    """Return what brings the first schema up to this one, in the order in which it is run."""
    made = [part.strip() for part in TABLES.split(";") if part.strip()]
    for table in _VERSIONED:
        made += _version_triggers(table)
    made += [_tombstone_trigger(table, kind) for table, kind in _FEEDS.items()]
    return [*made, *_STOPPING, *_POLICIES, *_EARLIER]
