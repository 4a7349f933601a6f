"""The toolbar: what can be done from everywhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from smartclient.ui.icons import icon
from smartclient.ui.theme import Theme
from smartclient.ui.tokens import ThemeChoice


class Toolbar(QToolBar):
    """New order, sync now, work offline, and how the window looks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Toolbar"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 20))
        self._theme = theme
        self.new_order = self._action("actionNewOrder", self.tr("New order"), "Ctrl+N")
        self.sync_now = self._action("actionSyncNow", self.tr("Sync now"), "F5")
        self.work_offline = self._action(
            "actionWorkOffline", self.tr("Work offline"), "Ctrl+Shift+O"
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

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        tokens = self._theme.tokens
        for action, name in (
            (self.new_order, "cart-plus"),
            (self.sync_now, "sync"),
            (self.work_offline, "cloud-off-outline"),
        ):
            action.setIcon(icon(name, tokens.text, disabled=tokens.faint, on=tokens.accent))
        self._view.setIcon(icon("theme-light-dark", tokens.text))

    def show_offline(self, *, offline: bool) -> None:
        """Show whether the rep works offline by choice, without acting on it."""
        self.work_offline.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.work_offline.setChecked(offline)
        self.work_offline.blockSignals(False)  # noqa: FBT003 (Qt's own)

    def _action(self, name: str, text: str, shortcut: str) -> QAction:
        made = QAction(text, self)
        made.setObjectName(name)
        keys = QKeySequence(shortcut)
        made.setShortcut(keys)
        made.setToolTip(f"{text} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        return made

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
        group = QActionGroup(menu)
        for choice, name, text in (
            (ThemeChoice.SYSTEM, "actionThemeSystem", self.tr("Light or dark as the system is")),
            (ThemeChoice.LIGHT, "actionThemeLight", self.tr("Light")),
            (ThemeChoice.DARK, "actionThemeDark", self.tr("Dark")),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.setCheckable(True)
            action.setChecked(choice is self._theme.choice)
            action.triggered.connect(lambda _on, wanted=choice: self._theme.choose(wanted))
            group.addAction(action)
        made = QToolButton()
        made.setObjectName("buttonView")
        made.setText(self.tr("View"))
        made.setAccessibleName(self.tr("View"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(made)
        return made
