"""The first schema on SQL Server, frozen: the procedures by which a laptop sends and asks."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001 import feeds
from smartclient.headoffice.database.mssql.schema_0001.preamble import (
    AHEAD,
    BEGIN,
    CLIENT_TOO_OLD,
    IDENTITY,
    TOO_MUCH,
    UNREADABLE,
    instant,
    version,
)

MAX_BATCH, MAX_BODY, MAX_UNANSWERED = 8_000_000, 256_000, 20_000

# what a text must look like before it is read as anything else
_HEX = "[0-9A-Fa-f]"
_UUID = "-".join(_HEX * length for length in (8, 4, 4, 4, 12))
_INSTANT = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]%Z"
_NUMBER = "LEN({0}) BETWEEN 1 AND 9 AND {0} NOT LIKE '%[^0-9]%'"

_TOO_LARGE = "This is too much for one request. Split it into several and send those."
_DAMAGED = "This request was damaged on its way. Send it again."
_UNREADABLE = "This request has no proper identity. Enter it again."
_OTHER_CONTENT = "Head office holds another request under the same identity. Enter this one again."
_TOO_MANY = (
    "Head office holds as many of your requests as it can. "
    "Send this one again when some are answered."
)
REFUSALS = (_TOO_LARGE, _DAMAGED, _UNREADABLE, _OTHER_CONTENT, _TOO_MANY)
"""Why a request is not taken, in the words of the inbox on every database."""

_SUBMIT = f"""CREATE PROCEDURE sync.submit_v1
    @batch varchar(max)
AS
BEGIN
{BEGIN}
{IDENTITY}
    -- the bodies' quotes are escaped in the batch, so it may be larger than what it holds
    IF @batch IS NULL OR DATALENGTH(@batch) > 2 * {MAX_BATCH}
        THROW {TOO_MUCH}, N'too much at once', 1;
    IF ISJSON(@batch) = 0 OR LEFT(LTRIM(@batch), 1) <> '['
        THROW {UNREADABLE}, N'no batch', 1;
    DECLARE @asked TABLE (
        position int IDENTITY(1, 1) PRIMARY KEY,
        told varchar(100) NOT NULL,
        request_id varchar(36) NULL,
        kind nvarchar(30) NOT NULL,
        version int NOT NULL,
        number nvarchar(40) NOT NULL,
        body varchar(max) NULL,
        digest varchar(64) NOT NULL,
        replaces varchar(36) NULL,
        given_number nvarchar(40) NOT NULL,
        made_at datetime2(6) NULL,
        refusal nvarchar(200) NOT NULL
    );
    INSERT INTO @asked (told, request_id, kind, version, number, body, digest, replaces,
        given_number, made_at, refusal)
    SELECT
        LEFT(LOWER(COALESCE(j.id, '')), 100),
        CASE WHEN j.id LIKE '{_UUID}' THEN LOWER(j.id) END,
        LEFT(COALESCE(j.kind, N''), 30),
        CASE WHEN {_NUMBER.format("j.version")} THEN CAST(j.version AS int) ELSE 0 END,
        CASE WHEN LEN(j.lane) > 40 THEN N'?'
            ELSE UPPER(LTRIM(RTRIM(COALESCE(j.lane, N'')))) END,
        j.body,
        LEFT(LOWER(COALESCE(j.digest, '')), 64),
        CASE WHEN j.replaces LIKE '{_UUID}' THEN LOWER(j.replaces) END,
        LEFT(COALESCE(j.given_number, N''), 40),
        CASE WHEN j.made_at LIKE '{_INSTANT}' THEN TRY_CONVERT(datetime2(6), j.made_at, 127) END,
        N''
    FROM OPENJSON(@batch) WITH (
        n varchar(max) '$.n',
        id varchar(max) '$.id',
        kind nvarchar(max) '$.kind',
        version varchar(max) '$.version',
        lane nvarchar(max) '$.lane',
        body varchar(max) '$.body',
        digest varchar(max) '$.digest',
        replaces varchar(max) '$.replaces',
        given_number nvarchar(max) '$.given_number',
        made_at varchar(max) '$.made_at'
    ) AS j
    ORDER BY CASE WHEN {_NUMBER.format("j.n")} THEN CAST(j.n AS int) END;
    IF (SELECT SUM(CAST(DATALENGTH(body) AS bigint)) FROM @asked) > {MAX_BATCH}
        THROW {TOO_MUCH}, N'too much at once', 1;
    UPDATE @asked SET refusal = CASE
        WHEN request_id IS NULL THEN N'{_UNREADABLE}'
        WHEN DATALENGTH(body) > {MAX_BODY} THEN N'{_TOO_LARGE}'
        WHEN body IS NULL OR made_at IS NULL OR LEN(digest) <> 64
            OR digest LIKE '%[^0-9a-f]%' THEN N'{_DAMAGED}'
        WHEN HASHBYTES('SHA2_256', body) <> TRY_CONVERT(varbinary(32), digest, 2)
            THEN N'{_DAMAGED}'
        ELSE N'' END;
    DECLARE @attempt int = 1, @room int;
    WHILE @attempt <= 2
    BEGIN
        BEGIN TRY
            BEGIN TRANSACTION;
            -- batches of one sender come one after the other
            SELECT @room = {MAX_UNANSWERED} FROM sync.rep_identity WITH (UPDLOCK, ROWLOCK)
            WHERE name = SUSER_SNAME();
            SELECT @room = {MAX_UNANSWERED} - COUNT(*) FROM sync.inbox
            WHERE sender = @rep AND status = N'received';
            INSERT INTO sync.inbox (sender, request_id, kind, version, lane, body, digest,
                replaces, given_number, made_at, received_at)
            SELECT @rep, a.request_id, a.kind, a.version,
                -- one lane for each customer, whatever it is called; what is no customer yet
                -- is its sender's alone
                CASE
                    WHEN a.number = N'' THEN N''
                    WHEN s.number IS NOT NULL THEN s.number
                    WHEN c.number IS NOT NULL THEN c.number
                    ELSE @rep + N'|' + a.number
                END,
                a.body, a.digest, a.replaces, a.given_number, a.made_at, SYSUTCDATETIME()
            FROM (
                SELECT w.*, ROW_NUMBER() OVER (ORDER BY w.position) AS place
                FROM @asked AS w
                WHERE w.refusal = N''
                    AND NOT EXISTS (
                        SELECT 1 FROM @asked AS earlier
                        WHERE earlier.request_id = w.request_id AND earlier.refusal = N''
                            AND earlier.position < w.position
                    )
                    AND NOT EXISTS (
                        SELECT 1 FROM sync.inbox AS held WITH (UPDLOCK, HOLDLOCK)
                        WHERE held.sender = @rep AND held.request_id = w.request_id
                    )
            ) AS a
            LEFT JOIN sync.customer_aliases AS s
                ON s.sender = @rep AND s.provisional_number = a.number
            LEFT JOIN sales.customers AS c ON c.number = a.number
            WHERE a.place <= @room
            ORDER BY a.position;
            -- their sender asks again, and what they failed of may be mended
            UPDATE held SET status = N'received', attempts = 0, error = N''
            FROM sync.inbox AS held
            JOIN @asked AS a ON a.request_id = held.request_id AND a.digest = held.digest
            WHERE held.sender = @rep AND held.status = N'parked' AND a.refusal = N'';
            COMMIT TRANSACTION;
            SET @attempt = 3;
        END TRY
        BEGIN CATCH
            IF XACT_STATE() <> 0
                ROLLBACK TRANSACTION;
            -- the same batch over another connection, or a deadlock
            IF @attempt = 2 OR ERROR_NUMBER() NOT IN (2627, 2601, 1205)
                THROW;
            SET @attempt = @attempt + 1;
        END CATCH
    END;
    SELECT a.told AS request_id, a.digest,
        CASE
            WHEN a.refusal <> N'' THEN a.refusal
            WHEN held.digest IS NULL THEN N'{_TOO_MANY}'
            WHEN held.digest <> a.digest THEN N'{_OTHER_CONTENT}'
            ELSE N''
        END AS refusal
    FROM @asked AS a
    LEFT JOIN sync.inbox AS held ON held.sender = @rep AND held.request_id = a.request_id
    ORDER BY a.position;
