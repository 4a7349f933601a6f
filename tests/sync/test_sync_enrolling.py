"""Enrolling and revoking from an admin's laptop: kept while offline, carried out once."""

from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.domain.errors import BlockedError, RefusedError
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
