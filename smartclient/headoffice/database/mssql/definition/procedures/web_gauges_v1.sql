CREATE PROCEDURE sync.web_gauges_v1
AS
-- How head office stands, for monitoring: counts, and ages in seconds.
BEGIN
    $(begin)
    DECLARE @now datetime2(6) = SYSUTCDATETIME();
    SELECT
        (SELECT COUNT(*) FROM sync.inbox WHERE status = N'received') AS waiting,
        DATEDIFF(second, (SELECT MIN(received_at) FROM sync.inbox WHERE status = N'received'),
            @now) AS oldest_waiting,
        (SELECT COUNT(*) FROM sync.inbox WHERE status = N'parked') AS parked,
        (SELECT COUNT(*) FROM sync.cases WHERE state = N'open') AS cases,
        DATEDIFF(second, (SELECT MIN(opened_at) FROM sync.cases WHERE state = N'open'), @now)
            AS oldest_case,
        (SELECT COUNT(*) FROM sync.workers WHERE serving_until > @now) AS workers,
        DATEDIFF(second, (SELECT MAX(seen_at) FROM sync.workers), @now) AS newest_worker,
        (SELECT COUNT(DISTINCT device) FROM sync.credentials
            WHERE seen_at > DATEADD(day, -1, @now)) AS seen_last_day;
    SELECT state, COUNT(*) AS devices FROM sync.enrolled_devices GROUP BY state;
END
