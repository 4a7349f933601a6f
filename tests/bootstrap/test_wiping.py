"""Wiping a revoked device: what is unsent is handed over first, then everything is removed."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, is_signed_in, open_session, wiping
from smartclient.contract.messages import Request
from smartclient.contract.web.gate import DeviceState, WipeRequestedError
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    DeviceWipedError,
    OutOfReachError,
    RefusedError,
    StoreError,
)
from smartclient.gateway.https.device_calls import DeviceCalls, HandedOver
from smartclient.read_models.sync_progress import SyncSummary
from smartclient.settings.places import OPENED_FOLDER, numbers_folder
from smartclient.store.work.stored_request import Reason
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.bootstrap.wiped import check_wiped, draft, laptop_with_work, left, place, revoke


@pytest.fixture
def office(url: str, tmp_path: Path, clock: Clock) -> Iterator[HttpsOffice]:
    with https_office(url, tmp_path / "service", clock) as office:
        yield office


@pytest.fixture
def session(home: Path, office: HttpsOffice, clock: Clock) -> Iterator[Session]:
    with laptop_with_work(home, office, clock) as session:
        yield session


def test_what_is_unsent_is_handed_over_and_everything_is_removed(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    numbers = sorted(numbers_folder().iterdir())
    # what a window that crashed left of documents that were open
    opened = home / OPENED_FOLDER / "1"
    opened.mkdir(parents=True)
    (opened / "Data sheet.pdf").write_bytes(b"%PDF")
    revoke(office)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    assert wiped.value.arguments == {"requests": "2", "drafts": "1"}
    check_wiped(home, office)
    assert sorted(numbers_folder().iterdir()) == numbers
    (device,) = office.office.devices.all()
    assert office.office.devices.release(device.device) == 2
    # looking at the data afterwards creates nothing there
    with pytest.raises(RefusedError):
        session.sync_now()
    with pytest.raises(StoreError, match="removed"):
        session.use_cases.status.current()
    session.close()
    assert left(home) <= {"settings.json"}
    assert not is_signed_in(home)


def test_a_locked_store_is_wiped_when_it_is_unlocked(
    home: Path, office: HttpsOffice, session: Session, clock: Clock
) -> None:
    session.close()
    revoke(office)
    with open_session(home, clock=clock) as again, pytest.raises(DeviceWipedError):
        again.sync_now()
    check_wiped(home, office)


def test_a_copy_of_a_wiped_device_is_wiped_when_it_returns(
    home: Path, office: HttpsOffice, session: Session, clock: Clock, tmp_path: Path
) -> None:
    session.close()
    copy = tmp_path / "backup"
    shutil.copytree(home, copy)
    revoke(office)
    with open_session(home, clock=clock) as again, pytest.raises(DeviceWipedError):
        again.sync_now()
    check_wiped(home, office)

    shutil.copytree(copy, home, dirs_exist_ok=True)
    with open_session(home, clock=clock) as of_copy:
        place(of_copy)
        with pytest.raises(DeviceWipedError) as wiped:
            of_copy.sync_now()
    assert wiped.value.arguments == {"requests": "3", "drafts": "1"}
    assert left(home) <= {"settings.json"}
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 3)


def test_nothing_is_removed_while_head_office_did_not_take_all(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke(office)
    with monkeypatch.context() as patch:
        patch.setattr(DeviceCalls, "hand_over", lambda *_: HandedOver())
        with pytest.raises(WipeRequestedError):
            session.sync_now()
    assert session.use_cases.status.current().to_send == 2
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    check_wiped(home, office)


def test_a_link_that_is_cut_while_handing_over_costs_nothing(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke(office)
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
    check_wiped(home, office)


def test_what_the_link_refused_is_handed_over_too(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    with session._store.work() as work:
        (first, _) = work.outbox.without_receipt()
        work.outbox.park(first.request.id, Reason(why="It was refused."))
        work.commit()
    revoke(office)
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    check_wiped(home, office)


def test_what_head_office_has_no_room_for_is_not_lost(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke(office)
    monkeypatch.setattr("smartclient.headoffice.devices.handing_over.MAX_UNANSWERED", 1)
    with pytest.raises(WipeRequestedError):
        session.sync_now()
    assert session.use_cases.status.current().to_send == 2
    (device,) = office.office.devices.all()
    office.office.devices.release(device.device)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    assert wiped.value.arguments == {"requests": "2", "drafts": "1"}
    assert left(home) <= {"settings.json"}


def test_what_head_office_refuses_for_good_is_reported_as_gone(
    office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke(office)
    monkeypatch.setattr("smartclient.headoffice.inbox.receive.MAX_BODY_BYTES", 10)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    assert wiped.value.arguments == {"requests": "0", "drafts": "3"}


def test_what_head_office_lost_since_is_handed_over_too(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    session.sync_now()
    office.office.answer_waiting()
    session.sync_now()
    _forget_a_request(office)
    place(session)
    revoke(office)
    with pytest.raises(DeviceWipedError) as wiped:
        session.sync_now()
    # what was sent before is none of this device's unsent work
    assert wiped.value.arguments == {"requests": "1", "drafts": "1"}
    check_wiped(home, office)


def test_an_earlier_head_office_is_handed_over_what_is_unsent_alone(
    office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.sync_now()
    _forget_a_request(office)
    place(session)
    revoke(office)
    real = DeviceCalls.hand_over

    def earlier(self: DeviceCalls, credential: str, batch: Sequence[Request]) -> HandedOver:
        return real(self, credential, batch)._replace(tells_known=False)

    monkeypatch.setattr(DeviceCalls, "hand_over", earlier)
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    (device,) = office.office.devices.all()
    assert (device.state, device.unsent) == (DeviceState.WIPED, 1)


def _forget_a_request(office: HttpsOffice) -> None:
    """Have head office lose a request, as after a restore that nobody noticed."""
    with office.office.engine.begin() as connection:
        (first, *_) = connection.exec_driver_sql("SELECT request_id FROM sync_inbox").scalars()
        for table in ("sync_inbox", "sync_replies"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE request_id = ?", (first,))


def test_the_background_wipes_too_and_says_so_once(
    home: Path, office: HttpsOffice, session: Session
) -> None:
    revoke(office)
    summaries: list[SyncSummary] = []
    session.start_background(summaries.append)
    session.nudge()
    session._background.stop()  # type: ignore[union-attr]
    assert [summary.is_wiped for summary in summaries[:1]] == [True]
    check_wiped(home, office)


def test_nobody_saves_in_a_store_that_another_program_removes(
    home: Path, office: HttpsOffice, session: Session, clock: Clock
) -> None:
    revoke(office)
    with open_session(home, clock=clock) as window:
        with pytest.raises(DeviceWipedError):
            session.sync_now()
        with pytest.raises(StoreError, match="removed"):
            place(window)
        with pytest.raises(StoreError, match="removed"):
            draft(window)
    assert left(home) <= {"settings.json"}


def test_what_waits_for_the_wipe_is_not_saved_into_what_it_removes(
    home: Path, office: HttpsOffice, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke(office)
    saved: list[BaseException | None] = []

    def save() -> None:
        try:
            draft(session)
            saved.append(None)
        except StoreError as error:
            saved.append(error)

    rep = threading.Thread(target=save)
    real = wiping._save

    def save_meanwhile(*args: object) -> None:
        work = session._store.work()
        monkeypatch.setattr(session._store, "work", lambda: work)
        rep.start()
        # it waits for the write lock by now
        rep.join(0.2)
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(wiping, "_save", save_meanwhile)
    with pytest.raises(DeviceWipedError):
        session.sync_now()
    rep.join()
    assert isinstance(saved[0], StoreError)
