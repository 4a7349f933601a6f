"""The fifth schema on SQL Server, frozen: who reports that head office went back."""

from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, WORKER

_STATEMENTS = (
    (
        "CREATE TABLE sync.suspicions (\n"
        "    login NVARCHAR(128) NOT NULL,\n"
        "    why NVARCHAR(20) NOT NULL,\n"
        "    reported_at DATETIME2(6) NOT NULL,\n"
        "    CONSTRAINT pk_sync_suspicions PRIMARY KEY (login)\n"
        ")"
    ),
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.suspicions TO {WORKER}",
    f"GRANT SELECT ON OBJECT::sync.suspicions TO {ADMIN}",
    # few requests carry a number: what waits is looked through for them in every round
    "CREATE INDEX ix_sync_inbox_given ON sync.inbox (status, given_number)",
)


def statements() -> list[str]:
    """Return what brings the fourth schema up to this part, in the order in which it is run."""
    return list(_STATEMENTS)
