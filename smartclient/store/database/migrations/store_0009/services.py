"""The service that a request goes to."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE requests ADD COLUMN service TEXT DEFAULT 'head_office' NOT NULL",
)
