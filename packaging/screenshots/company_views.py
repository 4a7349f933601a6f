"""Views of any company: what a rep sees with orders of several states, while data grows old."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from old_data_scene import REMOVED_BY, grow_old
from sample_scene import MORNING, StoppedClock
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.importers import import_folder
from smartclient.ui.pages.registry import PAGES
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

_ORDERS, _LINES, _DRAFT_EVERY = 12, 14, 4


@contextmanager
def company_scene(folder: Path, company: Path, rep: str) -> Iterator[tuple[Session, StoppedClock]]:
    """Import a company from its folder, and take orders of a rep at it."""
    folder.mkdir(exist_ok=True)
    clock = StoppedClock(MORNING)
    url = f"sqlite:///{(folder / 'headoffice.db').as_posix()}"
    office = bootstrap.open_head_office(url, clock)
    office.init()
    office.describe(company=company.name, currency="USD")
    import_folder(office.engine, company, clock=clock)
    for kind, written in REMOVED_BY.items():
        maintenance.set_policy(office.engine, f"freshness.{kind}", written, clock=clock)
    office.close()
    with bootstrap.sign_in(folder / "rep", url=url, login=rep, clock=clock) as session:
        _take_orders(session, clock)
        yield session, clock


def _take_orders(rep: Session, clock: StoppedClock) -> None:
    """Take orders of several customers: answered ones, drafts and ones that wait."""
    rep.sync_now()
    use_cases = rep.use_cases
    sold = [row.sku for row in use_cases.catalog.search("") if row.on_sale and row.price]
    for place, customer in enumerate(use_cases.customers.search("", limit=_ORDERS)):
        order = use_cases.orders.new(CustomerNumber(customer.number))
        for line, sku in enumerate(sold[place : place + _LINES], start=1):
            order = order.with_line(OrderLine(line=line, sku=sku, quantity=line))
        if place % _DRAFT_EVERY == 1:
            use_cases.orders.save_draft(order)
        else:
            use_cases.orders.place(order)
        if place == _ORDERS // 2:
            rep.sync_now()
        clock.advance(9)
    rep.work_offline(True)  # noqa: FBT003 (a switch)


def company_views(window: MainWindow, rep: Session, clock: StoppedClock) -> Iterator[View]:
    """Open every page and an order in each state, at each age of the data."""
    for age in grow_old(rep, clock):
        window.context.changed.emit()
        wait_until_idle(window)
        for name, view in _views(window):
            yield f"{name}_{age}", view


def _views(window: MainWindow) -> Iterator[View]:
    for entry in PAGES:
        if entry.admin_only:
            continue
        go_to_page(window, entry.name)
        if entry.name == "pageCatalog":
            child(window.pages.current, QLineEdit, "searchCatalog").setText("road")
            wait_until_idle(window)
            select_first_row(window)
            wait_until_idle(window)
        yield entry.name, window
    found: dict[str, OrderId] = {}
    for row in window.context.use_cases.orders.search():
        found.setdefault(str(row.task or row.state), row.id)
    for state, order in found.items():
        dialog = open_only_dialog(window, partial(window.navigator.open_order, order))
        yield f"{dialog.objectName()}_{state}", dialog
    close_dialogs(window)
