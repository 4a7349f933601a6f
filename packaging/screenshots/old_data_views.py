"""Views of old data: pages, an order and the readiness, while data is fresh until it is removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from old_data_scene import grow_old, set_ages
from sample_scene import Scene
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import OrderState
from smartclient.ui.shell.main_window import MainWindow
from window_driver import (
    View,
    child,
    close_dialogs,
    go_to_page,
    open_only_dialog,
    select_first_row,
    wait_until_idle,
)

_LISTS = ("pageToday", "pageCustomers", "pageOrders", "pageOutbox", "pageConflicts")
_CUSTOMER = CustomerNumber("G-1001")


def old_data_views(window: MainWindow, scene: Scene) -> Iterator[View]:
    """Open what shows reference data, at each age; the rep works offline all the time."""
    set_ages(scene.rep, scene.admin)
    orders = window.context.use_cases.orders
    draft = next(row.id for row in orders.search() if row.state is OrderState.DRAFT)
    placed = next(row.id for row in orders.search() if row.state is OrderState.CONFIRMED)
    for age in grow_old(scene.rep, scene.clock):
        window.context.changed.emit()
        wait_until_idle(window)
        for name, view in _views(window, draft, placed):
            yield f"{name}_{age}", view
    with _out_of_reach(scene.rep):
        yield from _readiness(window)


def _views(window: MainWindow, draft: OrderId, placed: OrderId) -> Iterator[View]:
    _leave_overview(window)
    for page in _LISTS:
        yield page, go_to_page(window, page)
    yield "pageCatalog", _catalog(window)
    window.navigator.show_customer(_CUSTOMER)
    wait_until_idle(window)
    yield "customerOverview", window
    yield "dialogOrder", open_only_dialog(window, lambda: window.navigator.open_order(draft))
    yield "dialogOrderView", open_only_dialog(window, lambda: window.navigator.open_order(placed))
    close_dialogs(window)


def _leave_overview(window: MainWindow) -> None:
    """Go from a customer back to the list of customers."""
    go_to_page(window, "pageCustomers")
    back = window.pages.current.findChild(QPushButton, "overviewBack")
    if back is not None and back.isVisible():
        back.click()
        wait_until_idle(window)


def _catalog(window: MainWindow) -> MainWindow:
    go_to_page(window, "pageCatalog")
    search = child(window.pages.current, QLineEdit, "searchCatalog")
    search.clear()
    QTest.keyClicks(search, "trowel")
    wait_until_idle(window)
    select_first_row(window)
    wait_until_idle(window)
    return window


def admin_old_data_views(window: MainWindow, scene: Scene) -> Iterator[View]:
    """Open head office's page with data of another day."""
    scene.clock.advance(60 * 24 * 9)
    window.context.changed.emit()
    yield "pageHeadOffice_stale", go_to_page(window, "pageHeadOffice")


def _readiness(window: MainWindow) -> Iterator[View]:
    """Prepare for offline use with data that is too old, while head office is out of reach."""
    window.commands.open_make_ready()
    while window.context.busy or window.syncing.running:
        wait_until_idle(window)
    dialog = child(window, QDialog, "dialogReady")
    yield "dialogReady_removed", dialog
    dialog.done(0)


@contextmanager
def _out_of_reach(rep: Session) -> Iterator[None]:
    """Have head office's file away meanwhile."""
    file = Path(rep.settings.url.removeprefix("sqlite:///"))
    away = file.with_suffix(".away")
    file.rename(away)
    try:
        yield
    finally:
        away.rename(file)
