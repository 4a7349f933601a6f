"""The tenth schema on SQL Server: mails, and requests that something else answers later."""

_STATEMENTS = (
    """
CREATE TABLE sync.mails (
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    answer_to BINARY(16) NOT NULL,
    mail_id BINARY(16) NOT NULL,
    device BINARY(16) NULL,
    message_id NVARCHAR(300) NOT NULL,
    state NVARCHAR(11) NOT NULL,
    attempts INT NOT NULL CONSTRAINT df_sync_mails_attempts DEFAULT 0,
    claim BINARY(16) NULL,
    claimed_until DATETIME2(6) NULL,
    next_try DATETIME2(6) NULL,
    created_at DATETIME2(6) NOT NULL,
    changed_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_mails PRIMARY KEY (id),
    CONSTRAINT uq_sync_mails_sender_mail_id UNIQUE (sender, mail_id),
    CONSTRAINT ck_sync_mails_state
        CHECK (state IN (N'due', N'handed_over', N'unknown', N'sent', N'refused', N'withdrawn'))
)
""",
    "CREATE INDEX ix_sync_mails_state ON sync.mails (state, id)",
    "CREATE INDEX ix_sync_mails_sent ON sync.mails (sender, created_at)",
    "ALTER TABLE sync.inbox DROP CONSTRAINT ck_sync_inbox_status",
    """
ALTER TABLE sync.inbox ADD CONSTRAINT ck_sync_inbox_status
    CHECK (status IN (N'received', N'passed_on', N'done', N'parked'))
""",
)


def statements() -> list[str]:
    """Return what adds the table, and the status."""
    return [statement.strip() for statement in _STATEMENTS]
