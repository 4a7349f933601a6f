"""The fifth schema on SQLite: what an import that is under way has still to switch."""

_STATEMENTS = (
    """CREATE TABLE sync_imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    digest VARCHAR(64) NOT NULL,
    actor VARCHAR(128) NOT NULL,
    began_at VARCHAR(27) NOT NULL,
    written_at VARCHAR(27) NOT NULL,
    portions INTEGER NOT NULL
)""",
    """CREATE TABLE sync_import_portions (
    import_id BIGINT NOT NULL,
    portion INTEGER NOT NULL,
    units TEXT NOT NULL,
    PRIMARY KEY (import_id, portion)
)""",
)


def statements() -> list[str]:
    """Return what makes the tables."""
    return list(_STATEMENTS)
