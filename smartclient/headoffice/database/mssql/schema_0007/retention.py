"""The seventh schema on SQL Server: what a purge looks for, by indexes that lead to it."""


def statements() -> list[str]:
    """Return what adds the columns and indexes."""
    return [
        "ALTER TABLE sync.inbox ADD purged BIT NOT NULL CONSTRAINT df_sync_inbox_purged DEFAULT 0",
        "CREATE INDEX ix_sync_inbox_kept ON sync.inbox (purged, answered_at, id)",
        "CREATE INDEX ix_sync_conflicts_lane ON sync.conflicts (lane, state)",
        (
            "ALTER TABLE sync.membership ADD changed_at DATETIME2(6) NOT NULL "
            "CONSTRAINT df_sync_membership_changed_at DEFAULT SYSUTCDATETIME()"
        ),
    ]
