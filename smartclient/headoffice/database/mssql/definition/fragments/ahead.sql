-- after a restore row versions are told so much higher that none is told twice
DECLARE @ahead bigint = COALESCE(
    (SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'version_ahead'), 0);
