SELECT MAX(newest.row_version)
FROM $(partition) AS c
CROSS APPLY (
    SELECT TOP (1) f.row_version
    FROM $(TABLE) AS f WITH (INDEX ($(INDEX)), FORCESEEK)
    WHERE f.customer = c.number$(BELOW)
    ORDER BY f.row_version DESC
) AS newest
