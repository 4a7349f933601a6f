"""What the tests of devices start from: the small company with a gate."""

import pytest

from tests.headoffice.devices.play import Devices, devices_of
from tests.office_company import Company
from tests.set_clock import SetClock


@pytest.fixture
def devices(company: Company, clock: SetClock) -> Devices:
    return devices_of(company, clock)
