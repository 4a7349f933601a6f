"""The eleventh schema on SQL Server: blocks of numbers that devices hold."""


def statements() -> list[str]:
    """Return what adds them, and has head office offer them."""
    return [
        """
CREATE TABLE sync.number_blocks (
    id BIGINT NOT NULL IDENTITY(1, 1),
    numbered NVARCHAR(20) NOT NULL,
    first_number BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    unused_from BIGINT NULL,
    login NVARCHAR(128) NOT NULL,
    device BINARY(16) NOT NULL,
    request_id BINARY(16) NOT NULL,
    issued_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_number_blocks PRIMARY KEY (id),
    CONSTRAINT uq_sync_number_blocks_numbered_first_number UNIQUE (numbered, first_number),
    CONSTRAINT uq_sync_number_blocks_login_request_id UNIQUE (login, request_id)
)
""".strip(),
        "UPDATE sync.info SET value = N'7' WHERE name = N'link_version'",
    ]
