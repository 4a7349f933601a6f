CREATE TABLE sync.enrolments (
    id BIGINT NOT NULL IDENTITY(1, 1),
    code_hash BINARY(32) NOT NULL,
    login NVARCHAR(128) NOT NULL,
    enrolled_by NVARCHAR(128) NOT NULL,
    enrolled_at DATETIME2(6) NOT NULL,
    expires_at DATETIME2(6) NOT NULL,
    used_at DATETIME2(6) NULL,
    device BINARY(16) NULL,
    credential_hash BINARY(32) NULL,
    CONSTRAINT pk_sync_enrolments PRIMARY KEY (id),
    CONSTRAINT uq_sync_enrolments_code_hash UNIQUE (code_hash)
);

CREATE TABLE sync.enrolled_devices (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    device BINARY(16) NOT NULL,
    login NVARCHAR(128) NOT NULL,
    name NVARCHAR(100) NOT NULL CONSTRAINT df_sync_enrolled_devices_name DEFAULT N'',
    kind NVARCHAR(10) NOT NULL,
    enrolled_at DATETIME2(6) NOT NULL,
    enrolled_by NVARCHAR(128) NOT NULL,
    state NVARCHAR(10) NOT NULL CONSTRAINT df_sync_enrolled_devices_state DEFAULT N'active',
    revoked_at DATETIME2(6) NULL,
    revoked_by NVARCHAR(128) NOT NULL CONSTRAINT df_sync_enrolled_devices_revoked_by DEFAULT N'',
    wiped_at DATETIME2(6) NULL,
    seen_on DATE NOT NULL,
    unsent INT NOT NULL CONSTRAINT df_sync_enrolled_devices_unsent DEFAULT 0,
    address NVARCHAR(45) NOT NULL CONSTRAINT df_sync_enrolled_devices_address DEFAULT N'',
    CONSTRAINT pk_sync_enrolled_devices PRIMARY KEY (id),
    CONSTRAINT uq_sync_enrolled_devices_device UNIQUE (device),
    CONSTRAINT ck_sync_enrolled_devices_kind CHECK (kind IN (N'laptop', N'browser')),
    CONSTRAINT ck_sync_enrolled_devices_state
        CHECK (state IN (N'active', N'revoked', N'wiping', N'wiped')),
    CONSTRAINT ck_sync_enrolled_devices_unsent CHECK (unsent >= 0)
);
CREATE INDEX ix_sync_enrolled_devices_row_version ON sync.enrolled_devices (row_version);
CREATE INDEX ix_sync_enrolled_devices_login ON sync.enrolled_devices (login, enrolled_at);

-- those that count: one of a device, and a second from its renewal until that was used
-- (seen_at is NULL so long)
CREATE TABLE sync.credentials (
    id BIGINT NOT NULL IDENTITY(1, 1),
    credential_hash BINARY(32) NOT NULL,
    device BINARY(16) NOT NULL,
    given_at DATETIME2(6) NOT NULL,
    seen_at DATETIME2(6) NULL,
    address NVARCHAR(45) NOT NULL CONSTRAINT df_sync_credentials_address DEFAULT N'',
    CONSTRAINT pk_sync_credentials PRIMARY KEY (id),
    CONSTRAINT uq_sync_credentials_credential_hash UNIQUE (credential_hash)
);
CREATE INDEX ix_sync_credentials_device ON sync.credentials (device);

CREATE TABLE sync.guesses (
    id BIGINT NOT NULL IDENTITY(1, 1),
    address NVARCHAR(45) NOT NULL,
    guessed_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_guesses PRIMARY KEY (id)
);
CREATE INDEX ix_sync_guesses_address ON sync.guesses (address, guessed_at);
CREATE INDEX ix_sync_guesses_guessed_at ON sync.guesses (guessed_at);

CREATE TABLE sync.handed_over (
    id BIGINT NOT NULL IDENTITY(1, 1),
    device BINARY(16) NOT NULL,
    request_id BINARY(16) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    request VARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    state NVARCHAR(10) NOT NULL CONSTRAINT df_sync_handed_over_state DEFAULT N'waiting',
    decided_by NVARCHAR(128) NOT NULL CONSTRAINT df_sync_handed_over_decided_by DEFAULT N'',
    decided_at DATETIME2(6) NULL,
    CONSTRAINT pk_sync_handed_over PRIMARY KEY (id),
    CONSTRAINT uq_sync_handed_over_device_request_id UNIQUE (device, request_id),
    CONSTRAINT ck_sync_handed_over_state
        CHECK (state IN (N'waiting', N'released', N'dropped'))
);
