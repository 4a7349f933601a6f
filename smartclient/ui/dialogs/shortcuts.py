"""The list of shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_PAGE
from smartclient.ui.shell.shortcuts import Shortcut, ShortcutGroup
from smartclient.ui.widgets.factories import button, heading, label, row, wrapped_title

_WIDTH = 720
_BESIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ShortcutsDialog(Dialog):
    """Every key that does something, in two columns."""

    def __init__(self, groups: tuple[ShortcutGroup, ...], parent: QWidget) -> None:
        super().__init__(parent, "dialogShortcuts", "")
        self.setWindowTitle(self.tr("Shortcuts"))
        self.be_wide(_WIDTH)
        self.content_layout.addWidget(wrapped_title(self.tr("Shortcuts")))
        columns = row(spacing=2 * SPACE_PAGE)
        first, *others = groups
        columns.addLayout(_column(first), 1)
        columns.addLayout(_column(*others), 1)
        self.content_layout.addLayout(columns)
        close = button("buttonCloseShortcuts", self.tr("&Close"), self.accept, primary=True)
        close.setDefault(True)
        self.put_buttons(None, close)


def _column(*groups: ShortcutGroup) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setSpacing(SPACE_BETWEEN)
    for index, group in enumerate(groups):
        if index:
            layout.addSpacing(SPACE_GROUP)
        layout.addWidget(heading(group.title))
        layout.addLayout(_keys(group.shortcuts))
    layout.addStretch(1)
    return layout


def _keys(shortcuts: tuple[Shortcut, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_GROUP)
    grid.setVerticalSpacing(SPACE_BETWEEN)
    grid.setColumnStretch(0, 1)
    for index, shortcut in enumerate(shortcuts):
        grid.addWidget(label(shortcut.what, wraps=True), index, 0)
        grid.addWidget(_key(shortcut), index, 1, _BESIDE)
    return grid


def _key(shortcut: Shortcut) -> QLabel:
    text_label = label(shortcut.shown)
    text_label.setProperty("key", "true")
    text_label.setAccessibleName(f"{shortcut.shown}: {shortcut.what}")
    return text_label
