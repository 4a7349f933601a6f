"""What the tests of head office start from: a small company, open for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office_company import Company, found_company
from smartclient.domain.clock import Clock


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    made = found_company(tmp_path, clock)
    yield made
    made.office.close()
