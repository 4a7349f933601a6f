"""The sample company's laptop, built once: the tests only read it, or place orders of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.orderpad.sample_device import SampleDevice
from tests.set_clock import SetClock


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleDevice]:
    clock = SetClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    made = SampleDevice(tmp_path_factory.mktemp("device"), clock)
    yield made
    made.close()
