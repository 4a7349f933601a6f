$(begin)
-- the bound first, on its own: nothing read later may be older than it
DECLARE @bound bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
DECLARE @given bigint = CAST(@@DBTS AS bigint);
$(identity)
$(ahead)
IF @hello IS NULL OR ISJSON(@hello) = 0 OR DATALENGTH(@hello) > 4000
    THROW $(UNREADABLE), N'no greeting', 1;
DECLARE @client int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.client_version') AS int), 0);
DECLARE @after bigint = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.replies_after') AS bigint), 0);
DECLARE @waiting int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.waiting') AS int), 0);
DECLARE @laptop datetime2(6) = TRY_CONVERT(datetime2(6), JSON_VALUE(@hello, '$.clock'), 127);
DECLARE @now datetime2(6) = SYSUTCDATETIME();
DECLARE @oldest int = COALESCE(
    (SELECT TRY_CAST(value AS int) FROM sync.info WHERE name = N'oldest_client'), 1);
IF @client < @oldest
    THROW $(CLIENT_TOO_OLD), N'client too old', 1;
-- what the laptop speaks and what it needs at least; one that says neither speaks the first
DECLARE @speaks int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.link_version') AS int), 1);
DECLARE @needs int = COALESCE(TRY_CAST(JSON_VALUE(@hello, '$.oldest_link') AS int), 1);
