"""The eighth schema on SQLite: requests that wait at head office for what they need."""

_TABLES = (
    """
CREATE TABLE sync_held_requests (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sender VARCHAR(128) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    request TEXT NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    UNIQUE (sender, request_id)
)
""",
    """
CREATE TABLE sync_held_needs (
    held_id BIGINT NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (held_id, request_id)
)
""",
)


def statements() -> list[str]:
    """Return what adds them."""
    return [statement.strip() for statement in _TABLES]
