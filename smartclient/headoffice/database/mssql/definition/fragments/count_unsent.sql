UPDATE sync.enrolled_devices SET unsent = (
    SELECT COUNT(*) FROM sync.handed_over WHERE device = @holder AND state = N'waiting')
WHERE device = @holder;
