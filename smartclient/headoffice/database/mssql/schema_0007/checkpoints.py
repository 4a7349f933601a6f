"""The seventh schema on SQL Server: the checkpoints that show that head office went back."""

_STATEMENTS = (
    """CREATE TABLE sync.checkpoints (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    name VARCHAR(32) NOT NULL,
    CONSTRAINT pk_sync_checkpoints PRIMARY KEY (id)
)""",
    "CREATE INDEX ix_sync_checkpoints_row_version ON sync.checkpoints (row_version)",
    "INSERT INTO sync.info (name, value) VALUES (N'history_lost', N'')",
)


def statements() -> list[str]:
    """Return what creates them."""
    return list(_STATEMENTS)
