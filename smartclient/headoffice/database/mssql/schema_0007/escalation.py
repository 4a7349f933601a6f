"""The seventh schema on SQL Server: a batch of requests locks its own rows, however many they are.

It is stored at once, so that nobody carries out what it withdraws; thousands of locks would
otherwise become one of the whole table.
"""


def statements() -> list[str]:
    """Return what keeps the locks of a batch to its rows."""
    return [
        f"ALTER TABLE sync.{table} SET (LOCK_ESCALATION = DISABLE)"
        for table in ("inbox", "withdrawn", "stopped", "open_work")
    ]
