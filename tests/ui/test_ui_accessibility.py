"""Every page and dialog of the real window, for a person without a mouse or without sight."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from connection_views import connection_views
from mail_views import mail_views
from old_data_views import admin_old_data_views, old_data_views
from quiet_laptop import QuietLaptop
from sample_scene import Scene, empty_scene
from session_views import first_sync_views, menu_views, sign_in_views
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.widgets.state import StateLabel
from take_along_views import take_along_views
from tests.ui import access
from window_driver import View, child, opened, wait_until_idle
from window_views import admin_views, empty_views, rep_views

CHECKS = (
    access.unnamed,
    access.nameless_lists,
    access.bare_icons,
    access.silent_states,
    access.check_dialog,
    access.lost_by_tab,
    access.lists_without_a_choice,
    access.beyond_the_screen,
    access.cut_off_columns,
    access.pressed_together,
    access.scrolled_for_nothing,
    access.page_scrolled_sideways,
)


def wrong_in(views: Iterable[View]) -> list[str]:
    """Look at each view while it is open; return all that is wrong, by view."""
    return [
        f"{name}: {complaint}"
        for name, widget in views
        for check in CHECKS
        for complaint in check(widget)
    ]


def test_everything_a_rep_sees_is_named_and_reached_by_keyboard(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        assert wrong_in(rep_views(window)) == []


def test_everything_an_admin_sees_is_named_and_reached_by_keyboard(
    scene: Scene, theme: Theme
) -> None:
    with opened(scene.admin, scene.clock, theme) as window:
        assert wrong_in(admin_views(window)) == []


def test_coming_and_going_is_named_and_reached_by_keyboard(scene: Scene, theme: Theme) -> None:
    assert wrong_in(shown(sign_in_views(theme))) == []
    assert wrong_in(first_sync_views(theme, scene)) == []
    with opened(scene.rep, scene.clock, theme) as window:
        assert wrong_in(menu_views(window)) == []


def test_a_first_day_without_anything_is_named_and_reached_by_keyboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: Theme
) -> None:
    monkeypatch.setenv("SMARTCLIENT_PASSPHRASE", "made-up data")
    with empty_scene(tmp_path) as (session, clock), opened(session, clock, theme) as window:
        assert wrong_in(empty_views(window)) == []


def test_what_is_taken_along_is_named_and_reached_by_keyboard(
    scene: Scene, theme: Theme, tmp_path: Path
) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(take_along_views(window, scene, tmp_path)) == []


def test_data_of_every_age_is_named_and_reached_by_keyboard(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(old_data_views(window, scene)) == []
    with opened(scene.admin, scene.clock, theme, QuietLaptop(scene.admin)) as window:
        assert wrong_in(admin_old_data_views(window, scene)) == []


def test_the_connection_in_every_state_is_named_and_reached_by_keyboard(
    scene: Scene, theme: Theme
) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(connection_views(window, scene)) == []


def test_mail_is_named_and_reached_by_keyboard(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(mail_views(window, scene)) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_badge_of_a_state_shows_what_it_means_when_clicked(
    scene: Scene, theme: Theme, key: Qt.Key
) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        window.navigator.show_customer("G-1001")
        wait_until_idle(window)
        sign = child(window.pages.current, StateLabel, "overviewState")

        QTest.keyClick(sign, key)

        assert sign.toolTip() == status_badges.meaning(StatusBadge.IN_CONFLICT)
        assert child(window, QDialog, "dialogLegend").isVisible()


def shown(views: Iterable[View]) -> Iterator[View]:
    for name, widget in views:
        widget.show()
        yield name, widget
