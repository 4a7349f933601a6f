"""Version 2: changes to placed orders, kept while they are typed."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE typed_orders (
    order_id TEXT NOT NULL,
    kept_at VARCHAR(27) NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (order_id)
)
""",
)
