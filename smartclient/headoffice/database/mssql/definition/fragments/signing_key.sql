-- what the device signs what is carried by hand with; what is no key is none
DECLARE @signs varchar(100) = JSON_VALUE(@hello, '$.device.signing_key');
DECLARE @key binary(32) = CASE WHEN @signs COLLATE Latin1_General_BIN2 LIKE '$(HASH)'
    THEN TRY_CONVERT(binary(32), @signs, 2) END;
IF @key IS NOT NULL
BEGIN
    IF EXISTS (SELECT 1 FROM sync.signing_keys WHERE login = @rep AND public_key = @key)
        UPDATE sync.signing_keys SET enrolled_device = $(ENROLLED)
        WHERE login = @rep AND public_key = @key
            AND COALESCE(enrolled_device, 0x) <> COALESCE($(ENROLLED), 0x);
    ELSE IF (SELECT COUNT(*) FROM sync.signing_keys WHERE login = @rep) < $(MOST_DEVICES)
        INSERT INTO sync.signing_keys (login, public_key, enrolled_device, first_seen)
        SELECT @rep, @key, $(ENROLLED), @now
        WHERE NOT EXISTS (
            SELECT 1 FROM sync.signing_keys WITH (UPDLOCK, HOLDLOCK)
            WHERE login = @rep AND public_key = @key);
END;
