DECLARE @is_owner int = $(OWNS);
IF @is_owner = 0
    THROW $(UNKNOWN_LOGIN), N'no owner', 1;
-- whose work it is was proved by a signature, which can't be checked here
DECLARE @rep nvarchar(128), @role nvarchar(10);
SELECT @rep = r.login, @role = r.role
FROM sales.reps AS r
WHERE r.login = @sender;
IF @rep IS NULL
    THROW $(UNKNOWN_LOGIN), N'unknown login', 1;
