-- whose the credential is, whatever the service says
DECLARE @holder binary(16), @holder_login nvarchar(128), @holder_state nvarchar(10);
DECLARE @issued_at datetime2(6), @contact_at datetime2(6), @contact_from nvarchar(45);
SELECT @holder = d.device, @holder_login = d.login, @holder_state = d.state,
    @issued_at = c.given_at, @contact_at = c.seen_at, @contact_from = c.address
FROM sync.credentials AS c
JOIN sync.enrolled_devices AS d ON d.device = c.device
WHERE c.credential_hash = @credential;
-- what is to be wiped is so whenever it or a copy of it returns
IF @holder IS NULL OR (@holder_state NOT IN (N'wiping', N'wiped')
        AND COALESCE(@contact_at, @issued_at) < DATEADD(day, -$(UNSEEN_DAYS), SYSUTCDATETIME()))
    THROW $(CREDENTIAL_REFUSED), N'credential refused', 1;
