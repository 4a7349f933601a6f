"""Head office that went back: what it signed of its history shows that it did, and nothing less."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete

from smartclient.contract.operations import Pulse, PulseRequest
from smartclient.domain.errors import NoRoomError
from smartclient.domain.ids import new_id
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database import checkpoints, schema
from smartclient.headoffice.database.checkpoints import (
    KEY,
    POSITION_LENGTH,
    Position,
)
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.headoffice.worker import checkpoint_recorder
from smartclient.headoffice.worker.checkpoint_recorder import CheckpointRecorder
from tests.office_company import ANN, BEN, HEAD, Company


def a_worker_works(company: Company) -> None:
    """Let a worker that has just been started answer, and record a checkpoint."""
    HeadOffice(company.office.engine, company.clock).answer_waiting()


def pulse(company: Company, position: str = "", login: str = ANN) -> Pulse:
    return company.link(login).pulse(PulseRequest(position=position))


def lose(company: Company, table: str, *, newest: int) -> None:
    """Delete the newest rows of a table, as if they had never been written."""
    t = company.tables.table_named(table)
    ids = sorted(row.id for row in company.rows(table))[-newest:]
    with company.office.engine.begin() as connection:
        connection.execute(delete(t).where(t.c.id.in_(ids)))


@pytest.fixture
def given(company: Company) -> Pulse:
    """The pulse of a head office whose worker has recorded two checkpoints."""
    a_worker_works(company)
    company.place(company.order())
    a_worker_works(company)
    return pulse(company)


def key_of(company: Company) -> str:
    """The key with which head office signs positions."""
    (secret,) = company.rows("secrets", name=KEY)
    return str(secret.value)


def beyond(position: Position) -> Position:
    return replace(position, watermark=position.watermark + 10**9)


def of_a_lost_checkpoint(position: Position) -> Position:
    return replace(position, checkpoint="0" * 32)


@pytest.mark.parametrize("lost", [beyond, of_a_lost_checkpoint])
def test_a_position_that_was_signed_and_is_lost_begins_a_new_epoch(
    company: Company, given: Pulse, lost: Callable[[Position], Position]
) -> None:
    key = key_of(company)
    position = Position.verified(given.position, epoch=given.generation, key=key)
    assert position is not None, "head office signs what it is asked to believe"
    signed = lost(position).signed(epoch=given.generation, key=key)
    pulse(company, signed, login=BEN)
    a_worker_works(company)
    assert pulse(company).generation != given.generation
    restores = status(company.office.engine).restores
    assert restores.restored_why == RestoreCause.POSITION_LOST
    assert restores.suspected_by == 0
    again = pulse(company).generation
    # it is of an epoch that is over
    pulse(company, signed, login=BEN)
    a_worker_works(company)
    assert pulse(company).generation == again


def test_a_checkpoint_recorded_after_head_office_went_back_shows_it(
    company: Company, given: Pulse
) -> None:
    """Others wrote beyond what the laptop had read, and it knew of no checkpoint that is gone."""
    key = key_of(company)
    position = Position.verified(given.position, epoch=given.generation, key=key)
    assert position is not None
    read = replace(position, watermark=position.watermark + 20)
    a_worker_works(company)
    for step in range(30):
        company.change_product("A", name=f"Name {step}")
    assert pulse(company).watermark > read.watermark
    pulse(company, read.signed(epoch=given.generation, key=key))
    a_worker_works(company)
    assert pulse(company).generation != given.generation


def test_a_position_that_head_office_did_not_sign_shows_nothing(
    company: Company, given: Pulse
) -> None:
    key = key_of(company)
    position = Position.verified(given.position, epoch=given.generation, key=key)
    assert position is not None
    lost = beyond(position)
    forged = (
        given.position[: -len("0")] + ("0" if given.position[-1] != "0" else "1"),
        lost.signed(epoch=given.generation, key="0" * len(key)),
        lost.signed(epoch=new_id(), key=key),
        lost.signed(epoch=given.generation, key=key)[:-1],
        lost.signed(epoch=given.generation, key=key) + "0",
        "9" * 20 + given.position[20:],
        "x" * POSITION_LENGTH,
        "٣" * POSITION_LENGTH,
        "null",
        "'",
        "0" * 1_000,
    )
    for text in forged:
        pulse(company, text)
    a_worker_works(company)
    assert pulse(company).generation == given.generation
    assert not company.rows("suspicions")


def test_a_position_that_was_given_is_held_for_as_long_as_nothing_is_lost(
    company: Company,
) -> None:
    rng = random.Random(7)
    positions: list[str] = []
    for step in range(12):
        if rng.random() < 0.4:
            a_worker_works(company)
        if rng.random() < 0.6:
            company.change_product("A", name=f"Name {step}")
        positions.append(pulse(company, rng.choice(["", *positions])).position)
    assert any(positions)
    epoch = pulse(company).generation
    for position in positions:
        pulse(company, position, login=HEAD)
    a_worker_works(company)
    assert pulse(company).generation == epoch
    assert not company.rows("suspicions")


def test_a_worker_that_misses_its_checkpoint_begins_a_new_epoch(company: Company) -> None:
    """No laptop needs to have synced since."""
    worker = HeadOffice(company.office.engine, company.clock)
    worker.answer_waiting()
    before = pulse(company).generation
    lose(company, "checkpoints", newest=1)
    company.place(company.order())
    worker._readiness.note_outage()
    worker.answer_waiting()
    assert pulse(company).generation != before
    why = status(company.office.engine).restores.restored_why
    assert why == RestoreCause.CHECKPOINT_LOST
    after = pulse(company).generation
    worker._readiness.note_outage()
    worker.answer_waiting()
    assert pulse(company).generation == after


def test_one_epoch_begins_where_head_office_went_back_to_before_its_last_one(
    company: Company,
) -> None:
    """Of two workers that both miss their checkpoints, one begins it."""
    engine = company.office.engine
    workers = [CheckpointRecorder(engine), CheckpointRecorder(engine)]
    first = pulse(company).generation
    company.office.restored()
    second = pulse(company).generation
    for worker in workers:
        worker.check(company.clock.now())
    with engine.begin() as connection:
        schema.set_info(connection, "generation", first)
        schema.set_info(connection, "restored_at", "2020-01-01T00:00:00.000000Z")
        connection.execute(delete(company.tables.checkpoints))
    company.place(company.order())
    epochs = []
    for worker in (*workers, *workers):
        worker.check(company.clock.now())
        epochs.append(pulse(company).generation)
    assert len({first, second, *epochs}) == 3, "one epoch more, and no other"
    assert not {first, second} & set(epochs)


def test_an_idle_worker_records_nothing(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    if company.office.engine.dialect.name == "mssql":
        pytest.skip("on the engine to test against, a transaction of any database gives a version")
    monkeypatch.setattr(checkpoint_recorder, "_EVERY_SECONDS", 0)
    recorder = CheckpointRecorder(company.office.engine)
    for _ in range(3):
        recorder.check(company.clock.now())
    assert len(company.rows("checkpoints")) == 1
    company.change_product("A", name="New")
    recorder.check(company.clock.now())
    assert len(company.rows("checkpoints")) == 2


def test_a_disk_without_room_keeps_nobody_from_reading(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = CheckpointRecorder(company.office.engine)
    with monkeypatch.context() as patch:

        def fail(_: object) -> None:
            raise NoRoomError("There is no room.")

        patch.setattr(checkpoint_recorder, "record_checkpoint", fail)
        recorder.check(company.clock.now())
        assert company.rows("checkpoints") == []
    recorder.check(company.clock.now())
    assert len(company.rows("checkpoints")) == 1


def test_a_position_older_than_the_checkpoints_that_are_kept_shows_nothing(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "KEPT", 2)
    positions: list[str] = []
    for step in range(6):
        a_worker_works(company)
        company.change_product("A", name=f"Name {step}")
        positions.append(pulse(company).position)
    assert len(company.rows("checkpoints")) == 2
    epoch = pulse(company).generation
    for position in positions:
        pulse(company, position)
    a_worker_works(company)
    assert pulse(company).generation == epoch
    assert not company.rows("suspicions")
