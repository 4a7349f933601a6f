"""The third schema on SQLite, frozen: who reports that head office went back, and lost numbers."""

_STATEMENTS = (
    (
        "CREATE TABLE sync_suspicions (login VARCHAR(128) NOT NULL, why VARCHAR(20) NOT NULL, "
        "reported_at VARCHAR(27) NOT NULL, PRIMARY KEY (login))"
    ),
    # few requests carry a number: what waits is looked through for them in every round
    "CREATE INDEX ix_sqlite_inbox_given ON sync_inbox (status, given_number)",
)


def statements() -> list[str]:
    """Return what brings the second schema up to this part, in the order in which it is run."""
    return list(_STATEMENTS)
