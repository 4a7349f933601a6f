"""The ninth schema on SQLite: what stands together is found while it waits."""

_INDEX = """
CREATE INDEX ix_sqlite_inbox_together ON sync_inbox (id)
    WHERE status = 'received' AND kind = 'together'
""".strip()


def statements() -> list[str]:
    """Return what adds the index."""
    return [_INDEX]
