"""The seventh schema on SQLite: enrolled devices are a feed, each with its last address."""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"


def statements() -> list[str]:
    """Return what adds that, as far as it is known, and tells devices which are gone."""
    return [
        "ALTER TABLE sync_enrolled_devices ADD COLUMN address VARCHAR(45) DEFAULT '' NOT NULL",
        (
            "UPDATE sync_enrolled_devices SET address = c.address FROM sync_credentials AS c "
            "WHERE c.device = sync_enrolled_devices.device AND c.seen_at IS NOT NULL"
        ),
        (
            "CREATE TRIGGER sync_enrolled_devices_tombstone AFTER DELETE ON sync_enrolled_devices "
            "BEGIN INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
            f"SELECT 'enrolled_devices', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END"
        ),
    ]
