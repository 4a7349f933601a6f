"""The seventh schema on SQL Server: what waits has indexes that hold nothing else.

Nearly all of the inbox is done and kept for ever: an index over it all grows with every request.
"""


def statements() -> list[str]:
    """Return what creates the indexes again, for the rows alone that they are there for."""
    return [
        "DROP INDEX ix_sync_inbox_waiting ON sync.inbox",
        "CREATE INDEX ix_sync_inbox_waiting ON sync.inbox (lane, id) WHERE status = N'received'",
        "DROP INDEX ix_sync_inbox_unanswered ON sync.inbox",
        (
            "CREATE INDEX ix_sync_inbox_unanswered ON sync.inbox (sender, status, lane) "
            "WHERE status IN (N'received', N'parked')"
        ),
        "DROP INDEX ix_sync_inbox_given ON sync.inbox",
        (
            "CREATE INDEX ix_sync_inbox_given ON sync.inbox (status, given_number) "
            "WHERE given_number > N''"
        ),
        "DROP INDEX ix_sync_lanes_token ON sync.lanes",
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token) WHERE token IS NOT NULL",
    ]
