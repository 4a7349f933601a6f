$(credential)
IF @holder_state IN (N'wiping', N'wiped')
    THROW $(WIPE_REQUESTED), N'wipe requested', 1;
IF @holder_state <> N'active'
    THROW $(DEVICE_REVOKED), N'device revoked', 1;
