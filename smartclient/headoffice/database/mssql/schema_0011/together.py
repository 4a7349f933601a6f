"""The eleventh schema on SQL Server: what stands together is found while it waits."""

_INDEX = """
CREATE INDEX ix_sync_inbox_together ON sync.inbox (id)
    WHERE status = N'received' AND kind = N'together'
""".strip()


def statements() -> list[str]:
    """Return what adds the index."""
    return [_INDEX]
