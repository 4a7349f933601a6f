"""Every view of the window: its pages and dialogs as a rep and an admin see them, one by one.

Screenshots are taken of them, and tests check each. A view comes as its name, after the object
name of what it shows, and the widget, which is open until the next one is asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
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

from device_views import enrol_views, new_device_views
from smartclient.domain.ids import CustomerNumber
from smartclient.read_models.server_restores import RestoreQuestion
from smartclient.ui.models.order_lines import QUANTITY_COLUMN
from smartclient.ui.models.snapshot import SnapshotModel
from smartclient.ui.pages.headoffice import HeadOfficePage
from smartclient.ui.pages.headoffice_restore import RestoreQuestionView
from smartclient.ui.pages.registry import PAGES
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.screen_fit import room_on
from task_views import step_views, task_views
from window_driver import (
    View,
    child,
    close_dialogs,
    go_to_page,
    model_of,
    newest_dialog,
    open_dialog,
    open_only_dialog,
    select_first_row,
    wait_until_idle,
)

_OFFICE_SECTIONS = (
    *("Cases", "Decided", "Reps", "Devices"),
    *("OpenConflicts", "Stopped", "CheckOuts", "Policies"),
)
_DEMO = ("smartclient demo --as head", "smartclient demo --reset")
_KEPT_MS = 300
_BUYER = CustomerNumber("G-1002")
_NO_FONT_HAS = "\U0001f9ff\U00012345"
_TYPED_MS = 50
"""How long a person takes from key to key; what comes faster is a scan."""


def rep_views(window: MainWindow) -> Iterator[View]:
    """Open everything a rep sees; at the end the window asks whether it may close."""
    for name in ("pageToday", "pageCustomers", "pageOrders", "pageOutbox", "pageConflicts"):
        yield name, go_to_page(window, name)
    catalog = go_to_page(window, "pageCatalog")
    yield "pageCatalog", catalog
    search = child(window.pages.current, QLineEdit, "searchCatalog")
    search.setText("rake")
    wait_until_idle(window)
    select_first_row(window)
    wait_until_idle(window)
    yield "pageCatalogProduct", catalog
    yield from new_device_views(window)
    yield from step_views(window)
    yield from _customer_views(window)
    yield from _conflict_views(window)
    yield from _order_views(window)
    yield from _customer_editor_views(window)
    yield from _nothing_found_views(window)
    yield from _small_views(window)
    yield from task_views(window)
    window.close()
    wait_until_idle(window)
    yield "dialogUnsent", newest_dialog(window)


def empty_views(window: MainWindow) -> Iterator[View]:
    """Open every page of a rep who has nothing yet, and a new order."""
    for entry in PAGES:
        if not entry.admin_only:
            yield f"empty_{entry.name}", go_to_page(window, entry.name)
    yield "empty_dialogOrder", open_only_dialog(window, lambda: window.navigator.new_order(""))


def _customer_editor_views(window: MainWindow) -> Iterator[View]:
    """Open a customer's fields, and what is asked before work is lost."""
    customer = window.context.use_cases.customers.search("alder")[0].number
    editor = open_only_dialog(window, lambda: window.navigator.edit_customer(customer))
    yield "dialogCustomer", editor
    yield from _asked(window, editor, "buttonDeleteCustomer", "dialogDeleteCustomer")
    child(editor, QLineEdit, "customerPhone").setText("509-555-0100")
    yield from _asked(window, editor, "buttonCancelCustomer", "dialogDiscardCustomer")
    yield (
        "dialogCustomerNew",
        open_only_dialog(window, lambda: window.navigator.edit_customer("")),
    )
    close_dialogs(window)


def _asked(window: MainWindow, over: QWidget, button: str, name: str) -> Iterator[View]:
    """Open the question that a button of ``over`` asks, and take it away again."""
    child(over, QPushButton, button).click()
    wait_until_idle(window)
    question = child(over, QDialog, name)
    yield name, question
    question.done(0)


def _nothing_found_views(window: MainWindow) -> Iterator[View]:
    for page, field in (
        ("pageCustomers", "searchCustomers"),
        ("pageCatalog", "searchCatalog"),
        ("pageOrders", "searchOrders"),
    ):
        go_to_page(window, page)
        search = child(window.pages.current, QLineEdit, field)
        search.setText("xyzzy")
        wait_until_idle(window)
        yield f"{page}_nothing", window
        search.clear()
        wait_until_idle(window)


def _customer_views(window: MainWindow) -> Iterator[View]:
    """Open customers as a whole, one that is about to be deleted, and products at their terms."""
    for number in ("G-1001", "G-1007", "G-1043"):
        window.navigator.show_customer(number)
        wait_until_idle(window)
        yield f"customerOverview_{number}", window
    child(window.pages.current, QPushButton, "overviewDelete").click()
    wait_until_idle(window)
    yield "customerOverview_deleted", window
    child(window.pages.current, QPushButton, "overviewRestore").click()
    wait_until_idle(window)
    child(window.pages.current, QPushButton, "overviewBack").click()
    window.banner.hide()
    for sku in ("RK-220", "GW-48"):
        window.navigator.show_product(sku)
        wait_until_idle(window)
        yield f"pageCatalog_{sku}", window
    finder = child(window.pages.current, QLineEdit, "catalogCustomer")
    QTest.keyClicks(finder, "alder lane")
    wait_until_idle(window)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    child(window.pages.current, QLineEdit, "searchCatalog").setText("trowel")
    wait_until_idle(window)
    select_first_row(window)
    wait_until_idle(window)
    yield "pageCatalogForCustomer", window


