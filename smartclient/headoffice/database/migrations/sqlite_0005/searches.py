"""The fifth schema on SQLite: what every round looks for in tables that grow, by indexes."""


def statements() -> list[str]:
    """Return what creates the indexes."""
    return [
        (
            "CREATE INDEX ix_sqlite_provisional_numbers_number "
            "ON sync_provisional_numbers (provisional_number)"
        ),
        "CREATE INDEX ix_sqlite_open_work_since ON sync_open_work (state, since)",
    ]
