"""A store of a test's own: encrypted, empty, closed afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.store.unit_of_work import Store
from tests.prepared import new_store

KEY = bytes(range(32))


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    store = new_store(store_path, KEY)
    yield store
    store.close()
