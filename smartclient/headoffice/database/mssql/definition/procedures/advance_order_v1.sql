CREATE PROCEDURE sync.advance_order_v1
    @order bigint,
    @fulfilment nvarchar(14),
    @on date
AS
-- Has a confirmed order advance in its fulfilment, in its columns and in its document, within the
-- transaction of who calls it. Nothing else of an order is changed. Returns how many advanced.
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    UPDATE sales.orders
    SET fulfilment = @fulfilment, fulfilled_on = @on,
        document = JSON_MODIFY(JSON_MODIFY(document, '$.fulfilment', @fulfilment),
            '$.fulfilled_on', CONVERT(char(10), @on, 23))
    WHERE id = @order AND state = N'confirmed' AND ($(FURTHER));
    SELECT @@ROWCOUNT AS advanced;
END
