"""How fresh a browser's data is: the same as on the laptop, by the same policies."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from smartclient.domain.ages import later_by
from smartclient.orderpad.calls import call
from smartclient.orderpad.plain import plain
from smartclient.reconcile.policy import FRESHNESS_PREFIX
from smartclient.use_cases.queries.expired_data import expired_feeds
from tests.orderpad.sample_device import NOT_GIVEN, SampleDevice

POLICIES = {
    "customers": "1d mark, 3d remove",
    "prices": "1d warn, 2d refuse",
    "offers": "2d remove",
    "stock": "4h mark, 1d remove",
    "orders": "5d remove",
}


@pytest.fixture(scope="module", autouse=True)
def policies(device: SampleDevice) -> None:
    for kind, setting in POLICIES.items():
        device.company.policy(FRESHNESS_PREFIX + kind, setting)
    device.laptop.sync()


def asked(device: SampleDevice, age: timedelta) -> dict[str, Any]:
    now = later_by(age, device.laptop.clock.now())
    given = {**device.device(), "now": plain(now)}
    text = call("freshness", json.dumps({"device": given, "rows": device.rows}))
    found: dict[str, Any] = json.loads(text)["result"]
    return found


@pytest.mark.parametrize("hours", [0, 5, 23, 25, 49, 73, 121])
def test_what_expires_does_so_in_the_page_as_on_the_laptop(
    device: SampleDevice, hours: int
) -> None:
    age = timedelta(hours=hours)
    with device.laptop.store.view() as view:
        on_laptop = expired_feeds(view, Later(device, age))
    in_page = set(asked(device, age)["expired"])
    assert in_page - set(map(str, NOT_GIVEN)) == set(map(str, on_laptop)) - set(map(str, NOT_GIVEN))


class Later:
    """The laptop's clock, some time on."""

    def __init__(self, device: SampleDevice, age: timedelta) -> None:
        self._clock, self._age = device.laptop.clock, age

    def now(self) -> datetime:
        return self._clock.now() + self._age

    def today(self) -> date:
        return self.now().date()


def test_a_page_says_as_of_when_its_data_is_and_when_more_follows(device: SampleDevice) -> None:
    fresh = asked(device, timedelta(hours=1))
    assert (fresh["said"]["catalog"], fresh["expired"]) == ([], [])
    assert fresh["next_step"] == plain(device.laptop.clock.now() + timedelta(hours=4))
    old = asked(device, timedelta(hours=30))
    assert [len(old["said"][page]) for page in ("catalog", "customers", "orders")] == [3, 1, 0]
