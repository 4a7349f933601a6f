"""Windows on screens of every size: no button of theirs is beyond the edge."""

import pytest
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
