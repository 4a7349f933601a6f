"""Data sets, pinned customers, and which rows of feeds were left out of the store."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE take_along (
    id INTEGER NOT NULL,
    name TEXT,
    required BOOLEAN,
    content TEXT,
    products INTEGER,
    size INTEGER,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE pinned_customers (
    id INTEGER NOT NULL,
    customer TEXT,
    document TEXT,
    PRIMARY KEY (id)
)
""",
    """
CREATE TABLE left_out (
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    key TEXT NOT NULL,
    part_of TEXT NOT NULL,
    day TEXT,
    hash INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
)
""",
)
