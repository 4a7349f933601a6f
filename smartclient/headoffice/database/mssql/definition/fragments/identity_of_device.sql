$(active_device)
DECLARE @rep nvarchar(128), @number nvarchar(20), @title nvarchar(100);
DECLARE @role nvarchar(10);
SELECT @rep = r.login, @number = r.number, @title = r.title, @role = r.role
FROM sales.reps AS r
WHERE r.login = @holder_login;
IF @rep IS NULL
    THROW $(UNKNOWN_LOGIN), N'unknown login', 1;
$(contact)
