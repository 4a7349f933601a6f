"""Signing in with a code at head office's service, and going on with a new one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, open_session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.https_link import renew_credential
from smartclient.bootstrap.new_address import move_head_office
from smartclient.contract.web.codes import new_code, read_code
from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    OtherLoginError,
)
from smartclient.domain.clock import Clock
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.domain.ids import new_id
from smartclient.domain.sales.orders import OrderLine
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.read_models.sync_progress import LinkState
from smartclient.security.device_credentials import (
    CREDENTIAL_FILE,
    CredentialFile,
    DeviceCredentials,
)
from smartclient.settings.file import load_settings
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import CUSTOMER, OTHER_REP, REP, SKUS


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


def _place(session: Session) -> None:
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    quoted = session.use_cases.orders.quote(replace(order, lines=(line,)))
    session.use_cases.orders.place(quoted.order)


def _signed_in(home: Path, office: HttpsOffice, clock: Clock) -> Session:
    return enroll_device(home, url=office.url, code=office.code(), clock=clock)


def _stored(session: Session) -> CredentialFile:
    return CredentialFile(session.home, lambda: session._key)


def test_a_code_signs_in_and_orders_are_answered(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    with _signed_in(home, office, clock) as session:
        session.sync_now()
        _place(session)
        assert session.sync_now().sent == 1
        office.office.answer_waiting()
        assert session.sync_now().confirmed == 1
    assert load_settings(home).login == REP
    with open_session(home, clock=clock) as again:
        assert again.sync_now().link is LinkState.ONLINE
    (device,) = office.office.devices.all()
    assert (device.login, device.kind) == (REP, "laptop")


def test_a_link_holds_address_and_code(home: Path, office: HttpsOffice, clock: Clock) -> None:
    link = f"{office.url}/#code={office.code()}"
    with enroll_device(home, url=link, device_name="Ann's laptop", clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE
    assert load_settings(home).url == office.url
    assert office.office.devices.all()[0].name == "Ann's laptop"


def test_no_credential_and_no_code_lies_in_the_clear(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    code = office.code()
    with enroll_device(home, url=office.url, code=code, clock=clock) as session:
        credential = _stored(session).load().current
        session.sync_now()
    assert credential
    secret = read_code(code).secret
    for file in (path for path in home.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert credential.encode() not in content, file
        assert secret.encode() not in content, file
    assert (home / CREDENTIAL_FILE).stat().st_mode & 0o077 == 0


def test_a_code_works_once(home: Path, office: HttpsOffice, tmp_path: Path, clock: Clock) -> None:
    code = office.code()
    enroll_device(home, url=office.url, code=code, clock=clock).close()
    with pytest.raises(CodeRefusedError):
        enroll_device(tmp_path / "other", url=office.url, code=code, clock=clock)


class _Killed(BaseException):
    """The program ended here."""


@pytest.mark.parametrize("when", ["before", "after"])
def test_whatever_cut_signing_in_the_same_code_goes_on(
    home: Path,
    office: HttpsOffice,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
) -> None:
    code = office.code()
    real = DeviceCalls.sign_in

    def cut(*args: object, **facts: object) -> object:
        if when == "after":
            real(*args, **facts)  # type: ignore[arg-type]
        raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "sign_in", cut)
        with pytest.raises(_Killed):
            enroll_device(home, url=office.url, code=code, clock=clock)
    with enroll_device(home, url=office.url, code=code, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE
    assert len(office.office.devices.all()) == 1


def test_a_cut_after_the_credential_was_stored_goes_on_with_the_same_code(
    home: Path, office: HttpsOffice, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = office.code()

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr("smartclient.bootstrap.session_factory.save_settings", killed)
        with pytest.raises(_Killed):
            enroll_device(home, url=office.url, code=code, clock=clock)
    with enroll_device(home, url=office.url, code=code, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE


def test_a_revoked_device_keeps_its_work_and_goes_on_with_a_new_code(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    with _signed_in(home, office, clock) as session:
        session.sync_now()
        _place(session)
        office.office.devices.revoke(office.office.devices.all()[0].device, wipe=False)
        with pytest.raises(DeviceRevokedError):
            session.sync_now()
        assert session.use_cases.status.current().to_send == 1
    with pytest.raises(OtherLoginError):
        enroll_device(home, url=office.url, code=office.code(OTHER_REP), clock=clock)
    with _signed_in(home, office, clock) as again:
        assert again.sync_now().sent == 1


def test_an_open_window_goes_on_with_a_new_code(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    with _signed_in(home, office, clock) as session:
        session.sync_now()
        _place(session)
        office.office.devices.revoke(office.office.devices.all()[0].device, wipe=False)
        with pytest.raises(DeviceRevokedError):
            session.sync_now()
        with pytest.raises(RefusedError, match=r"elsewhere\.example\.com"):
            session.sign_in_again(f"https://elsewhere.example.com/#code={office.code()}")
        session.sign_in_again(f"{office.url}/#code={office.code()}")
        assert session.sync_now().sent == 1


def test_a_wrong_code_changes_nothing_for_a_device_that_is_signed_in(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    _signed_in(home, office, clock).close()
    wrong = str(new_code(bytes.fromhex(office.service.fingerprint)))
    with pytest.raises(CodeRefusedError):
        enroll_device(home, url=office.url, code=wrong, clock=clock)
    with open_session(home, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE


def test_a_code_that_knows_another_certificate_is_sent_nowhere(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    code = replace(read_code(office.code()), pin=new_code(b"x" * 32).pin)
    with pytest.raises(OutOfReachError, match="another certificate"):
        enroll_device(home, url=office.url, code=str(code), clock=clock)
    assert office.office.devices.all() == ()


def test_a_code_without_its_last_groups_is_recognised_as_incomplete(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    """Read out or copied without them, it names no certificate."""
    whole = office.code()
    with pytest.raises(OutOfReachError, match="The code may be incomplete"):
        enroll_device(home, url=office.url, code=whole[:-20], clock=clock)
    assert office.office.devices.all() == ()
    enroll_device(home, url=office.url, code=whole, clock=clock).close()


def test_a_changed_certificate_is_out_of_reach_until_a_code_names_it(
    home: Path, office: HttpsOffice, clock: Clock, tmp_path: Path
) -> None:
    _signed_in(home, office, clock).close()
    with https_office(office.database, tmp_path / "another", clock) as other:
        settings = load_settings(home)
        text = (home / "settings.json").read_text()
        (home / "settings.json").write_text(text.replace(settings.url, other.url))
        with open_session(home, clock=clock) as session:
            summary = session.sync_now()
    assert (summary.link, "certificate" in summary.why) == (LinkState.UNREACHABLE, True)


def test_another_folder_s_credential_is_asked_for_a_new_code(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    with _signed_in(home, office, clock) as session:
        session.sync_now()
        _place(session)
    (home / CREDENTIAL_FILE).unlink()
    with open_session(home, clock=clock) as session:
        with pytest.raises(CredentialRefusedError):
            session.sync_now()
        assert session.use_cases.status.current().to_send == 1


def test_a_laptop_moves_from_a_database_to_the_service_and_back(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    from smartclient.bootstrap import sign_in  # noqa: PLC0415 (the other way in)

    with sign_in(home, url=office.database, login=REP, clock=clock) as session:
        _place(session)
    with pytest.raises(RefusedError):
        move_head_office(home, url=office.url, clock=clock)
    with pytest.raises(OtherLoginError):
        move_head_office(home, url=office.url, code=office.code(OTHER_REP), clock=clock)
    move_head_office(home, url=office.url, code=office.code(), clock=clock)
    with open_session(home, clock=clock) as session:
        assert session.sync_now().sent == 1
    move_head_office(home, url=office.database, clock=clock)
    with open_session(home, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE
    assert json.loads((home / "settings.json").read_text())["url"] == office.database


# renewing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("killed_at", ["first save", "renew", "after renew", "last save"])
def test_whatever_cuts_a_renewal_the_device_stays_signed_in(
    home: Path,
    office: HttpsOffice,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    killed_at: str,
) -> None:
    with _signed_in(home, office, clock) as session:
        stored, calls = _stored(session), DeviceCalls(session._link._served().service)  # type: ignore[attr-defined]
        before = stored.load().current
        real_renew, real_save, saves = DeviceCalls.renew, CredentialFile.save, list[object]()

        def renew(self: DeviceCalls, credential: str, following: str) -> None:
            if killed_at == "renew":
                raise _Killed
            real_renew(self, credential, following)
            if killed_at == "after renew":
                raise _Killed

        def save(self: CredentialFile, credentials: DeviceCredentials) -> None:
            saves.append(credentials)
            if killed_at == ("first save" if len(saves) == 1 else "last save"):
                raise _Killed
            real_save(self, credentials)

        with monkeypatch.context() as patch:
            patch.setattr(DeviceCalls, "renew", renew)
            patch.setattr(CredentialFile, "save", save)
            with pytest.raises(_Killed):
                renew_credential(stored, calls, before)
    with open_session(home, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE
        calls = DeviceCalls(session._link._served().service)  # type: ignore[attr-defined]
        renew_credential(_stored(session), calls, _stored(session).load().current)
        after = _stored(session).load()
        assert (after.current != before, after.next) == (True, "")
    with open_session(home, clock=clock) as session:
        assert session.sync_now().link is LinkState.ONLINE


def test_a_credential_is_renewed_by_a_sync_when_it_is_old(
    home: Path, office: HttpsOffice, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _signed_in(home, office, clock) as session:
        before = _stored(session).load().current
        session.sync_now()
        assert _stored(session).load().current == before
        monkeypatch.setattr(type(office.gate), "is_old", lambda *_: True)
        session.sync_now()
        monkeypatch.undo()
        assert _stored(session).load().current != before
        assert session.sync_now().link is LinkState.ONLINE


# what is not needed -----------------------------------------------------------------------------


def test_no_database_driver_is_needed(home: Path, office: HttpsOffice) -> None:
    program = f"""
