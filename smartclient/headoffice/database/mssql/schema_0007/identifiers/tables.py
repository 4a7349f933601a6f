"""The tables whose identifiers and JSON the seventh schema stores in half the bytes or less."""

import re
from dataclasses import dataclass

_UUID = "-".join("[0-9A-Fa-f]" * length for length in (8, 4, 4, 4, 12))
_COLUMN = re.compile(r"^    (\[?\w+\]?) ((?:\w+)(?:\([\w, ]+\))?)", re.MULTILINE)

_ADDED = "purged"
"""The column that no older table has."""

NEXT = "_next"
"""What the names of a new table and its keys end with until it takes the place of the old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedTable:
    """A table that is copied to a new one, in portions.

    ``columns`` are those of the new one, ``keys`` its keys by their names, ``indexes`` what stands
    after CREATE INDEX and the name. ``portion`` is the column by whose values it is copied, a
    number for most and else whose the rows are.
    """

    name: str
    columns: str
    keys: dict[str, str]
    indexes: dict[str, str]
    portion: str = "id"

    @property
    def new_name(self) -> str:
        """The name of the new table until it takes the old one's place."""
        return f"{self.name}{NEXT}"

    @property
    def is_numbered(self) -> bool:
        """Whether each row has a number of its own."""
        return self.portion == "id"

    @property
    def declared(self) -> dict[str, str]:
        """The columns of the new table with their types."""
        return dict(_COLUMN.findall(self.columns))

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of identifiers that are more than a mark for the moment."""
        return tuple(
            name
            for name, type_ in self.declared.items()
            if type_ == "BINARY(16)" and name != "round_token"
        )

    @property
    def copied(self) -> dict[str, str]:
        """The columns that are copied, each with the expression for its new value."""
        return {
            name: _converted(name, type_)
            for name, type_ in self.declared.items()
            if type_ != "ROWVERSION" and name != _ADDED
        }


def _converted(name: str, type_: str) -> str:
    match type_:
        case "BINARY(16)":
            return identifier_of(f"o.{name}")
        case "BINARY(8)":
            return "CAST(o.row_version AS binary(8))"
        case "VARCHAR(max)" | "CHAR(64)":
            return f"CAST(o.{name} AS {type_.lower()})"
    return f"o.{name}"


def is_identifier(text: str) -> str:
    """The condition that a text is a UUID."""
    return f"{text} COLLATE Latin1_General_BIN2 LIKE N'{_UUID}'"


def identifier_of(text: str) -> str:
    """The expression for the bytes of an identifier; of another text a part of its digest.

    NULL for an empty text.
    """
    return (
        f"CASE WHEN {is_identifier(text)} "
        f"THEN TRY_CONVERT(binary(16), REPLACE({text}, N'-', N''), 2) "
        f"WHEN {text} <> N'' THEN CAST(HASHBYTES('SHA2_256', LOWER({text})) AS binary(16)) END"
    )


TABLES = (
    ConvertedTable(
        name="sync.inbox",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    version INT NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    body VARCHAR(max) NOT NULL,
    digest CHAR(64) NOT NULL,
    replaces BINARY(16) NULL,
    given_number NVARCHAR(40) NOT NULL DEFAULT N'',
    made_at DATETIME2(6) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    status NVARCHAR(10) NOT NULL DEFAULT N'received',
    attempts INT NOT NULL DEFAULT 0,
    error NVARCHAR(max) NOT NULL DEFAULT N'',
    answered_at DATETIME2(6) NULL,
    device BINARY(16) NULL,
    clock_offset_seconds INT NULL,
    isolated BIT NOT NULL DEFAULT 0,
    round_token BINARY(16) NULL,
    round_size INT NOT NULL DEFAULT 0,
    withdrawable BIT NOT NULL DEFAULT 0,
    purged BIT NOT NULL DEFAULT 0""",
        keys={
            "pk_sync_inbox": "PRIMARY KEY (id)",
            "uq_sync_inbox_sender_request_id": "UNIQUE (sender, request_id)",
        },
        indexes={
            # what waits has indexes that hold nothing else
            "ix_sync_inbox_waiting": "(lane, id) WHERE status = N'received'",
            "ix_sync_inbox_kept": "(answered_at, id) WHERE purged = 0",
            "ix_sync_inbox_lane": "(lane, status) WHERE purged = 0",
            "ix_sync_inbox_unanswered": (
                "(sender, status, lane) WHERE status IN (N'received', N'parked')"
            ),
            "ix_sync_inbox_given": "(status, given_number) WHERE given_number > N''",
            "ix_sync_inbox_replaces": "(sender, replaces)",
        },
    ),
    ConvertedTable(
        name="sync.replies",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    status NVARCHAR(20) NOT NULL,
    body VARCHAR(max) NOT NULL,
    answered_at DATETIME2(6) NOT NULL,
    former_version BINARY(8) NULL""",
        keys={
            "pk_sync_replies": "PRIMARY KEY (id)",
            "uq_sync_replies_sender_request_id": "UNIQUE (sender, request_id)",
        },
        indexes={"ix_sync_replies_sender": "(sender, row_version) INCLUDE (former_version)"},
    ),
    ConvertedTable(
        name="sync.conflicts",
        columns="""
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
    report VARCHAR(max) NOT NULL DEFAULT '[]'""",
        keys={
            "pk_sync_conflicts": "PRIMARY KEY (id)",
            "uq_sync_conflicts_conflict_id": "UNIQUE (conflict_id)",
        },
        indexes={
            "ix_sync_conflicts_lane": "(lane, state)",
            "ix_sync_conflicts_request": "(sender, request_id)",
            "ix_sync_conflicts_subject_id": "(subject_id)",
        },
    ),
    ConvertedTable(
        name="sync.cases",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    conflict_id BINARY(16) NOT NULL,
    state NVARCHAR(10) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    opened_at DATETIME2(6) NOT NULL,
    document VARCHAR(max) NOT NULL""",
        keys={
            "pk_sync_cases": "PRIMARY KEY (id)",
            "uq_sync_cases_conflict_id": "UNIQUE (conflict_id)",
        },
        indexes={"ix_sync_cases_row_version": "(row_version)"},
    ),
    ConvertedTable(
        name="sync.open_work",
        columns="""
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
    asked_kind NVARCHAR(30) NOT NULL DEFAULT N'',
    asked VARCHAR(max) NOT NULL DEFAULT '',
    conflict VARCHAR(max) NOT NULL DEFAULT '',
    answer VARCHAR(max) NOT NULL DEFAULT ''""",
        keys={
            "pk_sync_open_work": "PRIMARY KEY (id)",
            "uq_sync_open_work_sender_item_id": "UNIQUE (sender, item_id)",
        },
        indexes={
            "ix_sync_open_work_row_version": "(row_version)",
            "ix_sync_open_work_sender": "(sender, row_version)",
            "ix_sync_open_work_since": "(state, since)",
        },
    ),
    ConvertedTable(
        name="sync.stopped",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    kind NVARCHAR(30) NOT NULL,
    lane NVARCHAR(180) NOT NULL,
    attempts INT NOT NULL,
    error NVARCHAR(max) NOT NULL,
    received_at DATETIME2(6) NOT NULL,
    stopped_at DATETIME2(6) NOT NULL""",
        keys={
            "pk_sync_stopped": "PRIMARY KEY (id)",
            "uq_sync_stopped_sender_request_id": "UNIQUE (sender, request_id)",
        },
        indexes={"ix_sync_stopped_row_version": "(row_version)"},
    ),
    ConvertedTable(
        name="sync.withdrawn",
        portion="sender",
        columns="""
    sender NVARCHAR(128) NOT NULL,
    request_id BINARY(16) NOT NULL,
    by_request_id BINARY(16) NOT NULL""",
        keys={"pk_sync_withdrawn": "PRIMARY KEY (sender, request_id)"},
        indexes={"ix_sync_withdrawn_by": "(sender, by_request_id)"},
    ),
    ConvertedTable(
        name="sync.devices",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    login NVARCHAR(128) NOT NULL,
    device BINARY(16) NOT NULL,
    code NVARCHAR(8) NOT NULL,
    name NVARCHAR(100) NOT NULL DEFAULT N'',
    first_seen DATETIME2(6) NOT NULL,
    seen_at DATETIME2(6) NOT NULL,
    idle_at DATETIME2(6) NULL,
    clock_offset_seconds INT NOT NULL DEFAULT 0,
    numbers BIGINT NOT NULL DEFAULT 0,
    token NVARCHAR(36) NOT NULL DEFAULT N'',
    previous_token NVARCHAR(36) NOT NULL DEFAULT N''""",
        keys={
            "pk_sync_devices": "PRIMARY KEY (id)",
            "uq_sync_devices": "UNIQUE (login, device)",
            "uq_sync_devices_code": "UNIQUE (code)",
        },
        indexes={},
    ),
    ConvertedTable(
        name="sync.provisional_numbers",
        portion="rep",
        columns="""
    rep NVARCHAR(128) NOT NULL,
    provisional_number NVARCHAR(20) NOT NULL,
    order_id BINARY(16) NOT NULL""",
        keys={"pk_sync_provisional_numbers": "PRIMARY KEY (rep, provisional_number)"},
        indexes={"ix_sync_provisional_numbers_number": "(provisional_number)"},
    ),
    ConvertedTable(
        name="sales.orders",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    order_id BINARY(16) NOT NULL,
    number NVARCHAR(20) NOT NULL,
    customer NVARCHAR(40) NOT NULL,
    rep NVARCHAR(128) NOT NULL,
    state NVARCHAR(12) NOT NULL,
    fulfilment NVARCHAR(14) NULL,
    fulfilled_on DATE NULL,
    order_date DATE NOT NULL,
    total DECIMAL(19, 4) NOT NULL,
    document VARCHAR(max) NOT NULL,
    former_version BINARY(8) NULL""",
        keys={
            "pk_sales_orders": "PRIMARY KEY (id)",
            "uq_sales_orders_order_id": "UNIQUE (order_id)",
            "uq_sales_orders_number": "UNIQUE (number)",
        },
        indexes={
            "ix_sales_orders_customer": (
                "(customer, order_date) INCLUDE (state, fulfilment, total)"
            ),
            "ix_sales_orders_feed": "(customer, row_version)",
        },
    ),
    ConvertedTable(
        name="sales.order_lines",
        columns="""
    id BIGINT NOT NULL IDENTITY(1, 1),
    order_id BINARY(16) NOT NULL,
    line INT NOT NULL,
    sku NVARCHAR(40) NOT NULL,
    quantity INT NOT NULL,
    unit_price DECIMAL(19, 4) NOT NULL,
    discount_percent DECIMAL(19, 4) NOT NULL,
    amount DECIMAL(19, 4) NOT NULL,
    from_stock INT NOT NULL DEFAULT 0""",
        keys={
            "pk_sales_order_lines": "PRIMARY KEY (id)",
            "uq_sales_order_lines_order_id_line": "UNIQUE (order_id, line)",
        },
        indexes={},
    ),
)
"""Every table with identifiers, each as the seventh schema has it before its other changes."""
