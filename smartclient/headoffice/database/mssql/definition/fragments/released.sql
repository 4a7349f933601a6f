BEGIN TRANSACTION;
UPDATE h SET state = N'released', decided_by = @by, decided_at = SYSUTCDATETIME()
FROM sync.handed_over AS h
JOIN sync.inbox AS held ON held.sender = @rep AND held.request_id = h.request_id
    AND held.digest = h.digest
WHERE h.id = @item AND h.state = N'waiting';
SELECT @item AS id, @@ROWCOUNT AS released;
$(count_unsent)
COMMIT TRANSACTION;
