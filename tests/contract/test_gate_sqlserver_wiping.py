"""Wiping on SQL Server: what a device hands over is released or dropped by an admin."""

import json
from dataclasses import replace

import pytest

from smartclient.contract.admin_bodies import DropHandedOver, ReleaseHandedOver
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.contract.web.gate import DeviceState, WipeRequestedError
from smartclient.contract.web.limits import CREDENTIAL_UNSEEN
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import new_id
from smartclient.headoffice.database.backend import backend_of
from tests.enrolled_devices import digest
from tests.live_gate import LiveDevices
from tests.office_company import ANN, HEAD, SHOP, line


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


def test_a_copy_of_a_wiped_device_hands_over_and_is_wiped_whenever_it_returns(
    devices: LiveDevices,
) -> None:
    company = devices.company
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    mine = digest("ann's laptop")
    handed_over, of_copy = [
        company.request(PlaceOrder(order=company.order(line("A", count))), lane=SHOP)
        for count in (1, 2)
    ]
    devices.gate.hand_over(mine, [handed_over])
    devices.gate.wiped(mine)
    devices.change_time("credentials", "seen_at", CREDENTIAL_UNSEEN.days + 1)
    with pytest.raises(WipeRequestedError):
        devices.pulse()
    receipts = devices.gate.hand_over(mine, [handed_over, of_copy])
    assert [receipt.refusal for receipt in receipts] == ["", ""]
    devices.gate.wiped(mine)
    (row,) = company.rows("enrolled_devices")
    assert (row.state, row.unsent) == (DeviceState.WIPED, 2)


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


@pytest.mark.parametrize(("kind", "placed"), [(ReleaseHandedOver, 2), (DropHandedOver, 0)])
def test_an_admins_request_decides_once_about_what_was_handed_over(
    devices: LiveDevices, kind: type[ReleaseHandedOver | DropHandedOver], placed: int
) -> None:
    company = devices.company
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    orders = [company.order(line("A", count)) for count in (1, 2)]
    batch = [company.request(PlaceOrder(order=order), lane=SHOP) for order in orders]
    devices.gate.hand_over(digest("ann's laptop"), batch)
    devices.gate.wiped(digest("ann's laptop"))
    _, answer = company.ask(ANN, kind(device=device), lane="")
    assert answer.status is AnswerStatus.REJECTED
    assert company.rows("enrolled_devices")[0].unsent == 2
    _, answer = company.ask(HEAD, kind(device=device.upper()), lane="")
    assert answer.status is AnswerStatus.CONFIRMED, answer
    company.office.answer_waiting()
    assert company.count("orders") == placed
    assert company.count("inbox", sender=ANN, kind="place_order") == placed
    assert company.rows("enrolled_devices")[0].unsent == 0
    assert {row.decided_by for row in company.rows("handed_over")} == {HEAD}
    _, answer = company.ask(HEAD, kind(device=device), lane="")
    assert "Nothing that" in answer.why


def test_a_worker_releases_nothing_that_no_admin_asked_for(devices: LiveDevices) -> None:
    company, live = devices.company, devices.company.live
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    request = company.request(PlaceOrder(order=company.order()), lane=SHOP)
    devices.gate.hand_over(digest("ann's laptop"), [request])
    of_rep = company.request(ReleaseHandedOver(device=device), lane="")
    of_admin = company.request(DropHandedOver(device=device), lane="")
    company.send(ANN, of_rep)
    company.send(HEAD, of_admin)
    login = live.new_login("worker", user=True)
    with live.as_admin() as owner:
        owner.execute(f"ALTER ROLE smartclient_worker ADD MEMBER [{login}]")
    with live.as_login(login) as worker:
        for sender, asked in ((ANN, of_rep.id), (HEAD, of_admin.id), (HEAD, new_id())):
            worker.execute("BEGIN TRANSACTION")
            call = json.dumps({"request": asked, "device": device})
            with pytest.raises(worker.errors, match="no such request"):
                worker.execute("EXEC sync.worker_release_v1 ?, ?", sender, call)
            worker.execute("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION")
    assert company.rows("enrolled_devices")[0].unsent == 1
    assert not company.count("inbox", kind="place_order")
