"""The small company on every database head office runs on: each contract test runs on each."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from office_company import Company, found_company
from smartclient.domain.clock import Clock

DIALECTS: Mapping[str, Callable[[Path, Clock], Company]] = {"sqlite": found_company}
"""How a head office with the small company in it is set up, by the name of its database."""


@pytest.fixture(params=sorted(DIALECTS))
def company(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Company]:
    made = DIALECTS[request.param](tmp_path, clock)
    yield made
    made.office.close()
