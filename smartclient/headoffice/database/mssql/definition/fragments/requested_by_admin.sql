-- the request of an admin, which is being answered, says of which device; who asked decides
DECLARE @rep nvarchar(128), @role nvarchar(10), @by nvarchar(128), @holder binary(16);
DECLARE @asked_in nvarchar(36) = JSON_VALUE(@call, '$.request');
SELECT @by = i.sender,
    @holder = TRY_CONVERT(binary(16), REPLACE(JSON_VALUE(i.body, '$.device'), '-', ''), 2)
FROM sync.inbox AS i
JOIN sales.reps AS r ON r.login = i.sender AND r.role = N'admin'
WHERE i.sender = @sender
    AND i.request_id = TRY_CONVERT(binary(16), REPLACE(@asked_in, N'-', N''), 2)
    AND i.kind = N'$(KIND)' AND i.status = N'received';
IF @holder IS NULL
    THROW $(UNKNOWN_LOGIN), N'no such request', 1;
