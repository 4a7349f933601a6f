DECLARE @named varchar(100) = JSON_VALUE(@call, '$.device');
DECLARE @holder binary(16) = CASE WHEN @named COLLATE Latin1_General_BIN2 LIKE '$(UUID)'
    THEN TRY_CONVERT(binary(16), REPLACE(@named, '-', ''), 2) END;
