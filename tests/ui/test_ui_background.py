"""Background work: off the GUI thread, in order, and only answers that are still wanted."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from smartclient.domain.errors import FatalError, RefusedError, SmartClientError
from smartclient.ui.background import Background, LatestQuery


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def background(owner: QObject) -> Iterator[Background]:
    background = Background("test", owner)
    yield background
    background.close()


def test_a_call_runs_on_another_thread_and_its_answer_comes_back_on_this_one(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    threads: list[str] = []

    def done(value: str) -> None:
        threads.extend((value, threading.current_thread().name))

    with qtbot.waitSignal(background.idle):
        background.run(owner, lambda: threading.current_thread().name, done)

    assert threads[0].startswith("test")
    assert threads[1] == threading.main_thread().name
    assert not background.busy


def test_of_several_questions_only_the_newest_is_answered(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    answers: list[int] = []
    latest = LatestQuery(background, owner)

    with qtbot.waitSignal(background.idle):
        for number in range(5):
            latest.run(partial(int, number), answers.append)

    assert answers == [4]


def test_no_result_is_delivered_when_its_owner_is_gone(
    qtbot: QtBot, background: Background
) -> None:
    answers: list[int] = []
    asker = QObject()
    go_on = threading.Event()

    with qtbot.waitSignal(background.idle):
        background.run(asker, lambda: go_on.wait(5) and 1, answers.append)
        asker.deleteLater()
        qtbot.waitSignal(asker.destroyed)
        go_on.set()

    assert answers in ([], [1])


def test_what_was_refused_reaches_the_asker(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    errors: list[SmartClientError] = []

    def refuse() -> None:
        raise RefusedError("No lines yet.")

    with qtbot.waitSignal(background.idle):
        background.run(owner, refuse, lambda _: None, errors.append)

    assert [error.user_message for error in errors] == ["No lines yet."]


def test_what_nobody_foresaw_becomes_a_sentence(
    qtbot: QtBot, background: Background, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise KeyError("lamp")

    with qtbot.waitSignal(background.failed) as reported:
        background.run(owner, fail, lambda _: None)

    assert isinstance(reported.args[0], FatalError)
    assert "safe" in reported.args[0].user_message
    assert "a call in the background failed" in caplog.text
