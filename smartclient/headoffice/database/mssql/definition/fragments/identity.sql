$(caller)
IF @rep IS NULL
    THROW $(UNKNOWN_LOGIN), N'unknown login', 1;
