"""Every view of the window: its pages and dialogs as a rep and an admin meet them, one by one.

Pictures are made of them, and tests look at them for what a person needs of each. Each comes as
its name, after the object name of what it shows, and the widget; it is open until the next one is
asked for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.read_models.server_restores import RestoreQuestion
from smartclient.ui.look.theme import Theme
from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from smartclient.ui.pages.headoffice_restore import RestoreQuestionView
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.screen_fit import room_on

_OFFICE_SECTIONS = ("Cases", "Decided", "Reps", "OpenConflicts", "Stopped", "Policies")
_DEMO = ("smartclient demo --as head", "smartclient demo --reset")
_WAIT_MS = 10_000
_KEPT_MS = 300
_NO_FONT_HAS = "\U0001f9ff\U00012345"
_TYPED_MS = 90
"""How long a person takes from key to key; what comes faster is a scan."""
_TURN_MS = 15
_QUIET_TURNS = 3

View = tuple[str, QWidget]


def rep_views(window: MainWindow) -> Iterator[View]:
    """Open everything a rep sees; at the end the window asks whether it may close."""
    for name in ("pageToday", "pageCustomers", "pageOrders", "pageOutbox", "pageConflicts"):
        yield name, _page(window, name)
    catalog = _page(window, "pageCatalog")
    yield "pageCatalog", catalog
    search = window.page.findChild(QLineEdit, "searchCatalog")
    search.setText("rake")
    settle(window)
    _select_first(window)
    settle(window)
    yield "pageCatalogProduct", catalog
    yield from _customer_views(window)
    yield from _conflict_views(window)
    yield from _order_views(window)
    yield from _customer_editor_views(window)
    yield from _nothing_found_views(window)
    yield from _small_views(window)
    window.close()
    settle(window)
    yield "dialogUnsent", _newest(window)


def empty_views(window: MainWindow) -> Iterator[View]:
    """Open every page of a rep who has nothing yet, and a new order."""
    for entry in PAGES:
        if not entry.admin_only:
            yield f"empty_{entry.name}", _page(window, entry.name)
    yield "empty_dialogOrder", _closing(window, lambda: window.opening.new_order(""))


def _customer_editor_views(window: MainWindow) -> Iterator[View]:
    """Open a customer's fields, and what is asked before work is lost."""
    customer = window.context.use_cases.customers.search("alder")[0].number
    editor = _closing(window, lambda: window.opening.open_customer(customer))
    yield "dialogCustomer", editor
    yield from _asked(window, editor, "buttonDeleteCustomer", "dialogDeleteCustomer")
    editor.findChild(QLineEdit, "customerPhone").setText("509-555-0100")
    yield from _asked(window, editor, "buttonCancelCustomer", "dialogDiscardCustomer")
    yield "dialogCustomerNew", _closing(window, lambda: window.opening.open_customer(""))
    _close_dialogs(window)


def _asked(window: MainWindow, over: QWidget, button: str, name: str) -> Iterator[View]:
    """Open the question that a button of ``over`` asks, and take it away again."""
    over.findChild(QPushButton, button).click()
    settle(window)
    question = over.findChild(QDialog, name)
    yield name, question
    question.done(0)


def _nothing_found_views(window: MainWindow) -> Iterator[View]:
    for page, field in (
        ("pageCustomers", "searchCustomers"),
        ("pageCatalog", "searchCatalog"),
        ("pageOrders", "searchOrders"),
    ):
        _page(window, page)
        search = window.page.findChild(QLineEdit, field)
        search.setText("xyzzy")
        settle(window)
        yield f"{page}_nothing", window
        search.clear()
        settle(window)


def _customer_views(window: MainWindow) -> Iterator[View]:
    """Open customers as a whole, one that is about to be deleted, and products at their terms."""
    for number in ("G-1001", "G-1007", "G-1043"):
        window.show_customer(number)
        settle(window)
        yield f"customerPicture_{number}", window
    window.page.findChild(QPushButton, "pictureDelete").click()
    settle(window)
    yield "customerPicture_deleted", window
    window.page.findChild(QPushButton, "pictureRestore").click()
    settle(window)
    window.page.findChild(QPushButton, "pictureBack").click()
    window.banner.hide()
    for sku in ("RK-220", "GW-48"):
        window.show_product(sku)
        settle(window)
        yield f"pageCatalog_{sku}", window
    finder = window.page.findChild(QLineEdit, "catalogCustomer")
    QTest.keyClicks(finder, "alder lane")
    settle(window)
    QTest.keyClick(finder, "\r")
    window.page.findChild(QLineEdit, "searchCatalog").setText("trowel")
    settle(window)
    _select_first(window)
    settle(window)
    yield "pageCatalogForCustomer", window


