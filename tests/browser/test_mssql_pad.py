"""The order pad before a head office on SQL Server: the same stories as before a file."""

# ruff: noqa: F401, F811 (tests and fixtures are used by their names)

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_cases import (
    admin,
    test_an_admin_decides_what_a_rep_asked,
    test_an_admin_hands_a_case_back_with_a_note,
)
from tests.browser.test_pad_customers import (
    test_a_phone_number_that_head_office_changed_as_well_is_chosen,
)
from tests.browser.test_pad_entrance import (
    test_what_changes_at_head_office_comes_by_itself_and_work_offline_stops_that,
)
from tests.browser.test_pad_leaving import test_a_browser_that_lost_its_cookie_goes_on_by_a_new_code
from tests.browser.test_pad_orders import (
    test_a_conflict_is_resolved_in_a_dialog,
    test_an_order_entered_without_a_link_waits_and_goes_by_itself,
    test_an_order_is_entered_placed_and_confirmed,
)
from tests.contract.conftest import devices, live
from tests.live_company import LiveCompany
from tests.live_gate import LiveDevices
from tests.web_service import RunningService, running_service

pytestmark = NEEDS_LIBRARIES


@pytest.fixture
def company(devices: LiveDevices) -> LiveCompany:
    return devices.company


@pytest.fixture
def gate(devices: LiveDevices) -> LiveDevices:
    return devices


@pytest.fixture
def service(devices: LiveDevices, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(devices.gate, tmp_path / "home") as running:
        yield running
