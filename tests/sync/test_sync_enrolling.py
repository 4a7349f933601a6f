"""Enrolling and revoking from an admin's laptop: kept while offline, carried out once."""

from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.listed_devices import DeviceList
from smartclient.contract.web.codes import new_code, read_code
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import Login
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.headoffice.inbox import operations
from tests.small_company import ADMIN, REP
from tests.sync.sync_world import Company, Laptop

DAY = timedelta(days=1)


@pytest.fixture
def admin(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "admin", ADMIN)


def gate(company: Company) -> FileGate:
    return FileGate(company.office.engine, company.clock)


def sign_in(company: Company, code: bytes) -> str:
    signed_in = gate(company).sign_in(
        code=code,
        credential=b"c" * 32,
        name="Tablet",
        kind="browser",
        login="",
        address="192.0.2.1",
    )
    assert signed_in.login == REP
    return signed_in.device


def test_a_code_made_offline_counts_once_it_was_sent(company: Company, admin: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP.upper(), DAY)
    assert code.secret not in repr(admin.use_cases.outbox.entries())
    admin.sync(), admin.sync()
    sign_in(company, code.digest)


def test_a_device_is_revoked_from_a_laptop(company: Company, admin: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    admin.sync()
    device = sign_in(company, code.digest)
    admin.use_cases.admin.revoke_device(device, "Tablet", wipe=True)
    with pytest.raises(BlockedError):
        admin.use_cases.admin.revoke_device(device, "Tablet", wipe=True)
    admin.sync()
    assert [str(each.state) for each in company.office.devices.all()] == ["wiping"]


def test_what_is_known_to_be_decided_is_refused_at_once(company: Company, admin: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    admin.sync()
    device = sign_in(company, code.digest)
    decisions = admin.use_cases.admin
    admin.sync()
    (listed,) = decisions.devices().devices
    assert (listed.name, listed.login, listed.kind) == ("Tablet", REP, "browser")
    assert (listed.state, listed.unsent, listed.pending) == ("active", 0, None)
    for decide in (decisions.release_handed_over, decisions.drop_handed_over):
        with pytest.raises(RefusedError, match="Nothing that"):
            decide(device, "Tablet")
    decisions.revoke_device(device, "Tablet", wipe=False)
    assert decisions.devices().devices[0].pending == "revoke_device"
    admin.sync(), admin.sync()
    with pytest.raises(RefusedError, match="was revoked already"):
        decisions.revoke_device(device, "Tablet", wipe=False)
    decisions.revoke_device(device, "Tablet", wipe=True)
    admin.sync(), admin.sync()
    for wipe in (False, True):
        with pytest.raises(RefusedError, match="revoked and to be wiped already"):
            decisions.revoke_device(device, "Tablet", wipe=wipe)
    gate(company).wiped(b"c" * 32)
    admin.sync()
    with pytest.raises(RefusedError, match="was wiped already"):
        decisions.revoke_device(device, "Tablet", wipe=False)


def test_a_rep_is_given_no_devices(company: Company, admin: Laptop, laptop: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    admin.sync()
    sign_in(company, code.digest)
    laptop.sync()
    assert laptop.use_cases.admin.devices() == DeviceList()
    with laptop.store.view() as view:
        assert not view.admin_data.devices()


def test_an_older_head_office_is_asked_to_decide_nothing_that_it_does_not_know(
    admin: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "LINK_VERSION", 4)
    admin.sync()
    assert not admin.use_cases.admin.devices().is_offered
    for decide in (
        admin.use_cases.admin.release_handed_over,
        admin.use_cases.admin.drop_handed_over,
    ):
        with pytest.raises(RefusedError, match="too old"):
            decide("d", "Tablet")
    assert not admin.use_cases.outbox.entries()


def test_a_rep_enrols_nobody(laptop: Laptop) -> None:
    laptop.sync()
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.enrol_device(REP, DAY)
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.revoke_device("d", "", wipe=False)
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.release_handed_over("d", "")
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.drop_handed_over("d", "")


def test_an_older_head_office_is_sent_nothing_that_it_does_not_know(
    admin: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "LINK_VERSION", 3)
    admin.sync()
    with pytest.raises(RefusedError, match="too old"):
        admin.use_cases.admin.enrol_device(REP, DAY)
    assert not admin.use_cases.outbox.entries()


def test_what_became_of_a_code_is_known_here(company: Company, admin: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    answered = admin.use_cases.admin.answered_code
    assert answered(Login(REP), code) is None
    admin.sync(), admin.sync()
    without_address = answered(Login(REP), code)
    assert without_address is not None
    assert (without_address.code, without_address.link) == (str(code), "")
    assert without_address.expires_at == company.clock.now() + DAY
    unknown = answered(Login(REP), new_code())
    assert unknown is not None
    assert (unknown.code, unknown.why[:9]) == ("", "This code")


def test_a_code_that_was_taken_back_does_not_count(admin: Laptop) -> None:
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    (entry,) = admin.use_cases.outbox.entries()
    admin.use_cases.outbox.undo(entry.task_id)
    answered = admin.use_cases.admin.answered_code(Login(REP), code)
    assert answered is not None
    assert (answered.code, answered.why[:9]) == ("", "This code")


def test_a_code_carries_what_of_the_certificate_a_device_pins(
    company: Company, admin: Laptop
) -> None:
    fingerprint = bytes(range(32))
    gate(company).set_public_address("https://orders.example.com", fingerprint.hex())
    admin.sync()
    code = admin.use_cases.admin.enrol_device(REP, DAY)
    admin.sync(), admin.sync()
    answered = admin.use_cases.admin.answered_code(Login(REP), code)
    assert answered is not None
    whole = read_code(answered.code)
    assert (whole.secret, whole.fits(fingerprint)) == (code.secret, True)
    assert answered.link == f"https://orders.example.com/#code={whole}"
