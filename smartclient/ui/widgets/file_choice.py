"""Choosing a file: where to save one, or which to open, without the window standing still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(
    parent: QWidget,
    *,
    name: str,
    title: str,
    suggested: str,
    kind: str,
    then: Callable[[Path], object],
) -> QFileDialog:
    """Ask for a new file, and give ``then`` where it is to be; ``kind`` is a filter of files."""
    dialog = _dialog(parent, name=name, title=title, kind=kind, then=then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(suggested).suffix.removeprefix("."))
    dialog.selectFile(suggested)
    dialog.open()
    return dialog


def ask_which_to_open(
    parent: QWidget, *, name: str, title: str, kind: str, then: Callable[[Path], object]
) -> None:
    """Ask for a file that is there, and give ``then`` which; ``kind`` is a filter of files."""
    dialog = _dialog(parent, name=name, title=title, kind=kind, then=then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def _dialog(
    parent: QWidget, *, name: str, title: str, kind: str, then: Callable[[Path], object]
) -> QFileDialog:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder, kind)
    dialog.setObjectName(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
