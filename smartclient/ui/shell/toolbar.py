"""The toolbar: what can be done from everywhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from smartclient.ui.look.icons import icon
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.shell import shortcuts
from smartclient.ui.shell.commands import Commands
from smartclient.ui.text.plain_text import set_tip


class Toolbar(QToolBar):
    """New order, sync now, work offline, the way to anything, and the menu."""

    theme_chosen = Signal(ThemeChoice)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._commands: Commands | None = None
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 20))
        self._theme = theme
        self.new_order = self._action("actionNewOrder", self.tr("New order"), shortcuts.NEW_ORDER)
        self.sync_now = self._action("actionSyncNow", self.tr("Sync now"), shortcuts.SYNC_NOW)
        self.work_offline = self._action(
            "actionWorkOffline", self.tr("Work offline"), shortcuts.WORK_OFFLINE
        )
        self.work_offline.setCheckable(True)
        self.addActions([self.new_order])
        self.addSeparator()
        self.addActions([self.sync_now, self.work_offline])
        self._add_space()
        self._view = self._view_button()
        theme.changed.connect(self.draw_icons)
        for action in (self.new_order, self.sync_now, self.work_offline):
            self._name_button(action)

    @property
    def every_action(self) -> list[QAction]:
        """What can be done from everywhere; its keys work wherever the window is open."""
        commands = () if self._commands is None else (self._commands.go_to, *self._commands.in_menu)
        return [self.new_order, self.sync_now, self.work_offline, *commands]

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        tokens = self._theme.tokens
        for action, name in (
            (self.new_order, "cart-plus"),
            (self.sync_now, "sync"),
            (self.work_offline, "cloud-off-outline"),
        ):
            action.setProperty("glyph", name)
            action.setIcon(icon(name, tokens.text, disabled=tokens.disabled, on=tokens.accent))
        self._view.setIcon(icon("menu", tokens.text))
        if self._commands is not None:
            for action in (self._commands.go_to, *self._commands.in_menu):
                glyph = action.property("glyph")
                action.setIcon(icon(glyph, tokens.text, disabled=tokens.disabled))

    def put_commands(self, commands: Commands) -> None:
        """Show the way to anything, and the menu of the commands, at the right."""
        self._commands = commands
        self.insertAction(self._view_place, commands.go_to)
        self._name_button(commands.go_to)
        self.setTabOrder(self.widgetForAction(commands.go_to), self._view)
        self._describe(commands.go_to)
        keys = commands.go_to.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        commands.go_to.setIconText(self.tr("Go to… ({keys})").format(keys=keys))
        menu = self._view.menu()
        menu.addSeparator()
        menu.addActions(list(commands.in_menu))
        self.theme_chosen.connect(commands.keep_theme)

    def show_offline(self, *, offline: bool) -> None:
        """Show whether the rep works offline by choice, without acting on it."""
        self.work_offline.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.work_offline.setChecked(offline)
        self.work_offline.blockSignals(False)  # noqa: FBT003 (Qt's own)

    def _action(self, name: str, text: str, shortcut: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(shortcut))
        self._describe(action)
        return action

    def _describe(self, action: QAction) -> None:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        set_tip(action, f"{action.text()} ({keys})")

    def _name_button(self, action: QAction) -> None:
        button = self.widgetForAction(action)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _add_space(self) -> None:
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)

    def _view_button(self) -> QToolButton:
        menu = QMenu(self)
        menu.setObjectName("menuView")
        group = QActionGroup(menu)
        self._themes = group
        menu.aboutToShow.connect(self._show_theme)
        system = self.tr("Follow system theme")
        for choice, name, text, glyph in (
            (ThemeChoice.SYSTEM, "actionThemeSystem", system, "theme-light-dark"),
            (ThemeChoice.LIGHT, "actionThemeLight", self.tr("Light"), "weather-sunny"),
            (ThemeChoice.DARK, "actionThemeDark", self.tr("Dark"), "weather-night"),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.setProperty("glyph", glyph)
            action.setCheckable(True)
            action.setData(choice)
            action.setChecked(choice is self._theme.choice)
            action.triggered.connect(lambda _on, theme=choice: self._choose_theme(theme))
            group.addAction(action)
        button = QToolButton()
        button.setObjectName("buttonView")
        button.setText(self.tr("Menu"))
        button.setAccessibleName(self.tr("Menu"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._view_place = self.addWidget(button)
        return button

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._theme.choose(choice)
        self.theme_chosen.emit(choice)

    def _show_theme(self) -> None:
        """Tick the choice that applies, wherever it was made."""
        for action in self._themes.actions():
            action.setChecked(action.data() == self._theme.choice)
