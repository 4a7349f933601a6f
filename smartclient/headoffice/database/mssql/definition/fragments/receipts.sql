SELECT a.told AS request_id, a.digest,
    CASE
        WHEN a.refusal <> N'' THEN a.refusal
        WHEN held.digest IS NULL THEN N'$(TOO_MANY)'
        WHEN held.digest <> a.digest THEN N'$(OTHER_CONTENT)'
        ELSE N''
    END AS refusal
FROM @asked AS a
LEFT JOIN $(held) AND held.request_id = a.request_id
ORDER BY a.position;
