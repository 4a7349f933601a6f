-- The rows with which head office begins.

INSERT INTO sync.counters (name, value) VALUES (N'order_number', 10000), (N'customer_number', 0);

-- sales_schema: the name that was chosen for schema sales, which every statement is sent with
-- link_version: the newest version of the link that head office offers
-- oldest_link: the oldest that it still does
-- held_bound: which watermark was seen held back last
-- held_since: when that was seen first
-- history_lost: the epoch of which a laptop proved that a part is lost
INSERT INTO sync.info (name, value) VALUES
    (N'company', N''),
    (N'currency', N'$(DEFAULT_CURRENCY)'),
    (N'oldest_client', N'1'),
    (N'version_ahead', N'0'),
    (N'link_version', N'$(LINK_VERSION)'),
    (N'oldest_link', N'1'),
    (N'sales_schema', N'sales'),
    (N'held_bound', N'0'),
    (N'held_since', N'2000-01-01 00:00:00'),
    (N'history_lost', N'');

INSERT INTO sync.fingerprint_turn (id, taken_at) VALUES (1, SYSUTCDATETIME());
