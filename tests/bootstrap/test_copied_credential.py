"""A credential that was copied, by a backup or a thief: one of the two is asked for a new code."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, open_session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.contract.web.gate import CredentialRefusedError, DeviceRevokedError
from smartclient.domain.clock import Clock
from smartclient.domain.sales.orders import OrderLine
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import CUSTOMER, SKUS

ASKED = "This device must be signed in again. Your work is kept."


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


@pytest.fixture
def signed_in(home: Path, office: HttpsOffice, clock: Clock) -> Path:
    """A device that was signed in, with an order that was not sent."""
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as session:
        session.sync_now()
        order = session.use_cases.orders.new(CUSTOMER)
        line = OrderLine(line=1, sku=SKUS[0], quantity=1)
        orders = session.use_cases.orders
        orders.place(orders.quote(replace(order, lines=(line,))).order)
    return home


def _renew(session: Session, office: HttpsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the device renew its credential, and use the new one."""
    with monkeypatch.context() as patch:
        patch.setattr(type(office.gate), "is_old", lambda *_: True)
        session.sync_now()
    session.sync_now()


def _asked_for_a_code(home: Path, clock: Clock) -> None:
    with open_session(home, clock=clock) as session:
        with pytest.raises(CredentialRefusedError) as refused:
            session.sync_now()
        assert refused.value.user_message.startswith(ASKED)
        assert session.use_cases.status.current().to_send == 1


def test_a_folder_put_back_from_before_a_renewal_keeps_its_work_and_takes_a_new_code(
    signed_in: Path,
    office: HttpsOffice,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backup = shutil.copytree(signed_in, tmp_path / "backup")
    with open_session(signed_in, clock=clock) as session:
        _renew(session, office, monkeypatch)
    shutil.rmtree(signed_in)
    shutil.copytree(backup, signed_in)
    _asked_for_a_code(signed_in, clock)
    with enroll_device(signed_in, url=office.url, code=office.code(), clock=clock) as session:
        session.sync_now()
        assert session.use_cases.status.current().to_send == 0


def test_an_owner_whose_credential_was_stolen_is_asked_for_a_code_and_revoking_ends_both(
    signed_in: Path,
    office: HttpsOffice,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_session(shutil.copytree(signed_in, tmp_path / "stolen"), clock=clock) as thief:
        _renew(thief, office, monkeypatch)
        _asked_for_a_code(signed_in, clock)
        office.office.devices.revoke(office.office.devices.all()[0].device, wipe=False)
        with pytest.raises(DeviceRevokedError):
            thief.sync_now()
        _asked_for_a_code(signed_in, clock)
        code = office.code()
        with enroll_device(signed_in, url=office.url, code=code, clock=clock) as session:
            session.sync_now()
            assert session.use_cases.status.current().to_send == 0
        with pytest.raises(DeviceRevokedError):
            thief.sync_now()
