"""The seventh schema on SQL Server: what a purge looks for, by indexes that lead to it."""


def statements() -> list[str]:
    """Return what adds the columns and indexes."""
    return [
        (
            "ALTER TABLE sync.membership ADD changed_at DATETIME2(6) NOT NULL "
            "CONSTRAINT df_sync_membership_changed_at DEFAULT SYSUTCDATETIME()"
        ),
    ]
