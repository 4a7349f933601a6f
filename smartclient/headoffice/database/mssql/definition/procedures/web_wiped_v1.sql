CREATE PROCEDURE sync.web_wiped_v1
    $(PARAMETERS)
AS
-- Records that a device removed its data.
BEGIN
    $(begin)
    $(credential)
    IF @holder_state = N'wiped'
        RETURN;
    $(only_wiping)
    UPDATE sync.enrolled_devices SET state = N'wiped', wiped_at = SYSUTCDATETIME()
    WHERE device = @holder AND state = N'wiping';
END