def _conflict_views(window: MainWindow) -> Iterator[View]:

    for conflict in window.context.use_cases.conflicts.open():
        name = f"dialogConflict_{conflict.kind.value}_{len(conflict.problems)}"
        dialog = open_dialog(window, partial(window.navigator.resolve_conflict, conflict.id))
        yield name, dialog
        _choose_the_first(dialog)
        wait_until_idle(window)
        yield f"{name}_chosen", dialog
        yield from _asked(window, dialog, "buttonAskHeadOffice", "dialogAskHeadOffice")
        if conflict.fields:
            result = child(dialog, QLineEdit, f"result_{conflict.fields[0].field}")
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
            open_only_dialog(window, partial(window.navigator.open_order, row.id)),
        )
    delivered = next(row for row in use_cases.orders.search() if row.fulfilment is not None)
    yield (
        "dialogOrderView_delivered",
        open_only_dialog(window, lambda: window.navigator.open_order(delivered.id)),
    )
    view = newest_dialog(window)
    view.resize(_smallest(window))
    wait_until_idle(window)
    yield "dialogOrderView_small", view
    alive = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    view = open_only_dialog(window, lambda: window.navigator.open_order(alive.id))
    yield from _asked(window, view, "buttonCancelOrder", "dialogCancelOrder")
    yield from _not_shown_views(window)
    yield from _editor_views(window)


def _not_shown_views(window: MainWindow) -> Iterator[View]:
    """Ask before an order is printed with a character that no font has."""
    use_cases = window.context.use_cases
    alive = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    order = use_cases.orders.get(alive.id).order
    use_cases.orders.amend(replace(order, reference=f"{order.reference} {_NO_FONT_HAS}"))
    window.context.navigator.print_order(alive.id, "")
    wait_until_idle(window)
    question = child(window, QDialog, "dialogNotShown")
    yield "dialogNotShown", question
    question.done(0)
    use_cases.orders.amend(order)


def _admin_small_views(window: MainWindow) -> Iterator[View]:
    window.resize(window.minimumSize())
    go_to_page(window, "pageHeadOffice")
    for name in _OFFICE_SECTIONS:
        open_section(window, name)
        wait_until_idle(window)
        yield f"pageHeadOffice{name}_small", window


def _smallest(window: MainWindow) -> QSize:
    """Return the smallest size everything is laid out for, on a screen that has it."""
    return window.minimumSize().boundedTo(room_on(window.screen().availableGeometry()).size())


