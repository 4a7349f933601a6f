"""Revoking and wiping: what is unsent is handed over once, and an admin decides about it once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from smartclient.contract import refusals
from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.contract.operations import MAX_BATCH_REQUESTS, MAX_BODY_BYTES
from smartclient.contract.web.gate import DeviceRevokedError, WipeRequestedError
from smartclient.contract.web.limits import CREDENTIAL_UNSEEN
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.devices import administration, handing_over
from tests.enrolled_devices import digest
from tests.headoffice.devices.play import AN_ADMIN, Devices, KilledError, killed_at
from tests.office_company import ANN, BEN, HEAD, Company, line

MINE = digest("ann's laptop")


def order(company: Company, quantity: int = 1) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


@pytest.fixture
def wiping(devices: Devices) -> str:
    """A device that is to be wiped."""
    device = devices.enrolled()
    devices.revoke(device, wipe=True)
    return device


def decide(devices: Devices, act: str, device: str) -> int:
    now = devices.clock.now()
    count: int = devices.administer(
        lambda connection: getattr(administration, act)(connection, device, by=AN_ADMIN, at=now)
    )
    return count


def test_what_is_handed_over_has_receipts_and_reaches_no_worker(
    devices: Devices, company: Company, wiping: str
) -> None:
    batch = [order(company), order(company)]
    receipts = devices.gate.hand_over(MINE, batch)
    assert [(each.request_id, each.digest, each.refusal) for each in receipts] == [
        (each.id, each.digest, "") for each in batch
    ]
    assert company.count("inbox") == 0
    assert not company.office.answer_waiting()
    assert company.rows("enrolled_devices", device=wiping)[0].unsent == 2


def test_handing_over_again_has_the_same_receipts_and_keeps_each_once(
    devices: Devices, company: Company, wiping: str
) -> None:
    batch = [order(company)]
    first = devices.gate.hand_over(MINE, batch)
    assert devices.gate.hand_over(MINE, batch) == first
    devices.gate.wiped(MINE)
    decide(devices, "release", wiping)
    assert company.count("handed_over") == 1


def test_other_content_under_a_known_id_is_refused(
    devices: Devices, company: Company, wiping: str
) -> None:
    request = order(company)
    devices.gate.hand_over(MINE, [request])
    other = replace(request, body=request.body.replace("AN-0001", "AN-0002"))
    (receipt,) = devices.gate.hand_over(MINE, [replace(other, digest=digest_of(other.body))])
    assert receipt.refusal == refusals.OTHER_CONTENT
    assert company.rows("handed_over", device=wiping)[0].digest == request.digest


def test_the_limits_of_the_inbox_hold(
    devices: Devices, company: Company, wiping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, body = order(company), f'"{"x" * MAX_BODY_BYTES}"'
    large = replace(order(company), body=body, digest=digest_of(body))
    damaged = replace(order(company), digest="0" * 64)
    unreadable = replace(order(company), id="no id")  # type: ignore[arg-type]
    receipts = devices.gate.hand_over(MINE, [large, damaged, unreadable, good])
    assert [each.refusal for each in receipts] == [
        refusals.TOO_LARGE,
        refusals.DAMAGED,
        refusals.UNREADABLE,
        "",
    ]
    with pytest.raises(RefusedError, match="too much"):
        devices.gate.hand_over(MINE, [good] * (MAX_BATCH_REQUESTS + 1))
    monkeypatch.setattr(handing_over, "MAX_UNANSWERED", 2)
    receipts = devices.gate.hand_over(MINE, [order(company), order(company), good])
    assert [each.refusal for each in receipts] == ["", refusals.TOO_MANY, ""]
    assert company.rows("enrolled_devices", device=wiping)[0].unsent == 2


def test_only_a_device_that_is_to_be_wiped_hands_over(devices: Devices, company: Company) -> None:
    device = devices.enrolled()
    with pytest.raises(RefusedError, match="did not ask"):
        devices.gate.hand_over(MINE, [order(company)])
    with pytest.raises(RefusedError, match="did not ask"):
        devices.gate.wiped(MINE)
    devices.revoke(device)
    for act in (lambda: devices.gate.hand_over(MINE, []), lambda: devices.gate.wiped(MINE)):
        with pytest.raises(DeviceRevokedError) as raised:
            act()
        assert not isinstance(raised.value, WipeRequestedError)
    assert company.count("handed_over") == 0
    assert company.rows("enrolled_devices", device=device)[0].state == "revoked"


def test_a_device_confirms_once_that_it_was_wiped(
    devices: Devices, company: Company, wiping: str
) -> None:
    devices.gate.wiped(MINE)
    at = devices.clock.now()
    devices.clock.advance(timedelta(hours=1))
    devices.gate.wiped(MINE)
    (row,) = company.rows("enrolled_devices", device=wiping)
    assert (row.state, row.wiped_at) == ("wiped", at)


def test_a_copy_of_a_wiped_device_hands_over_and_is_wiped_whenever_it_returns(
    devices: Devices, company: Company, wiping: str
) -> None:
    handed_over, of_copy = order(company, 1), order(company, 2)
    devices.gate.hand_over(MINE, [handed_over])
    devices.gate.wiped(MINE)
    devices.clock.advance(CREDENTIAL_UNSEEN + timedelta(days=1))
    with pytest.raises(WipeRequestedError):
        devices.pulse()
    receipts = devices.gate.hand_over(MINE, [handed_over, of_copy])
    assert [receipt.refusal for receipt in receipts] == ["", ""]
    devices.gate.wiped(MINE)
    (row,) = company.rows("enrolled_devices", device=wiping)
    assert (row.state, row.unsent) == ("wiped", 2)
    decide(devices, "release", wiping)
    assert {each.request_id for each in company.rows("inbox")} == {handed_over.id, of_copy.id}


def test_a_release_sends_each_request_once_as_the_devices_login(
    devices: Devices, company: Company, wiping: str
) -> None:
    batch = [order(company, 1), order(company, 2)]
    devices.gate.hand_over(MINE, batch)
    assert decide(devices, "release", wiping) == 2
    assert [(row.sender, row.request_id) for row in company.rows("inbox")] == [
        (ANN, request.id) for request in batch
    ]
    assert company.office.answer_waiting() == 2
    assert company.count("orders") == 2
    with pytest.raises(RefusedError, match="Nothing"):
        decide(devices, "release", wiping)
    with pytest.raises(RefusedError, match="Nothing"):
        decide(devices, "drop", wiping)
    devices.gate.hand_over(MINE, batch)
    with pytest.raises(RefusedError, match="Nothing"):
        decide(devices, "release", wiping)
    assert (company.office.answer_waiting(), company.count("orders")) == (0, 2)


def test_what_had_arrived_before_waits_for_nobody_and_is_carried_out_no_second_time(
    devices: Devices, company: Company
) -> None:
    device, request = devices.enrolled(), order(company)
    devices.operations().submit([request])
    company.office.answer_waiting()
    devices.revoke(device, wipe=True)
    receipts = devices.gate.hand_over(MINE, [request, order(company)])
    assert [receipt.refusal for receipt in receipts] == ["", ""]
    assert company.rows("enrolled_devices", device=device)[0].unsent == 1
    assert decide(devices, "release", device) == 1
    company.office.answer_waiting()
    assert (company.count("inbox"), company.count("handed_over")) == (2, 2)
    assert company.count("replies", request_id=request.id) == 1


def test_what_the_inbox_has_of_somebody_else_or_otherwise_waits(
    devices: Devices, company: Company
) -> None:
    devices.enrolled(BEN, "ben's")
    device, foreign, other = devices.enrolled(), order(company), order(company)
    devices.operations("ben's").submit([foreign])
    devices.operations().submit([other])
    devices.revoke(device, wipe=True)
    body = other.body.replace("1", "2")
    devices.gate.hand_over(MINE, [foreign, replace(other, body=body, digest=digest_of(body))])
    assert company.rows("enrolled_devices", device=device)[0].unsent == 2


def test_only_what_waits_takes_room(
    devices: Devices, company: Company, wiping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "MAX_UNANSWERED", 2)
    first = devices.gate.hand_over(MINE, [order(company) for _ in range(3)])
    assert [receipt.refusal for receipt in first] == ["", "", refusals.TOO_MANY]
    decide(devices, "drop", wiping)
    (second,) = devices.gate.hand_over(MINE, [order(company)])
    assert not second.refusal


def test_a_release_that_is_killed_anywhere_is_done_once(
    devices: Devices, company: Company, wiping: str
) -> None:
    devices.gate.hand_over(MINE, [order(company)])
    statement = 0
    while True:
        with killed_at(company, statement):
            try:
                decide(devices, "release", wiping)
                break
            except KilledError:
                statement += 1
        assert company.count("inbox") == 0
    assert statement >= 3
    assert (company.count("inbox"), company.count("handed_over", state="released")) == (1, 1)


def test_what_is_dropped_is_never_carried_out(
    devices: Devices, company: Company, wiping: str
) -> None:
    request = order(company)
    devices.gate.hand_over(MINE, [request])
    assert decide(devices, "drop", wiping) == 1
    devices.gate.hand_over(MINE, [request])
    with pytest.raises(RefusedError, match="Nothing"):
        decide(devices, "release", wiping)
    assert company.count("inbox") == 0


def test_what_the_inbox_has_no_room_for_goes_on_waiting(
    devices: Devices, company: Company, wiping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices.gate.hand_over(MINE, [order(company) for _ in range(3)])
    monkeypatch.setattr("smartclient.headoffice.inbox.receive.MAX_UNANSWERED", 2)
    assert decide(devices, "release", wiping) == 2
    assert company.rows("enrolled_devices", device=wiping)[0].unsent == 1
    company.office.answer_waiting()
    assert decide(devices, "release", wiping) == 1


def test_the_change_log_says_who_did_what(devices: Devices, company: Company) -> None:
    device = devices.enrolled()
    request = order(company)
    devices.revoke(device)
    devices.revoke(device, wipe=True)
    devices.gate.hand_over(MINE, [request])
    decide(devices, "drop", device)
    devices.gate.wiped(MINE)
    assert [who for _, _, _, who in company.log("enrolment", ANN)] == [HEAD]
    assert company.log("device", device) == [
        ("state", "wiping", "wiped", ANN),
        ("state", "revoked", "wiping", HEAD),
        ("state", "active", "revoked", HEAD),
        ("state", "", "active", ANN),
    ]
    assert company.log("handed_over", request.id) == [("state", "waiting", "dropped", HEAD)]
