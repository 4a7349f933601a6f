"""Version 3: what admins are given of head office, and requests that go before the others."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE reps (
    id INTEGER NOT NULL,
    login TEXT,
    number TEXT,
    title TEXT,
    territory TEXT,
    role TEXT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE laptops (
    id INTEGER NOT NULL,
    login TEXT,
    seen_at TEXT,
    client_version INTEGER,
    waiting INTEGER,
    clock_offset_seconds INTEGER,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE stopped (
    id INTEGER NOT NULL,
    sender TEXT,
    request_id TEXT,
    kind TEXT,
    lane TEXT,
    attempts INTEGER,
    error TEXT,
    received_at TEXT,
    stopped_at TEXT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE policy_history (
    id INTEGER NOT NULL,
    "key" TEXT,
    was TEXT,
    setting TEXT,
    changed_by TEXT,
    changed_at TEXT,
    PRIMARY KEY (id)
)
""",
    "ALTER TABLE requests ADD COLUMN goes_first INTEGER DEFAULT '0' NOT NULL",
)
