-- the bodies' quotes are escaped in the batch, so it may be larger than what it holds
IF @batch IS NULL OR DATALENGTH(@batch) > 2 * $(MAX_BATCH_BYTES)
    THROW $(TOO_MUCH), N'too much at once', 1;
IF ISJSON(@batch) = 0 OR LEFT(LTRIM(@batch), 1) <> '['
    THROW $(UNREADABLE), N'no batch', 1;
DECLARE @asked TABLE (
    position int IDENTITY(1, 1) PRIMARY KEY,
    told varchar(100) NOT NULL,
    request_id binary(16) NULL,
    kind nvarchar(30) NOT NULL,
    version int NOT NULL,
    number nvarchar(40) NOT NULL,
    lane nvarchar(180) NULL,
    body varchar(max) NULL,
    digest varchar(64) NOT NULL,
    replaces binary(16) NULL,
    withdraws nvarchar(max) NULL,
    device binary(16) NULL,
    clock_offset int NULL,
    given_number nvarchar(40) NOT NULL,
    made_at datetime2(6) NULL,
    refusal nvarchar(200) NOT NULL,
    is_first bit NOT NULL
);
INSERT INTO @asked (told, request_id, kind, version, number, body, digest, replaces,
    withdraws, device, clock_offset, given_number, made_at, refusal,
    is_first)
SELECT
    CASE
        WHEN j.id COLLATE Latin1_General_BIN2 LIKE '$(UUID)' THEN LOWER(j.id)
        WHEN DATALENGTH(j.id) > 100 THEN LEFT(j.id, 25)
        ELSE COALESCE(j.id, '')
    END,
    CASE WHEN j.id COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
        THEN TRY_CONVERT(binary(16), REPLACE(j.id, '-', ''), 2) END,
    CASE WHEN LEN(j.kind) > 30 OR DATALENGTH(j.kind) > 60 THEN LEFT(j.kind, 13) + N'...'
        ELSE COALESCE(j.kind, N'') END,
    CASE WHEN LEN(j.version) BETWEEN 1 AND 9
            AND j.version COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9]%'
        THEN CAST(j.version AS int) ELSE 0 END,
    CASE WHEN LEN(LTRIM(RTRIM(j.lane))) > 40 OR DATALENGTH(LTRIM(RTRIM(j.lane))) > 80 THEN N'?'
        ELSE UPPER(LTRIM(RTRIM(COALESCE(j.lane, N'')))) END,
    j.body,
    CASE WHEN DATALENGTH(j.digest) = 64
            AND j.digest COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9A-Fa-f]%'
        THEN LOWER(j.digest) ELSE '' END,
    CASE WHEN j.replaces COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
        THEN TRY_CONVERT(binary(16), REPLACE(j.replaces, '-', ''), 2) END,
    j.withdraws,
    CASE WHEN j.device COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
        THEN TRY_CONVERT(binary(16), REPLACE(j.device, '-', ''), 2) END,
    TRY_CAST(j.clock_offset AS int),
    CASE WHEN LEN(j.given_number) > 40 OR DATALENGTH(j.given_number) > 80 THEN N''
        ELSE COALESCE(j.given_number, N'') END,
    CASE WHEN j.made_at COLLATE Latin1_General_BIN2 LIKE '$(INSTANT)'
        THEN TRY_CONVERT(datetime2(6), j.made_at, 127) END,
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
    withdraws nvarchar(max) '$.withdraws' AS JSON,
    device varchar(max) '$.device',
    clock_offset varchar(max) '$.clock_offset',
    given_number nvarchar(max) '$.given_number',
    made_at varchar(max) '$.made_at'
) AS j
ORDER BY CASE WHEN LEN(j.n) BETWEEN 1 AND 9
        AND j.n COLLATE Latin1_General_BIN2 NOT LIKE '%[^0-9]%'
    THEN CAST(j.n AS int) END;
IF (SELECT COUNT(*) FROM @asked) > $(MAX_BATCH_REQUESTS)
    THROW $(TOO_MUCH), N'too many at once', 1;
IF (SELECT SUM(CAST(DATALENGTH(body) AS bigint)) FROM @asked) > $(MAX_BATCH_BYTES)
    THROW $(TOO_MUCH), N'too much at once', 1;
UPDATE @asked SET refusal = CASE
    WHEN request_id IS NULL THEN N'$(UNREADABLE_REQUEST)'
    WHEN LEN(withdraws) > $(LONGEST_WITHDRAWS) OR ISJSON(withdraws) = 0 THEN N'$(TOO_LARGE)'
    WHEN DATALENGTH(body) > $(MAX_BODY_BYTES) THEN N'$(TOO_LARGE)'
    WHEN body IS NULL OR made_at IS NULL OR digest = '' THEN N'$(DAMAGED)'
    -- what can't be compared proves nothing
    WHEN HASHBYTES('SHA2_256', body) = TRY_CONVERT(varbinary(32), digest, 2) THEN N''
    ELSE N'$(DAMAGED)' END;
UPDATE w SET is_first = 1
FROM @asked AS w
JOIN (
    SELECT MIN(position) AS position FROM @asked WHERE refusal = N'' GROUP BY request_id
) AS f ON f.position = w.position;
