"""Views of what is taken along: documents of a product, data sets and pinned customers."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea

from sample_scene import Scene
from smartclient.ui.shell.main_window import MainWindow
from take_along_scene import PRODUCT, add_documents, define_data_sets, pin_a_customer
from window_driver import View, child, wait_until_idle


def take_along_views(window: MainWindow, scene: Scene, folder: Path) -> Iterator[View]:
    """Open what a rep takes along: nothing of it, then all of it. ``folder`` is to be empty."""
    yield "dialogTakeAlong_none", _take_along(window)
    add_documents(scene, folder)
    yield "pageCatalog_documents", _product(window)
    scroll = child(window.pages.current, QScrollArea, "productScroll")
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    yield "pageCatalog_documents_below", window
    window.resize(window.minimumSize())
    yield "pageCatalog_documents_small", _product(window)
    define_data_sets(scene)
    yield "dialogTakeAlong_sets", _take_along(window)
    pin_a_customer(scene)
    yield "dialogTakeAlong_pins", _take_along(window)


def _product(window: MainWindow) -> MainWindow:
    window.context.changed.emit()
    window.navigator.show_product(PRODUCT)
    wait_until_idle(window)
    return window


def _take_along(window: MainWindow) -> QDialog:
    """Open what to take along; a dialog of it that was open before is closed."""
    window.context.changed.emit()
    for before in window.findChildren(QDialog, "dialogReady"):
        before.done(0)
    window.commands.open_make_ready()
    wait_until_idle(window)
    ready = child(window, QDialog, "dialogReady")
    child(ready, QPushButton, "buttonTakeAlong").click()
    wait_until_idle(window)
    return child(ready, QDialog, "dialogTakeAlong")
