"""The sixth schema on SQLite: the key with which positions are signed has a table of its own."""


def statements() -> list[str]:
    """Return what moves it."""
    return [
        """CREATE TABLE sync_secrets (
    name VARCHAR(30) NOT NULL PRIMARY KEY,
    value VARCHAR(200) NOT NULL
)""",
        (
            "INSERT INTO sync_secrets (name, value) "
            "SELECT name, value FROM sync_info WHERE name = 'history_key'"
        ),
        "DELETE FROM sync_info WHERE name = 'history_key'",
    ]
