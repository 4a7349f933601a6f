"""What the desk's tests share: one rep's laptop."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartclient.contract.operations import Identity
from smartclient.domain.clock import Clock
from tests.use_cases.rep_world import LOGIN, Rep


@pytest.fixture
def rep(tmp_path: Path, clock: Clock) -> Iterator[Rep]:
    rep = Rep(tmp_path / "store.db", clock)
    yield rep
    rep.store.close()


@pytest.fixture
def admin(rep: Rep) -> Rep:
    with rep.store.work() as work:
        work.meta.set_identity(Identity(login=LOGIN, is_admin=True))
        work.commit()
    return rep
