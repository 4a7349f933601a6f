"""The fifth schema on SQL Server, frozen: what is open of a rep's, as a feed for every device."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, WORKER
from smartclient.headoffice.database.mssql.schema_0001.preamble import AHEAD, instant, version
from smartclient.headoffice.database.mssql.schema_0004.changing import BEGIN, IDENTITY
from smartclient.headoffice.database.mssql.schema_0004.feeds import MAX_ROWS
from smartclient.headoffice.database.mssql.schema_0005.columns import granted

_TABLE = """CREATE TABLE sync.open_work (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    item_id NVARCHAR(36) NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    since DATETIME2(6) NOT NULL,
    request_id NVARCHAR(36) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    version INT NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    body NVARCHAR(max) NOT NULL,
    digest NVARCHAR(64) NOT NULL,
    replaces NVARCHAR(36) NULL,
    made_at DATETIME2(6) NOT NULL,
    asked_kind NVARCHAR(30) NOT NULL DEFAULT N'',
    asked NVARCHAR(max) NOT NULL DEFAULT N'',
    conflict NVARCHAR(max) NOT NULL DEFAULT N'',
    answer NVARCHAR(max) NOT NULL DEFAULT N'',
    CONSTRAINT pk_sync_open_work PRIMARY KEY (id),
    CONSTRAINT uq_sync_open_work_sender_item_id UNIQUE (sender, item_id)
)"""

_TOMBSTONE = """CREATE TRIGGER sync.open_work_tombstone ON sync.open_work AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.tombstones (kind, entry_id, deleted_at)
    SELECT N'open_work', d.id, SYSUTCDATETIME() FROM deleted AS d;
END"""

# tried again, or closed: the answer to it says what came of it
_GOES_ON = """CREATE TRIGGER sync.inbox_open_work ON sync.inbox AFTER UPDATE AS
BEGIN
    SET NOCOUNT ON;
    IF NOT UPDATE(status) OR NOT EXISTS (SELECT 1 FROM deleted WHERE status = N'parked')
        RETURN;
    DELETE w FROM sync.open_work AS w
    JOIN deleted AS d ON d.request_id = w.item_id AND d.sender = w.sender
    JOIN inserted AS i ON i.id = d.id
    WHERE w.state = N'parked' AND d.status = N'parked' AND i.status <> N'parked';
END"""

_INTO = """INSERT INTO sync.open_work (item_id, sender, state, since, request_id, kind, version,
    lane, body, digest, replaces, made_at, asked_kind, asked, conflict, answer)
"""
_REQUEST = "i.request_id, i.kind, i.version, i.lane, i.body, i.digest, i.replaces, i.made_at"
_CONFLICTS = f"""{_INTO}SELECT c.conflict_id, c.sender, c.state, i.received_at, {_REQUEST},
    c.body_kind, c.body, c.document, COALESCE(r.body, N'')
FROM sync.conflicts AS c
JOIN sync.inbox AS i ON i.sender = c.sender AND i.request_id = c.newest_request_id
LEFT JOIN sync.replies AS r ON r.sender = i.sender AND r.request_id = i.request_id
WHERE c.state <> N'closed'"""
_PARKED = f"""{_INTO}SELECT i.request_id, i.sender, N'parked',
    COALESCE(i.answered_at, i.received_at), {_REQUEST}, N'', N'', N'', COALESCE(r.body, N'')
