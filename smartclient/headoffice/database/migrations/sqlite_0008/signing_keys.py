"""The eighth schema on SQLite: the keys with which devices sign work that is carried by hand."""


def statements() -> list[str]:
    """Return what adds them."""
    return [
        """
CREATE TABLE sync_signing_keys (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    login VARCHAR(128) NOT NULL,
    public_key VARCHAR(64) NOT NULL,
    enrolled_device VARCHAR(36),
    first_seen VARCHAR(27) NOT NULL,
    UNIQUE (login, public_key)
)
""".strip()
    ]
