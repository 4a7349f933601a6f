"""Windows on screens of every size: no button of theirs is beyond the edge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import small_screen
from PySide6.QtCore import QSize

from smartclient.ui.widgets.fitting import SMALLEST, fitting


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


@pytest.mark.parametrize("scale", [1, 2])
def test_five_problems_leave_every_button_on_a_small_screen(tmp_path: Path, scale: float) -> None:
    """At 200 % the screen of 1366 by 768 has room for 683 by 384."""
    done = subprocess.run(
        [sys.executable, small_screen.__file__, str(tmp_path)],
        env=small_screen.environment(tmp_path, 1366, 768, scale),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "dialogConflict_rule_5_chosen" in told["seen"]
    assert not told["beyond"], "\n".join(told["beyond"])
