"""Progress on a terminal: percent where work takes time and its end is known."""

import pytest

from smartclient.cli.terminal.progress import accept_text, import_text, step_text
from smartclient.read_models.sync_progress import SyncProgress, SyncStep, percent_of


def test_what_takes_time_says_how_many_percent_are_done() -> None:
    step = SyncProgress(step=SyncStep.PULLING, what="prices", done=1500, total=6000)
    assert step_text(step).endswith(": 1,500 of 6,000, 25 %")
    assert import_text(300, 1200) == "Importing: 300 of 1,200 rows, 25 %"
    assert accept_text(1, 4) == "Waiting for the answers: 1 of 4, 25 %"


def test_nothing_is_said_of_percent_while_the_end_is_not_known() -> None:
    step = SyncProgress(step=SyncStep.PULLING, what="prices", done=1500)
    assert "%" not in step_text(step) + import_text(0, 0) + accept_text(0, 0)


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 3, 0), (2, 3, 66), (4, 3, 100)])
def test_a_hundred_percent_is_only_said_of_all(done: int, total: int, percent: int) -> None:
    assert percent_of(done, total) == percent
