-- what the laptop was given last of head office's history, and what it is given now
DECLARE @position varchar(200) = LEFT(JSON_VALUE(@hello, '$.position'), 200);
DECLARE @here varchar(52) = RIGHT(CONCAT(REPLICATE('0', 20), @bound), 20) + (
    SELECT TOP (1) name FROM sync.checkpoints
    WHERE row_version < CAST(@bound AS binary(8)) ORDER BY row_version DESC);
DECLARE @key varchar(128) = (SELECT value FROM sync.secrets WHERE name = N'history_key');
DECLARE @signed varchar(116), @is_ours int;
SELECT
    -- no aggregate over NULL: the server would send a warning with every pulse
    @signed = MAX(CASE WHEN t.which = 2 THEN COALESCE(t.content + t.tag, '') ELSE '' END),
    @is_ours = MAX(CASE WHEN t.which = 1 AND t.content + t.tag = @position THEN 1 ELSE 0 END)
FROM (
    SELECT s.which, s.content, LOWER(CONVERT(varchar(64), s.tag, 2)) AS tag
    FROM (
        SELECT s.which, s.content, HASHBYTES('SHA2_256',
            RIGHT(@key, 64) + LOWER(CONVERT(varchar(64), s.tag, 2))) AS tag
        FROM (
            SELECT c.which, c.content, HASHBYTES('SHA2_256',
                LEFT(@key, 64) + CAST(@epoch AS varchar(40)) + c.content) AS tag
            FROM (VALUES (1, LEFT(@position, 52)), (2, @here)) AS c (which, content)
        ) AS s
    ) AS s
) AS t;
-- nothing is written below a bound that was given: where the newest checkpoint below it is
-- another, or what was given since lies below it, what was there is lost
IF @is_ours = 1
BEGIN
    DECLARE @known bigint = CAST(LEFT(@position, 20) AS bigint);
    IF @known > @bound OR SUBSTRING(@position, 21, 32) <> (
        SELECT TOP (1) name FROM sync.checkpoints
        WHERE row_version < CAST(@known AS binary(8)) ORDER BY row_version DESC)
    BEGIN
        UPDATE sync.info SET value = @epoch WHERE name = N'history_lost' AND value <> @epoch;
        -- until a worker begins a new epoch, no number is given that may have been given before
        INSERT INTO sync.suspicions (login, why, reported_at)
        SELECT @rep, N'position', @now
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.suspicions WITH (UPDLOCK, HOLDLOCK) WHERE login = @rep);
    END;
END;
