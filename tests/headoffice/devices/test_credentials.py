"""Credentials: who calls is what the credential says, and only the newest counts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPlace
from smartclient.contract.messages import PlaceOrder
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.contract.web.gate import (
    CredentialRefusedError,
    DeviceRevokedError,
    WipeRequestedError,
)
from smartclient.contract.web.limits import CREDENTIAL_OLD, CREDENTIAL_UNSEEN
from smartclient.domain.errors import SignInError
from tests.enrolled_devices import ADDRESS, digest
from tests.headoffice.devices.play import Devices, KilledError, killed_at
from tests.office_company import ANN, BEN, Company

MINE, NEXT, OTHER = "ann's laptop", "ann's next", "another"

CALLS: dict[str, Callable[[Operations], object]] = {
    "submit": lambda link: link.submit([]),
    "pulse": lambda link: link.pulse(PulseRequest()),
    "replies": lambda link: link.replies(after=0, watermark=2**40, limit=10),
    "feed": lambda link: link.feed(
        FeedKind.PRODUCTS, cursor=Cursor(), watermark=2**40, limit=10, by_key=True
    ),
    "feeds": lambda link: link.feeds(
        [FeedPlace(FeedKind.PRODUCTS, Cursor(), by_key=True)], watermark=2**40, limit=10
    ),
    "fingerprints": lambda link: link.fingerprints(None, watermark=2**40, width=1_000),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_call_is_answered_without_a_credential_that_counts(
    devices: Devices, call: Callable[[Operations], object]
) -> None:
    device = devices.enrolled()
    call(devices.operations())
    with pytest.raises(CredentialRefusedError):
        call(devices.operations("forged"))
    devices.revoke(device)
    with pytest.raises(DeviceRevokedError) as raised:
        call(devices.operations())
    assert not isinstance(raised.value, WipeRequestedError)
    devices.revoke(device, wipe=True)
    with pytest.raises(WipeRequestedError):
        call(devices.operations())


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_device_that_is_revoked_during_a_call_gets_no_answer(
    devices: Devices, call: Callable[[Operations], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    device, link = devices.enrolled(), devices.operations()
    admitted = link._admitted()  # type: ignore[attr-defined]
    monkeypatch.setattr(link, "_admitted", lambda: admitted)
    devices.revoke(device)
    with pytest.raises(DeviceRevokedError):
        call(link)


def test_a_message_is_sent_by_whom_the_credential_says(devices: Devices, company: Company) -> None:
    devices.enrolled()
    request = company.request(PlaceOrder(order=company.order()))
    devices.operations().submit([request])
    (row,) = company.rows("inbox")
    assert row.sender == ANN


def test_a_contact_is_stored_once_a_minute(devices: Devices, company: Company) -> None:
    devices.enrolled()
    seen = [row.seen_at for row in company.rows("credentials")]
    devices.clock.advance(timedelta(seconds=59))
    devices.pulse()
    assert [row.seen_at for row in company.rows("credentials")] == seen
    devices.clock.advance(timedelta(seconds=1))
    devices.pulse()
    (row,) = company.rows("credentials")
    assert (row.seen_at, row.address) == (devices.clock.now(), ADDRESS)


def test_another_address_is_stored_at_once(devices: Devices, company: Company) -> None:
    devices.enrolled()
    devices.gate.operations(digest(MINE), "203.0.113.5").pulse(PulseRequest())
    assert [row.address for row in company.rows("credentials")] == ["203.0.113.5"]
    assert [row.address for row in company.rows("enrolled_devices")] == ["203.0.113.5"]


def test_a_contact_from_the_same_address_on_the_same_day_changes_nothing_for_admins(
    devices: Devices, company: Company
) -> None:
    devices.enrolled()
    devices.pulse()
    before = company.rows("enrolled_devices")
    devices.clock.advance(timedelta(minutes=2))
    devices.pulse()
    assert company.rows("enrolled_devices") == before


def test_a_credential_that_was_not_seen_for_long_is_refused(devices: Devices) -> None:
    devices.enrolled()
    for _ in range(3):
        devices.clock.advance(CREDENTIAL_UNSEEN)
        devices.pulse()
    devices.clock.advance(CREDENTIAL_UNSEEN + timedelta(seconds=1))
    with pytest.raises(CredentialRefusedError):
        devices.pulse()


def test_a_credential_becomes_old(devices: Devices) -> None:
    devices.enrolled()
    devices.clock.advance(CREDENTIAL_OLD - timedelta(seconds=1))
    assert not devices.gate.is_old(digest(MINE))
    devices.clock.advance(timedelta(seconds=1))
    assert devices.gate.is_old(digest(MINE))
    devices.gate.renew(digest(MINE), digest(NEXT))
    devices.pulse(NEXT)
    assert not devices.gate.is_old(digest(NEXT))


def test_the_earlier_credential_stays_good_until_the_new_one_was_used(devices: Devices) -> None:
    devices.enrolled()
    devices.gate.renew(digest(MINE), digest(NEXT))
    devices.pulse(MINE)
    devices.pulse(NEXT)
    with pytest.raises(CredentialRefusedError):
        devices.pulse(MINE)
    assert devices.pulse(NEXT).identity.login == ANN


def test_a_renewal_whose_answer_was_lost_is_asked_for_again(
    devices: Devices, company: Company
) -> None:
    devices.enrolled()
    for _ in range(2):
        devices.gate.renew(digest(MINE), digest(NEXT))
    assert company.count("credentials") == 2
    devices.gate.renew(digest(MINE), digest("made after a crash"))
    assert company.count("credentials") == 2
    with pytest.raises(CredentialRefusedError):
        devices.pulse(NEXT)
    devices.pulse("made after a crash")


def test_a_renewal_that_is_killed_anywhere_locks_no_device_out(
    devices: Devices, company: Company
) -> None:
    devices.enrolled()
    devices.gate.renew(digest(MINE), digest(NEXT))
    devices.clock.advance(timedelta(days=1))
    statement = 0
    while True:
        with killed_at(company, statement):
            try:
                devices.pulse(NEXT)
                break
            except KilledError:
                statement += 1
        found = {row.credential_hash: row.seen_at for row in company.rows("credentials")}
        # the earlier one is gone only with the first use of the new one
        assert (digest(MINE) in found) == (found[digest(NEXT)] is None)
    assert statement >= 3
    assert company.count("credentials") == 1


def test_a_renewed_credential_of_somebody_else_is_refused(devices: Devices) -> None:
    devices.enrolled()
    devices.enrolled(BEN, OTHER)
    with pytest.raises(CredentialRefusedError):
        devices.gate.renew(digest(MINE), digest(OTHER))
    assert devices.pulse(OTHER).identity.login == BEN


def test_a_restored_copy_with_an_older_credential_is_asked_for_a_new_code(
    devices: Devices,
) -> None:
    devices.enrolled()
    devices.gate.renew(digest(MINE), digest(NEXT))
    devices.pulse(NEXT)
    with pytest.raises(CredentialRefusedError):
        devices.gate.renew(digest(MINE), digest("a third"))
    code = devices.enrol(ANN)
    assert devices.sign_in(code, "a fourth", login=ANN).login == ANN
    assert devices.pulse("a fourth").identity.login == ANN


def test_who_is_no_rep_any_more_is_answered_nothing(devices: Devices, company: Company) -> None:
    devices.enrolled()
    company.dismiss(ANN)
    with pytest.raises(SignInError):
        devices.pulse()


def test_a_new_code_goes_on_after_a_revocation(devices: Devices) -> None:
    devices.revoke(devices.enrolled())
    devices.sign_in(devices.enrol(ANN), NEXT, login=ANN)
    assert devices.pulse(NEXT).identity.login == ANN


def test_a_request_that_names_another_device_is_stored_as_the_credentials(
    devices: Devices, company: Company
) -> None:
    devices.enrolled(BEN, OTHER)
    request = replace(company.request(PlaceOrder(order=company.order())), device="")
    devices.operations(OTHER).submit([request])
    assert [row.sender for row in company.rows("inbox")] == [BEN]
