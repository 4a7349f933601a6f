"""What is open at head office: conflicts and requests that were set aside, of every device."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE open_work (
    id INTEGER NOT NULL,
    item_id TEXT,
    sender TEXT,
    state TEXT,
    since TEXT,
    request_id TEXT,
    kind TEXT,
    version INTEGER,
    lane TEXT,
    body TEXT,
    digest TEXT,
    replaces TEXT,
    made_at TEXT,
    asked_kind TEXT,
    asked TEXT,
    conflict TEXT,
    answer TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_open_work_request ON open_work (sender, request_id)",
)
