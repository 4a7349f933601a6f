-- what the device signs what is carried by hand with; what is no key is none
DECLARE @signs varchar(100) = JSON_VALUE(@hello, '$.device.signing_key');
DECLARE @signing_key binary(32) = CASE WHEN @signs COLLATE Latin1_General_BIN2 LIKE '$(HASH)'
    THEN TRY_CONVERT(binary(32), @signs, 2) END;
DECLARE @enrolled binary(16) = $(ENROLLED);
IF @signing_key IS NOT NULL
BEGIN
    IF EXISTS (SELECT 1 FROM sync.signing_keys WHERE login = @rep AND public_key = @signing_key)
        UPDATE sync.signing_keys SET enrolled_device = @enrolled
        WHERE login = @rep AND public_key = @signing_key AND (enrolled_device <> @enrolled
            OR (enrolled_device IS NULL AND @enrolled IS NOT NULL)
            OR (enrolled_device IS NOT NULL AND @enrolled IS NULL));
    ELSE IF (SELECT COUNT(*) FROM sync.signing_keys WHERE login = @rep) < $(MOST_DEVICES)
        INSERT INTO sync.signing_keys (login, public_key, enrolled_device, first_seen)
        SELECT @rep, @signing_key, @enrolled, @now
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.signing_keys WITH (UPDLOCK, HOLDLOCK)
            WHERE login = @rep AND public_key = @signing_key);
END;
