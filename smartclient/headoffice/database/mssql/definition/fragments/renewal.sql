$(is_old) AS [renew],
