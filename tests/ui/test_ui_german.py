"""The whole window in German: no page and no dialog of it is left in English, or cut off."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from connection_views import connection_views
from mail_views import mail_views
from old_data_views import admin_old_data_views, old_data_views
from quiet_laptop import QuietLaptop
from sample_scene import Scene, empty_scene
from session_views import first_sync_views, menu_views, sign_in_views
from smartclient.app import make_application
from smartclient.ui.look.theme import Theme
from smartclient.ui.text import languages
from take_along_views import take_along_views
from tests.ui import access
from tests.ui.german import English, cut_off_in, keys_used_twice_in, texts_in
from window_driver import View, opened
from window_views import admin_views, empty_views, rep_views

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def german(theme: Theme) -> Iterator[None]:
    application = make_application()
    languages.install(application, "de")
    yield
    languages.install(application, languages.ENGLISH)


def wrong_in(views: Iterable[View]) -> list[str]:
    """Look at each view while it is open; return all that is not as it should be, by view."""
    english = English()
    found: dict[str, str] = {}
    for name, widget in views:
        for text in english.left_in(widget):
            found.setdefault(f"English: {text}", name)
        for text in cut_off_in(widget):
            found.setdefault(f"cut off: {text}", name)
        for reported in (
            *keys_used_twice_in(widget),
            *access.pressed_together(widget),
            *access.scrolled_for_nothing(widget),
            *access.page_scrolled_sideways(widget),
        ):
            found.setdefault(reported, name)
    return [f"{name}: {complaint}" for complaint, name in found.items()]


def test_all_a_rep_sees_is_german(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme) as window:
        assert wrong_in(rep_views(window)) == []
        assert wrong_in(menu_views(window)) == []


def test_all_an_admin_sees_is_german(scene: Scene, theme: Theme) -> None:
    with opened(scene.admin, scene.clock, theme) as window:
        assert wrong_in(admin_views(window)) == []


def test_coming_is_german(scene: Scene, theme: Theme) -> None:
    assert wrong_in(shown(sign_in_views(theme))) == []
    assert wrong_in(first_sync_views(theme, scene)) == []


def test_an_empty_window_is_german(tmp_path: Path, theme: Theme) -> None:
    with (
        empty_scene(tmp_path / "empty") as (session, clock),
        opened(session, clock, theme) as window,
    ):
        assert wrong_in(empty_views(window)) == []


def test_what_is_taken_along_is_german(scene: Scene, theme: Theme, tmp_path: Path) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(take_along_views(window, scene, tmp_path)) == []


def test_data_of_every_age_is_german(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(old_data_views(window, scene)) == []
    with opened(scene.admin, scene.clock, theme, QuietLaptop(scene.admin)) as window:
        assert wrong_in(admin_old_data_views(window, scene)) == []


def test_mail_is_german(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(mail_views(window, scene)) == []


def test_the_connection_in_every_state_is_german(scene: Scene, theme: Theme) -> None:
    with opened(scene.rep, scene.clock, theme, QuietLaptop(scene.rep)) as window:
        assert wrong_in(connection_views(window, scene)) == []


def test_what_is_english_or_cut_off_is_found(theme: Theme) -> None:
    english, page = English(), QWidget()
    QLabel("3 orders confirmed", page)
    QLabel("Auftrag AN-0001*", page)
    QLabel("Waits for AN-0001*", page)
    button = QPushButton("&Sign in", page)
    button.setObjectName("buttonSignIn")
    button.setFixedWidth(12)
    QPushButton("Noch &so einer", page).setObjectName("buttonOther")
    page.show()
    assert sorted(english.left_in(page)) == ["&Sign in", "3 orders confirmed", "Waits for AN-0001*"]
    assert keys_used_twice_in(page) == ["Alt+s: &Sign in, Noch &so einer"]
    assert cut_off_in(page) == ["QPushButton buttonSignIn: &Sign in"]
    assert "Auftrag AN-0001*" in texts_in(page)
    page.close()


def shown(views: Iterator[View]) -> Iterator[View]:
    """Show what is opened by nobody else."""
    for name, widget in views:
        widget.show()
        yield name, widget
