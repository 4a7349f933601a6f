"""Longer settings: a policy of freshness is written in more characters than a word or a number."""

_COLUMNS = (("policies", "setting"), ("policy_history", "was"), ("policy_history", "setting"))
"""What holds the setting of a policy."""


def statements() -> list[str]:
    """Return what makes room for the longest setting that can be written."""
    return [
        f"ALTER TABLE sync.{table} ALTER COLUMN {column} NVARCHAR(100) NOT NULL"
        for table, column in _COLUMNS
    ]
