"""The eighth schema on SQLite: documents of products and categories, and their bytes by hash."""

# ruff: noqa: S608, ISC004 (a frozen script: its only parts are the names written in it)

_DOCUMENTS = """
CREATE TABLE sales_documents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    sku VARCHAR(40) DEFAULT '' NOT NULL,
    category VARCHAR(100) DEFAULT '' NOT NULL,
    title VARCHAR(150) NOT NULL,
    format VARCHAR(10) NOT NULL,
    hash VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL
)
"""
_DOCUMENT_PARTS = """
CREATE TABLE sales_document_parts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    row_version BIGINT DEFAULT '0' NOT NULL,
    hash VARCHAR(64) NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (hash, part)
)
"""
_NEXT_VERSION = "UPDATE sync_counters SET value = value + 1 WHERE name = 'row_version'"
_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"


def _feed(kind: str) -> list[str]:
    table = f"sales_{kind}"
    stamp = (
        f"BEGIN {_NEXT_VERSION}; UPDATE {table} SET row_version = "
        "(SELECT value FROM sync_counters WHERE name = 'row_version') WHERE id = NEW.id; END"
    )
    return [
        f"CREATE INDEX ix_{table}_row_version ON {table} (row_version)",
        f"CREATE TRIGGER {table}_insert_version AFTER INSERT ON {table} {stamp}",
        f"CREATE TRIGGER {table}_update_version AFTER UPDATE ON {table} "
        f"WHEN NEW.row_version = OLD.row_version {stamp}",
        f"CREATE TRIGGER {table}_tombstone AFTER DELETE ON {table} "
        "BEGIN INSERT INTO sync_tombstones (kind, entry_id, deleted_at) "
        f"SELECT '{kind}', OLD.id, coalesce(at, {_NOW}) FROM sync_session; END",
    ]


def statements() -> list[str]:
    """Return what adds them as feeds."""
    return [
        *(table.strip() for table in (_DOCUMENTS, _DOCUMENT_PARTS)),
        *_feed("documents"),
        *_feed("document_parts"),
    ]
