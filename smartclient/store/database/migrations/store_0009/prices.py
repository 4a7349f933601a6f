"""The latest time of a request, and whether the rep sends it whatever the link costs."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE requests ADD COLUMN not_after VARCHAR(27)",
    "ALTER TABLE requests ADD COLUMN at_any_price BOOLEAN DEFAULT '0' NOT NULL",
)
