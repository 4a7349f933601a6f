"""The seventh schema on SQL Server: who calls waits outside until the upgrade is over.

Procedures are altered before the tables that they touch, and the lanes with which a worker begins
come next: so whoever calls holds nothing that the upgrade waits for.
"""

import re

from smartclient.headoffice.database.mssql import (
    schema_0001,
    schema_0002,
    schema_0003,
    schema_0004,
    schema_0005,
)

_PROCEDURE = re.compile(r"(?:CREATE|ALTER) PROCEDURE (\S+)")
_BEFORE = (schema_0001, schema_0002, schema_0003, schema_0004, schema_0005)


def statements() -> list[str]:
    """Return what locks every procedure and the lanes, and leaves them as they are."""
    before = (statement for schema in _BEFORE for statement in schema.statements())
    newest = {found[1]: item for item in before if (found := _PROCEDURE.match(item))}
    return [
        *(_PROCEDURE.sub(r"ALTER PROCEDURE \1", item, count=1) for item in newest.values()),
        "DROP INDEX ix_sync_lanes_token ON sync.lanes",
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token)",
    ]
