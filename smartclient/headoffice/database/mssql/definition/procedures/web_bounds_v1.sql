CREATE PROCEDURE sync.web_bounds_v1
AS
-- How far feeds may be read, in which epoch, and the newest row of those that all may read.
BEGIN
    $(begin)
    DECLARE @bound bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
    $(ahead)
    DECLARE @below binary(8) = CAST(@bound AS binary(8));
    SELECT @bound + @ahead AS bound,
        (SELECT value FROM sync.info WHERE name = N'generation') AS generation;
    $(shared_heads);
END
