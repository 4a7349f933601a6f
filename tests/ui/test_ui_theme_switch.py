"""The theme switched while the window is open: nothing on it keeps a colour of the old one."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smartclient.domain.freshness import parse_freshness
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import TOKENS, Scheme, ThemeChoice, Tokens
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.freshness import KINDS
from tests.ui.small_link import SmallLink
from tests.ui.small_status import SmallStatus
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

PAGES = ("pageToday", "pageCustomers", "pageCatalog", "pageOrders", "pageOutbox", "pageConflicts")


class OldStatus(SmallStatus):
    """The status of a laptop whose data is a week old."""

    policy = parse_freshness("1d mark, 30d refuse")

    def current(self) -> ClientStatus:
        old = CacheState(rows=3, as_of=NOW - timedelta(days=7), policy=self.policy)
        return replace(super().current(), cache=dict.fromkeys(KINDS, old))


def colours_of(tokens: Tokens) -> set[str]:
    plain = {value for name in tokens.__slots__ if isinstance(value := getattr(tokens, name), str)}
    states = {colour for tint in tokens.states.values() for colour in (tint.text, tint.ground)}
    return {colour.upper() for colour in plain | states if colour}


def written(widget: QWidget) -> set[str]:
    """Return the colours in a widget's own style sheet."""
    return {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", widget.styleSheet())}


def painted(label: QLabel) -> set[str]:
    """Return the colours that an icon shown by a label is painted in, edges apart."""
    picture = label.pixmap().toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    colours = (picture.pixelColor(x, y) for x, y in places)
    return {colour.name().upper() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize(
    ("before", "after"), [(Scheme.LIGHT, Scheme.DARK), (Scheme.DARK, Scheme.LIGHT)]
)
def test_nothing_keeps_a_colour_of_the_old_theme(
    qtbot: QtBot,
    theme: Theme,
    open_window: Callable[..., MainWindow],
    before: Scheme,
    after: Scheme,
) -> None:
    theme.choose(ThemeChoice(before.value))
    use_cases = SmallUseCases()
    use_cases.status = OldStatus(use_cases)
    window = open_window(use_cases, SmallLink(use_cases))
    for page in PAGES:
        window.navigator.show_page(page)
        qtbot.waitUntil(lambda: not window.context.busy)
    window.banner.show_message("An order needs action.", StatusBadge.IN_CONFLICT)

    theme.choose(ThemeChoice(after.value))

    gone = colours_of(TOKENS[before]) - colours_of(TOKENS[after])
    for widget in window.findChildren(QWidget):
        assert not written(widget) & gone, widget.objectName()
    for label in window.findChildren(QLabel):
        if not label.pixmap().isNull() and label.pixmap().size().width() <= QSize(48, 48).width():
            assert not painted(label) & gone, label.parent()


@pytest.mark.parametrize(
    ("policy", "badge"), [("1d mark, 30d refuse", "queued"), ("1d mark, 7d refuse", "rejected")]
)
def test_what_is_old_and_what_is_new_stand_out_in_the_new_colours(
    qtbot: QtBot, theme: Theme, open_window: Callable[..., MainWindow], policy: str, badge: str
) -> None:
    use_cases = SmallUseCases()
    use_cases.status = old = OldStatus(use_cases)
    old.policy = parse_freshness(policy)
    window = open_window(use_cases, SmallLink(use_cases))
    window.banner.show_message("An order needs action.", StatusBadge.IN_CONFLICT)

    theme.choose(ThemeChoice.DARK)

    dark = TOKENS[Scheme.DARK]
    freshness = child(window, QWidget, "freshness")
    ages = [label for label in freshness.findChildren(QLabel) if label.styleSheet()]
    assert len(ages) == len(KINDS)
    assert {colour for age in ages for colour in written(age)} == {dark.states[badge].text.upper()}
    sign = next(label for label in window.banner.findChildren(QLabel) if label.pixmap())
    assert QColor(dark.states["in_conflict"].text).name().upper() in painted(sign)