def _editor_views(window: MainWindow) -> Iterator[View]:
    """Open the order editor as it is worked in, and an order that was typed about."""
    use_cases = window.context.use_cases
    bought = next(
        row for row in use_cases.orders.search(customer=_BUYER) if row.fulfilment is not None
    )
    yield "dialogOrderEmpty", open_only_dialog(window, lambda: window.navigator.new_order(""))
    editor = open_only_dialog(window, lambda: window.navigator.new_order(_BUYER))
    product = child(editor, QLineEdit, "orderProduct")
    lines = use_cases.orders.get(bought.id).order.lines
    for sku, quantity in (("TR-100", 24), ("PT-08", 10), ("SV-015", 900), (lines[0].sku, 6)):
        QTest.keyClicks(product, sku, Qt.KeyboardModifier.NoModifier, _TYPED_MS)
        QTest.keyClick(product, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, _TYPED_MS)
        wait_until_idle(window)
        QTest.keyClicks(editor.focusWidget(), str(quantity))
        QTest.keyClick(editor.focusWidget(), Qt.Key.Key_Return)
        wait_until_idle(window)
    child(editor, QPlainTextEdit, "orderNote").setPlainText("The gate is locked until ten.")
    QTest.qWait(_KEPT_MS)
    wait_until_idle(window)
    yield "dialogOrder", editor
    child(editor, QTableView, "tableOrderLines").selectRow(1)
    yield "dialogOrderSelected", editor
    editor.resize(_smallest(window))
    yield "dialogOrder_small", editor
    QTest.keyClick(editor, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    wait_until_idle(window)
    earlier = child(editor, QDialog, "dialogEarlierOrders")
    child(earlier, QTableView).selectRow(1)
    yield "dialogEarlierOrders", earlier
    earlier.done(0)
    editor.done(0)
    yield from _typed_views(window)


def _typed_views(window: MainWindow) -> Iterator[View]:
    """Open a placed order with changes that were typed and not saved."""
    use_cases = window.context.use_cases
    waiting = next(row for row in use_cases.orders.search(limit=12) if str(row.task) == "queued")
    order = use_cases.orders.get(waiting.id).order
    editor = open_only_dialog(window, lambda: window.navigator.edit_order(order))
    lines = child(editor, QTableView, "tableOrderLines").model()
    lines.setData(lines.index(0, QUANTITY_COLUMN), 30)
    QTest.qWait(_KEPT_MS)
    wait_until_idle(window)
    yield (
        "dialogOrderView_typed",
        open_only_dialog(window, lambda: window.navigator.open_order(waiting.id)),
    )
    editor = open_only_dialog(window, lambda: window.navigator.edit_order(order))
    yield "dialogOrder_typed", editor
    yield from _asked(window, editor, "buttonCloseOrder", "dialogDiscard")
    child(editor, QPushButton, "buttonForgetTyped").click()
    wait_until_idle(window)
    editor.done(0)


def _small_views(window: MainWindow) -> Iterator[View]:
    """Show the window at its smallest, with news and a selected row."""
    window.resize(window.minimumSize())
    for entry in PAGES:
        if entry.admin_only:
            continue
        name = entry.name
        go_to_page(window, name)
        if name != "pageToday":
            select_first_row(window)
        window.sync_now()
        wait_until_idle(window)
        yield f"{name}_small", window
    yield from _demo_views(window)


def _demo_views(window: MainWindow) -> Iterator[View]:
    """Show the card of the demonstration, in the window at its smallest."""
    go_to_page(window, "pageToday")
    window.introduce_demo(*_DEMO)
    wait_until_idle(window)
    yield "pageToday_demo", window
    child(window.pages.current, QPushButton, "demoClose").click()
    wait_until_idle(window)


def admin_views(window: MainWindow) -> Iterator[View]:
    """Open what only an admin sees."""
    office = go_to_page(window, "pageHeadOffice")
    for name in _OFFICE_SECTIONS:
        open_section(window, name)
        wait_until_idle(window)
        table = child(window.pages.current, QTableView, f"table{name}")
        table.selectRow(9 if name == "Policies" else 0)
        wait_until_idle(window)
        yield f"pageHeadOffice{name}", office
        if name == "Policies":
            yield from _last_policies_views(window, table)
        if name == "Reps":
            yield from enrol_views(window)
        if name == "Devices":
            yield from _asked(window, office, "buttonReleaseWork", "dialogReleaseWork")
            yield from _asked(window, office, "buttonDropWork", "dialogDropWork")
            table.selectRow(1)
            yield from _asked(window, office, "buttonRevokeDevice", "dialogRevokeDevice")
            yield from _asked(window, office, "buttonWipeDevice", "dialogWipeDevice")
        if name == "CheckOuts":
            yield from _asked(window, office, "buttonBreakCheckOut", "dialogBreakCheckOut")
        if name == "Stopped":
            yield from _asked(window, office, "buttonRetryStopped", "dialogRetryStopped")
            yield from _asked(window, office, "buttonCloseStopped", "dialogCloseStopped")
        if name == "OpenConflicts":
            rows = model_of(table, SnapshotModel).rows
            table.selectRow(next(index for index, row in enumerate(rows) if not row.with_admin))
            yield from _asked(window, office, "buttonTakeOver", "dialogTakeOver")
    asked = child(window.pages.current, RestoreQuestionView)
    asked.show_question(RestoreQuestion(since=window.context.clock.now(), logins=3))
    yield from _asked(window, office, "buttonRestored", "dialogRestored")
    asked.show_question(None)
    for index, case in enumerate(window.context.use_cases.admin.cases()):
        dialog = open_only_dialog(window, partial(window.navigator.decide_case, case))
        yield f"dialogConflict_admin_{index}", dialog
        _choose_the_first(dialog)
        wait_until_idle(window)
        yield f"dialogConflict_admin_{index}_chosen", dialog
        yield from _asked(window, dialog, "buttonHandBack", "dialogHandBack")
        yield from _asked(window, dialog, "buttonRefuse", "dialogRefuse")
    close_dialogs(window)
    yield from _admin_small_views(window)


def _last_policies_views(window: MainWindow, table: QTableView) -> Iterator[View]:
    """Show the policies at the end of the list, and what is said of a period out of range."""
    rows = model_of(table, SnapshotModel).rows
    keys = [row.policy.key for row in rows]
    for key in ("numbering", "keep_changes_days"):
        table.selectRow(keys.index(key))
        table.scrollToBottom()
        wait_until_idle(window)
        yield f"pageHeadOfficePolicies_{key}", window
    number = child(window.pages.current, QLineEdit, "policyNumber")
    number.setText("30")
    child(window.pages.current, QPushButton, "buttonChangePolicy").click()
    wait_until_idle(window)
    yield "pageHeadOfficePolicies_refused", window


def open_section(window: MainWindow, name: str) -> None:
    """Open a section of head office's page, which is the current one."""
    page = window.pages.current
    assert isinstance(page, HeadOfficePage)  # noqa: S101
    page.open_section(f"section{name}")


def _choose_the_first(dialog: QWidget) -> None:
    """Choose the first option of each problem."""
    chosen = set()
    for option in dialog.findChildren(QRadioButton):
        if option.group() not in chosen:
            chosen.add(option.group())
            option.click()
