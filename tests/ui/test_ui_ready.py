"""Making ready for offline: everything is fetched, and it is told until when that is good."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.errors import SignInError
from smartclient.read_models.readiness import Preparation
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import formats
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support")

Opens = Callable[..., MainWindow]


def make_ready(driver: UserDriver) -> QDialog:
    driver.trigger("actionMakeReady")
    dialog = driver.dialog("dialogReady")
    driver.qtbot.waitUntil(lambda: "Getting" not in said(dialog, "readyOutcome"))
    return dialog


def said(dialog: QDialog, name: str) -> str:
    return child(dialog, QLabel, name).text()


def test_it_goes_online_fetches_and_says_until_when(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(offline=True, to_send=1)
    link = SmallLink(use_cases)
    driver = UserDriver(qtbot, open_window(use_cases, link))

    dialog = make_ready(driver)

    assert link.syncs == 1
    until = formats.deadline(NOW + timedelta(days=6, hours=9))
    assert said(dialog, "readyOutcome") == f"Complete until {until}"
    assert "Some prices end then" in said(dialog, "readyMessage")
    driver.press(dialog, "buttonReadyOffline")
    assert use_cases.offline
    assert driver.window.findChild(QDialog, "dialogReady") is None


def test_what_is_still_missing_is_named_and_can_be_tried_again(
    qtbot: QtBot, open_window: Opens
) -> None:
    use_cases = SmallUseCases(missing=("offers", "offer_products", "photos"))
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))

    dialog = make_ready(driver)

    assert said(dialog, "readyOutcome") == "Not complete yet"
    assert said(dialog, "readyMessage") == "Still to come: offers, products on offer, photos."
    assert not child(dialog, QPushButton, "buttonReadyOffline").isVisible()
    use_cases.missing = ()
    child(dialog, QPushButton, "buttonReadyAgain").click()
    qtbot.waitUntil(lambda: said(dialog, "readyOutcome").startswith("Complete until"))


def test_a_refused_sync_is_reported_with_what_holds_nevertheless(
    qtbot: QtBot, open_window: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_cases = SmallUseCases()
    link = SmallLink(use_cases)

    def refused(progress: object = None, cancelled: object = None, **_: object) -> None:
        raise SignInError("Head office does not know {login}.", login="linda")

    monkeypatch.setattr(link, "sync_now", refused)
    driver = UserDriver(qtbot, open_window(use_cases, link))

    dialog = make_ready(driver)

    assert said(dialog, "readyTrouble") == "Head office does not know linda."
    assert said(dialog, "readyOutcome").startswith("Complete until")
    assert child(dialog, QPushButton, "buttonReadyAgain").isVisible()


@pytest.mark.parametrize(
    ("preparation", "text"),
    [
        (
            Preparation(size=9_000_000, time=timedelta(minutes=11, seconds=10)),
            "This takes about 12 minutes on this connection.",
        ),
        (
            Preparation(size=90_000_000, time=timedelta(minutes=110)),
            "This takes about 2 hours on this connection.",
        ),
        (
            Preparation(size=9_000, time=timedelta(seconds=2)),
            "This takes less than a minute on this connection.",
        ),
        (
            Preparation(size=None, time=None),
            "How long this takes can be said once the products are here.",
        ),
        (
            Preparation(size=9_000, time=None),
            "How long this takes can't be said: this connection has not been measured yet.",
        ),
    ],
)
def test_before_it_begins_it_says_how_long_it_takes_on_this_connection(
    qtbot: QtBot, open_window: Opens, preparation: Preparation, text: str
) -> None:
    use_cases = SmallUseCases(preparation=preparation)
    driver = UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))
    before: list[str] = []
    driver.window.syncing.started.connect(
        lambda: before.append(said(child(driver.window, QDialog, "dialogReady"), "readyMessage"))
    )
    make_ready(driver)
    assert before == [f"{text} You can continue working meanwhile."]
