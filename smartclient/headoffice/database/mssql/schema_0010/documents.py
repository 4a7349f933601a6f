"""The tenth schema on SQL Server: documents of products and categories, and their bytes by hash."""

_TABLES = (
    """
CREATE TABLE sales.documents (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    sku NVARCHAR(40) NOT NULL CONSTRAINT df_sales_documents_sku DEFAULT N'',
    category NVARCHAR(100) NOT NULL CONSTRAINT df_sales_documents_category DEFAULT N'',
    title NVARCHAR(150) NOT NULL,
    format NVARCHAR(10) NOT NULL,
    hash NVARCHAR(64) NOT NULL,
    size INT NOT NULL,
    CONSTRAINT pk_sales_documents PRIMARY KEY (id)
)
""",
    """
CREATE INDEX ix_sales_documents_row_version ON sales.documents (row_version)
""",
    """
CREATE TABLE sales.document_parts (
    id BIGINT NOT NULL IDENTITY(1, 1),
    row_version ROWVERSION NOT NULL,
    hash NVARCHAR(64) NOT NULL,
    part INT NOT NULL,
    content VARBINARY(max) NOT NULL,
    CONSTRAINT pk_sales_document_parts PRIMARY KEY (id),
    CONSTRAINT uq_sales_document_parts_hash_part UNIQUE (hash, part)
)
""",
    """
CREATE INDEX ix_sales_document_parts_row_version ON sales.document_parts (row_version)
""",
)
_GUARDED = ("documents", "document_parts")


def statements() -> list[str]:
    """Return what adds them, and has head office offer their feeds."""
    return [
        *(statement.strip() for statement in _TABLES),
        *(
            f"ALTER TABLE sync.truncate_guard ADD sales_{table} BIGINT NULL "
            f"CONSTRAINT fk_sync_truncate_guard_sales_{table} REFERENCES sales.{table} (id)"
            for table in _GUARDED
        ),
    ]
