SELECT TOP (@limit)
    $(COLUMNS),
    CAST(f.row_version AS bigint) + @ahead AS row_version
FROM $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
WHERE $(VISIBLE)$(AFTER)
ORDER BY $(ORDER);
