"""The tenth schema on SQL Server: the keys with which devices sign what is carried by hand."""


def statements() -> list[str]:
    """Return what adds them."""
    return [
        """
CREATE TABLE sync.signing_keys (
    id BIGINT NOT NULL IDENTITY(1, 1),
    login NVARCHAR(128) NOT NULL,
    public_key BINARY(32) NOT NULL,
    enrolled_device BINARY(16) NULL,
    first_seen DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_signing_keys PRIMARY KEY (id),
    CONSTRAINT uq_sync_signing_keys_login_public_key UNIQUE (login, public_key)
)
""".strip()
    ]
