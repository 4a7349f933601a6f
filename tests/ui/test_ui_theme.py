"""The theme: readable on every ground it is used on, and every state has all of its signs."""

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from contrast import Use, uses
from smartclient.app import make_application
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.ui.look import icons, status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import TOKENS, Scheme, ThemeChoice, Tokens

LEAST_AT_REST = 5.0


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS.keys())
def test_every_colour_contrasts_with_every_ground_it_is_used_on(tokens: Tokens) -> None:
    assert [use for use in uses(tokens) if not use.passes] == []


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS.keys())
def test_text_at_rest_reads_better_than_it_must(tokens: Tokens) -> None:
    resting = [use for use in uses(tokens) if use.colour in {tokens.text, tokens.muted}]

    worst = min(resting, key=lambda use: use.ratio)

    assert worst.ratio >= LEAST_AT_REST, worst


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert Use(what="", colour="#000000", ground="#FFFFFF").ratio == pytest.approx(21)
    assert Use(what="", colour="#767676", ground="#FFFFFF").ratio == pytest.approx(4.54, abs=0.01)


def test_no_two_states_share_an_icon_or_a_word() -> None:
    assert len({status_badges.ICONS[sign] for sign in StatusBadge}) == len(StatusBadge)
    assert len({status_badges.badge_label(sign) for sign in StatusBadge}) == len(StatusBadge)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("sign", list(StatusBadge))
def test_every_state_has_a_colour_a_word_and_an_icon(
    scheme: Scheme, sign: StatusBadge, theme: Theme
) -> None:
    assert TOKENS[scheme].states[sign].text
    assert status_badges.badge_label(sign)
    assert not icons.icon(status_badges.ICONS[sign], "#000000").pixmap(16, 16).isNull()


def test_every_state_of_a_task_and_an_order_has_its_sign() -> None:
    for status in TaskStatus:
        assert status_badges.of_task(status) in StatusBadge
        assert status_badges.of_order(OrderState.TENTATIVE, status, adjusted=False) in StatusBadge
    for state in OrderState:
        assert status_badges.of_order(state, None, adjusted=False) in StatusBadge
    assert status_badges.of_order(OrderState.CONFIRMED, None, adjusted=True) is StatusBadge.ADJUSTED


def test_a_tentative_record_is_announced_to_a_screen_reader() -> None:
    assert status_badges.shown(StatusBadge.QUEUED).accessible_name == "tentative, waiting to send"
    assert status_badges.shown(StatusBadge.CONFIRMED).accessible_name == "confirmed"


def test_the_rep_may_override_the_system(qtbot: QtBot) -> None:
    application = make_application()
    theme = Theme(application, ThemeChoice.LIGHT)

    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)

    ground = application.palette().color(QPalette.ColorRole.Window)
    assert ground == QColor(TOKENS[Scheme.DARK].background)
    assert theme.choice is ThemeChoice.DARK
