CASE WHEN $(ROLE) = N'admin'
    THEN ($(OF_ALL))
    ELSE ($(OF_SENDER)) END
