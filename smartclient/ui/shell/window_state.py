"""What the window remembers of how a person arranged it, in a small file beside the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

WINDOW_FILE = "window.ini"
_WIDEST = 2_000


class RememberedColumns:
    """The widths of columns, by table; a file that can't be read or written is no hindrance."""

    def __init__(self, home: Path) -> None:
        self._file = QSettings(str(home / WINDOW_FILE), QSettings.Format.IniFormat)

    def width(self, table: str, column: int) -> int:
        """The width a person gave a column of a table, 0 for none."""
        stored = str(self._file.value(_key(table, column), ""))
        return min(int(stored), _WIDEST) if stored.isdecimal() else 0

    def save(self, table: str, column: int, width: int) -> None:
        """Remember a width."""
        self._file.setValue(_key(table, column), width)


def _key(table: str, column: int) -> str:
    return f"columns/{table}/{column}"
