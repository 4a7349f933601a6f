"""The tenth schema on SQL Server: requests that wait at head office for what they need."""

_TABLES = (
    """
CREATE TABLE sync.held_requests (
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    request VARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_held_requests PRIMARY KEY (id),
    CONSTRAINT uq_sync_held_requests_sender_request_id UNIQUE (sender, request_id)
)
""",
    """
CREATE TABLE sync.held_needs (
    held_id BIGINT NOT NULL,
    request_id BINARY(16) NOT NULL,
    CONSTRAINT pk_sync_held_needs PRIMARY KEY (held_id, request_id)
)
""",
)


def statements() -> list[str]:
    """Return what adds them."""
    return [statement.strip() for statement in _TABLES]