FROM sync.inbox AS i
LEFT JOIN sync.replies AS r ON r.sender = i.sender AND r.request_id = i.request_id
WHERE i.status = N'parked'
    AND NOT EXISTS (SELECT 1 FROM sync.open_work AS w
        WHERE w.sender = i.sender AND w.item_id = i.request_id)"""

VISIBLE = "(f.sender = @rep OR @role = N'admin')"

_ASCII = ("body", "asked", "conflict", "answer")
_INSTANTS = ("since", "made_at")
_COLUMNS = (
    *("id", "item_id", "sender", "state", "since", "request_id", "kind", "version", "lane"),
    *("body", "digest", "replaces", "made_at", "asked_kind", "asked", "conflict", "answer"),
)


def _told(column: str) -> str:
    """Return the expression by which a column is given."""
    if column in _ASCII:
        # ASCII JSON: as varchar it is half the bytes on the link
        return f"CAST(f.[{column}] AS varchar(max))"
    return instant(f"f.[{column}]") if column in _INSTANTS else f"f.[{column}]"


def _feed() -> str:
    values = ",\n            ".join(f"{_told(column)} AS [{column}]" for column in _COLUMNS)
    select = f"""SELECT TOP (@limit)
            {values},
            CAST(f.row_version AS bigint) + @ahead AS row_version
        FROM sync.open_work AS f"""
    return f"""CREATE PROCEDURE sync.feed_open_work_v2
    @by_key bit, @row_version bigint, @id bigint, @bound bigint, @limit int
AS
BEGIN
{BEGIN}
{IDENTITY}
{AHEAD}
{version("@from", "@row_version")}
{version("@below", "@bound")}
    SET @limit = CASE WHEN @limit BETWEEN 1 AND {MAX_ROWS} THEN @limit ELSE {MAX_ROWS} END;
    IF @by_key = 1
        {select}
        WHERE f.id > @id
            AND {VISIBLE}
        ORDER BY f.id
        OPTION (RECOMPILE);
    ELSE
        {select}
        WHERE f.row_version >= @from AND (f.row_version > @from OR f.id > @id)
            AND f.row_version < @below
            AND {VISIBLE}
        ORDER BY f.row_version, f.id
        OPTION (RECOMPILE);
END"""


def head() -> str:
    """Return what adds the feed's head to the others: a rep's own, so that nobody else pulls.

    Either is the end of an index: every pulse asks, and closed conflicts stay for long.
    """
    newest = "SELECT MAX(f.row_version) FROM sync.open_work AS f"
    return f"""
    UNION ALL SELECT 'open_work' AS kind, COALESCE(CAST(CASE WHEN @role = N'admin'
        THEN ({newest})
        ELSE ({newest} WHERE f.sender = @rep) END AS bigint) + @ahead, 0) AS head"""


def fingerprint() -> str:
    """Return what adds the feed's rows to what ``@found`` counts."""
    text = ",\n                ".join(
        f"COALESCE(CAST({_told(column)} AS nvarchar(max)), NCHAR(30)), NCHAR(31)"
        for column in _COLUMNS
    )
    return f"""    IF @kind IN ('', 'open_work')
        INSERT INTO @found (kind, part, [rows], total, moving)
        SELECT 'open_work', h.part, COUNT(*), SUM(h.hash), SUM(h.moving)
        FROM (
            SELECT f.id / @width AS part,
                CASE WHEN f.row_version >= @below THEN 1 ELSE 0 END AS moving,
                CAST(SUBSTRING(HASHBYTES('SHA2_256', CAST(CONCAT(
                {text}
                ) COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max))), 1, 5) AS bigint) AS hash
            FROM sync.open_work AS f
            WHERE {VISIBLE}
        ) AS h
        GROUP BY h.part;
"""


def statements() -> list[str]:
    """Return what makes the feed, with what is open by now in it."""
    return [
        _TABLE,
        "CREATE INDEX ix_sync_open_work_row_version ON sync.open_work (row_version)",
        "CREATE INDEX ix_sync_open_work_sender ON sync.open_work (sender, row_version)",
        "ALTER TABLE sync.truncate_guard ADD sync_open_work bigint NULL "
        "REFERENCES sync.open_work (id)",
        _TOMBSTONE,
        _GOES_ON,
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.open_work TO {WORKER}",
        f"GRANT SELECT ON OBJECT::sync.open_work TO {ADMIN}",
        _feed(),
        *granted("feed_open_work_v2"),
        _CONFLICTS,
        _PARKED,
    ]
