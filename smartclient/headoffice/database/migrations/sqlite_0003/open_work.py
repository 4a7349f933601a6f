"""The third schema on SQLite, frozen: what is open of a rep's, as a feed for every device."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_TABLE = """
CREATE TABLE sync_open_work (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    item_id VARCHAR(36) NOT NULL,
    sender VARCHAR(128) NOT NULL,
    state VARCHAR(12) NOT NULL,
    since VARCHAR(27) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    version INTEGER NOT NULL,
    lane VARCHAR(180) NOT NULL,
    body TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    replaces VARCHAR(36),
    made_at VARCHAR(27) NOT NULL,
    asked_kind VARCHAR(30) DEFAULT '' NOT NULL,
    asked TEXT DEFAULT '' NOT NULL,
    conflict TEXT DEFAULT '' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    UNIQUE (sender, item_id)
)
"""
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"
_STAMP = (
    f"BEGIN {_NEXT_VERSION}; UPDATE sync_open_work SET row_version = "
    "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
)
_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"

_INTO = (
    "INSERT INTO sync_open_work (item_id, sender, state, since, request_id, kind, version, lane, "
    "body, digest, replaces, made_at, asked_kind, asked, conflict, answer) "
)
_REQUEST = "i.request_id, i.kind, i.version, i.lane, i.body, i.digest, i.replaces, i.made_at"


def statements() -> list[str]:
    """Return what makes the feed, with what is open by now in it."""
    return [
        _TABLE.strip(),
        "CREATE INDEX ix_sync_open_work_row_version ON sync_open_work (row_version)",
        f"CREATE TRIGGER sync_open_work_insert_version AFTER INSERT ON sync_open_work {_STAMP}",
        "CREATE TRIGGER sync_open_work_update_version AFTER UPDATE ON sync_open_work "
        f"WHEN NEW.row_version = OLD.row_version {_STAMP}",
        "CREATE TRIGGER sync_open_work_tombstone AFTER DELETE ON sync_open_work BEGIN "
        "INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
        f"SELECT 'open_work', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END",
        # tried again, or closed: the answer to it says what came of it
        "CREATE TRIGGER sync_inbox_open_work AFTER UPDATE OF status ON sync_inbox "
        "WHEN OLD.status = 'parked' AND NEW.status <> 'parked' BEGIN "
        "DELETE FROM sync_open_work WHERE item_id = OLD.request_id AND sender = OLD.sender "
        "AND state = 'parked'; END",
        f"{_INTO}SELECT c.conflict_id, c.sender, c.state, "
        "i.received_at, "
        f"{_REQUEST}, c.body_kind, c.body, c.document, coalesce(r.body, '') "
        "FROM sync_conflicts AS c "
        "JOIN sync_inbox AS i ON i.sender = c.sender AND i.request_id = c.newest_request_id "
        "LEFT JOIN sync_replies AS r ON r.sender = i.sender AND r.request_id = i.request_id "
        "WHERE c.state <> 'closed'",
        f"{_INTO}SELECT i.request_id, i.sender, 'parked', coalesce(i.answered_at, i.received_at), "
        f"{_REQUEST}, '', '', '', coalesce(r.body, '') FROM sync_inbox AS i "
        "LEFT JOIN sync_replies AS r ON r.sender = i.sender AND r.request_id = i.request_id "
        "WHERE i.status = 'parked' "
        "AND NOT EXISTS (SELECT 1 FROM sync_open_work AS w WHERE w.sender = i.sender "
        "AND w.item_id = i.request_id)",
    ]
