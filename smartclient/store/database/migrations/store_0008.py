"""Version 8: admins are given the enrolled devices."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE enrolled_devices (
    id INTEGER NOT NULL,
    device TEXT,
    login TEXT,
    name TEXT,
    kind TEXT,
    enrolled_at TEXT,
    state TEXT,
    revoked_at TEXT,
    revoked_by TEXT,
    seen_on VARCHAR(10),
    address TEXT,
    unsent INTEGER,
    PRIMARY KEY (id)
)
""",
)
