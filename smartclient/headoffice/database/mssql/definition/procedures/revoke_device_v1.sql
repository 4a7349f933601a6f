CREATE PROCEDURE sync.revoke_device_v1
    @call varchar(max)
AS
-- Revokes a device, and asks it to be wiped where that is said. Returns how many there are of it.
BEGIN
    $(begin)
    $(administrator)
    $(named_device)
    DECLARE @wipe bit = CASE WHEN JSON_VALUE(@call, '$.wipe') = 'true' THEN 1 ELSE 0 END;
    UPDATE sync.enrolled_devices
    SET state = CASE WHEN @wipe = 1 THEN N'wiping' ELSE N'revoked' END,
        revoked_at = SYSUTCDATETIME(), revoked_by = @by
    WHERE device = @holder AND (state = N'active' OR (@wipe = 1 AND state = N'revoked'));
    SELECT COUNT(*) AS devices FROM sync.enrolled_devices WHERE device = @holder;
END
