"""The fifth schema on SQL Server, frozen: the pulse of link version 2.

It gives its facts by name, as one JSON text, so that later versions of head office can add to
them; laptops that speak the first version go on calling ``pulse_v1``.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001 import feeds
from smartclient.headoffice.database.mssql.schema_0001.preamble import (
    AHEAD,
    CLIENT_TOO_OLD,
    SCHEMA_MOVING,
    UNREADABLE,
    instant,
    version,
)
from smartclient.headoffice.database.mssql.schema_0004.changing import BEGIN, IDENTITY
from smartclient.headoffice.database.mssql.schema_0005 import devices, open_work
from smartclient.headoffice.database.mssql.schema_0005.columns import granted

LINK_VERSION = 2

_HELLO = f"""    IF @hello IS NULL OR ISJSON(@hello) = 0 OR DATALENGTH(@hello) > 4000
        THROW {UNREADABLE}, N'no greeting', 1;
    DECLARE @client int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.client_version') AS int), 0);
    DECLARE @after bigint = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.replies_after') AS bigint), 0);
    DECLARE @waiting int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.waiting') AS int), 0);
    DECLARE @laptop datetime2(6) = TRY_CONVERT(datetime2(6), JSON_VALUE(@hello, '$.clock'), 127);
    DECLARE @now datetime2(6) = SYSUTCDATETIME();
    DECLARE @oldest int = COALESCE(
        (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'oldest_client'), 1);
    IF @client < @oldest
        THROW {CLIENT_TOO_OLD}, N'client too old', 1;
    -- what the laptop speaks and what it needs at least; one that says neither speaks the first
    DECLARE @speaks int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.link_version') AS int), 1);
    DECLARE @needs int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.oldest_link') AS int), 1);
    DECLARE @link int = (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'link_version');
    IF @needs > @link
        THROW {SCHEMA_MOVING}, N'too old', 1;
    IF @speaks < (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'oldest_link')
        THROW {SCHEMA_MOVING}, N'too new', 1;"""

_SEEN = """    -- a clock that is off by more than a century is off by a century
    DECLARE @days bigint = COALESCE(DATEDIFF(day, @now, @laptop), 0);
    DECLARE @offset int = CASE
        WHEN @days > 20000 THEN 1728000000
        WHEN @days < -20000 THEN -1728000000
        ELSE COALESCE(DATEDIFF(second, @now, @laptop), 0) END;
    IF NOT EXISTS (
        SELECT 1 FROM sync.laptops
        WHERE login = @rep AND client_version = @client AND waiting = @waiting
            AND seen_at BETWEEN DATEADD(minute, -1, @now) AND DATEADD(minute, 1, @now)
    )
    BEGIN
        UPDATE sync.laptops SET seen_at = @now, client_version = @client, waiting = @waiting,
            clock_offset_seconds = @offset
        WHERE login = @rep;
        INSERT INTO sync.laptops (login, seen_at, client_version, waiting, clock_offset_seconds)
        SELECT @rep, @now, @client, @waiting, @offset
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.laptops WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    END;"""

_HISTORY = """    -- what the laptop knows to be here, and is not, was lost with a restore
    DECLARE @last nvarchar(36) = LOWER(JSON_VALUE(@hello, '$.last_reply'));
    DECLARE @missing int = (
        SELECT COUNT(*)
        FROM OPENJSON(@hello, '$.receipts') AS a
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.inbox AS i
            WHERE i.sender = @rep AND i.request_id = LOWER(CAST(a.value AS nvarchar(36)))
        )
    ) + CASE WHEN @last IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sync.replies AS r
        WHERE r.sender = @rep AND r.request_id = @last AND r.row_version >= @from
    ) THEN 1 ELSE 0 END;
    -- what a laptop says of it is for an admin to judge
    DECLARE @claim nvarchar(20) = JSON_VALUE(@hello, '$.went_back');
    IF @claim IN (N'row_versions', N'receipts')
        INSERT INTO sync.suspicions (login, why, reported_at)
        SELECT @rep, @claim, @now
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.suspicions WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    DECLARE @suspected datetime2(6), @suspecting int = 0;
    IF @role = N'admin'
        SELECT @suspected = MIN(reported_at), @suspecting = COUNT(*) FROM sync.suspicions;"""

_HELD = """    -- an open transaction holds the bound: what was written since is given to nobody
    DECLARE @held bigint = (
        SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'held_bound');
    DECLARE @since datetime2(6) = (
        SELECT TRY_CONVERT(datetime2(6), value, 121) FROM sync.info WHERE name = N'held_since');
    IF @given >= @bound AND @held <> @bound AND @since < DATEADD(minute, -1, @now)
    BEGIN
        UPDATE sync.info SET value = CASE name
            WHEN N'held_bound' THEN CAST(@bound AS nvarchar(20))
            ELSE CONVERT(nvarchar(26), @now, 121) END
        WHERE name IN (N'held_bound', N'held_since');
        SELECT @held = @bound, @since = @now;
    END;
    DECLARE @seen datetime2(6) = (SELECT MAX(seen_at) FROM sync.workers);"""


def _info(name: str) -> str:
    return f"(SELECT value FROM sync.info WHERE name = N'{name}')"


FACTS = {
    "bound": "@bound + @ahead",
    "generation": _info("generation"),
    "clock": instant("@now"),
    "login": "@rep",
    "rep_number": "@number",
    "name": "(SELECT name FROM sales.reps WHERE login = @rep)",
    "title": "@title",
    "is_admin": "CASE WHEN @role = N'admin' THEN 1 ELSE 0 END",
    "replies": ("(SELECT COUNT(*) FROM sync.replies WHERE sender = @rep AND row_version > @from)"),
    "worker_seen": instant("@seen"),
    "oldest_client": "@oldest",
    "company": f"COALESCE({_info('company')}, N'')",
    "currency": f"COALESCE({_info('currency')}, N'USD')",
    "held_seconds": (
        "CASE WHEN @given >= @bound AND @held = @bound "
        "THEN DATEDIFF(second, @since, @now) ELSE 0 END"
    ),
    "link_version": "@link",
    "company_id": _info("company_id"),
    "missing": "@missing",
    "suspected_at": instant("@suspected"),
    "suspected_by": "@suspecting",
    "time_zone": _info("time_zone"),
    **devices.FACTS,
}
"""Fact → the expression for it. One that is NULL is left out of the text."""


def _pulse() -> str:
    facts = ",\n        ".join(f"{expression} AS [{name}]" for name, expression in FACTS.items())
    return f"""CREATE PROCEDURE sync.pulse_v2
    @hello varchar(max)
AS
BEGIN
{BEGIN}
    -- the bound first, on its own: nothing read later may be older than it
    DECLARE @bound bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
    DECLARE @given bigint = CAST(@@DBTS AS bigint);
{IDENTITY}
{AHEAD}
{_HELLO}
{version("@from", "@after")}
{_SEEN}
{devices.CONTACT}
{_HISTORY}
{_HELD}
    DECLARE @facts nvarchar(max) = (SELECT
        {facts}
        FOR JSON PATH, WITHOUT_ARRAY_WRAPPER);
    SELECT @facts AS facts;
    {feeds.heads()}{open_work.head()};
END"""


def statements() -> list[str]:
    """Return what makes the procedure, and says which version of the link is spoken."""
    return [
        _pulse(),
        *granted("pulse_v2"),
        f"UPDATE sync.info SET value = N'{LINK_VERSION}' WHERE name = N'link_version'",
    ]
