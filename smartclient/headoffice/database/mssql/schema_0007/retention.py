"""The seventh schema on SQL Server: since when a customer is, or is no more, a rep's."""


def statements() -> list[str]:
    """Return what adds the column."""
    return [
        (
            "ALTER TABLE sync.membership ADD changed_at DATETIME2(6) NOT NULL "
            "CONSTRAINT df_sync_membership_changed_at DEFAULT SYSUTCDATETIME()"
        ),
    ]
