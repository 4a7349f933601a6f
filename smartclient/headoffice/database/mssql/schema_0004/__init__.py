"""The fourth schema on SQL Server, frozen: what a review of the first three found.

Procedures first, then the lanes, then tables: who calls a procedure waits for it and holds
nothing, a worker begins with its lanes, and so neither is in the upgrade's way nor it in theirs.
"""

from smartclient.headoffice.database.mssql import schema_0003
from smartclient.headoffice.database.mssql.schema_0004 import feeds, triggers
from smartclient.headoffice.database.mssql.schema_0004.changing import procedure, released
from smartclient.headoffice.database.mssql.schema_0004.submit import SUBMIT


def statements() -> list[str]:
    """Return what changes procedures and triggers where they are."""
    return [
        SUBMIT,
        procedure(released(schema_0003.statements(), "sync.pulse_v1")),
        *feeds.statements(),
        # a worker gives back what it leased, and touches no other's lanes
        "CREATE INDEX ix_sync_lanes_token ON sync.lanes (token)",
        *triggers.statements(),
    ]
