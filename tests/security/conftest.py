"""Keyrings for tests, restored afterwards, and the cost of passphrases as it ships."""

from collections.abc import Iterator

import keyring
import pytest

from smartclient.security import keys
from smartclient.security.derivation import COST
from tests.security.memory_keyring import MemoryKeyring, PlainKeyring


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ours = MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def plain_keyring() -> Iterator[PlainKeyring]:
    before = keyring.get_keyring()
    ours = PlainKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


@pytest.fixture
def shipped_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrap new keys at the cost that the program has."""
    monkeypatch.setattr(keys, "COST", COST)
