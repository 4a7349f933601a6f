"""The ninth schema on SQLite: blocks of numbers that devices hold."""


def statements() -> list[str]:
    """Return what adds them."""
    return [
        """
CREATE TABLE sync_number_blocks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    numbered VARCHAR(20) NOT NULL,
    first_number BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    unused_from BIGINT,
    login VARCHAR(128) NOT NULL,
    device VARCHAR(36) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    issued_at VARCHAR(27) NOT NULL,
    UNIQUE (numbered, first_number),
    UNIQUE (login, request_id)
)
""".strip()
    ]
