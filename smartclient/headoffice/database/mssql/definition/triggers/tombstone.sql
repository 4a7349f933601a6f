CREATE TRIGGER $(TABLE)_tombstone ON $(TABLE) AFTER DELETE AS
-- Leaves a tombstone for a row that was deleted: by it devices delete theirs.
BEGIN
    SET NOCOUNT ON;
    INSERT INTO sync.tombstones (kind, entry_id, deleted_at)
    SELECT N'$(KIND)', d.id, SYSUTCDATETIME() FROM deleted AS d;
END
