"""The fifth schema on SQL Server, frozen: fingerprints of the columns of link version 2."""

from smartclient.headoffice.database.mssql.schema_0004.changing import changed
from smartclient.headoffice.database.mssql.schema_0005 import open_work
from smartclient.headoffice.database.mssql.schema_0005.columns import ADDED, altered, granted


def _part(column: str) -> str:
    return f"COALESCE(CAST(f.[{column}] AS nvarchar(max)), NCHAR(30)), NCHAR(31)\n"


def _followed(kind: str, statement: str) -> str:
    """Return the statement with a feed's added column behind the one that was its last."""
    before, begin, rest = statement.partition(f"IF @kind IN ('', '{kind}')")
    last, added = ADDED[kind]
    both = _part(last).rstrip() + ",\n                " + _part(added)
    return before + begin + rest.replace(_part(last), both, 1)


def statements() -> list[str]:
    """Return what makes the procedure and lets reps and admins call it."""
    made = changed(
        altered("sync.fingerprints_v1"),
        ("ALTER PROCEDURE sync.fingerprints_v1", "CREATE PROCEDURE sync.fingerprints_v2"),
    )
    for kind in ADDED:
        made = _followed(kind, made)
    counted = "    SELECT kind, part, [rows], total, moving FROM @found"
    made = changed(made, (counted, f"{open_work.fingerprint()}{counted}"))
    return [made, *granted("fingerprints_v2")]
