"""Windows on screens of every size: no button of theirs is beyond the edge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.dialogs.legend import LegendDialog
from smartclient.ui.look.theme import Theme
from smartclient.ui.widgets.factories import button, label
from smartclient.ui.widgets.screen_fit import SMALLEST, centred, fitting, placed, room_on
from tests.ui import access, small_screen, small_setup
from tests.ui.prepared_scene import PreparedScene

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.mark.parametrize(
    ("room", "given"),
    [
        (QSize(1920, 1040), QSize(1180, 740)),
        (QSize(1366, 728), QSize(1180, 680)),
        (QSize(1100, 728), QSize(1084, 680)),
        (QSize(1024, 600), SMALLEST),
    ],
)
def test_a_window_is_as_large_as_wished_or_as_there_is_room(room: QSize, given: QSize) -> None:
    assert fitting(QSize(1180, 740), room) == given


@pytest.mark.parametrize(
    ("width", "height", "scale", "language"),
    [(1366, 768, 1, "en"), (1366, 768, 2, "en"), (1280, 720, 2, "de")],
)
def test_every_dialog_fits_a_small_screen_and_is_not_scrolled_to_the_side(
    tmp_path: Path,
    prepared_scene: PreparedScene,
    width: int,
    height: int,
    scale: float,
    language: str,
) -> None:
    """At 200 % a screen of 1366 by 768 has room for 683 by 384, one of 1280 by 720 for 640."""
    prepared_scene.restore()
    scene = (str(prepared_scene.folder), prepared_scene.ended.isoformat(), language)
    done = subprocess.run(
        [sys.executable, "-m", small_screen.__name__, *scene],
        env=small_screen.environment(tmp_path, width, height, scale),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reported = json.loads(done.stdout)
    opened = {"dialogConflict_rule_5_chosen", "dialogTakeAlong_pins", "dialogConnection_month"}
    assert opened <= set(reported["seen"])
    assert not reported["beyond"], "\n".join(reported["beyond"])


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [1366, 1024])
def test_no_dialog_of_set_up_is_scrolled_to_the_side_on_a_small_screen(
    tmp_path: Path, language: str, width: int
) -> None:
    """At 200 % a screen of 1366 by 768 has room for 683 by 384, one of 1024 for 512."""
    done = subprocess.run(
        [sys.executable, "-m", small_setup.__name__, language],
        env=small_screen.environment(tmp_path, width, 768, 2),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reported = json.loads(done.stdout)
    assert {"dialogSignIn, signInOverWeb", "dialogNewCode", "dialogDoctor"} <= set(reported["seen"])
    assert not reported["wrong"], "\n".join(reported["wrong"])


def test_a_dialog_opens_in_the_middle_of_its_window_and_on_the_screen(
    qtbot: QtBot, theme: Theme
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = room_on(window.screen().availableGeometry())
    for place in (
        QRect(200, 300, 420, 260),
        QRect(room.right() - 80, room.bottom() - 60, 420, 260),
    ):
        window.setGeometry(place)
        window.show()
        dialog = LegendDialog(theme, window)
        dialog.show()
        assert room.contains(dialog.geometry())
        assert dialog.geometry() == placed(centred(dialog.size(), place), room)
        dialog.done(0)


def test_a_dialog_grows_with_what_is_said_in_it_and_is_not_scrolled(qtbot: QtBot) -> None:
    dialog = Dialog(None, "dialogTried", "Tried")
    text = label("Nothing yet.", wraps=True)
    dialog.content_layout.addWidget(text)
    dialog.put_buttons(button("buttonTried", "Close", dialog.accept))
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.height()
    text.setText("What head office said about it takes more than one line. " * 12)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert access.scrolled_for_nothing(dialog) == []
    assert access.pressed_together(dialog) == []


def test_a_question_is_as_high_as_its_text_and_no_higher(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    question = Question(
        parent,
        "dialogAsked",
        title="Revoke the laptop of the trade fair?",
        text="It sends and receives nothing more at head office, and stays as it is. " * 3,
        yes="&Revoke it",
        no="&Not now",
        risky=True,
    )
    question.open()
    assert question.height() == question.sizeHint().height()
    for said in question.findChildren(QLabel):
        assert said.height() <= said.heightForWidth(said.width())
    question.reject()


def test_a_window_is_moved_no_further_than_onto_the_screen() -> None:
    room = QRect(8, 40, 1350, 720)
    assert placed(QRect(-30, 0, 400, 300), room) == QRect(8, 40, 400, 300)
    assert placed(QRect(1200, 700, 400, 300), room) == QRect(958, 460, 400, 300)
    assert placed(QRect(300, 200, 400, 300), room) == QRect(300, 200, 400, 300)
