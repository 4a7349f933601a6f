DELETE h FROM sync.held_requests AS h
JOIN sync.inbox AS held ON held.sender = @rep AND held.request_id = h.request_id
    AND held.digest = h.digest
WHERE h.id = @item;
SELECT @item AS id, @@ROWCOUNT AS released;
DELETE FROM sync.held_needs
WHERE held_id = @item AND NOT EXISTS (SELECT 1 FROM sync.held_requests WHERE id = @item);
