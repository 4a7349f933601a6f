CREATE TABLE sync.inbox (
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    version INT NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    body VARCHAR(max) NOT NULL,
    digest CHAR(64) NOT NULL,
    replaces BINARY(16) NULL,
    given_number NVARCHAR(40) NOT NULL CONSTRAINT df_sync_inbox_given_number DEFAULT N'',
    made_at DATETIME2(6) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    status NVARCHAR(10) NOT NULL CONSTRAINT df_sync_inbox_status DEFAULT N'received',
    attempts INT NOT NULL CONSTRAINT df_sync_inbox_attempts DEFAULT 0,
    error NVARCHAR(max) NOT NULL CONSTRAINT df_sync_inbox_error DEFAULT N'',
    answered_at DATETIME2(6) NULL,
    device BINARY(16) NULL,
    clock_offset_seconds INT NULL,
    isolated BIT NOT NULL CONSTRAINT df_sync_inbox_isolated DEFAULT 0,
    round_token BINARY(16) NULL,
    round_size INT NOT NULL CONSTRAINT df_sync_inbox_round_size DEFAULT 0,
    withdrawable BIT NOT NULL CONSTRAINT df_sync_inbox_withdrawable DEFAULT 0,
    purged BIT NOT NULL CONSTRAINT df_sync_inbox_purged DEFAULT 0,
    CONSTRAINT pk_sync_inbox PRIMARY KEY (id),
    CONSTRAINT uq_sync_inbox_sender_request_id UNIQUE (sender, request_id),
    CONSTRAINT ck_sync_inbox_status CHECK (status IN (N'received', N'passed_on', N'done', N'parked')),
    CONSTRAINT ck_sync_inbox_attempts CHECK (attempts >= 0)
);
-- nearly all of the inbox is done, and kept for ever: what waits has indexes of its own
CREATE INDEX ix_sync_inbox_waiting ON sync.inbox (lane, id) WHERE status = N'received';
CREATE INDEX ix_sync_inbox_together ON sync.inbox (id)
    WHERE status = N'received' AND kind = N'together';
CREATE INDEX ix_sync_inbox_kept ON sync.inbox (answered_at, id) WHERE purged = 0;
CREATE INDEX ix_sync_inbox_lane ON sync.inbox (lane, status) WHERE purged = 0;
CREATE INDEX ix_sync_inbox_unanswered ON sync.inbox (sender, status, lane)
    WHERE status IN (N'received', N'parked');
CREATE INDEX ix_sync_inbox_given ON sync.inbox (status, given_number) WHERE given_number > N'';
CREATE INDEX ix_sync_inbox_replaces ON sync.inbox (sender, replaces);

-- a batch is stored at once, with what it withdraws: the locks of $(MAX_BATCH_REQUESTS) rows would
-- become one of the whole table, for which every worker and every laptop waits
ALTER TABLE sync.inbox SET (LOCK_ESCALATION = DISABLE);

CREATE TABLE sync.withdrawn (
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    by_request_id BINARY(16) NOT NULL,
    CONSTRAINT pk_sync_withdrawn PRIMARY KEY (sender, request_id)
);
CREATE INDEX ix_sync_withdrawn_by ON sync.withdrawn (sender, by_request_id);

ALTER TABLE sync.withdrawn SET (LOCK_ESCALATION = DISABLE);

CREATE TABLE sync.held_requests (
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    request VARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_held_requests PRIMARY KEY (id),
    CONSTRAINT uq_sync_held_requests_sender_request_id UNIQUE (sender, request_id)
);

CREATE TABLE sync.held_needs (
    held_id BIGINT NOT NULL,
    request_id BINARY(16) NOT NULL,
    CONSTRAINT pk_sync_held_needs PRIMARY KEY (held_id, request_id)
);

CREATE TABLE sync.lanes (
    lane NVARCHAR(180) NOT NULL,
    token BINARY(16) NULL,
    leased_until DATETIME2(6) NULL,
    CONSTRAINT pk_sync_lanes PRIMARY KEY (lane)
);
CREATE INDEX ix_sync_lanes_token ON sync.lanes (token) WHERE token IS NOT NULL;

CREATE TABLE sync.customer_aliases (
    sender NVARCHAR(128) NOT NULL,
    provisional_number NVARCHAR(40) NOT NULL,
    number NVARCHAR(40) NOT NULL,
    CONSTRAINT pk_sync_customer_aliases PRIMARY KEY (sender, provisional_number)
);

