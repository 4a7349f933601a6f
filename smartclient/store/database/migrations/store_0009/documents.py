"""Documents of products and categories, and their bytes by hash."""

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE documents (
    id INTEGER NOT NULL,
    sku TEXT,
    category TEXT,
    title TEXT,
    format TEXT,
    hash TEXT,
    size INTEGER,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_documents_sku ON documents (sku) WHERE sku <> ''",
    "CREATE INDEX ix_documents_category ON documents (category) WHERE category <> ''",
    """
CREATE TABLE document_parts (
    id INTEGER NOT NULL,
    hash TEXT,
    part INTEGER,
    content BLOB,
    PRIMARY KEY (id)
)
""",
    "CREATE INDEX ix_document_parts_hash ON document_parts (hash, part)",
)