END"""

_PULSE = f"""CREATE PROCEDURE sync.pulse_v1
    @hello varchar(max)
AS
BEGIN
{BEGIN}
    -- the bound first, on its own: nothing read later may be older than it
    DECLARE @bound bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
{IDENTITY}
{AHEAD}
    IF @hello IS NULL OR ISJSON(@hello) = 0 OR DATALENGTH(@hello) > 4000
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
{version("@from", "@after")}
    IF NOT EXISTS (
        SELECT 1 FROM sync.laptops
        WHERE login = @rep AND client_version = @client AND waiting = @waiting
            AND seen_at BETWEEN DATEADD(minute, -1, @now) AND DATEADD(minute, 1, @now)
    )
    BEGIN
        -- a clock that is off by more than a century is off by a century
        DECLARE @days bigint = COALESCE(DATEDIFF(day, @now, @laptop), 0);
        DECLARE @offset int = CASE
            WHEN @days > 20000 THEN 1728000000
            WHEN @days < -20000 THEN -1728000000
            ELSE COALESCE(DATEDIFF(second, @now, @laptop), 0) END;
        UPDATE sync.laptops SET seen_at = @now, client_version = @client, waiting = @waiting,
            clock_offset_seconds = @offset
        WHERE login = @rep;
        INSERT INTO sync.laptops (login, seen_at, client_version, waiting, clock_offset_seconds)
        SELECT @rep, @now, @client, @waiting, @offset
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.laptops WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    END;
    DECLARE @seen datetime2(6) = (SELECT MAX(seen_at) FROM sync.workers);
    SELECT
        @bound + @ahead AS bound,
        (SELECT value FROM sync.info WHERE name = N'generation') AS generation,
        {instant("@now")} AS clock,
        @rep AS login,
        @number AS rep_number,
        @title AS title,
        CASE WHEN @role = N'admin' THEN 1 ELSE 0 END AS is_admin,
        (SELECT COUNT(*) FROM sync.replies WHERE sender = @rep AND row_version > @from) AS replies,
        {instant("@seen")} AS worker_seen,
        @oldest AS oldest_client,
        COALESCE((SELECT value FROM sync.info WHERE name = N'company'), N'') AS company,
        COALESCE((SELECT value FROM sync.info WHERE name = N'currency'), N'USD') AS currency;
    {feeds.heads()};
END"""

_FIRST_ROWS = (
    "INSERT INTO sync.counters (name, value) VALUES (N'order_number', 10000), "
    "(N'customer_number', 0)",
    "INSERT INTO sync.info (name, value) VALUES (N'company', N''), (N'currency', N'USD'), "
    "(N'oldest_client', N'1'), (N'version_ahead', N'0')",
)


def statements() -> list[str]:
    """Return what makes the procedures, and the rows head office starts from."""
    return [_SUBMIT, _PULSE, *feeds.statements(), *_FIRST_ROWS]


NAMES = ("submit_v1", "pulse_v1", *feeds.NAMES)
"""The whole surface of a rep's login, all of schema ``sync``."""
