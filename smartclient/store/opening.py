"""Opening the store: made, migrated or refused, and never deleted."""

from pathlib import Path

from smartclient.store.unit_of_work import Store


def create_store(path: Path, key: bytes) -> Store:
    """Make an encrypted store at ``path`` and open it; ``key`` is 32 raw bytes.

    Raises RefusedError when there is a store already.
    """
    raise NotImplementedError


def open_store_file(path: Path, key: bytes) -> Store:
    """Open the store at ``path``, migrated to this program's schema.

    Raises StoreError when it is missing, damaged or the key does not fit, SchemaError when a
    newer program made it. Whatever happens the file is kept; before a migration it is copied.
    """
    raise NotImplementedError
