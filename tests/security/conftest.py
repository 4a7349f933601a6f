"""Keyrings for tests, put back afterwards."""

from collections.abc import Iterator

import keyring
import pytest

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
