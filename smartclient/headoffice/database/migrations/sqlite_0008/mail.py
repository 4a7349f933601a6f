"""The eighth schema on SQLite: mails, and requests that something else answers later."""

# ruff: noqa: ISC004 (a statement in two lines)

_CHECK = (
    "BEGIN SELECT CASE "
    "WHEN NOT (NEW.status IN ('received', 'passed_on', 'done', 'parked')) "
    "THEN RAISE(ABORT, 'ck_sync_inbox_status') "
    "WHEN NOT (NEW.attempts >= 0) THEN RAISE(ABORT, 'ck_sync_inbox_attempts') END; END"
)

_STATEMENTS = (
    """
CREATE TABLE sync_mails (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    answer_to VARCHAR(36) NOT NULL,
    mail_id VARCHAR(36) NOT NULL,
    device VARCHAR(36) NOT NULL,
    message_id VARCHAR(300) NOT NULL,
    state VARCHAR(11) NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    claim VARCHAR(36),
    claimed_until VARCHAR(27),
    next_try VARCHAR(27),
    created_at VARCHAR(27) NOT NULL,
    changed_at VARCHAR(27) NOT NULL,
    UNIQUE (sender, mail_id)
)
""",
    "CREATE INDEX ix_sqlite_mails_state ON sync_mails (state, id)",
    "CREATE INDEX ix_sqlite_mails_sent ON sync_mails (sender, created_at)",
    "DROP TRIGGER sync_inbox_check_insert",
    "DROP TRIGGER sync_inbox_check_update",
    f"CREATE TRIGGER sync_inbox_check_insert BEFORE INSERT ON sync_inbox {_CHECK}",
    "CREATE TRIGGER sync_inbox_check_update BEFORE UPDATE OF status, attempts "
    f"ON sync_inbox {_CHECK}",
)


def statements() -> list[str]:
    """Return what adds the table, and the status."""
    return [statement.strip() for statement in _STATEMENTS]
