SELECT '$(KIND)' AS kind, COALESCE(CAST(
    (SELECT MAX(f.row_version) FROM $(TABLE) AS f) AS bigint) + @ahead, 0) AS head$(VISIBLE)