def _conflict_views(window: MainWindow) -> Iterator[View]:

    for conflict in window.context.use_cases.conflicts.open():
        name = f"dialogConflict_{conflict.kind.value}_{len(conflict.problems)}"
        dialog = _dialog(window, lambda wanted=conflict: window.opening.open_conflict(wanted.id))
        yield name, dialog
        _choose_the_first(dialog)
        settle(window)
        yield f"{name}_chosen", dialog
        yield from _asked(window, dialog, "buttonAskHeadOffice", "dialogAskHeadOffice")
        if conflict.fields:
            result = dialog.findChild(QLineEdit, f"result_{conflict.fields[0].field}")
            result.clear()
            QTest.keyClicks(result, "555-0100")
            yield from _asked(window, dialog, "buttonLater", "dialogDiscardChoice")
        dialog.done(0)


def _order_views(window: MainWindow) -> Iterator[View]:
    use_cases = window.context.use_cases
    seen: set[str] = set()
    for row in use_cases.orders.search(limit=12):
        state = str(row.task or row.state)
        if state in seen or state == "draft":
            continue
        seen.add(state)
        yield (
            f"dialogOrderView_{state}",
            _closing(window, lambda wanted=row: window.opening.open_order(wanted.id)),
        )
    delivered = next(row for row in use_cases.orders.search() if row.fulfilment is not None)
    yield (
        "dialogOrderView_delivered",
        _closing(window, lambda: window.opening.open_order(delivered.id)),
    )
    view = _newest(window)
    view.resize(_smallest(window))
    settle(window)
    yield "dialogOrderView_small", view
    alive = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    view = _closing(window, lambda: window.opening.open_order(alive.id))
    yield from _asked(window, view, "buttonCancelOrder", "dialogCancelOrder")
    yield from _not_shown_views(window)
    yield from _editor_views(window)


def _not_shown_views(window: MainWindow) -> Iterator[View]:
    """Ask before an order is printed with a character that no font has."""
    use_cases = window.context.use_cases
    alive = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    order = use_cases.orders.get(alive.id).order
    use_cases.orders.amend(replace(order, reference=f"{order.reference} {_NO_FONT_HAS}"))
    window.context.print_wanted.emit(alive.id, "")
    settle(window)
    question = window.findChild(QDialog, "dialogNotShown")
    yield "dialogNotShown", question
    question.done(0)
    use_cases.orders.amend(order)


def _admin_small_views(window: MainWindow) -> Iterator[View]:
    window.resize(window.minimumSize())
    _page(window, "pageHeadOffice")
    for name in _OFFICE_SECTIONS:
        window.page.open_section(f"section{name}")
        settle(window)
        yield f"pageHeadOffice{name}_small", window


def _smallest(window: MainWindow) -> QSize:
    """Return the smallest size everything is laid out for, on a screen that has it."""
    return window.minimumSize().boundedTo(room_on(window.screen().availableGeometry()).size())


def _editor_views(window: MainWindow) -> Iterator[View]:
    """Open the order editor as it is worked in, and an order that was typed about."""
    use_cases = window.context.use_cases
    bought = next(
        row for row in use_cases.orders.search(customer="G-1002") if row.fulfilment is not None
    )
    yield "dialogOrderEmpty", _closing(window, lambda: window.opening.new_order(""))
    editor = _closing(window, lambda: window.opening.new_order("G-1002"))
    product = editor.findChild(QLineEdit, "orderProduct")
    lines = use_cases.orders.get(bought.id).order.lines
    for sku, quantity in (("TR-100", 24), ("PT-08", 10), ("SV-015", 900), (lines[0].sku, 6)):
        QTest.keyClicks(product, sku, Qt.KeyboardModifier.NoModifier, _TYPED_MS)
        QTest.keyClick(product, "\r", Qt.KeyboardModifier.NoModifier, _TYPED_MS)
        settle(window)
        QTest.keyClicks(editor.focusWidget(), str(quantity))
        QTest.keyClick(editor.focusWidget(), "\r")
        settle(window)
    editor.findChild(QPlainTextEdit, "orderNote").setPlainText("The gate is locked until ten.")
    QTest.qWait(_KEPT_MS)
    settle(window)
    yield "dialogOrder", editor
    editor.findChild(QTableView, "tableOrderLines").selectRow(1)
    yield "dialogOrderSelected", editor
    editor.resize(_smallest(window))
    yield "dialogOrder_small", editor
    QTest.keyClick(editor, "r", Qt.KeyboardModifier.ControlModifier)
    settle(window)
    earlier = editor.findChild(QDialog, "dialogEarlierOrders")
    earlier.findChild(QTableView).selectRow(1)
    yield "dialogEarlierOrders", earlier
    earlier.done(0)
    editor.done(0)
    yield from _typed_views(window)


