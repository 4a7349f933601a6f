CREATE PROCEDURE sync.$(NAME)
    $(PARAMETERS)
AS
-- Decides that what a device handed over is not carried out, so many requests at a time. Returns how
-- many that were.
BEGIN
    $(begin)
    $(administrator)
    $(named_device)
    DECLARE @dropped int;
    BEGIN TRANSACTION;
    UPDATE TOP (1000) sync.handed_over
    SET state = N'dropped', decided_by = @by, decided_at = SYSUTCDATETIME()
    WHERE device = @holder AND state = N'waiting';
    SET @dropped = @@ROWCOUNT;
    $(count_unsent)
    COMMIT TRANSACTION;
    SELECT @dropped AS dropped;
END
