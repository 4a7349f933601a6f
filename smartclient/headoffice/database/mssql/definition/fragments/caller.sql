DECLARE @rep nvarchar(128), @number nvarchar(20), @title nvarchar(100);
DECLARE @role nvarchar(10);
SELECT @rep = r.login, @number = r.number, @title = r.title, @role = r.role
FROM sync.rep_identity AS a
JOIN sales.reps AS r ON r.number = a.rep_number
WHERE a.name = SUSER_SNAME()
    -- whatever the database takes for the same, an accent makes another name
    AND a.name = SUSER_SNAME() COLLATE Latin1_General_100_CI_AS
    AND (a.sid IS NULL OR a.sid = SUSER_SID());
