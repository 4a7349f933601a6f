"""The fifth schema on SQLite: what waits has indexes that hold nothing else."""


def statements() -> list[str]:
    """Return what creates the indexes again, for the rows alone that they are there for."""
    return [
        "DROP INDEX ix_sqlite_inbox_waiting",
        "CREATE INDEX ix_sqlite_inbox_waiting ON sync_inbox (lane, id) WHERE status = 'received'",
        "DROP INDEX ix_sqlite_inbox_given",
        (
            "CREATE INDEX ix_sqlite_inbox_given ON sync_inbox (status, given_number) "
            "WHERE given_number > ''"
        ),
    ]