import sys
class NoDriver:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pyodbc", "mssql_python_odbc"):
            raise ImportError(name)
sys.meta_path.insert(0, NoDriver())
from pathlib import Path
from smartclient.bootstrap.device_sign_in import enroll_device
with enroll_device(Path({str(home)!r}), url={office.url!r}, code={office.code()!r}) as session:
    print(session.sync_now().link)
drivers = ("pyodbc", "smartclient.database.mssql")
assert not [name for name in sys.modules if name.startswith(drivers)]
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("online", 0), done.stderr


def test_a_laptop_without_a_service_loads_no_http_client() -> None:
    program = """
import sys
from smartclient import bootstrap
from smartclient.bootstrap import session, link
loaded = [name for name in ("httpx2", "truststore", "cryptography") if name in sys.modules]
assert not loaded, loaded
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_credentials_of_another_store_are_none(tmp_path: Path) -> None:
    stored = CredentialFile(tmp_path, lambda: b"k" * 32)
    credentials = DeviceCredentials(current=new_id(), next="n", code="c", certificate="Y2VydA==")
    stored.save(credentials)
    assert stored.load() == credentials
    other = CredentialFile(tmp_path, lambda: b"o" * 32)
    assert other.load() == DeviceCredentials(certificate="Y2VydA==")
    stored.delete()
    assert stored.load() == DeviceCredentials()


def test_an_address_without_tls_where_tls_is_spoken_is_said_to_be_wrong(
    home: Path, office: HttpsOffice, clock: Clock
) -> None:
    url = office.url.replace("https://", "http://")
    with pytest.raises(OutOfReachError, match="Write https:// in place of http://"):
        enroll_device(home, url=url, code=office.code(), clock=clock)
