"""What becomes of the steps that earlier versions wrote down, and of what was said at them."""

import json
from pathlib import Path

from smartclient.contract.documents import document_json
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.database.engines import open_store
from smartclient.database.transactions import writing
from smartclient.domain.tasks import SubjectType
from smartclient.store.database.migrations import MIGRATIONS
from smartclient.store.database.opening import open_store_file
from smartclient.store.work.steps import RecordedStep

AT = "2026-11-21T10:00:00.000000Z"


def with_steps(
    path: Path, key: bytes, steps: list[tuple[str, str | None, str, str]], answer: str | None
) -> tuple[RecordedStep, ...]:
    """Return what becomes of these steps: task, before, after and cause, of version 6."""
    engine = open_store(path, key)
    with writing(engine) as (connection, transaction):
        for statements in MIGRATIONS[:6]:
            for statement in statements:
                connection.exec_driver_sql(statement)
        for task in sorted({step[0] for step in steps}):
            connection.exec_driver_sql(
                "INSERT INTO tasks (id, kind, subject_type, subject_id, status, request_id, "
                "created_at, changed_at) VALUES (?, 'place_order', 'order', 'o', ?, 'r', ?, ?)",
                (task, steps[-1][2], AT, AT),
            )
        for task, before, after, cause in steps:
            connection.exec_driver_sql(
                'INSERT INTO transitions (task_id, request_id, "before", "after", at, cause) '
                "VALUES (?, 'r', ?, ?, ?, ?)",
                (task, before, after, AT, cause),
            )
        connection.exec_driver_sql(
            "INSERT INTO requests (id, task_id, kind, version, lane, body, digest, made_at, "
            "status, answer) VALUES ('r', 't', 'place_order', 1, 'l', '{}', 'd', ?, 'answered', ?)",
            (AT, answer),
        )
        connection.exec_driver_sql("PRAGMA user_version = 6")
        transaction.commit()
    engine.dispose()
    store = open_store_file(path, key)
    with store.view() as view:
        found = view.tasks.steps(SubjectType.ORDER, "o")
    store.close()
    return found


def moves(steps: tuple[RecordedStep, ...]) -> list[tuple[str | None, str]]:
    return [(step.transition.before, step.transition.after) for step in steps]


def test_a_way_to_an_answer_that_was_not_taken_is_gone(tmp_path: Path, key: bytes) -> None:
    steps = with_steps(
        tmp_path / "old.db",
        key,
        [
            ("t", None, "queued", "saved"),
            ("t", "queued", "sending", "handed_over"),
            ("t", "sending", "in_conflict", "answered"),
            ("t", "in_conflict", "queued", "handed_over"),
            ("t", "queued", "sending", "handed_over"),
            ("t", "sending", "awaiting_decision", "answered"),
            ("t", "awaiting_decision", "in_conflict", "answered"),
            ("t", "in_conflict", "queued", "handed_over"),
            ("t", "queued", "parked", "answered"),
            ("t", "parked", "queued", "retried"),
            ("t", "queued", "sending", "handed_over"),
            ("t", "sending", "confirmed", "answered"),
        ],
        document_json(Answer(status=AnswerStatus.CONFIRMED)),
    )
    assert moves(steps) == [
        (None, "queued"),
        ("queued", "sending"),
        ("sending", "in_conflict"),
        ("in_conflict", "awaiting_decision"),
        ("awaiting_decision", "in_conflict"),
        ("in_conflict", "parked"),
        ("parked", "queued"),
        ("queued", "sending"),
        ("sending", "confirmed"),
    ]


def test_the_newest_answer_stays_with_the_step_that_it_made(tmp_path: Path, key: bytes) -> None:
    back = Answer(status=AnswerStatus.IN_CONFLICT, by="amy", note="Once more.")
    ways = [("in_conflict", "queued"), ("queued", "in_conflict")]
    steps = with_steps(
        tmp_path / "old.db",
        key,
        [
            ("t", None, "queued", "saved"),
            ("t", "queued", "in_conflict", "answered"),
            *(("t", before, after, "resolved") for before, after in ways),
        ],
        json.dumps({**json.loads(document_json(back)), "order": None}),
    )
    assert [step.answer and step.answer.note for step in steps] == [None, None, None, "Once more."]


def test_the_answer_that_it_was_withdrawn_stays_with_that_step(tmp_path: Path, key: bytes) -> None:
    gone = Answer(status=AnswerStatus.REJECTED, withdrawn=True, why="It was taken back.")
    steps = with_steps(
        tmp_path / "old.db",
        key,
        [("t", None, "queued", "saved"), ("t", "queued", "undone", "withdrawn")],
        document_json(gone),
    )
    assert [step.answer and step.answer.why for step in steps] == [None, "It was taken back."]


def test_a_request_without_a_readable_answer_does_no_harm(tmp_path: Path, key: bytes) -> None:
    for place, answer in enumerate((None, "", "{")):
        path = tmp_path / f"old{place}.db"
        [step] = with_steps(path, key, [("t", None, "queued", "saved")], answer)
        assert step.answer is None
