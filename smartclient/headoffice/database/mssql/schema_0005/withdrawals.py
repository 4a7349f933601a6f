"""The fifth schema on SQL Server, frozen: which requests are never to be carried out.

A withdrawal, and whatever takes another request's place, has its effect once it is received:
``sync.submit_v1`` writes down what it names, which may not have arrived yet.
"""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, WORKER
from smartclient.headoffice.database.mssql.schema_0004.changing import changed
from smartclient.headoffice.database.mssql.schema_0004.submit import SUBMIT as RELEASED

STAND_ALONE = ", ".join(
    f"N'{kind}'"
    for kind in (
        *("place_order", "amend_order", "cancel_order", "create_customer", "update_customer"),
        *("delete_customer", "withdraw"),
    )
)
"""Kinds whose ``replaces`` is not to be carried out any more."""

LONGEST_LIST = 50_000
"""How long the list of what one request withdraws may be, in characters: some 1,200 requests."""

_UUID = "-".join("[0-9A-Fa-f]" * length for length in (8, 4, 4, 4, 12))

TABLE = """CREATE TABLE sync.withdrawn (
    sender NVARCHAR(128) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    by_request_id NVARCHAR(36) NOT NULL,
    CONSTRAINT pk_sync_withdrawn PRIMARY KEY (sender, request_id)
)"""

EARLIER = f"""INSERT INTO sync.withdrawn (sender, request_id, by_request_id)
SELECT sender, replaces, MIN(request_id) FROM sync.inbox
WHERE replaces <> request_id AND kind IN ({STAND_ALONE}) GROUP BY sender, replaces"""

_NAMED = f"""    DECLARE @withdrawn TABLE (
        request_id varchar(36) NOT NULL,
        by_request_id varchar(36) NOT NULL
    );
    INSERT INTO @withdrawn (request_id, by_request_id)
    SELECT LOWER(CAST(w.value AS varchar(36))), a.request_id
    FROM @asked AS a
    CROSS APPLY OPENJSON(CASE WHEN a.refusal = N'' THEN a.withdraws END) AS w
    WHERE a.refusal = N'' AND w.value COLLATE Latin1_General_BIN2 LIKE '{_UUID}'
    UNION
    SELECT a.replaces, a.request_id
    FROM @asked AS a
    WHERE a.refusal = N'' AND a.replaces IS NOT NULL AND a.kind IN ({STAND_ALONE});
"""

_WRITTEN_DOWN = """            -- what it names is never carried out from now on, arrived or not
            INSERT INTO sync.withdrawn (sender, request_id, by_request_id)
            SELECT @rep, w.request_id, MIN(w.by_request_id)
            FROM @withdrawn AS w
            JOIN @asked AS a ON a.request_id = w.by_request_id
            JOIN sync.inbox AS held WITH (FORCESEEK)
                ON held.request_id = a.request_id AND held.digest = a.digest
            WHERE held.sender = @rep AND w.request_id <> w.by_request_id AND NOT EXISTS (
                SELECT 1 FROM sync.withdrawn AS known WITH (FORCESEEK)
                WHERE known.sender = @rep AND known.request_id = w.request_id
            )
            GROUP BY w.request_id;
            COMMIT TRANSACTION;
            SET @attempt = 3;
"""

SUBMIT = changed(
    RELEASED,
    ("        replaces varchar(36) NULL,\n", "        replaces varchar(36) NULL,\n"
     "        withdraws nvarchar(max) NULL,\n"),
    ("body, digest, replaces,\n        given_number, made_at, refusal, is_first)",
     "body, digest, replaces,\n        withdraws, given_number, made_at, refusal, is_first)"),
    ("THEN LOWER(j.replaces) END,\n", "THEN LOWER(j.replaces) END,\n        j.withdraws,\n"),
    ("        replaces varchar(max) '$.replaces',\n",
     "        replaces varchar(max) '$.replaces',\n"
     "        withdraws nvarchar(max) '$.withdraws' AS JSON,\n"),
    ("        WHEN DATALENGTH(body) > ",
     f"        WHEN LEN(withdraws) > {LONGEST_LIST} OR ISJSON(withdraws) = 0 THEN "
     "N'This is too much for one request. Split it into several and send those.'\n"
     "        WHEN DATALENGTH(body) > "),
    ("    DECLARE @own TABLE ", _NAMED + "    DECLARE @own TABLE "),
    ("body, digest,\n                replaces, given_number, made_at, received_at)",
     "body, digest,\n                replaces, given_number, made_at, received_at, withdrawable)"),
    ("a.given_number, a.made_at, SYSUTCDATETIME()\n",
     "a.given_number, a.made_at, SYSUTCDATETIME(),\n"
     "                -- only a client that sends withdrawals has such a list\n"
     "                CASE WHEN a.withdraws IS NULL THEN 0 ELSE 1 END\n"),
    ("            COMMIT TRANSACTION;\n            SET @attempt = 3;\n", _WRITTEN_DOWN),
)  # fmt: skip


def statements() -> list[str]:
    """Return what makes the table and lets what is sent write into it."""
    return [
        TABLE,
        "CREATE INDEX ix_sync_withdrawn_by ON sync.withdrawn (sender, by_request_id)",
        "CREATE INDEX ix_sync_inbox_replaces ON sync.inbox (sender, replaces)",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.withdrawn TO {WORKER}",
        f"GRANT SELECT ON OBJECT::sync.withdrawn TO {ADMIN}",
        "ALTER TABLE sync.inbox ADD withdrawable BIT NOT NULL "
        "CONSTRAINT df_sync_inbox_withdrawable DEFAULT 0",
        EARLIER,
        SUBMIT,
    ]
