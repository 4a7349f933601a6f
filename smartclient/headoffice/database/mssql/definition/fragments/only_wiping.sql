IF @holder_state = N'active'
    THROW $(NOT_TO_BE_WIPED), N'not to be wiped', 1;
IF @holder_state NOT IN (N'wiping', N'wiped')
    THROW $(DEVICE_REVOKED), N'device revoked', 1;
$(contact)
