"""Products that no data set brings: where a search finds nothing, the window says why."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from smartclient.domain.errors import RefusedError
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.lists.finder import MatchModel
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

WHY = RefusedError("{sku} is not on this device: take Tents along.", sku="T-1")
SHOWN = "T-1 is not on this device: take Tents along."


@pytest.fixture
def driver(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> UserDriver:
    use_cases = SmallUseCases(left_out={"T-1": WHY})
    return UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("t-1", SHOWN), ("t-2", "No matching products. Try the start of a word or a number.")],
)
def test_the_catalog_says_so(driver: UserDriver, text: str, shown: str) -> None:
    driver.go_to("pageCatalog")
    page = driver.window.pages.current
    child(page, QLineEdit, "searchCatalog").setText(text)
    driver.wait()
    assert child(page, QLabel, "tableCatalogEmpty").text() == shown


@pytest.mark.parametrize(("text", "shown"), [("t-1", SHOWN), ("t-2", "No matches")])
def test_the_list_below_an_orders_product_says_so(
    driver: UserDriver, text: str, shown: str
) -> None:
    driver.trigger("actionNewOrder")
    editor = driver.dialog("dialogOrder")
    field = child(editor, QLineEdit, "orderProduct")
    for finder, typed in ((child(editor, QLineEdit, "orderCustomer"), "central"), (field, text)):
        finder.setFocus()
        QTest.keyClicks(finder, typed)
        QTest.keyClick(finder, Qt.Key.Key_Return)
        driver.wait()
    index = child(field, MatchModel).index(0, 0)
    assert (index.data(), index.data(Qt.ItemDataRole.ToolTipRole)) == (shown, shown)


@pytest.mark.parametrize(("text", "shown"), [("t-1", SHOWN), ("t-2", "No matches")])
def test_go_to_says_so(driver: UserDriver, text: str, shown: str) -> None:
    driver.trigger("actionGoTo")
    dialog = driver.dialog("dialogGoTo")
    QTest.keyClicks(child(dialog, QLineEdit, "goToText"), text)
    driver.wait()
    nothing = child(dialog, QLabel, "goToNothing")
    assert nothing.isVisible()
    assert nothing.text() == shown
