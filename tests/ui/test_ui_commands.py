"""The window's own commands: going to anything, preferences, the doctor, the list of shortcuts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from smartclient.diagnostics.finding import Check, Finding
from smartclient.domain.sales.orders import OrderState
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import Scheme
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.shell.shortcuts import every_shortcut
from smartclient.ui.text.labels import check_label
from smartclient.ui.widgets.state import StateLabel
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_orders import order_row
from tests.ui.small_use_cases import SmallUseCases
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Opens = Callable[..., MainWindow]


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(rows=[order_row(index, OrderState.CONFIRMED) for index in range(20)])


@pytest.fixture
def driver(
    qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases, link: SmallLink
) -> UserDriver:
    return UserDriver(qtbot, open_window(use_cases, link))


def go_to(driver: UserDriver, text: str) -> QDialog:
    driver.trigger("actionGoTo")
    dialog = driver.dialog("dialogGoTo")
    QTest.keyClicks(child(dialog, QLineEdit, "goToText"), text)
    driver.wait()
    return dialog


def found(dialog: QDialog) -> list[str]:
    model = child(dialog, QListView, "goToMatches").model()
    return [model.index(index, 0).data() for index in range(model.rowCount())]


def press_enter(driver: UserDriver, dialog: QDialog) -> None:
    QTest.keyClick(child(dialog, QLineEdit, "goToText"), Qt.Key.Key_Return)
    driver.wait()


def test_a_page_is_gone_to_by_its_first_letters(driver: UserDriver) -> None:
    dialog = go_to(driver, "outb")

    assert found(dialog)[0] == "Outbox"
    press_enter(driver, dialog)

    assert driver.window.pages.current.objectName() == "pageOutbox"
    assert driver.window.findChild(QDialog, "dialogGoTo") is None


def test_an_order_is_gone_to_by_its_provisional_number(
    driver: UserDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(driver.window.navigator, "open_order", opened.append)

    press_enter(driver, go_to(driver, "LI-0007"))

    assert opened == ["order-7"]


@pytest.mark.parametrize(
    ("text", "name"), [("central", "Central Bicycle Specialists"), ("lad", "LADDER  Ladder")]
)
def test_customers_and_products_are_found(driver: UserDriver, text: str, name: str) -> None:
    assert name in found(go_to(driver, text))


def test_enter_goes_where_the_arrow_keys_led(driver: UserDriver) -> None:
    dialog = go_to(driver, "c")
    QTest.keyClick(child(dialog, QLineEdit, "goToText"), Qt.Key.Key_Down)
    chosen = child(dialog, QListView, "goToMatches").currentIndex().data()

    assert chosen == found(dialog)[1]


def test_enter_before_anything_was_found_goes_as_soon_as_it_is(driver: UserDriver) -> None:
    driver.trigger("actionGoTo")
    dialog = driver.dialog("dialogGoTo")
    field = child(dialog, QLineEdit, "goToText")
    field.setText("conflicts")
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.wait()

    assert driver.window.pages.current.objectName() == "pageConflicts"


def test_commands_are_gone_to_like_pages(driver: UserDriver) -> None:
    press_enter(driver, go_to(driver, "preferences"))

    assert driver.dialog("dialogPreferences").isVisible()


def test_preferences_are_kept_and_hold_at_once(driver: UserDriver, theme: Theme) -> None:
    driver.trigger("actionPreferences")
    dialog = driver.dialog("dialogPreferences")
    looks = child(dialog, QComboBox, "preferenceTheme")
    looks.setCurrentIndex(looks.findData("dark"))
    pace = child(dialog, QComboBox, "preferencePace")
    pace.setCurrentIndex(pace.findData(900))
    driver.press(dialog, "buttonSavePreferences")

    link = driver.window._control
    assert link.settings.theme == "dark"
    assert link.settings.sync_every_seconds == 900
    assert link.settings.login == "linda"
    assert theme.scheme is Scheme.DARK


def test_preferences_that_are_left_change_nothing(driver: UserDriver, theme: Theme) -> None:
    before = driver.window._control.settings
    driver.trigger("actionPreferences")
    dialog = driver.dialog("dialogPreferences")
    child(dialog, QCheckBox, "preferenceStartInTray").setChecked(True)
    driver.press(dialog, "buttonCancelPreferences")

    assert driver.window._control.settings == before
    assert theme.scheme is Scheme.LIGHT


def test_a_theme_chosen_in_the_menu_is_kept(driver: UserDriver, theme: Theme) -> None:
    driver.trigger("actionThemeDark")

    assert driver.window._control.settings.theme == "dark"


def test_the_doctor_shows_problems_first(driver: UserDriver, link: SmallLink) -> None:
    link.findings = (
        Finding(check=Check.SETTINGS, ok=True, template="{login}.", arguments={"login": "linda"}),
        Finding(check=Check.CLOCK, ok=False, template="The clock is off.", advice="Set the clock."),
    )
    driver.trigger("actionDoctor")
    dialog = driver.dialog("dialogDoctor")

    assert child(dialog, QLabel, "doctorMessage").text() == "One thing wants to be looked at."
    names = [
        widget.objectName() for widget in dialog.findChildren(QLabel) if "_" in widget.objectName()
    ]
    assert names == ["finding_clock", "advice_clock", "finding_settings"]
    assert child(dialog, QLabel, "finding_settings").text() == "linda."


@pytest.mark.parametrize("check", Check)
def test_all_that_the_doctor_looks_at_has_words(check: Check) -> None:
    assert check_label(check) not in {"", check}


def test_every_key_of_the_window_is_in_the_list(driver: UserDriver) -> None:
    listed = {
        QKeySequence(shortcut.key).toString()
        for group in every_shortcut(len(PAGES))
        for shortcut in group.shortcuts
    }
    listed |= {f"Ctrl+{index}" for index in range(1, len(PAGES) + 1)}
    keys = {widget.key().toString() for widget in driver.window.findChildren(QShortcut)}
    keys |= {action.shortcut().toString() for action in driver.window.actions()} - {""}

    assert keys <= listed
    driver.trigger("actionShortcuts")
    assert driver.dialog("dialogShortcuts").isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_a_command_has_one_dialog_at_a_time(driver: UserDriver) -> None:
    driver.trigger("actionShortcuts")
    driver.trigger("actionShortcuts")

    assert len(driver.window.findChildren(QDialog, "dialogShortcuts")) == 1


def test_every_command_is_an_action_of_the_window(driver: UserDriver) -> None:
    names = {action.objectName() for action in driver.window.findChildren(QAction)}

    wanted = {"GoTo", "Preferences", "Doctor", "Shortcuts", "Leave"}
    assert {f"action{name}" for name in wanted} <= names


def test_the_legend_explains_every_badge_in_its_own_look(driver: UserDriver) -> None:
    driver.trigger("actionLegend")
    dialog = driver.dialog("dialogLegend")

    reported = {widget.text() for widget in dialog.findChildren(QLabel)}
    for sign in StatusBadge:
        spelled = child(dialog, StateLabel, f"legend_{sign.value}")
        assert spelled.text == status_badges.badge_label(sign)
        assert spelled.accessibleName() == status_badges.shown(sign).accessible_name
        assert status_badges.meaning(sign) in reported

    driver.press(dialog, "buttonCloseLegend")

    assert not dialog.isVisible()


def test_the_list_of_shortcuts_names_the_pages_there_are(driver: UserDriver) -> None:
    driver.trigger("actionShortcuts")
    dialog = driver.dialog("dialogShortcuts")

    keys = {widget.text() for widget in dialog.findChildren(QLabel)}
    assert "Ctrl+1 … Ctrl+6" in keys
    assert "Ctrl+Enter" in keys


def test_the_demonstrations_card_says_the_commands_as_they_are_given(driver: UserDriver) -> None:
    as_admin, start_over = r"smartclient demo --as 'adventure-works\linda'", "smartclient demo -x"
    driver.window.introduce_demo(as_admin, start_over)

    said = child(driver.window, QLabel, "demoCommands").text()
    assert as_admin in said
    assert start_over in said
