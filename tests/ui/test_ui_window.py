"""The window: pages, the link's state, what a sync brought, and how it is left."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.ui.pages.registry import PAGES, PageEntry
from smartclient.ui.shell.main_window import MainWindow
from tests.ui.small_link import SmallLink
from tests.ui.small_orders import order_row
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

Opens = Callable[..., MainWindow]

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def wait_idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.busy and not window.syncing.running)


def said(window: MainWindow, name: str) -> str:
    return child(window, QLabel, name).text()


def press(qtbot: QtBot, dialog: QDialog, name: str) -> None:
    QTest.mouseClick(child(dialog, QPushButton, name), Qt.MouseButton.LeftButton)


def unsent(window: MainWindow) -> QDialog | None:
    found = window.findChild(QDialog, "dialogUnsent")
    return found if found is not None and found.isVisible() else None


def asked_about_unsent(window: MainWindow) -> QDialog:
    found = unsent(window)
    assert found is not None
    return found


@pytest.mark.parametrize("entry", [entry for entry in PAGES if not entry.admin_only])
def test_every_page_opens_under_its_name(
    qtbot: QtBot, window: MainWindow, entry: PageEntry
) -> None:
    window.navigator.show_page(entry.name)
    wait_idle(qtbot, window)

    assert window.pages.current.objectName() == entry.name
    assert window.pages.current.isVisible()


def test_every_control_has_a_name_for_scripts_and_for_screen_readers(
    qtbot: QtBot, window: MainWindow
) -> None:
    for entry in PAGES:
        if not entry.admin_only:
            window.navigator.show_page(entry.name)
    wait_idle(qtbot, window)

    controls = [
        *window.findChildren(QPushButton),
        *window.findChildren(QTableView),
        *window.findChildren(QLineEdit),
    ]
    assert [c for c in controls if not c.objectName() or not c.accessibleName()] == []


def test_only_an_admin_sees_cases(qtbot: QtBot, open_window: Opens) -> None:
    rep, admin = SmallUseCases(), SmallUseCases(is_admin=True)

    assert not open_window(rep, SmallLink(rep)).navigation.has("pageHeadOffice")
    assert open_window(admin, SmallLink(admin)).navigation.has("pageHeadOffice")


def test_the_status_bar_shows_the_link_and_what_waits(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(to_send=2)
    window = open_window(use_cases, SmallLink(use_cases))

    assert said(window, "statusLink") == "Online"
    assert "2 to send" in said(window, "statusToSend")
    assert "0 at head office" in said(window, "statusAtHeadOffice")
    assert "3 h ago" in said(window, "statusLastSync")


def test_working_offline_is_switched_and_shown(
    qtbot: QtBot, window: MainWindow, use_cases: SmallUseCases
) -> None:
    child(window, QAction, "actionWorkOffline").trigger()
    wait_idle(qtbot, window)

    assert use_cases.offline
    assert said(window, "statusLink") == "Working offline, by choice"
    assert "Nothing is sent" in window.banner.text


def test_a_sync_reports_what_it_brought_and_leads_there(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(to_send=2)
    window = open_window(use_cases, SmallLink(use_cases))

    child(window, QAction, "actionSyncNow").trigger()
    qtbot.waitUntil(lambda: bool(window.banner.text))

    assert window.banner.text == "2 confirmed."
    QTest.mouseClick(child(window, QPushButton, "newsGo"), Qt.MouseButton.LeftButton)
    assert window.pages.current.objectName() == "pageOrders"
    assert not window.banner.text


def test_news_that_lead_somewhere_are_not_lost_to_a_sync_that_brought_nothing(
    qtbot: QtBot, open_window: Opens
) -> None:
    use_cases = SmallUseCases(to_send=2)
    window = open_window(use_cases, SmallLink(use_cases))
    window.sync_now()
    wait_idle(qtbot, window)
    assert window.banner.text == "2 confirmed."

    window.sync_now()
    wait_idle(qtbot, window)

    assert window.banner.text == "2 confirmed."
    assert child(window, QPushButton, "newsGo").isVisible()


def test_a_search_looks_up_only_what_was_typed_last(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(rows=[order_row(index, OrderState.CONFIRMED) for index in range(20)])
    window = open_window(use_cases, SmallLink(use_cases))
    window.navigator.show_page("pageOrders")
    wait_idle(qtbot, window)

    QTest.keyClicks(child(window.pages.current, QLineEdit, "searchOrders"), "LI-0007")
    wait_idle(qtbot, window)

    table = child(window.pages.current, QTableView, "tableOrders")
    assert table.model().rowCount() == 1
    assert table.model().index(0, 1).data() == "SO-7"


def test_searching_goes_on_while_a_sync_runs(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(rows=[order_row(index, OrderState.CONFIRMED) for index in range(20)])
    may_send = threading.Event()
    window = open_window(use_cases, SmallLink(use_cases, busy=may_send))
    window.navigator.show_page("pageOrders")
    child(window, QAction, "actionSyncNow").trigger()
    assert window.syncing.running
    assert not child(window, QAction, "actionSyncNow").isEnabled()

    QTest.keyClicks(child(window.pages.current, QLineEdit, "searchOrders"), "LI-0007")
    table = child(window.pages.current, QTableView, "tableOrders")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)

    assert window.syncing.running
    may_send.set()
    qtbot.waitUntil(lambda: not window.syncing.running)
    assert child(window, QAction, "actionSyncNow").isEnabled()


def test_closing_during_a_sync_stops_it_at_its_next_step(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases()
    link = SmallLink(use_cases, busy=threading.Event())
    window = open_window(use_cases, link)
    child(window, QAction, "actionSyncNow").trigger()

    with qtbot.waitSignal(window.closed):
        window.close()

    assert link.syncs == 0


def test_an_empty_list_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    window.navigator.show_page("pageOrders")
    wait_idle(qtbot, window)

    empty = child(window.pages.current, QLabel, "tableOrdersEmpty")
    assert empty.isVisible()
    assert "Ctrl+N" in empty.text()


def test_a_long_list_comes_by_pages(qtbot: QtBot, open_window: Opens) -> None:
    rows = [order_row(index, OrderState.TENTATIVE, TaskStatus.QUEUED) for index in range(450)]
    use_cases = SmallUseCases(rows=rows)
    window = open_window(use_cases, SmallLink(use_cases))
    window.navigator.show_page("pageOrders")
    wait_idle(qtbot, window)
    model = child(window.pages.current, QTableView, "tableOrders").model()
    assert model.rowCount() == 200

    child(window.pages.current, QTableView, "tableOrders").scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() > 200)

    assert model.rowCount() == 400


def test_the_window_closes_when_nothing_is_unsent(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()

    assert unsent(window) is None


def test_closing_with_unsent_work_asks_and_can_be_cancelled(
    qtbot: QtBot, open_window: Opens
) -> None:
    use_cases = SmallUseCases(to_send=1)
    window = open_window(use_cases, SmallLink(use_cases))

    window.close()
    qtbot.waitUntil(lambda: unsent(window) is not None)
    press(qtbot, asked_about_unsent(window), "buttonStay")

    assert window.isVisible()


def test_closing_may_send_first(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(to_send=1, offline=True)
    link = SmallLink(use_cases)
    window = open_window(use_cases, link)

    window.close()
    qtbot.waitUntil(lambda: unsent(window) is not None)
    assert (
        child(asked_about_unsent(window), QPushButton, "buttonSendNow").text()
        == "&Go online and send"
    )
    with qtbot.waitSignal(window.closed):
        press(qtbot, asked_about_unsent(window), "buttonSendNow")

    assert link.syncs == 1
    assert use_cases.to_send == 0


def test_closing_asks_again_when_sending_did_not_work(qtbot: QtBot, open_window: Opens) -> None:
    use_cases = SmallUseCases(to_send=1)
    link = SmallLink(use_cases, sends=False)
    window = open_window(use_cases, link)

    window.close()
    qtbot.waitUntil(lambda: unsent(window) is not None)
    press(qtbot, asked_about_unsent(window), "buttonSendNow")
    qtbot.waitUntil(lambda: link.syncs == 1 and unsent(window) is not None)
    with qtbot.waitSignal(window.closed):
        press(qtbot, asked_about_unsent(window), "buttonCloseUnsent")

    assert use_cases.to_send == 1
