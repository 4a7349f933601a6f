"""A draft keeps what it was made from."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE orders ADD COLUMN made_from TEXT",
    # drafts are priced when they are looked at, with what changed: none waits for it any more
    "DELETE FROM meta WHERE name = 'drafts_to_reprice'",
)
