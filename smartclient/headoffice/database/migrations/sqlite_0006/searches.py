"""The sixth schema on SQLite: customers that may be the same are found by indexes.

Names are compared by keys that a program computes; triggers list those whose keys are missing.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

_KEYS = "sync_customer_name_keys"


def statements() -> list[str]:
    """Return what creates the keys, with every customer's missing, and the indexes."""
    return [
        (
            "CREATE TABLE sync_customer_name_keys (customer INTEGER NOT NULL PRIMARY KEY, "
            "name VARCHAR, email VARCHAR)"
        ),
        f"CREATE INDEX ix_sqlite_customer_name_keys_name ON {_KEYS} (name)",
        f"CREATE INDEX ix_sqlite_customer_name_keys_email ON {_KEYS} (email)",
        "CREATE INDEX ix_sqlite_customers_phone ON sales_customers (phone)",
        "INSERT INTO sync_customer_name_keys (customer) SELECT id FROM sales_customers",
        (
            f"CREATE TRIGGER {_KEYS}_insert AFTER INSERT ON sales_customers BEGIN "
            "INSERT OR REPLACE INTO sync_customer_name_keys (customer) VALUES (NEW.id); END"
        ),
        (
            f"CREATE TRIGGER {_KEYS}_update AFTER UPDATE OF name, email ON sales_customers BEGIN "
            "UPDATE sync_customer_name_keys SET name = NULL, email = NULL "
            "WHERE customer = NEW.id; END"
        ),
        (
            f"CREATE TRIGGER {_KEYS}_delete AFTER DELETE ON sales_customers BEGIN "
            "DELETE FROM sync_customer_name_keys WHERE customer = OLD.id; END"
        ),
    ]
