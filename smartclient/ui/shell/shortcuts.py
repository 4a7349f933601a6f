"""Shortcuts: every key that does something, described, by where it works."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

translate = QCoreApplication.translate

NEW_ORDER = "Ctrl+N"
SYNC_NOW = "F5"
WORK_OFFLINE = "Ctrl+Shift+O"
GO_TO = "Ctrl+K"
PREFERENCES = "Ctrl+,"
MAKE_READY = "Ctrl+Shift+R"
CONNECTION = "Ctrl+Shift+L"
HELP = "F1"
SHORTCUTS = "Ctrl+F1"
LEGEND = "Shift+F1"
REPEAT_EARLIER = "Ctrl+R"
QUIT = "Ctrl+Q"
SEARCH = "Ctrl+F"
WRITE_MAIL = "Ctrl+M"
MAILS = "Ctrl+Shift+M"
PLACE_ORDER = "Ctrl+Return"
UNDO_LINE = "Ctrl+Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """A key as Qt writes it, or the first and the last of several, and what it does."""

    key: str
    what: str
    to: str = ""

    @property
    def shown(self) -> str:
        """The key as this system writes it."""
        return " … ".join(_native(key) for key in (self.key, self.to) if key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortcutGroup:
    """The keys that work in one place."""

    title: str
    shortcuts: tuple[Shortcut, ...]


def every_shortcut(pages: int) -> tuple[ShortcutGroup, ...]:
    """All there are, where the window has so many pages."""
    return (
        ShortcutGroup(
            title=translate("Shortcuts", "Everywhere"),
            shortcuts=(
                _shortcut(
                    GO_TO, translate("Shortcuts", "Go to a customer, product, order or page")
                ),
                _shortcut(NEW_ORDER, translate("Shortcuts", "New order")),
                _shortcut(SYNC_NOW, translate("Shortcuts", "Sync now")),
                _shortcut(WORK_OFFLINE, translate("Shortcuts", "Work offline, or online again")),
                _shortcut(MAKE_READY, translate("Shortcuts", "Prepare for offline use")),
                _shortcut(
                    WRITE_MAIL, translate("Shortcuts", "Message to the customer that is shown")
                ),
                _shortcut(MAILS, translate("Shortcuts", "Mails to customers")),
                _shortcut(CONNECTION, translate("Shortcuts", "Connection")),
                _shortcut(PREFERENCES, translate("Shortcuts", "Preferences")),
                _shortcut(HELP, translate("Shortcuts", "Help")),
                _shortcut(SHORTCUTS, translate("Shortcuts", "This list")),
                _shortcut(LEGEND, translate("Shortcuts", "Status legend")),
                _shortcut(QUIT, translate("Shortcuts", "Quit Smart Client")),
            ),
        ),
        ShortcutGroup(
            title=translate("Shortcuts", "Pages and lists"),
            shortcuts=(
                Shortcut(
                    key="Ctrl+1", to=f"Ctrl+{pages}", what=translate("Shortcuts", "Open a page")
                ),
                _shortcut(SEARCH, translate("Shortcuts", "Search in the page")),
                _shortcut("Return", translate("Shortcuts", "Open the row")),
                _shortcut("Tab", translate("Shortcuts", "To the next control")),
                _shortcut("Esc", translate("Shortcuts", "Back, or close what is open")),
            ),
        ),
        ShortcutGroup(
            title=translate("Shortcuts", "Order editor"),
            shortcuts=(
                _shortcut("Return", translate("Shortcuts", "Take what was found; add the line")),
                _shortcut(
                    "Return",
                    translate("Shortcuts", "In an empty product field: place the order"),
                ),
                _shortcut("Del", translate("Shortcuts", "Remove the line")),
                _shortcut(UNDO_LINE, translate("Shortcuts", "Undo the last change of a line")),
                _shortcut(REPEAT_EARLIER, translate("Shortcuts", "Repeat an earlier order")),
                _shortcut(PLACE_ORDER, translate("Shortcuts", "Place the order")),
            ),
        ),
    )


def _shortcut(key: str, what: str) -> Shortcut:
    return Shortcut(key=key, what=what)


def _native(key: str) -> str:
    shown = _as_qt_has_it(key)
    if not key.endswith("Return"):
        return shown
    # the key that Qt calls Return is labelled Enter on most keyboards, and in all our texts
    return shown.removesuffix(_as_qt_has_it("Return")) + translate("Shortcuts", "Enter")


def _as_qt_has_it(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
