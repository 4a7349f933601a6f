-- the first use of a renewed credential ends the one before
IF @contact_at IS NULL OR @contact_from <> @address
    OR ABS(DATEDIFF(second, @contact_at, SYSUTCDATETIME())) >= $(SEEN_AGAIN_SECONDS)
BEGIN
    BEGIN TRANSACTION;
    UPDATE sync.credentials SET seen_at = SYSUTCDATETIME(), address = COALESCE(@address, address)
    WHERE credential_hash = @credential;
    IF @contact_at IS NULL
        DELETE FROM sync.credentials WHERE device = @holder AND credential_hash <> @credential;
    -- each change of a device goes to every admin: one a day, and for each address, will do
    UPDATE sync.enrolled_devices
    SET seen_on = CAST(SYSUTCDATETIME() AS date), address = COALESCE(@address, address)
    WHERE device = @holder
        AND (seen_on <> CAST(SYSUTCDATETIME() AS date) OR address <> @address);
    COMMIT TRANSACTION;
END;
