sync.enrolled_devices WITH (UPDLOCK, ROWLOCK)
WHERE login = @rep
