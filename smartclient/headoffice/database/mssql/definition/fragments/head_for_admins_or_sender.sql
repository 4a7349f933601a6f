CASE WHEN @role = N'admin'
    THEN ($(OF_ALL))
    ELSE ($(OF_ALL) WHERE f.sender = @rep) END
