"""Tasks of several steps."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE composed_tasks (
    id TEXT NOT NULL,
    policy TEXT NOT NULL,
    given_up_at VARCHAR(27),
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE composed_steps (
    id TEXT NOT NULL,
    composed_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    is_optional BOOLEAN DEFAULT '0' NOT NULL,
    compensates TEXT,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_composed_steps_task_id ON composed_steps (task_id)",
    "CREATE INDEX ix_composed_steps_order ON composed_steps (composed_id, place)",
)
