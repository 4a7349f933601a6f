"""Drafts of orders for several branches, and for a new account."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE draft_plans (
    order_id TEXT NOT NULL,
    kept_at VARCHAR(27) NOT NULL,
    plan TEXT NOT NULL,
    document TEXT,
    PRIMARY KEY (order_id)
)
""",
)
