CREATE TABLE sync.data_sets (
    id BIGINT NOT NULL IDENTITY(1, 1),
    name NVARCHAR(60) NOT NULL,
    required BIT NOT NULL,
    audience NVARCHAR(10) NOT NULL,
    recipient NVARCHAR(128) NOT NULL CONSTRAINT df_sync_data_sets_recipient DEFAULT N'',
    content VARCHAR(max) NOT NULL,
    changed_by NVARCHAR(128) NOT NULL CONSTRAINT df_sync_data_sets_changed_by DEFAULT N'',
    changed_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_data_sets PRIMARY KEY (id),
    CONSTRAINT uq_sync_data_sets_name UNIQUE (name),
    CONSTRAINT ck_sync_data_sets_audience
        CHECK (audience IN (N'all', N'territory', N'rep'))
);

CREATE TABLE sync.take_along (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    name NVARCHAR(60) NOT NULL,
    required BIT NOT NULL,
    content VARCHAR(max) NOT NULL,
    products INT NOT NULL,
    size BIGINT NOT NULL,
    CONSTRAINT pk_sync_take_along PRIMARY KEY (id),
    CONSTRAINT uq_sync_take_along_rep_name UNIQUE (rep, name)
);
CREATE INDEX ix_sync_take_along_feed ON sync.take_along (rep, row_version);

CREATE TABLE sync.pinned_customers (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    document VARCHAR(max) NOT NULL,
    CONSTRAINT pk_sync_pinned_customers PRIMARY KEY (id),
    CONSTRAINT uq_sync_pinned_customers_rep_customer UNIQUE (rep, customer)
);
CREATE INDEX ix_sync_pinned_customers_feed ON sync.pinned_customers (rep, row_version);
