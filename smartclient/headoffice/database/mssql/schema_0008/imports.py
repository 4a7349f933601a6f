"""The eighth schema on SQL Server: the counts that an import saw, from which it counts on."""


def statements() -> list[str]:
    """Return what adds the column; NULL for what an earlier program staged."""
    return ["ALTER TABLE sync.import_portions ADD counts VARCHAR(max) NULL"]
