-- a rep's own, so that nobody else pulls. Either is the end of an index: every pulse asks, and
-- closed conflicts stay for long
SELECT 'open_work' AS kind, COALESCE(CAST(CASE WHEN @role = N'admin'
    THEN (SELECT MAX(f.row_version) FROM sync.open_work AS f)
    ELSE (SELECT MAX(f.row_version) FROM sync.open_work AS f WHERE f.sender = @rep)
    END AS bigint) + @ahead, 0) AS head
