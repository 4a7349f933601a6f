"""The eighth schema on SQL Server: the key with which positions are signed has its own table.

Admins may read what head office stores about itself, and not this.
"""


def statements() -> list[str]:
    """Return what moves it."""
    return [
        """CREATE TABLE sync.secrets (
    name NVARCHAR(30) NOT NULL,
    value NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_sync_secrets PRIMARY KEY (name)
)""",
        (
            "INSERT INTO sync.secrets (name, value) "
            "SELECT name, value FROM sync.info WHERE name = N'history_key'"
        ),
        "DELETE FROM sync.info WHERE name = N'history_key'",
    ]
