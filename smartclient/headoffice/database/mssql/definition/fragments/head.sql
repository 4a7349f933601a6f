SELECT $(WHOSE)'$(KIND)' AS kind, COALESCE(CAST(
    ($(NEWEST)) AS bigint) + @ahead, 0) AS head$(SOURCE)
