"""The fifth schema on SQL Server, frozen: devices, what each sent, and when edits were made.

A device gets a code that no other in the company has, by chance, so that a head office restored
from a backup gives none a second time. The last two tokens that were given to a device are kept;
who says an older one, or fewer numbers, is a copy.
"""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0001.permissions import ADMIN, WORKER

_SYMBOLS = "23456789BCDFGHJKMNPQRSTVWXZ"
_LENGTH = 4

MOST = 1_000
"""How many devices a login may have: nobody uses up the codes. The next gets none."""

_UUID = "-".join("[0-9A-Fa-f]" * length for length in (8, 4, 4, 4, 12))
_IS_CODE = f"COLLATE Latin1_General_BIN2 LIKE N'{f'[{_SYMBOLS}]' * _LENGTH}'"
_ANY = f"SUBSTRING(N'{_SYMBOLS}', 1 + ABS(CAST(CRYPT_GEN_RANDOM(4) AS int) % {len(_SYMBOLS)}), 1)"
_ANY_CODE = f"CONCAT({', '.join([_ANY] * _LENGTH)})"

TABLES = (
    """CREATE TABLE sync.devices (
    id BIGINT NOT NULL IDENTITY(1, 1) PRIMARY KEY,
    login NVARCHAR(128) NOT NULL,
    device NVARCHAR(36) NOT NULL,
    code NVARCHAR(8) NOT NULL,
    name NVARCHAR(100) NOT NULL CONSTRAINT df_sync_devices_name DEFAULT N'',
    first_seen DATETIME2(6) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    idle_at DATETIME2(6) NULL,
    clock_offset_seconds INT NOT NULL CONSTRAINT df_sync_devices_offset DEFAULT 0,
    numbers BIGINT NOT NULL CONSTRAINT df_sync_devices_numbers DEFAULT 0,
    token NVARCHAR(36) NOT NULL CONSTRAINT df_sync_devices_token DEFAULT N'',
    previous_token NVARCHAR(36) NOT NULL CONSTRAINT df_sync_devices_previous DEFAULT N'',
    CONSTRAINT uq_sync_devices UNIQUE (login, device),
    CONSTRAINT uq_sync_devices_code UNIQUE (code)
)""",
    """CREATE TABLE sync.provisional_numbers (
    rep NVARCHAR(128) NOT NULL,
    provisional_number NVARCHAR(20) NOT NULL,
    order_id NVARCHAR(36) NOT NULL,
    CONSTRAINT pk_sync_provisional_numbers PRIMARY KEY (rep, provisional_number)
)""",
    """CREATE TABLE sync.field_edits (
    customer NVARCHAR(40) NOT NULL,
    field NVARCHAR(30) NOT NULL,
    made_at DATETIME2(6) NULL,
    applied_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_field_edits PRIMARY KEY (customer, field)
)""",
)

CONTACT = f"""    -- who the device is; one that is no UUID is none
    DECLARE @device nvarchar(36) = LOWER(JSON_VALUE(@hello, '$.device.id'));
    DECLARE @token nvarchar(36) = COALESCE(LEFT(JSON_VALUE(@hello, '$.device.token'), 36), N'');
    DECLARE @numbers bigint = COALESCE(
        TRY_CAST(JSON_VALUE(@hello, '$.device.numbers') AS bigint), 0);
    DECLARE @epoch nvarchar(40) = (SELECT value FROM sync.info WHERE name = N'generation');
    -- one that knows another epoch met a head office that was restored, which may know less
    DECLARE @same bit = CASE
        WHEN JSON_VALUE(@hello, '$.device.generation') = @epoch THEN 1 ELSE 0 END;
    DECLARE @idle datetime2(6) = CASE
        WHEN @same = 1 AND JSON_VALUE(@hello, '$.device.is_idle') = N'true' THEN @now END;
    DECLARE @code nvarchar(8) = NULL, @fresh nvarchar(36) = NULL, @copied int = NULL;
    IF @device COLLATE Latin1_General_BIN2 LIKE N'{_UUID}'
    BEGIN
        SELECT @fresh = LOWER(CAST(NEWID() AS nvarchar(36))), @copied = 0;
        UPDATE sync.devices SET previous_token = @token, token = @fresh, seen_at = @now,
            idle_at = COALESCE(@idle, idle_at), clock_offset_seconds = @offset,
            numbers = CASE WHEN @numbers > numbers THEN @numbers ELSE numbers END
        WHERE login = @rep AND device = @device
            AND (@same = 0 OR (@numbers >= numbers AND @token IN (token, previous_token)));
        IF @@ROWCOUNT = 0
        BEGIN
            IF EXISTS (SELECT 1 FROM sync.devices WHERE login = @rep AND device = @device)
                SELECT @copied = 1, @fresh = NULL;
            ELSE IF (SELECT COUNT(*) FROM sync.devices WHERE login = @rep) >= {MOST}
                SELECT @copied = NULL, @fresh = NULL;
            ELSE
            BEGIN
                SET @code = JSON_VALUE(@hello, '$.device.code');
                IF @code IS NULL OR NOT @code {_IS_CODE}
                    SET @code = {_ANY_CODE};
                WHILE EXISTS (SELECT 1 FROM sync.devices WHERE code = @code)
                    SET @code = {_ANY_CODE};
                INSERT INTO sync.devices (login, device, code, name, first_seen, seen_at, idle_at,
                    clock_offset_seconds, numbers, token, previous_token)
                VALUES (@rep, @device, @code,
                    COALESCE(LEFT(JSON_VALUE(@hello, '$.device.name'), 100), N''),
                    @now, @now, @idle, @offset, @numbers, @fresh, @token);
            END;
        END;
        SET @code = (SELECT code FROM sync.devices
            WHERE login = @rep AND device = @device AND @copied = 0);
    END;"""
"""What a pulse does about the device; two that get the same code at once is one that fails and
asks again."""

FACTS = {
    "device_code": "@code",
    "device_token": "@fresh",
    "device_is_copy": "@copied",
}


def statements() -> list[str]:
    """Return what makes the tables, and lets the worker use them."""
    return [
        *TABLES,
        f"GRANT SELECT ON OBJECT::sync.devices TO {WORKER}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.provisional_numbers TO {WORKER}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::sync.field_edits TO {WORKER}",
        f"GRANT SELECT ON OBJECT::sync.devices TO {ADMIN}",
        f"GRANT SELECT ON OBJECT::sync.provisional_numbers TO {ADMIN}",
        f"GRANT SELECT ON OBJECT::sync.field_edits TO {ADMIN}",
        "ALTER TABLE sync.inbox ADD device NVARCHAR(36) NOT NULL "
        "CONSTRAINT df_sync_inbox_device DEFAULT N''",
        "ALTER TABLE sync.inbox ADD clock_offset_seconds INT NULL",
    ]
