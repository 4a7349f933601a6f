"""The fifth schema on SQLite: the checkpoints that show that head office went back."""

_STATEMENTS = (
    """CREATE TABLE sync_checkpoints (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    name VARCHAR(32) NOT NULL
)""",
    "CREATE INDEX ix_sync_checkpoints_row_version ON sync_checkpoints (row_version)",
    """CREATE TRIGGER sync_checkpoints_insert_version AFTER INSERT ON sync_checkpoints BEGIN
    UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version';
    UPDATE sync_checkpoints SET row_version = (
        SELECT value FROM sync_counters WHERE name = 'row_version')
    WHERE id = NEW.id;
END""",
)


def statements() -> list[str]:
    """Return what creates them."""
    return list(_STATEMENTS)
