"""The fifth schema on SQL Server, frozen: which round a request is in, and how it is tried."""

_STATEMENTS = (
    "ALTER TABLE sync.inbox ADD isolated BIT NOT NULL DEFAULT 0",
    "ALTER TABLE sync.inbox ADD round_token NVARCHAR(36) NULL",
    "ALTER TABLE sync.inbox ADD round_size INT NOT NULL DEFAULT 0",
    # attempts were counted of whatever a worker held when it ended; now they are failures
    "UPDATE sync.inbox SET isolated = 1, attempts = 0 WHERE status = N'received' AND attempts > 0",
)


def statements() -> list[str]:
    """Return what brings the fourth schema up to this part, in the order in which it is run."""
    return list(_STATEMENTS)
