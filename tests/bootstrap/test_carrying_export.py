"""What a device exports to be carried by hand, and what it keeps."""

from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.tasks import TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.sync_progress import SyncProgress, SyncStep
from smartclient.use_cases.replies.delivery import claim_batch
from tests.bootstrap.carried import CarriedOffice, export, place_order, state_of, work_in
from tests.set_clock import SetClock
from tests.small_company import REP


def statuses(session: Session) -> list[str]:
    return [str(entry.status) for entry in session.use_cases.outbox.entries()]


def test_a_file_that_is_there_is_not_overwritten(session: Session, carried: CarriedOffice) -> None:
    place_order(session)
    (carried.folder / "work").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="already"):
        export(session, carried)
    assert session.use_cases.outbox.entries()[0].status == "queued"


def test_how_much_is_written_and_taken_in_is_reported(
    session: Session, carried: CarriedOffice
) -> None:
    for _ in range(3):
        place_order(session)
    steps: list[SyncProgress] = []
    session.carrying.export(carried.folder / "work", steps.append)
    assert [(step.step, step.done, step.total) for step in steps] == [
        (SyncStep.WRITING, done, 3) for done in (1, 2, 3)
    ]
    carried.accept(carried.folder / "work", "answers")
    steps.clear()
    session.carrying.take_in(carried.folder / "answers", steps.append)
    assert [(step.step, step.percent) for step in steps] == [(SyncStep.COLLECTING, 100)]


def test_nothing_unsent_is_no_file(session: Session, carried: CarriedOffice) -> None:
    with pytest.raises(RefusedError, match="Nothing waits for head office"):
        export(session, carried)


def test_a_device_whose_key_head_office_has_not_seen_exports_nothing(
    home: Path, url: str, clock: Clock, carried: CarriedOffice
) -> None:
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        place_order(session)
        with session._store.work() as work:
            work.meta.reported_signing_key = ""
            work.commit()
        with pytest.raises(RefusedError, match="Connect to head office once"):
            export(session, carried)
        assert session.use_cases.outbox.entries()[0].status == "queued"


def test_a_device_of_a_head_office_without_a_key_exports_nothing(
    session: Session, carried: CarriedOffice
) -> None:
    place_order(session)
    with session._store.work() as work:
        work.meta.bundle_key = ""
        work.commit()
    with pytest.raises(RefusedError, match="takes in no files from this device yet"):
        export(session, carried)
    assert statuses(session) == ["queued"]


def test_what_is_exported_names_its_device(session: Session, carried: CarriedOffice) -> None:
    place_order(session)
    (item,) = work_in(carried, export(session, carried)).requests
    with session._store.work() as work:
        device = work.numbering.device()
    assert item.request.device == device


def test_what_has_passed_its_latest_time_stays_and_the_rep_is_asked(
    session: Session, carried: CarriedOffice, clock: SetClock
) -> None:
    late = place_order(session)
    (entry,) = session.use_cases.outbox.entries()
    session.use_cases.outbox.set_latest_time(entry.request_id, clock.now() + timedelta(hours=1))
    clock.advance(timedelta(hours=2))
    with pytest.raises(RefusedError, match="Nothing waits for head office"):
        export(session, carried)
    assert statuses(session) == ["parked"]
    in_time = place_order(session, CustomerNumber("N-002"))
    carried.accept(export(session, carried), "answers")
    session.carrying.take_in(carried.folder / "answers")
    assert (state_of(session, late), state_of(session, in_time)) == ("tentative", "confirmed")


def test_what_waits_for_fresh_data_stays(session: Session, carried: CarriedOffice) -> None:
    place_order(session)
    (entry,) = session.use_cases.outbox.entries()
    with session._store.work() as work:
        task = work.tasks.get(entry.task_id)
        assert task is not None
        cause = TransitionReason.DATA_TOO_OLD
        for status in (TaskStatus.SENDING, TaskStatus.QUEUED):
            task = work.tasks.move(task, status, at=task.changed_at, cause=cause)
        work.commit()
    with pytest.raises(RefusedError, match="Nothing waits for head office"):
        export(session, carried)


def test_a_file_asks_for_the_answers_that_the_link_did_not_bring(
    session: Session, carried: CarriedOffice
) -> None:
    order = place_order(session)
    carried.accept(export(session, carried, "first"))
    # the answers of that file never came back, and the link brings a receipt alone
    with session._store.work() as work:
        (entry,) = session.use_cases.outbox.entries()
        work.outbox.mark_received([entry.request_id])
        work.commit()
    asking = session.carrying.export(carried.folder / "second")
    assert (asking.requests, asking.awaited) == (0, 1)
    accepted = carried.accept(asking.path, "answers")
    assert (accepted.requests, accepted.answered) == (0, 1)
    assert session.carrying.take_in(carried.folder / "answers").answered == 1
    assert state_of(session, order) == "confirmed"


def test_what_the_link_may_have_brought_already_is_not_said_to_be_in_a_file(
    session: Session, carried: CarriedOffice, clock: Clock
) -> None:
    place_order(session)
    claim_batch(session._store.work(), clock, max_rows=10, max_bytes=1_000_000)
    place_order(session, CustomerNumber("N-002"))
    export(session, carried)
    entries = sorted(session.use_cases.outbox.entries(), key=lambda entry: entry.since)
    assert sorted(entry.exported for entry in entries) == [False, True]
    export(session, carried, "again")
    again = session.use_cases.outbox.entries()
    assert sorted(entry.exported for entry in again) == [False, True]
    assert {str(entry.status) for entry in again} == {"sending"}
