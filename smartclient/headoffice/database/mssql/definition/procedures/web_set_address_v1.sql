CREATE PROCEDURE sync.web_set_address_v1
    @url nvarchar(200), @fingerprint varchar(64),
    @was_url nvarchar(200) = NULL, @was_fingerprint varchar(64) = NULL
AS
-- Stores where devices reach the service, and which certificate they pin. A service that names what
-- it read before stores nothing where that was changed meanwhile: of two that start at once, the
-- later looks again.
BEGIN
    $(begin)
    IF @url IS NULL OR @fingerprint IS NULL
        THROW $(UNREADABLE), N'no address', 1;
    DECLARE @values TABLE (name nvarchar(30) NOT NULL, value nvarchar(200) NOT NULL);
    INSERT INTO @values (name, value)
    VALUES (N'public_url', @url), (N'public_certificate', LOWER(@fingerprint));
    BEGIN TRANSACTION;
    IF @was_url <> COALESCE((
            SELECT value FROM sync.info WITH (UPDLOCK, HOLDLOCK) WHERE name = N'public_url'), N'')
        OR @was_fingerprint <> COALESCE((
            SELECT value FROM sync.info WITH (UPDLOCK, HOLDLOCK)
            WHERE name = N'public_certificate'), N'')
    BEGIN
        COMMIT TRANSACTION;
        SELECT 0 AS is_stored;
        RETURN;
    END;
    UPDATE i SET value = v.value
    FROM sync.info AS i WITH (UPDLOCK, HOLDLOCK)
    JOIN @values AS v ON v.name = i.name;
    INSERT INTO sync.info (name, value)
    SELECT v.name, v.value FROM @values AS v
    WHERE NOT EXISTS (
        SELECT 1 FROM sync.info AS i WITH (UPDLOCK, HOLDLOCK) WHERE i.name = v.name);
    COMMIT TRANSACTION;
    SELECT 1 AS is_stored;
END
