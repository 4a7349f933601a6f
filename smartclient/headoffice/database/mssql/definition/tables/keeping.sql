CREATE TABLE sync.policies (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    setting NVARCHAR(100) NOT NULL,
    changed_by NVARCHAR(128) NOT NULL CONSTRAINT df_sync_policies_changed_by DEFAULT N'',
    changed_at DATETIME2(6) NULL,
    CONSTRAINT pk_sync_policies PRIMARY KEY (id),
    CONSTRAINT uq_sync_policies_key UNIQUE ([key])
);
CREATE INDEX ix_sync_policies_row_version ON sync.policies (row_version);

CREATE TABLE sync.policy_history (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    was NVARCHAR(100) NOT NULL CONSTRAINT df_sync_policy_history_was DEFAULT N'',
    setting NVARCHAR(100) NOT NULL,
    changed_by NVARCHAR(128) NOT NULL CONSTRAINT df_sync_policy_history_changed_by DEFAULT N'',
    changed_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_policy_history PRIMARY KEY (id)
);
CREATE INDEX ix_sync_policy_history_row_version ON sync.policy_history (row_version);

CREATE TABLE sync.membership (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    is_member BIT NOT NULL,
    changed_at DATETIME2(6) NOT NULL
        CONSTRAINT df_sync_membership_changed_at DEFAULT SYSUTCDATETIME(),
    CONSTRAINT pk_sync_membership PRIMARY KEY (id),
    CONSTRAINT uq_sync_membership_rep_customer UNIQUE (rep, customer)
);
CREATE INDEX ix_sync_membership_feed ON sync.membership (rep, row_version)
    INCLUDE (customer, is_member);

CREATE TABLE sync.moved_customers (
    customer NVARCHAR(40) NOT NULL,
    orders_below BIGINT NULL,
    CONSTRAINT pk_sync_moved_customers PRIMARY KEY (customer)
);

CREATE TABLE sync.tombstones (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    entry_id BIGINT NOT NULL,
    deleted_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_tombstones PRIMARY KEY (id)
);
CREATE INDEX ix_sync_tombstones_row_version ON sync.tombstones (row_version);

CREATE TABLE sync.change_log (
    id BIGINT NOT NULL IDENTITY(1, 1),
    entity NVARCHAR(30) NOT NULL,
    [key] NVARCHAR(60) NOT NULL,
    field NVARCHAR(30) NOT NULL,
    [before] NVARCHAR(max) NULL,
    [after] NVARCHAR(max) NULL,
    [by] NVARCHAR(128) NOT NULL CONSTRAINT df_sync_change_log_by DEFAULT N'',
    at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_change_log PRIMARY KEY (id)
);
CREATE INDEX ix_sync_change_log ON sync.change_log (entity, [key], field, id);

CREATE TABLE sync.counters (
    name NVARCHAR(30) NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT pk_sync_counters PRIMARY KEY (name)
);

CREATE TABLE sync.workers (
    worker NVARCHAR(100) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    serving_until DATETIME2(6) NULL,
    CONSTRAINT pk_sync_workers PRIMARY KEY (worker)
);

CREATE TABLE sync.rep_identity (
    name NVARCHAR(128) NOT NULL,
    sid VARBINARY(85) NULL,
    rep_number NVARCHAR(20) NOT NULL,
    CONSTRAINT pk_sync_rep_identity PRIMARY KEY (name)
);
CREATE INDEX ix_sync_rep_identity_rep_number ON sync.rep_identity (rep_number);

CREATE TABLE sync.checkpoints (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    name VARCHAR(32) NOT NULL,
    CONSTRAINT pk_sync_checkpoints PRIMARY KEY (id)
);
CREATE INDEX ix_sync_checkpoints_row_version ON sync.checkpoints (row_version);

CREATE TABLE sync.info (
    name NVARCHAR(30) NOT NULL,
    value NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_sync_info PRIMARY KEY (name)
);

CREATE TABLE sync.secrets (
    name NVARCHAR(30) NOT NULL,
    value NVARCHAR(200) NOT NULL,
    CONSTRAINT pk_sync_secrets PRIMARY KEY (name)
);

CREATE TABLE sync.truncate_guard (
    sales_products BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_products REFERENCES sales.products (id),
    sales_prices BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_prices REFERENCES sales.prices (id),
    sales_offers BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_offers REFERENCES sales.offers (id),
    sales_offer_products BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_offer_products REFERENCES sales.offer_products (id),
    sales_stock BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_stock REFERENCES sales.stock (id),
    sales_tax_rates BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_tax_rates REFERENCES sales.tax_rates (id),
    sales_ship_methods BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_ship_methods REFERENCES sales.ship_methods (id),
    sales_customers BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_customers REFERENCES sales.customers (id),
    sales_addresses BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_addresses REFERENCES sales.addresses (id),
    sales_orders BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_orders REFERENCES sales.orders (id),
    sales_photos BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_photos REFERENCES sales.photos (id),
    sync_policies BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_policies REFERENCES sync.policies (id),
    sync_cases BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_cases REFERENCES sync.cases (id),
    sales_reps BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_reps REFERENCES sales.reps (id),
    sync_laptops BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_laptops REFERENCES sync.laptops (id),
    sync_stopped BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_stopped REFERENCES sync.stopped (id),
    sync_policy_history BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_policy_history REFERENCES sync.policy_history (id),
    sync_open_work BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_open_work REFERENCES sync.open_work (id),
    sync_enrolled_devices BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_enrolled_devices
        REFERENCES sync.enrolled_devices (id),
    sync_take_along BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_take_along REFERENCES sync.take_along (id),
    sync_pinned_customers BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sync_pinned_customers
        REFERENCES sync.pinned_customers (id),
    sales_documents BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_documents REFERENCES sales.documents (id),
    sales_document_parts BIGINT NULL
        CONSTRAINT fk_sync_truncate_guard_sales_document_parts
        REFERENCES sales.document_parts (id)
);

-- what the rows of feeds that all share come to, by parts; formula: of which text of a row
CREATE TABLE sync.fingerprint_parts (
    kind VARCHAR(20) NOT NULL,
    formula CHAR(16) NOT NULL,
    part BIGINT NOT NULL,
    [rows] INT NOT NULL,
    newest BIGINT NOT NULL,
    total BIGINT NOT NULL,
    CONSTRAINT pk_sync_fingerprint_parts PRIMARY KEY (kind, formula, part)
);

-- one row, locked by whoever adds up
CREATE TABLE sync.fingerprint_turn (
    id TINYINT NOT NULL,
    taken_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_fingerprint_turn PRIMARY KEY (id),
    CONSTRAINT ck_sync_fingerprint_turn_id CHECK (id = 1)
);
