SELECT @room = $(MAX_UNANSWERED)
FROM sync.rep_identity AS a WITH (UPDLOCK, ROWLOCK)
JOIN sales.reps AS r ON r.number = a.rep_number
WHERE r.login = @rep;
