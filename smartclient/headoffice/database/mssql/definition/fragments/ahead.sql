-- after a restore row versions are told so much higher that none is told twice
DECLARE @ahead bigint = COALESCE(
    (SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'version_ahead'), 0);
-- what was converted keeps the version that it had before until it is written again
DECLARE @converted binary(8) = CAST(COALESCE(
    (SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'converted_version'),
    CAST(0 AS bigint)) AS binary(8));
