"""The third schema on SQLite, frozen: which worker's round a request is in, and how it is tried."""

_STATEMENTS = (
    "ALTER TABLE sync_inbox ADD COLUMN isolated BOOLEAN DEFAULT '0' NOT NULL",
    "ALTER TABLE sync_inbox ADD COLUMN round_token VARCHAR(36)",
    "ALTER TABLE sync_inbox ADD COLUMN round_size INTEGER DEFAULT '0' NOT NULL",
    # attempts were counted of whatever a worker held when it ended; now they are failures
    "UPDATE sync_inbox SET isolated = 1, attempts = 0 WHERE status = 'received' AND attempts > 0",
)


def statements() -> list[str]:
    """Return what brings the second schema up to this part, in the order in which it is run."""
    return list(_STATEMENTS)
