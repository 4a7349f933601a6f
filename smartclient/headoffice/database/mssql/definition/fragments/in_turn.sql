sync.rep_identity WITH (UPDLOCK, ROWLOCK)
WHERE name = SUSER_SNAME()
