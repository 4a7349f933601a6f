"""A wipe that is cut, killed or not confirmed goes on, and takes nothing that came since."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, is_signed_in, open_session, wiping
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.preload import StorePreloader
from smartclient.bootstrap.session_factory import is_wiping
from smartclient.contract.web.gate import DeviceState
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    DeviceWipedError,
    OutOfReachError,
    SetUpError,
)
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.read_models.sync_progress import LinkState
from smartclient.security.device_credentials import CredentialFile
from smartclient.settings.places import unconfirmed_wipes
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.bootstrap.wiped import check_wiped, laptop_with_work, left, place, revoke


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


class _Killed(BaseException):
    """The program ended here."""


@pytest.fixture
def session(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    with laptop_with_work(home, office, clock) as session:
        yield session


Steps = dict[str, tuple[object, str]]
STEPS: Steps = {
    "handing over": (DeviceCalls, "hand_over"),
    "the record": (wiping, "_save"),
    "the key": (wiping, "delete_key"),
    "the credential": (CredentialFile, "delete"),
    "signing out": (wiping, "save_settings"),
    "confirming": (DeviceCalls, "confirm_wiped"),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_wipe_that_was_killed_goes_on(
    home: Path,
    office: HttpsOffice,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    when: str,
) -> None:
    revoke(office)
    owner, name = STEPS[step]
    real: Callable[..., object] = getattr(owner, name)

    def killed(*args: object, **facts: object) -> object:
        if when == "after":
            real(*args, **facts)
        raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(_Killed):
            session.sync_now()
    session.close()
    if not is_wiping(home):
        # nothing was removed before everything was handed over
        with open_session(home, clock=clock) as again, pytest.raises(DeviceWipedError):
            again.sync_now()
    else:
        assert not is_signed_in(home)
        ahead = StorePreloader(home)
        assert ahead.claim() is None
        with pytest.raises(DeviceWipedError):
            open_session(home, clock=clock)
    check_wiped(home, office)


@contextmanager
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no wipe be confirmed: the link breaks before."""

    def away(*_: object) -> None:
        raise OutOfReachError("Head office can't be reached now.")

    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "confirm_wiped", away)
        yield


def test_a_wipe_that_can_t_be_confirmed_now_is_confirmed_later(
    home: Path,
    office: HttpsOffice,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    revoke(office)

    with unconfirmed(monkeypatch), pytest.raises(DeviceWipedError):
        session.sync_now()
    session.close()
    assert left(home) == {"settings.json", *(file.name for file in unconfirmed_wipes(home))}
    assert unconfirmed_wipes(home)
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as again:
        assert again.sync_now().link is LinkState.ONLINE
    states = {device.state for device in office.office.devices.all()}
    assert states == {DeviceState.WIPED, DeviceState.ACTIVE}


def test_a_wipe_that_is_not_confirmed_removes_nothing_of_the_next_device(
    home: Path,
    office: HttpsOffice,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    revoke(office)

    with unconfirmed(monkeypatch):
        with pytest.raises(DeviceWipedError):
            session.sync_now()
        session.close()
        with enroll_device(home, url=office.url, code=office.code(), clock=clock) as again:
            again.sync_now()
            place(again)
    assert is_signed_in(home)
    assert unconfirmed_wipes(home)
    with open_session(home, clock=clock) as later:
        assert later.sync_now().sent == 1
    # it was confirmed when head office was reached
    assert not unconfirmed_wipes(home)
    states = {device.state for device in office.office.devices.all()}
    assert states == {DeviceState.WIPED, DeviceState.ACTIVE}


def test_data_that_can_t_be_removed_yet_lets_nobody_sign_in_over_it(
    home: Path,
    office: HttpsOffice,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    revoke(office)

    def in_use(_: Path) -> None:
        raise OSError("in use")

    with monkeypatch.context() as patch:
        patch.setattr(wiping, "remove_data", in_use)
        with pytest.raises(DeviceWipedError):
            session.sync_now()
        session.close()
        with pytest.raises(SetUpError, match="still in use"):
            enroll_device(home, url=office.url, code=office.code(), clock=clock)
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as again:
        assert again.sync_now().link is LinkState.ONLINE
