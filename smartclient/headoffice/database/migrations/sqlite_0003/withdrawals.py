"""Withdrawals: which requests are never to be carried out, and who sends withdrawals."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_STAND_ALONE = (
    "'place_order', 'amend_order', 'cancel_order', 'create_customer', 'update_customer', "
    "'delete_customer'"
)


def statements() -> list[str]:
    """Return what makes the table, with what was replaced before there were withdrawals."""
    return [
        """CREATE TABLE sync_withdrawn (
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    by_request_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (sender, request_id)
)""",
        "CREATE INDEX ix_sqlite_withdrawn_by ON sync_withdrawn (sender, by_request_id)",
        "INSERT INTO sync_withdrawn (sender, request_id, by_request_id) "
        "SELECT sender, replaces, MIN(request_id) FROM sync_inbox "
        f"WHERE replaces <> request_id AND kind IN ({_STAND_ALONE}) GROUP BY sender, replaces",
        "ALTER TABLE sync_inbox ADD COLUMN withdrawable BOOLEAN DEFAULT '0' NOT NULL",
    ]
