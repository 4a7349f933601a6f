"""Enrolling and revoking from an admin's laptop: kept while offline, carried out once."""

from datetime import timedelta
from pathlib import Path

import pytest

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


def test_a_rep_enrols_nobody(laptop: Laptop) -> None:
    laptop.sync()
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.enrol_device(REP, DAY)
    with pytest.raises(RefusedError, match="Only an admin"):
        laptop.use_cases.admin.revoke_device("d", "", wipe=False)


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
