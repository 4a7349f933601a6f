"""The sixth schema on SQLite: devices, their codes and credentials, and work handed over."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_STATEMENTS = (
    """CREATE TABLE sync_enrolments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code_hash VARCHAR(64) NOT NULL,
    login VARCHAR(128) NOT NULL,
    enrolled_by VARCHAR(128) NOT NULL,
    enrolled_at VARCHAR(27) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    used_at VARCHAR(27),
    device VARCHAR(36),
    credential_hash VARCHAR(64),
    CONSTRAINT uq_sync_enrolments_code_hash UNIQUE (code_hash)
)""",
    """CREATE TABLE sync_enrolled_devices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    device VARCHAR(36) NOT NULL,
    login VARCHAR(128) NOT NULL,
    name VARCHAR(100) DEFAULT '' NOT NULL,
    kind VARCHAR(10) NOT NULL,
    enrolled_at VARCHAR(27) NOT NULL,
    enrolled_by VARCHAR(128) NOT NULL,
    state VARCHAR(10) DEFAULT 'active' NOT NULL,
    revoked_at VARCHAR(27),
    revoked_by VARCHAR(128) DEFAULT '' NOT NULL,
    wiped_at VARCHAR(27),
    seen_on VARCHAR(10) NOT NULL,
    unsent INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_sync_enrolled_devices_device UNIQUE (device),
    CONSTRAINT ck_sync_enrolled_devices_kind CHECK (kind IN ('laptop', 'browser')),
    CONSTRAINT ck_sync_enrolled_devices_state
        CHECK (state IN ('active', 'revoked', 'wiping', 'wiped')),
    CONSTRAINT ck_sync_enrolled_devices_unsent CHECK (unsent >= 0)
)""",
    "CREATE INDEX ix_sync_enrolled_devices_row_version ON sync_enrolled_devices (row_version)",
    "CREATE INDEX ix_sqlite_enrolled_devices_login ON sync_enrolled_devices (login, enrolled_at)",
    """CREATE TABLE sync_credentials (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    credential_hash VARCHAR(64) NOT NULL,
    device VARCHAR(36) NOT NULL,
    given_at VARCHAR(27) NOT NULL,
    seen_at VARCHAR(27),
    address VARCHAR(45) DEFAULT '' NOT NULL,
    CONSTRAINT uq_sync_credentials_credential_hash UNIQUE (credential_hash)
)""",
    "CREATE INDEX ix_sqlite_credentials_device ON sync_credentials (device)",
    """CREATE TABLE sync_guesses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    address VARCHAR(45) NOT NULL,
    guessed_at VARCHAR(27) NOT NULL
)""",
    "CREATE INDEX ix_sqlite_guesses_address ON sync_guesses (address, guessed_at)",
    "CREATE INDEX ix_sqlite_guesses_guessed_at ON sync_guesses (guessed_at)",
    """CREATE TABLE sync_handed_over (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device VARCHAR(36) NOT NULL,
    request_id VARCHAR(36) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    request TEXT NOT NULL,
    received_at VARCHAR(27) NOT NULL,
    state VARCHAR(10) DEFAULT 'waiting' NOT NULL,
    decided_by VARCHAR(128) DEFAULT '' NOT NULL,
    decided_at VARCHAR(27),
    CONSTRAINT uq_sync_handed_over_device_request_id UNIQUE (device, request_id),
    CONSTRAINT ck_sync_handed_over_state
        CHECK (state IN ('waiting', 'released', 'dropped'))
)""",
)
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"
_STAMP = (
    f"BEGIN {_NEXT_VERSION}; UPDATE sync_enrolled_devices SET row_version = "
    "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
)
_LOG = 'INSERT INTO sync_change_log (entity, "key", field, "before", "after", "by", at) '
_ENROLLED = (
    "CREATE TRIGGER sync_enrolments_log AFTER INSERT ON sync_enrolments BEGIN "
    f"{_LOG}VALUES ('enrolment', substr(NEW.login, 1, 60), 'expires_at', NULL, NEW.expires_at, "
    "NEW.enrolled_by, NEW.enrolled_at); END"
)
_STATE = (
    f"BEGIN {_LOG}VALUES ('device', NEW.device, 'state', %s, NEW.state, "
    "CASE WHEN NEW.state IN ('revoked', 'wiping') THEN NEW.revoked_by ELSE NEW.login END, "
    "CASE WHEN NEW.state = 'active' THEN NEW.enrolled_at "
    "ELSE coalesce(NEW.wiped_at, NEW.revoked_at) END); END"
)
_DECIDED = (
    "CREATE TRIGGER sync_handed_over_log AFTER UPDATE OF state ON sync_handed_over "
    f"WHEN OLD.state <> NEW.state BEGIN {_LOG}VALUES ('handed_over', NEW.request_id, 'state', "
    "OLD.state, NEW.state, NEW.decided_by, NEW.decided_at); END"
)


def statements() -> list[str]:
    """Return what creates the tables, and what logs their changes and gives devices versions."""
    table = "sync_enrolled_devices"
    return [
        *_STATEMENTS,
        f"CREATE TRIGGER {table}_insert_version AFTER INSERT ON {table} {_STAMP}",
        f"CREATE TRIGGER {table}_update_version AFTER UPDATE ON {table} "
        f"WHEN NEW.row_version = OLD.row_version {_STAMP}",
        _ENROLLED,
        f"CREATE TRIGGER {table}_enters_log AFTER INSERT ON {table} {_STATE % 'NULL'}",
        f"CREATE TRIGGER {table}_state_log AFTER UPDATE OF state ON {table} "
        f"WHEN OLD.state <> NEW.state {_STATE % 'OLD.state'}",
        _DECIDED,
    ]
