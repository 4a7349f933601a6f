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
from tests.ui.hands import Hands
from tests.ui.small_use_cases import SmallLink, SmallUseCases, order_row
from window_driver import child

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Opens = Callable[..., MainWindow]


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(rows=[order_row(index, OrderState.CONFIRMED) for index in range(20)])


@pytest.fixture
def hands(qtbot: QtBot, open_window: Opens, use_cases: SmallUseCases, link: SmallLink) -> Hands:
    return Hands(qtbot, open_window(use_cases, link))


def go_to(hands: Hands, text: str) -> QDialog:
    hands.trigger("actionGoTo")
    dialog = hands.dialog("dialogGoTo")
    QTest.keyClicks(child(dialog, QLineEdit, "goToText"), text)
    hands.wait()
    return dialog


def found(dialog: QDialog) -> list[str]:
    model = child(dialog, QListView, "goToMatches").model()
    return [model.index(index, 0).data() for index in range(model.rowCount())]


def press_enter(hands: Hands, dialog: QDialog) -> None:
    QTest.keyClick(child(dialog, QLineEdit, "goToText"), Qt.Key.Key_Return)
    hands.wait()


def test_a_page_is_gone_to_by_its_first_letters(hands: Hands) -> None:
    dialog = go_to(hands, "outb")

    assert found(dialog)[0] == "Outbox"
    press_enter(hands, dialog)

    assert hands.window.pages.current.objectName() == "pageOutbox"
    assert hands.window.findChild(QDialog, "dialogGoTo") is None


