"""By what clock each request was made."""

STATEMENTS = ("ALTER TABLE requests ADD COLUMN clock_offset INTEGER",)
