CREATE TABLE sync.laptops (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    login NVARCHAR(128) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    client_version INT NOT NULL,
    waiting INT NOT NULL CONSTRAINT df_sync_laptops_waiting DEFAULT 0,
    clock_offset_seconds INT NOT NULL CONSTRAINT df_sync_laptops_clock_offset_seconds DEFAULT 0,
    CONSTRAINT pk_sync_laptops PRIMARY KEY (id),
    CONSTRAINT uq_sync_laptops_login UNIQUE (login)
);
CREATE INDEX ix_sync_laptops_row_version ON sync.laptops (row_version);

CREATE TABLE sync.devices (
    id BIGINT NOT NULL IDENTITY(1, 1),
    login NVARCHAR(128) NOT NULL,
    device BINARY(16) NOT NULL,
    code NVARCHAR(8) NOT NULL,
    name NVARCHAR(100) NOT NULL CONSTRAINT df_sync_devices_name DEFAULT N'',
    first_seen DATETIME2(6) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    idle_at DATETIME2(6) NULL,
    clock_offset_seconds INT NOT NULL CONSTRAINT df_sync_devices_clock_offset_seconds DEFAULT 0,
    numbers BIGINT NOT NULL CONSTRAINT df_sync_devices_numbers DEFAULT 0,
    token NVARCHAR(36) NOT NULL CONSTRAINT df_sync_devices_token DEFAULT N'',
    previous_token NVARCHAR(36) NOT NULL CONSTRAINT df_sync_devices_previous_token DEFAULT N'',
    CONSTRAINT pk_sync_devices PRIMARY KEY (id),
    CONSTRAINT uq_sync_devices UNIQUE (login, device),
    CONSTRAINT uq_sync_devices_code UNIQUE (code)
);

CREATE TABLE sync.signing_keys (
    id BIGINT NOT NULL IDENTITY(1, 1),
    login NVARCHAR(128) NOT NULL,
    public_key BINARY(32) NOT NULL,
    enrolled_device BINARY(16) NULL,
    first_seen DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_signing_keys PRIMARY KEY (id),
    CONSTRAINT uq_sync_signing_keys_login_public_key UNIQUE (login, public_key)
);

CREATE TABLE sync.provisional_numbers (
    rep NVARCHAR(128) NOT NULL,
    provisional_number NVARCHAR(20) NOT NULL,
    order_id BINARY(16) NOT NULL,
    CONSTRAINT pk_sync_provisional_numbers PRIMARY KEY (rep, provisional_number)
);

CREATE INDEX ix_sync_provisional_numbers_number ON sync.provisional_numbers (provisional_number);

CREATE TABLE sync.number_blocks (
    id BIGINT NOT NULL IDENTITY(1, 1),
    numbered NVARCHAR(20) NOT NULL,
    first_number BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    unused_from BIGINT NULL,
    login NVARCHAR(128) NOT NULL,
    device BINARY(16) NOT NULL,
    request_id BINARY(16) NOT NULL,
    issued_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_number_blocks PRIMARY KEY (id),
    CONSTRAINT uq_sync_number_blocks_numbered_first_number UNIQUE (numbered, first_number),
    CONSTRAINT uq_sync_number_blocks_login_request_id UNIQUE (login, request_id)
);

CREATE TABLE sync.field_edits (
    customer NVARCHAR(40) NOT NULL,
    field NVARCHAR(30) NOT NULL,
    made_at DATETIME2(6) NULL,
    applied_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_field_edits PRIMARY KEY (customer, field)
);

CREATE TABLE sync.suspicions (
    login NVARCHAR(128) NOT NULL,
    why NVARCHAR(20) NOT NULL,
    reported_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_suspicions PRIMARY KEY (login)
);
