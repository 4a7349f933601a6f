"""Views of what is taken along: documents of a product, data sets and pinned customers."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea

from sample_scene import Scene
from smartclient.ui.shell.main_window import MainWindow
from take_along_scene import PRODUCT, add_documents, define_data_sets, pin_customers
from window_driver import View, child, wait_until_idle

_DAYS_LATER = 10


def take_along_views(window: MainWindow, scene: Scene, folder: Path) -> Iterator[View]:
    """Open what a rep takes along: nothing of it, then all of it. ``folder`` is to be empty."""
    yield from _take_along(window, "none")
    add_documents(scene, folder)
    yield "pageCatalog_documents", _product(window)
    scroll = child(window.pages.current, QScrollArea, "productScroll")
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    yield "pageCatalog_documents_below", window
    window.resize(window.minimumSize())
    yield "pageCatalog_documents_small", _product(window)
    define_data_sets(scene)
    yield from _take_along(window, "sets")
    pin_customers(scene)
    yield from _take_along(window, "pins")
    scene.clock.advance(_DAYS_LATER * 24 * 60)
    yield from _take_along(window, "old")


def _product(window: MainWindow) -> MainWindow:
    window.context.changed.emit()
    window.navigator.show_product(PRODUCT)
    wait_until_idle(window)
    return window


def _take_along(window: MainWindow, name: str) -> Iterator[View]:
    """Open what to take along, from preparing for offline use, and close both."""
    window.context.changed.emit()
    window.commands.open_make_ready()
    wait_until_idle(window)
    ready = child(window, QDialog, "dialogReady")
    child(ready, QPushButton, "buttonTakeAlong").click()
    wait_until_idle(window)
    dialog = child(ready, QDialog, "dialogTakeAlong")
    yield f"dialogTakeAlong_{name}", dialog
    dialog.done(0)
    ready.done(0)
    wait_until_idle(window)
