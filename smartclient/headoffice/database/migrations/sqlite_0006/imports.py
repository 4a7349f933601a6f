"""The sixth schema on SQLite: the counts that an import saw, from which it counts on."""


def statements() -> list[str]:
    """Return what adds the column; NULL for what an earlier program staged."""
    return ["ALTER TABLE sync_import_portions ADD COLUMN counts TEXT"]
