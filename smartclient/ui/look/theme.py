"""The theme: palette, style sheet and the choice between light and dark, over Qt's Fusion."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.stylesheet import stylesheet
from smartclient.ui.look.tokens import TOKENS, Scheme, ThemeChoice, Tint, Tokens


class Theme(QObject):
    """The colours in use; ``changed`` when they change, by the rep's choice or the system's."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        application.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_choice)
        self._scheme = self._chosen_scheme()
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """Which set of colours is in use."""
        return self._scheme

    @property
    def choice(self) -> ThemeChoice:
        """What the rep asked for."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return TOKENS[self._scheme]

    def state(self, badge: StatusBadge) -> Tint:
        """The colours of a state."""
        return self.tokens.states[badge]

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self._apply_choice()

    def _chosen_scheme(self) -> Scheme:
        if self._choice is ThemeChoice.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return Scheme.DARK if dark else Scheme.LIGHT
        return Scheme(self._choice.value)

    def _apply_choice(self) -> None:
        scheme = self._chosen_scheme()
        if scheme is not self._scheme:
            self._scheme = scheme
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(stylesheet(self._scheme))


def palette(tokens: Tokens) -> QPalette:
    """Return Qt's palette for a set of colours."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.background,
        role.AlternateBase: tokens.panel,
        role.ToolTipBase: tokens.panel,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.hover,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.border))
    return palette


def tabular(font: QFont) -> QFont:
    """Return ``font`` with figures of one width, so that amounts line up."""
    tabular_font = QFont(font)
    tabular_font.setFeature(QFont.Tag("tnum"), 1)
    return tabular_font
