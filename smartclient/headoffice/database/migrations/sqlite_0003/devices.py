"""The third schema on SQLite, frozen: devices, what each sent, and when edits were made."""

_STATEMENTS = (
    """CREATE TABLE sync_devices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    login VARCHAR(128) NOT NULL,
    device VARCHAR(36) NOT NULL,
    code VARCHAR(8) NOT NULL,
    name VARCHAR(100) DEFAULT '' NOT NULL,
    first_seen VARCHAR(27) NOT NULL,
    seen_at VARCHAR(27) NOT NULL,
    idle_at VARCHAR(27),
    clock_offset_seconds INTEGER DEFAULT '0' NOT NULL,
    numbers BIGINT DEFAULT '0' NOT NULL,
    token VARCHAR(36) DEFAULT '' NOT NULL,
    previous_token VARCHAR(36) DEFAULT '' NOT NULL,
    UNIQUE (login, device),
    UNIQUE (code)
)""",
    "ALTER TABLE sync_inbox ADD COLUMN device VARCHAR(36) DEFAULT '' NOT NULL",
    "ALTER TABLE sync_inbox ADD COLUMN clock_offset_seconds INTEGER",
    """CREATE TABLE sync_provisional_numbers (
    rep VARCHAR(128) NOT NULL,
    provisional_number VARCHAR(20) NOT NULL,
    order_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (rep, provisional_number)
)""",
    """CREATE TABLE sync_field_edits (
    customer VARCHAR(40) NOT NULL,
    field VARCHAR(30) NOT NULL,
    made_at VARCHAR(27),
    applied_at VARCHAR(27) NOT NULL,
    PRIMARY KEY (customer, field)
)""",
)


def statements() -> list[str]:
    """Return what brings the second schema up to this part, in the order in which it is run."""
    return list(_STATEMENTS)
