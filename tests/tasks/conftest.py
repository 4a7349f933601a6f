"""What the desk's tests share: one rep's laptop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rep_world import Rep

from smartclient.domain.clock import Clock


@pytest.fixture
def rep(tmp_path: Path, clock: Clock) -> Iterator[Rep]:
    made = Rep(tmp_path / "store.db", clock)
    yield made
    made.store.close()
