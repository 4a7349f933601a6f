"""Wiping a revoked device: what is unsent is handed over first, and whatever cuts it goes on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, is_signed_in, open_session, wiping
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.bootstrap.preload import StorePreloader
from smartclient.contract.web.gate import DeviceState, WipeRequestedError
from smartclient.domain.clock import Clock
from smartclient.domain.errors import DeviceWipedError, OutOfReachError, RefusedError, StoreError
from smartclient.domain.sales.orders import OrderLine
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.security.device_credentials import CredentialFile
from smartclient.settings.file import load_settings
from smartclient.settings.places import WIPING_FILE, numbers_folder
from smartclient.store.work.stored_request import Reason
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.small_company import CUSTOMER, SKUS


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


class _Killed(BaseException):
    """The program ended here."""


def _draft(session: Session) -> None:
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.save_draft(replace(order, lines=(line,)))


def _place(session: Session) -> None:
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.place(
        session.use_cases.orders.quote(replace(order, lines=(line,))).order
    )


@pytest.fixture
def session(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    """A laptop with two orders that were not sent, and a draft."""
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as session:
        session.sync_now()
        _place(session)
        _place(session)
        _draft(session)
        yield session


def _revoke(office: HttpsOffice) -> None:
    (device,) = office.office.devices.all()
    office.office.devices.revoke(device.device, wipe=True)


def _left(home: Path) -> set[str]:
    return {path.name for path in home.iterdir() if not path.name.endswith(".lock")}


def _check_wiped(home: Path, office: HttpsOffice) -> None:
    assert _left(home) <= {"settings.json"}
    assert not load_settings(home).is_signed_in
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 2)


def test_what_is_unsent_is_handed_over_and_everything_is_removed(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    numbers = sorted(numbers_folder().iterdir())
    _revoke(office)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    assert wiped.value.arguments == {"requests": "2", "drafts": "1"}
    _check_wiped(home, office)
    assert sorted(numbers_folder().iterdir()) == numbers
    (device,) = office.office.devices.all()
    assert office.office.devices.release(device.device) == 2
    # looking at the data afterwards creates nothing there
    with pytest.raises(RefusedError):
        session.sync_now()
    with pytest.raises(StoreError, match="removed"):
        session.use_cases.status.current()
    session.close()
    assert _left(home) <= {"settings.json"}
    assert not is_signed_in(home)


def test_a_locked_store_is_wiped_when_it_is_unlocked(
    home: Path, office: HttpsOffice, session: Session, clock: Clock
) -> None:
    session.close()
    _revoke(office)
    with open_session(home, clock=clock) as again, pytest.raises(DeviceWipedError):
        again.sync_now()
    _check_wiped(home, office)


def test_nothing_is_removed_while_head_office_did_not_take_all(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _revoke(office)
    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "hand_over", lambda *_: ())
        with pytest.raises(WipeRequestedError):
            session.sync_now()
    assert session.use_cases.status.current().to_send == 2
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    _check_wiped(home, office)


def test_a_link_that_is_cut_while_handing_over_costs_nothing(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    _revoke(office)
    real = DeviceCalls.hand_over

    def cut(self: DeviceCalls, credential: str, batch: object) -> object:
        real(self, credential, batch)  # type: ignore[arg-type]
        raise OutOfReachError("The answer was lost.")

    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "hand_over", cut)
        with pytest.raises(WipeRequestedError):
            session.sync_now()
    assert session.use_cases.status.current().to_send == 2
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    _check_wiped(home, office)


def test_what_the_link_refused_is_handed_over_too(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    with session._store.work() as work:
        (first, _) = work.outbox.without_receipt()
        work.outbox.park(first.request.id, Reason(why="It was refused."))
        work.commit()
    _revoke(office)
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    _check_wiped(home, office)


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
    _revoke(office)
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
    if not (home / WIPING_FILE).exists():
        # nothing was removed before everything was handed over
        with open_session(home, clock=clock) as again, pytest.raises(DeviceWipedError):
            again.sync_now()
    else:
        assert not is_signed_in(home)
        ahead = StorePreloader(home)
        assert ahead.claim() is None
        with pytest.raises(DeviceWipedError):
            open_session(home, clock=clock)
    _check_wiped(home, office)


def test_a_wipe_that_can_t_be_confirmed_now_is_confirmed_later(
    home: Path,
    office: HttpsOffice,
    session: Session,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _revoke(office)

    def away(*_: object) -> None:
        raise OutOfReachError("Head office can't be reached now.")

    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "confirm_wiped", away)
        with pytest.raises(DeviceWipedError):
            session.sync_now()
    session.close()
    assert _left(home) == {"settings.json", WIPING_FILE}
    with enroll_device(home, url=office.url, code=office.code(), clock=clock) as again:
        assert again.sync_now().link is LinkState.ONLINE
    states = {device.state for device in office.office.devices.all()}
    assert states == {DeviceState.WIPED, DeviceState.ACTIVE}


def test_the_background_wipes_too_and_says_so_once(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    _revoke(office)
    summaries: list[SyncSummary] = []
    session.start_background(summaries.append)
    session.nudge()
    session._background.stop()  # type: ignore[union-attr]
    assert [summary.is_wiped for summary in summaries[:1]] == [True]
    _check_wiped(home, office)
