"""The fifth schema on SQL Server, frozen: who calls waits outside until the upgrade is over.

Procedures are altered before the tables that they touch, and the lanes with which a worker begins
come next: so whoever calls holds nothing that the upgrade waits for.
"""

from smartclient.headoffice.database.mssql import schema_0004


def statements() -> list[str]:
    """Return what locks every procedure and the lanes, and leaves them as they are."""
    procedures = [one for one in schema_0004.statements() if one.startswith("ALTER PROCEDURE")]
    return [
        *procedures,
        "DROP INDEX ix_sync_lanes_token ON sync.lanes",
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token)",
    ]
