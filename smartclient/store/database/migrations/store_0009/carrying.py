"""Which requests were exported, to be carried to head office by hand."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE requests ADD COLUMN exported BOOLEAN DEFAULT '0' NOT NULL",
)
