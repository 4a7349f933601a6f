$(caller)
DECLARE @owns int = $(OWNS);
IF @owns = 0 AND COALESCE(@role, N'') <> N'admin'
    THROW $(UNKNOWN_LOGIN), N'unknown login', 1;
-- an owner need be nobody whom head office knows
DECLARE @by nvarchar(128) = COALESCE(@rep, SUSER_SNAME());
