CREATE PROCEDURE sync.web_is_old_v1
    $(PARAMETERS)
AS
-- Whether a credential is to be renewed.
BEGIN
    $(begin)
    $(active_device)
    SELECT $(is_old) AS is_old;
END
