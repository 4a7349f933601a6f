"""The fifth schema on SQLite: what a purge looks for, by indexes that lead to it."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
_CHANGED = (
    f"BEGIN UPDATE sync_membership SET changed_at = (SELECT coalesce(at, {_NOW}) "
    "FROM sync_session) WHERE id = NEW.id; END"
)
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"


def statements() -> list[str]:
    """Return what adds the columns and indexes; what is there began to be kept now."""
    return [
        "ALTER TABLE sync_inbox ADD COLUMN purged BOOLEAN DEFAULT '0' NOT NULL",
        "CREATE INDEX ix_sqlite_inbox_kept ON sync_inbox (answered_at, id) WHERE purged = 0",
        "CREATE INDEX ix_sqlite_inbox_lane ON sync_inbox (lane, status) WHERE purged = 0",
        "CREATE INDEX ix_sqlite_conflicts_lane ON sync_conflicts (lane, state)",
        "ALTER TABLE sync_membership ADD COLUMN changed_at VARCHAR(27) "
        "DEFAULT '2000-01-01T00:00:00.000000Z' NOT NULL",
        # no laptop is sent its customers again for it
        "DROP TRIGGER sync_membership_update_version",
        f"UPDATE sync_membership SET changed_at = {_NOW}",
        "CREATE TRIGGER sync_membership_update_version AFTER UPDATE ON sync_membership "
        f"WHEN NEW.row_version = OLD.row_version BEGIN {_NEXT_VERSION}; "
        "UPDATE sync_membership SET row_version = "
        "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END",
        f"CREATE TRIGGER sync_membership_begins AFTER INSERT ON sync_membership {_CHANGED}",
        "CREATE TRIGGER sync_membership_changes AFTER UPDATE OF is_member ON sync_membership "
        f"WHEN OLD.is_member <> NEW.is_member {_CHANGED}",
    ]
