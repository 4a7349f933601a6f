CREATE PROCEDURE sync.web_address_v1
AS
-- Where devices reach the service, and which certificate they pin.
BEGIN
    $(begin)
    SELECT COALESCE((SELECT value FROM sync.info WHERE name = N'public_url'), N'') AS url,
        COALESCE((SELECT value FROM sync.info WHERE name = N'public_certificate'), N'')
            AS fingerprint;
END
