$(administrator)
$(named_device)
SELECT @rep = NULL, @role = NULL;
-- it is sent by whose device it was, who need be no rep any more
SELECT @rep = d.login, @role = COALESCE(r.role, N'rep')
FROM sync.enrolled_devices AS d
LEFT JOIN sales.reps AS r ON r.login = d.login
WHERE d.device = @holder;
-- one at a time, in the order in which they were handed over
DECLARE @item bigint = (
    SELECT MIN(id) FROM sync.handed_over
    WHERE device = @holder AND state = N'waiting'
        AND id > COALESCE(TRY_CAST(JSON_VALUE(@call, '$.after') AS bigint), 0));
IF @item IS NULL
BEGIN
    SELECT CAST(0 AS bigint) AS id, 0 AS released;
    RETURN;
END;
DECLARE @batch varchar(max) = (SELECT request FROM sync.handed_over WHERE id = @item);
