"""Wiping on SQL Server: what a device hands over is released or dropped by an admin."""

from dataclasses import replace

import pytest

from smartclient.contract.messages import PlaceOrder
from smartclient.contract.web.gate import (
    DeviceState,
)
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.headoffice.database.backend import backend_of
from tests.enrolled_devices import digest
from tests.live_gate import LiveDevices
from tests.office_company import ANN, SHOP, line


def test_what_a_wiped_device_hands_over_is_released_as_its_logins(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    orders = [company.order(line("A", count)) for count in (1, 2, 3)]
    batch = [company.request(PlaceOrder(order=order), lane=SHOP) for order in orders]
    with pytest.raises(SmartClientError, match="did not ask"):
        devices.gate.hand_over(digest("ann's laptop"), batch)
    devices.revoke(device, wipe=True)
    for _ in range(2):
        receipts = devices.gate.hand_over(digest("ann's laptop"), batch)
        assert [(r.request_id, r.digest, r.refusal) for r in receipts] == [
            (each.id, each.digest, "") for each in batch
        ]
    devices.gate.wiped(digest("ann's laptop"))
    devices.gate.wiped(digest("ann's laptop"))
    (row,) = company.rows("enrolled_devices")
    assert (row.state, row.unsent, company.count("inbox")) == (DeviceState.WIPED, 3, 0)
    with devices.an_admin() as admin:
        office = backend_of(admin).devices
        now = company.clock.now()
        assert office.release(admin, device, as_login="", at=now) == 3
        with pytest.raises(RefusedError, match="Nothing"):
            office.release(admin, device, as_login="", at=now)
    inbox = sorted(company.rows("inbox"), key=lambda row: row.id)
    assert [(row.sender, row.request_id) for row in inbox] == [(ANN, each.id) for each in batch]
    company.office.answer_waiting()
    assert company.count("orders") == 3
    (row,) = company.rows("enrolled_devices")
    assert row.unsent == 0


def test_what_had_arrived_before_waits_for_nobody(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    orders = [company.order(line("A", count)) for count in (1, 2, 3)]
    sent, other, new = [company.request(PlaceOrder(order=order), lane=SHOP) for order in orders]
    devices.operations().submit([sent, other])
    devices.revoke(device, wipe=True)
    changed = replace(other, body=new.body, digest=new.digest)
    receipts = devices.gate.hand_over(digest("ann's laptop"), [sent, changed, new])
    assert [receipt.refusal for receipt in receipts] == ["", "", ""]
    states = {row.request_id: row.state for row in company.rows("handed_over")}
    assert states == {sent.id: "released", other.id: "waiting", new.id: "waiting"}
    (row,) = company.rows("enrolled_devices")
    assert row.unsent == 2


def test_what_is_dropped_is_never_carried_out(devices: LiveDevices) -> None:
    company = devices.company
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.gate.hand_over(digest("ann's laptop"), [request])
    engine, now = company.office.engine, company.clock.now()
    assert backend_of(engine).devices.drop(engine, device, as_login="", at=now) == 1
    with pytest.raises(RefusedError, match="Nothing"):
        backend_of(engine).devices.release(engine, device, as_login="", at=now)
    # the device may not know that it was received
    (receipt,) = devices.gate.hand_over(digest("ann's laptop"), [request])
    assert not receipt.refusal
    company.office.answer_waiting()
    assert (company.count("inbox"), company.count("orders")) == (0, 0)
