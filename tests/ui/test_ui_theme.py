"""The theme: readable on every ground it is used on, and every state has all of its signs."""

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from smartclient.app import make_application
from smartclient.domain.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.ui import icons, signs
from smartclient.ui.signs import Sign
from smartclient.ui.theme import Theme
from smartclient.ui.tokens import TOKENS, Scheme, ThemeChoice, Tokens

LEAST_CONTRAST = 5.0
LEAST_CONTRAST_OF_A_SIGN = 3.0


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS.keys())
def test_text_is_readable_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.background, tokens.panel)
    used = [(text, ground) for text in (tokens.text, tokens.muted) for ground in grounds]
    used += [(tokens.accent, ground) for ground in grounds]
    used += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_hover)]
    for tint in tokens.states.values():
        used += [(tint.text, tint.ground or tokens.background)]
        used += [(tokens.text, tint.ground or tokens.background)]

    worst = min(used, key=lambda pair: contrast(*pair))

    assert contrast(*worst) >= LEAST_CONTRAST, worst


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS.keys())
def test_the_page_that_is_open_is_readable_in_the_navigation(tokens: Tokens) -> None:
    assert contrast(tokens.accent, tokens.hover) >= 4.5
    assert contrast(tokens.text, tokens.hover) >= LEAST_CONTRAST


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("sign", list(Sign))
def test_every_state_has_a_colour_a_word_and_an_icon(
    scheme: Scheme, sign: Sign, theme: Theme
) -> None:
    assert TOKENS[scheme].states[sign].text
    assert signs.word(sign)
    assert not icons.icon(signs.ICONS[sign], "#000000").pixmap(16, 16).isNull()


def test_every_state_of_a_task_and_an_order_has_its_sign() -> None:
    for status in TaskStatus:
        assert signs.of_task(status) in Sign
        assert signs.of_order(OrderState.TENTATIVE, status, adjusted=False) in Sign
    for state in OrderState:
        assert signs.of_order(state, None, adjusted=False) in Sign
    assert signs.of_order(OrderState.CONFIRMED, None, adjusted=True) is Sign.ADJUSTED


def test_a_screen_reader_is_told_that_a_record_is_tentative() -> None:
    assert signs.shown(Sign.QUEUED).spoken == "tentative, waiting to send"
    assert signs.shown(Sign.CONFIRMED).spoken == "confirmed"


def test_the_rep_may_override_the_system(qtbot: QtBot) -> None:
    application = make_application()
    theme = Theme(application, ThemeChoice.LIGHT)

    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)

    ground = application.palette().color(QPalette.ColorRole.Window)
    assert ground == QColor(TOKENS[Scheme.DARK].background)
    assert theme.choice is ThemeChoice.DARK
