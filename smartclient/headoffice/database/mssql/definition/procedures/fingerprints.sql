CREATE PROCEDURE sync.$(PREFIX)fingerprints_v$(VERSION)
    $(CALLER)@kind varchar(20), @bound bigint, @width bigint
AS
-- What the rows that the caller may see come to, by feed and by part of so many ids.
BEGIN
    $(begin)
    $(identity)
    $(ahead)
    DECLARE @below binary(8) = CAST(
        CASE WHEN @bound > @ahead THEN @bound - @ahead ELSE CAST(0 AS bigint) END AS binary(8));
    SET @width = CASE WHEN @width > $(SMALLEST_PART) THEN @width ELSE $(SMALLEST_PART) END;
    -- sums are kept by the smallest parts, of which all others are made up but the odd ones
    DECLARE @base bigint = CASE
        WHEN @width % $(SMALLEST_PART) = 0 THEN $(SMALLEST_PART) ELSE @width END;
    DECLARE @committed bigint;
    DECLARE @parts TABLE (
        part bigint NOT NULL PRIMARY KEY,
        [rows] int NOT NULL,
        newest bigint NOT NULL,
        total bigint NULL
    );
    DECLARE @fresh TABLE (
        part bigint NOT NULL PRIMARY KEY,
        [rows] int NOT NULL,
        newest bigint NOT NULL,
        total bigint NOT NULL
    );
    -- whoever comes first adds up what everybody waits for
    SET LOCK_TIMEOUT 30000;
    DECLARE @found TABLE (
        kind varchar(20) NOT NULL,
        part bigint NOT NULL,
        [rows] int NOT NULL,
        total bigint NOT NULL,
        moving int NOT NULL
    );
    $(FEEDS)
    SELECT kind, part, [rows], total, moving FROM @found ORDER BY kind, part;
END