def test_an_order_is_gone_to_by_its_provisional_number(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(hands.window.navigator, "open_order", opened.append)

    press_enter(hands, go_to(hands, "LI-0007"))

    assert opened == ["order-7"]


@pytest.mark.parametrize(
    ("text", "name"), [("central", "Central Bicycle Specialists"), ("lad", "LADDER  Ladder")]
)
def test_customers_and_products_are_found(hands: Hands, text: str, name: str) -> None:
    assert name in found(go_to(hands, text))


def test_enter_goes_where_the_arrow_keys_led(hands: Hands) -> None:
    dialog = go_to(hands, "c")
    QTest.keyClick(child(dialog, QLineEdit, "goToText"), Qt.Key.Key_Down)
    chosen = child(dialog, QListView, "goToMatches").currentIndex().data()

    assert chosen == found(dialog)[1]


def test_enter_before_anything_was_found_goes_as_soon_as_it_is(hands: Hands) -> None:
    hands.trigger("actionGoTo")
    dialog = hands.dialog("dialogGoTo")
    field = child(dialog, QLineEdit, "goToText")
    field.setText("conflicts")
    QTest.keyClick(field, Qt.Key.Key_Return)
    hands.wait()

    assert hands.window.pages.current.objectName() == "pageConflicts"


def test_commands_are_gone_to_like_pages(hands: Hands) -> None:
    press_enter(hands, go_to(hands, "preferences"))

    assert hands.dialog("dialogPreferences").isVisible()


def test_preferences_are_kept_and_hold_at_once(hands: Hands, theme: Theme) -> None:
    hands.trigger("actionPreferences")
    dialog = hands.dialog("dialogPreferences")
    looks = child(dialog, QComboBox, "preferenceTheme")
    looks.setCurrentIndex(looks.findData("dark"))
    pace = child(dialog, QComboBox, "preferencePace")
    pace.setCurrentIndex(pace.findData(900))
    hands.press(dialog, "buttonSavePreferences")

    link = hands.window._control
    assert link.settings.theme == "dark"
    assert link.settings.sync_every_seconds == 900
    assert link.settings.login == "linda"
    assert theme.scheme is Scheme.DARK


def test_preferences_that_are_left_change_nothing(hands: Hands, theme: Theme) -> None:
    before = hands.window._control.settings
    hands.trigger("actionPreferences")
    dialog = hands.dialog("dialogPreferences")
    child(dialog, QCheckBox, "preferenceStartInTray").setChecked(True)
    hands.press(dialog, "buttonCancelPreferences")

    assert hands.window._control.settings == before
    assert theme.scheme is Scheme.LIGHT


def test_a_theme_chosen_in_the_menu_is_kept(hands: Hands, theme: Theme) -> None:
    hands.trigger("actionThemeDark")

    assert hands.window._control.settings.theme == "dark"


def test_the_doctor_shows_problems_first(hands: Hands, link: SmallLink) -> None:
    link.findings = (
        Finding(check=Check.SETTINGS, ok=True, template="{login}.", arguments={"login": "linda"}),
        Finding(check=Check.CLOCK, ok=False, template="The clock is off.", advice="Set the clock."),
    )
    hands.trigger("actionDoctor")
    dialog = hands.dialog("dialogDoctor")

    assert child(dialog, QLabel, "doctorTold").text() == "One thing wants to be looked at."
    names = [
        widget.objectName() for widget in dialog.findChildren(QLabel) if "_" in widget.objectName()
    ]
    assert names == ["finding_clock", "advice_clock", "finding_settings"]
    assert child(dialog, QLabel, "finding_settings").text() == "linda."


@pytest.mark.parametrize("check", Check)
def test_all_that_the_doctor_looks_at_has_words(check: Check) -> None:
    assert check_label(check) not in {"", check}


def test_every_key_of_the_window_is_in_the_list(hands: Hands) -> None:
    listed = {
        QKeySequence(shortcut.key).toString()
        for group in every_shortcut(len(PAGES))
        for shortcut in group.shortcuts
    }
    listed |= {f"Ctrl+{index}" for index in range(1, len(PAGES) + 1)}
    keys = {widget.key().toString() for widget in hands.window.findChildren(QShortcut)}
    keys |= {action.shortcut().toString() for action in hands.window.actions()} - {""}

    assert keys <= listed
    hands.trigger("actionShortcuts")
    assert hands.dialog("dialogShortcuts").isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_a_command_has_one_dialog_at_a_time(hands: Hands) -> None:
    hands.trigger("actionShortcuts")
    hands.trigger("actionShortcuts")

    assert len(hands.window.findChildren(QDialog, "dialogShortcuts")) == 1


def test_every_command_is_an_action_of_the_window(hands: Hands) -> None:
    names = {action.objectName() for action in hands.window.findChildren(QAction)}

    wanted = {"GoTo", "Preferences", "Doctor", "Shortcuts", "Leave"}
    assert {f"action{name}" for name in wanted} <= names


def test_the_legend_explains_every_badge_in_its_own_look(hands: Hands) -> None:
    hands.trigger("actionLegend")
    dialog = hands.dialog("dialogLegend")

    told = {widget.text() for widget in dialog.findChildren(QLabel)}
    for sign in StatusBadge:
        spelled = child(dialog, StateLabel, f"legend_{sign.value}")
        assert spelled.text == status_badges.badge_label(sign)
        assert spelled.accessibleName() == status_badges.shown(sign).accessible_name
        assert status_badges.meaning(sign) in told

    hands.press(dialog, "buttonCloseLegend")

    assert not dialog.isVisible()


def test_the_list_of_shortcuts_names_the_pages_there_are(hands: Hands) -> None:
    hands.trigger("actionShortcuts")
    dialog = hands.dialog("dialogShortcuts")

    keys = {widget.text() for widget in dialog.findChildren(QLabel)}
    assert "Ctrl+1 … Ctrl+6" in keys
    assert "Ctrl+Enter" in keys


def test_the_demonstrations_card_says_the_commands_as_they_are_given(hands: Hands) -> None:
    as_admin, start_over = r"smartclient demo --as 'adventure-works\linda'", "smartclient demo -x"
    hands.window.introduce_demo(as_admin, start_over)

    said = child(hands.window, QLabel, "demoCommands").text()
    assert as_admin in said
    assert start_over in said