CREATE TABLE sync.replies (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    status NVARCHAR(20) NOT NULL,
    body VARCHAR(max) NOT NULL,
    answered_at DATETIME2(6) NOT NULL,
    former_version BINARY(8) NULL,
    CONSTRAINT pk_sync_replies PRIMARY KEY (id),
    CONSTRAINT uq_sync_replies_sender_request_id UNIQUE (sender, request_id),
    CONSTRAINT ck_sync_replies_status
        CHECK (status IN (N'confirmed', N'adjusted', N'in_conflict', N'awaiting_decision', N'rejected',
            N'parked'))
);
CREATE INDEX ix_sync_replies_sender ON sync.replies (sender, row_version) INCLUDE (former_version);

CREATE TABLE sync.conflicts (
    id BIGINT NOT NULL IDENTITY(1, 1),
    conflict_id BINARY(16) NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    newest_request_id BINARY(16) NOT NULL,
    subject_id NVARCHAR(60) NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    document VARCHAR(max) NOT NULL,
    body_kind NVARCHAR(30) NOT NULL,
    body VARCHAR(max) NOT NULL,
    report VARCHAR(max) NOT NULL CONSTRAINT df_sync_conflicts_report DEFAULT '[]',
    CONSTRAINT pk_sync_conflicts PRIMARY KEY (id),
    CONSTRAINT uq_sync_conflicts_conflict_id UNIQUE (conflict_id),
    CONSTRAINT ck_sync_conflicts_state CHECK (state IN (N'open', N'with_admin', N'closed'))
);
CREATE INDEX ix_sync_conflicts_lane ON sync.conflicts (lane, state);
CREATE INDEX ix_sync_conflicts_request ON sync.conflicts (sender, request_id);
CREATE INDEX ix_sync_conflicts_subject_id ON sync.conflicts (subject_id);

CREATE TABLE sync.cases (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    conflict_id BINARY(16) NOT NULL,
    state NVARCHAR(10) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    opened_at DATETIME2(6) NOT NULL,
    document VARCHAR(max) NOT NULL,
    CONSTRAINT pk_sync_cases PRIMARY KEY (id),
    CONSTRAINT uq_sync_cases_conflict_id UNIQUE (conflict_id),
    CONSTRAINT ck_sync_cases_state CHECK (state IN (N'open', N'decided'))
);
CREATE INDEX ix_sync_cases_row_version ON sync.cases (row_version);

CREATE TABLE sync.open_work (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    item_id BINARY(16) NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    since DATETIME2(6) NOT NULL,
    request_id BINARY(16) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    version INT NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    body VARCHAR(max) NOT NULL,
    digest CHAR(64) NOT NULL,
    replaces BINARY(16) NULL,
    made_at DATETIME2(6) NOT NULL,
    asked_kind NVARCHAR(30) NOT NULL CONSTRAINT df_sync_open_work_asked_kind DEFAULT N'',
    asked VARCHAR(max) NOT NULL CONSTRAINT df_sync_open_work_asked DEFAULT '',
    conflict VARCHAR(max) NOT NULL CONSTRAINT df_sync_open_work_conflict DEFAULT '',
    answer VARCHAR(max) NOT NULL CONSTRAINT df_sync_open_work_answer DEFAULT '',
    CONSTRAINT pk_sync_open_work PRIMARY KEY (id),
    CONSTRAINT uq_sync_open_work_sender_item_id UNIQUE (sender, item_id),
    CONSTRAINT ck_sync_open_work_state
        CHECK (state IN (N'open', N'with_admin', N'parked', N'closed'))
);
CREATE INDEX ix_sync_open_work_row_version ON sync.open_work (row_version);
CREATE INDEX ix_sync_open_work_sender ON sync.open_work (sender, row_version);

CREATE INDEX ix_sync_open_work_since ON sync.open_work (state, since);
-- what a batch sends again leaves it at once
ALTER TABLE sync.open_work SET (LOCK_ESCALATION = DISABLE);

CREATE TABLE sync.stopped (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    attempts INT NOT NULL,
    error NVARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    stopped_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_stopped PRIMARY KEY (id),
    CONSTRAINT uq_sync_stopped_sender_request_id UNIQUE (sender, request_id)
);
CREATE INDEX ix_sync_stopped_row_version ON sync.stopped (row_version);
-- what a batch sends again leaves it at once
ALTER TABLE sync.stopped SET (LOCK_ESCALATION = DISABLE);
