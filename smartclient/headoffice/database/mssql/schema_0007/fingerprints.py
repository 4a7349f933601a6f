"""The seventh schema on SQL Server: what the rows that all share come to is added up once."""

_PARTS = """CREATE TABLE sync.fingerprint_parts (
    kind VARCHAR(20) NOT NULL,
    formula CHAR(16) NOT NULL,
    part BIGINT NOT NULL,
    [rows] INT NOT NULL,
    newest BIGINT NOT NULL,
    total BIGINT NOT NULL,
    CONSTRAINT pk_sync_fingerprint_parts PRIMARY KEY (kind, formula, part)
)"""
_TURN = """CREATE TABLE sync.fingerprint_turn (
    id TINYINT NOT NULL,
    taken_at DATETIME2(6) NOT NULL,
    CONSTRAINT pk_sync_fingerprint_turn PRIMARY KEY (id),
    CONSTRAINT ck_sync_fingerprint_turn_id CHECK (id = 1)
)"""


def statements() -> list[str]:
    """Return what holds the sums, and the row that is locked by whoever adds up."""
    return [
        _PARTS,
        _TURN,
        "INSERT INTO sync.fingerprint_turn (id, taken_at) VALUES (1, SYSUTCDATETIME())",
    ]
