CREATE PROCEDURE sync.web_renew_v1
    $(CALLER)@new binary(32)
AS
-- Has another credential count besides the one that is used, and instead of it once it was used.
BEGIN
    $(begin)
    $(active_device)
    $(contact)
    DECLARE @kept int;
    BEGIN TRANSACTION;
    -- whoever used the next one meanwhile ended this one
    SELECT @kept = COUNT(*) FROM sync.credentials WITH (UPDLOCK, HOLDLOCK, ROWLOCK)
    WHERE credential_hash = @credential;
    IF @kept = 0 OR EXISTS (
        SELECT 1 FROM sync.credentials WHERE credential_hash = @new AND device <> @holder)
    BEGIN
        ROLLBACK TRANSACTION;
        THROW $(CREDENTIAL_REFUSED), N'credential refused', 1;
    END;
    IF NOT EXISTS (SELECT 1 FROM sync.credentials WHERE credential_hash = @new)
    BEGIN
        DELETE FROM sync.credentials WHERE device = @holder AND seen_at IS NULL;
        INSERT INTO sync.credentials (credential_hash, device, given_at)
        VALUES (@new, @holder, SYSUTCDATETIME());
    END;
    COMMIT TRANSACTION;
END