def _typed_views(window: MainWindow) -> Iterator[View]:
    """Open a placed order with changes that were typed and not saved."""
    use_cases = window.context.use_cases
    waiting = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    order = use_cases.orders.get(waiting.id).order
    editor = _closing(window, lambda: window.opening.edit_placed(order))
    lines = editor.findChild(QTableView, "tableOrderLines").model()
    lines.setData(lines.index(0, QUANTITY_COLUMN), 30)
    QTest.qWait(_KEPT_MS)
    settle(window)
    yield "dialogOrderView_typed", _closing(window, lambda: window.opening.open_order(waiting.id))
    editor = _closing(window, lambda: window.opening.edit_placed(order))
    yield "dialogOrder_typed", editor
    yield from _asked(window, editor, "buttonCloseOrder", "dialogDiscard")
    editor.findChild(QPushButton, "buttonForgetTyped").click()
    settle(window)
    editor.done(0)


def _small_views(window: MainWindow) -> Iterator[View]:
    """Show the window at its smallest, with news and a selected row."""
    window.resize(window.minimumSize())
    for entry in PAGES:
        if entry.admin_only:
            continue
        name = entry.name
        _page(window, name)
        if name != "pageToday":
            _select_first(window)
        window.sync_now()
        settle(window)
        yield f"{name}_small", window
    yield from _demo_views(window)


def _demo_views(window: MainWindow) -> Iterator[View]:
    """Show the card of the demonstration, in the window at its smallest."""
    _page(window, "pageToday")
    window.introduce_demo(*_DEMO)
    settle(window)
    yield "pageToday_demo", window
    window.page.findChild(QPushButton, "demoClose").click()
    settle(window)


def admin_views(window: MainWindow) -> Iterator[View]:
    """Open what only an admin sees."""
    office = _page(window, "pageHeadOffice")
    for name in _OFFICE_SECTIONS:
        window.page.open_section(f"section{name}")
        settle(window)
        table = window.page.findChild(QTableView, f"table{name}")
        table.selectRow(9 if name == "Policies" else 0)
        settle(window)
        yield f"pageHeadOffice{name}", office
        if name == "Stopped":
            yield from _asked(window, office, "buttonRetryStopped", "dialogRetryStopped")
            yield from _asked(window, office, "buttonCloseStopped", "dialogCloseStopped")
        if name == "OpenConflicts":
            rows = table.model().rows
            table.selectRow(next(index for index, row in enumerate(rows) if not row.with_admin))
            yield from _asked(window, office, "buttonTakeOver", "dialogTakeOver")
    asked = window.page.findChild(RestoreQuestionView)
    asked.show_question(RestoreQuestion(since=window.context.clock.now(), logins=3))
    yield from _asked(window, office, "buttonRestored", "dialogRestored")
    asked.show_question(None)
    for index, case in enumerate(window.context.use_cases.admin.cases()):
        dialog = _closing(window, lambda wanted=case: window.opening.open_case(wanted))
        yield f"dialogConflict_admin_{index}", dialog
        _choose_the_first(dialog)
        settle(window)
        yield f"dialogConflict_admin_{index}_chosen", dialog
        yield from _asked(window, dialog, "buttonHandBack", "dialogHandBack")
        yield from _asked(window, dialog, "buttonRefuse", "dialogRefuse")
    _close_dialogs(window)
    yield from _admin_small_views(window)


def _choose_the_first(dialog: QWidget) -> None:
    """Choose the first option of each problem."""
    chosen = set()
    for option in dialog.findChildren(QRadioButton):
        if option.group() not in chosen:
            chosen.add(option.group())
            option.click()


def _page(window: MainWindow, name: str) -> QWidget:
    settle(window)
    window.go_to(name)
    settle(window)
    return window


def _select_first(window: MainWindow) -> None:
    next(t for t in window.page.findChildren(QTableView) if t.isVisible()).selectRow(0)


def _dialog(window: MainWindow, opens: Callable[[], None]) -> QWidget:
    opens()
    settle(window)
    return _newest(window)


def _closing(window: MainWindow, opens: Callable[[], None]) -> QWidget:
    """Return a dialog that closes when the next one is opened."""
    _close_dialogs(window)
    return _dialog(window, opens)


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.opening.dialogs:
        dialog.done(0)


def _newest(window: MainWindow) -> QWidget:
    return window.opening.dialogs[-1]


@contextmanager
def opened(session: Session, clock: Clock, theme: Theme) -> Iterator[MainWindow]:
    """Open the window on a laptop; on leaving it is gone with every dialog of it."""
    window = MainWindow(session.use_cases, session, clock, theme, has_tray=lambda: True)
    window.show()
    settle(window)
    try:
        yield window
    finally:
        close(window)


def close(window: MainWindow) -> None:
    """Close a window and let Qt destroy it: Python would do so whenever it likes."""
    _close_dialogs(window)
    window.end()
    window.deleteLater()
    while shiboken6.isValid(window):
        pause(_TURN_MS)


def settle(window: MainWindow) -> None:
    """Let the window look everything up and paint it."""
    waited = QElapsedTimer()
    waited.start()
    quiet = 0
    while quiet < _QUIET_TURNS and waited.elapsed() < _WAIT_MS:
        pause(_TURN_MS)
        quiet = 0 if window.context.busy else quiet + 1


def pause(milliseconds: int) -> None:
    """Let Qt do what is due, for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
