-- the login's other devices show who was signed in of late
DECLARE @new_devices nvarchar(max) = COALESCE((
    SELECT TOP (20)
        LOWER(STUFF(STUFF(STUFF(STUFF(CONVERT(char(32), d.device, 2),
            9, 0, '-'), 14, 0, '-'), 19, 0, '-'), 24, 0, '-')) AS [device],
        d.name AS [name],
        d.kind AS [kind],
        STUFF(CONVERT(varchar(26), d.enrolled_at, 121), 11, 1, 'T') + 'Z' AS [enrolled_at]
    FROM sync.enrolled_devices AS d
    WHERE d.login = @rep AND d.state = N'active'$(BESIDES)
        AND d.enrolled_at > DATEADD(day, -$(SHOWN_DAYS), SYSUTCDATETIME())
    ORDER BY d.enrolled_at DESC, d.id DESC
    FOR JSON PATH), N'[]');
