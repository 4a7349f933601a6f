"""A column that a migration adds to a table of a feed in the store.

Released migrations call this: its results for their arguments stay as they are, which a test
compares with the released schema.
"""

_DECLARED = {
    "text": "TEXT",
    "amount": "BIGINT",
    "day": "VARCHAR(10)",
    "integer": "INTEGER",
    "flag": "BOOLEAN",
}


def added_column(table: str, name: str, kind: str, *, link_version: int) -> tuple[str, ...]:
    """The statements that add a column that the link has since ``link_version``.

    An earlier program may have noted that head office speaks that version, without reading the
    column: what was noted is lowered, so that the next contact reads the whole feed again.
    """
    lowered = (
        f"UPDATE meta SET value = '{link_version - 1}' "  # noqa: S608 (a number)
        f"WHERE name = 'link_version' AND CAST(value AS INTEGER) >= {link_version}"
    )
    return (f"ALTER TABLE {table} ADD COLUMN {name} {_DECLARED[kind]}", lowered)
