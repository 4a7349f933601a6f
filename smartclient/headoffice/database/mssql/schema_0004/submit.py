"""The fourth schema on SQL Server, frozen: the procedure by which a laptop sends.

What a text may hold is compared byte by byte: to most collations ² is a digit and é a letter of
a hexadecimal number. Lengths are counted in bytes, as columns count them. Nobody's requests come
before those of another rep's customer, who would have to wait for them.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.preamble import TOO_MUCH, UNREADABLE
from smartclient.headoffice.database.mssql.schema_0001.procedures import (
    MAX_BATCH,
    MAX_BODY,
    MAX_UNANSWERED,
    REFUSALS,
)
from smartclient.headoffice.database.mssql.schema_0004.changing import BEGIN, IDENTITY

MAX_REQUESTS = 5_000
"""How many requests a batch may hold."""

_TOO_LARGE, _DAMAGED, _UNREADABLE, _OTHER_CONTENT, _TOO_MANY = REFUSALS

_BINARY = "COLLATE Latin1_General_BIN2"
_HEX = "[0-9A-Fa-f]"
_UUID = "-".join(_HEX * length for length in (8, 4, 4, 4, 12))
_INSTANT = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]%Z"


def _like(text: str, pattern: str) -> str:
    return f"{text} {_BINARY} LIKE '{pattern}'"


def _number(text: str) -> str:
    return f"LEN({text}) BETWEEN 1 AND 9 AND {text} {_BINARY} NOT LIKE '%[^0-9]%'"


def _longer(text: str, length: int) -> str:
    # a collation may count a character of two units once
    return f"LEN({text}) > {length} OR DATALENGTH({text}) > {2 * length}"


SUBMIT = f"""ALTER PROCEDURE sync.submit_v1
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
        lane nvarchar(180) NULL,
        body varchar(max) NULL,
        digest varchar(64) NOT NULL,
        replaces varchar(36) NULL,
        given_number nvarchar(40) NOT NULL,
        made_at datetime2(6) NULL,
        refusal nvarchar(200) NOT NULL,
        is_first bit NOT NULL
    );
    INSERT INTO @asked (told, request_id, kind, version, number, body, digest, replaces,
        given_number, made_at, refusal, is_first)
    SELECT
        CASE
            WHEN {_like("j.id", _UUID)} THEN LOWER(j.id)
            WHEN DATALENGTH(j.id) > 100 THEN LEFT(j.id, 25)
            ELSE COALESCE(j.id, '')
        END,
        CASE WHEN {_like("j.id", _UUID)} THEN LOWER(j.id) END,
        CASE WHEN {_longer("j.kind", 30)} THEN LEFT(j.kind, 13) + N'...'
            ELSE COALESCE(j.kind, N'') END,
        CASE WHEN {_number("j.version")} THEN CAST(j.version AS int) ELSE 0 END,
        CASE WHEN {_longer("LTRIM(RTRIM(j.lane))", 40)} THEN N'?'
            ELSE UPPER(LTRIM(RTRIM(COALESCE(j.lane, N'')))) END,
        j.body,
        CASE WHEN DATALENGTH(j.digest) = 64 AND j.digest {_BINARY} NOT LIKE '%[^0-9A-Fa-f]%'
            THEN LOWER(j.digest) ELSE '' END,
        CASE WHEN {_like("j.replaces", _UUID)} THEN LOWER(j.replaces) END,
        CASE WHEN {_longer("j.given_number", 40)} THEN N''
            ELSE COALESCE(j.given_number, N'') END,
        CASE WHEN {_like("j.made_at", _INSTANT)} THEN TRY_CONVERT(datetime2(6), j.made_at, 127) END,
        N'', 0
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
    ORDER BY CASE WHEN {_number("j.n")} THEN CAST(j.n AS int) END;
    IF (SELECT COUNT(*) FROM @asked) > {MAX_REQUESTS}
        THROW {TOO_MUCH}, N'too many at once', 1;
    IF (SELECT SUM(CAST(DATALENGTH(body) AS bigint)) FROM @asked) > {MAX_BATCH}
        THROW {TOO_MUCH}, N'too much at once', 1;
    UPDATE @asked SET refusal = CASE
        WHEN request_id IS NULL THEN N'{_UNREADABLE}'
        WHEN DATALENGTH(body) > {MAX_BODY} THEN N'{_TOO_LARGE}'
        WHEN body IS NULL OR made_at IS NULL OR digest = '' THEN N'{_DAMAGED}'
        -- what can't be compared proves nothing
        WHEN HASHBYTES('SHA2_256', body) = TRY_CONVERT(varbinary(32), digest, 2) THEN N''
        ELSE N'{_DAMAGED}' END;
    UPDATE w SET is_first = 1
    FROM @asked AS w
    JOIN (
        SELECT MIN(position) AS position FROM @asked WHERE refusal = N'' GROUP BY request_id
    ) AS f ON f.position = w.position;
    DECLARE @own TABLE (lane nvarchar(180) NOT NULL PRIMARY KEY);
    DECLARE @attempt int = 1, @room int;
    WHILE @attempt <= 2
    BEGIN
        BEGIN TRY
            BEGIN TRANSACTION;
            -- batches of one sender come one after the other
            SELECT @room = {MAX_UNANSWERED} FROM sync.rep_identity WITH (UPDLOCK, ROWLOCK)
            WHERE name = SUSER_SNAME();
            -- what was set aside is kept for long, and shown to every admin
            SELECT @room = {MAX_UNANSWERED} - COUNT(*) FROM sync.inbox
            WHERE sender = @rep AND status IN (N'received', N'parked');
            -- one lane for each customer, whatever it is called, for those who may have a say in
            -- it; what else is asked about it, or before it is one, waits in a lane of its
            -- sender's alone, as does all that names no customer
            DELETE FROM @own;
            INSERT INTO @own (lane)
            SELECT DISTINCT lane FROM sync.inbox
            WHERE sender = @rep AND status = N'received'
                AND LEFT(lane, LEN(@rep) + 1) = @rep + N'|';
            UPDATE a SET lane = CASE
                WHEN a.number = N'' AND @role = N'admin' THEN N''
                WHEN a.number = N'' THEN @rep + N'|'
                -- what is said about a customer is answered in order
                WHEN asked.lane IS NOT NULL THEN asked.lane
                WHEN renamed.lane IS NOT NULL THEN renamed.lane
                WHEN c.rep = @rep OR (c.number IS NOT NULL AND @role = N'admin') THEN c.number
                ELSE @rep + N'|' + COALESCE(s.number, a.number)
            END
            FROM @asked AS a
            LEFT JOIN sync.customer_aliases AS s
                ON s.sender = @rep AND s.provisional_number = a.number
            LEFT JOIN sales.customers AS c ON c.number = COALESCE(s.number, a.number)
            LEFT JOIN @own AS asked ON asked.lane = @rep + N'|' + a.number
            LEFT JOIN @own AS renamed ON renamed.lane = @rep + N'|' + s.number
            WHERE a.refusal = N'';
            INSERT INTO sync.inbox (sender, request_id, kind, version, lane, body, digest,
                replaces, given_number, made_at, received_at)
            SELECT @rep, a.request_id, a.kind, a.version, a.lane, a.body, a.digest, a.replaces,
                a.given_number, a.made_at, SYSUTCDATETIME()
            FROM (
                SELECT w.*, ROW_NUMBER() OVER (ORDER BY w.position) AS place
                FROM @asked AS w
                WHERE w.is_first = 1 AND NOT EXISTS (
                    SELECT 1 FROM sync.inbox AS held WITH (UPDLOCK, HOLDLOCK, FORCESEEK)
                    WHERE held.sender = @rep AND held.request_id = w.request_id
                )
            ) AS a
            WHERE a.place <= @room
            ORDER BY a.position;
            -- their sender asks again, and what they failed of may be mended
            UPDATE held SET status = N'received', attempts = 0, error = N'', lane = a.lane
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
