"""Old data in the window: its age stands where it is shown, and what is too old can't be used."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.domain.clock import SystemClock
from smartclient.domain.freshness import parse_freshness
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import POSSIBLE, CommandState, CustomerSummary, OrderPreview
from smartclient.ui.models.customers import customer_model
from smartclient.ui.models.order_lines import shown_lines
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text.data_ages import no_stock_text
from smartclient.ui.text.wording import filled
from smartclient.ui.widgets.freshness import KINDS as FRESHNESS_KINDS
from smartclient.ui.widgets.freshness import Freshness
from smartclient.ui.widgets.product_panel import ProductPanel
from smartclient.use_cases.queries.usable_data import NEEDED
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases
from tests.ui.small_values import NOW
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

REMOVED = parse_freshness("7d remove")
STEPS = parse_freshness("1d mark, 7d warn, 30d refuse")
TOO_OLD = CommandState(
    possible=False,
    why=(
        "The data for this is of {as_of} and has been too old since {too_old_since}: {kinds}. "
        "Sync, then do it again. What you saved is safe."
    ),
    arguments={
        "as_of": "2026-10-01 09:00",
        "too_old_since": "2026-10-31 09:00",
        "kinds": "prices, offer products",
    },
)


def aged(days: int) -> CacheState:
    return CacheState(rows=3, as_of=NOW - timedelta(days=days), policy=STEPS)


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases(is_admin=True)


@pytest.fixture
def rep(
    qtbot: QtBot, open_window: Callable[..., MainWindow], use_cases: SmallUseCases
) -> UserDriver:
    return UserDriver(qtbot, open_window(use_cases, SmallLink(use_cases)))


def look_again(rep: UserDriver) -> None:
    rep.window.context.changed.emit()
    rep.wait()


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, ""),
        (3, "Prices: as of 3 days ago."),
        (9, "Prices: old data, as of 9 days ago. Sync before you promise anything by it."),
        (40, "Prices: too old to be used, as of 40 days ago. Sync first; what you saved is safe."),
    ],
)
def test_the_age_of_prices_stands_above_the_catalog(
    rep: UserDriver, use_cases: SmallUseCases, days: int, shown: str
) -> None:
    use_cases.cache = {"prices": aged(days), "stock": aged(0), "orders": aged(9)}
    rep.go_to("pageCatalog")
    look_again(rep)
    note = child(rep.window, QLabel, "catalogAges")
    assert note.text() == shown
    assert note.isVisible() == bool(shown)


def close_dialogs(rep: UserDriver) -> None:
    for dialog in rep.window.findChildren(QDialog):
        dialog.done(0)


@pytest.mark.parametrize(
    ("page", "note", "kind"),
    [
        ("pageCustomers", "customersAges", "customers"),
        ("pageOrders", "ordersAges", "orders"),
        ("pageConflicts", "conflictsAges", "open_work"),
    ],
)
def test_the_age_stands_where_the_data_is_shown(
    rep: UserDriver, use_cases: SmallUseCases, page: str, note: str, kind: str
) -> None:
    use_cases.cache = {kind: aged(3)}
    rep.go_to(page)
    look_again(rep)
    assert "as of 3 days ago" in child(rep.window, QLabel, note).text()


def test_a_new_order_is_not_available_while_the_data_is_too_old_and_is_after_a_sync(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    rep.go_to("pageOrders")
    controls: list[QPushButton | QAction] = [
        child(rep.window, QPushButton, "buttonNewOrder"),
        child(rep.window, QAction, "actionNewOrder"),
    ]
    assert all(control.isEnabled() for control in controls)
    use_cases.begin_order = TOO_OLD
    look_again(rep)
    for control in controls:
        assert not control.isEnabled()
        assert "prices, products on offer" in control.toolTip()
        assert "2026" in control.toolTip()
    use_cases.begin_order = POSSIBLE
    look_again(rep)
    assert all(control.isEnabled() for control in controls)
    assert not any("too old" in control.toolTip() for control in controls)


def test_a_refusal_within_a_minute_is_shown_with_its_seconds() -> None:
    arguments = dict(TOO_OLD.arguments)
    arguments |= {"as_of": "2026-10-01 09:00:05", "too_old_since": "2026-10-01 09:00:25"}
    shown = filled(TOO_OLD.why, arguments)
    assert "is of 1 Oct 2026 09:00:05 and has been too old since 1 Oct 2026 09:00:25" in shown


def test_an_orders_page_without_orders_invites_to_what_is_possible(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    use_cases.rows.clear()
    nobody = "There is no customer on this device to take an order for. Sync first, or create one."
    rep.go_to("pageOrders")
    look_again(rep)
    assert "Press Ctrl+N to take the first one." in rep.said("tableOrdersEmpty")
    use_cases.begin_order = CommandState(possible=False, why=nobody)
    look_again(rep)
    assert rep.said("tableOrdersEmpty") == f"No orders yet. {nobody}"
    assert child(rep.window, QAction, "actionNewOrder").toolTip() == nobody


@pytest.mark.parametrize(
    ("page", "section", "control", "kind"),
    [
        ("pageCustomers", "", "overviewEdit", TaskKind.UPDATE_CUSTOMER),
        ("pageCustomers", "", "overviewDelete", TaskKind.DELETE_CUSTOMER),
        ("", "", "buttonSaveCustomer", TaskKind.UPDATE_CUSTOMER),
        ("", "", "buttonDeleteCustomer", TaskKind.DELETE_CUSTOMER),
        ("pageHeadOffice", "sectionCases", "buttonDecide", TaskKind.DECIDE_CASE),
        ("pageHeadOffice", "sectionOpenConflicts", "buttonTakeOver", TaskKind.TAKE_OVER),
        ("pageHeadOffice", "sectionStopped", "buttonRetryStopped", TaskKind.RETRY_STOPPED),
        ("pageHeadOffice", "sectionStopped", "buttonCloseStopped", TaskKind.CLOSE_STOPPED),
    ],
)
def test_what_would_be_refused_for_the_age_of_data_is_disabled_and_says_why(
    rep: UserDriver,
    use_cases: SmallUseCases,
    page: str,
    section: str,
    control: str,
    kind: TaskKind,
) -> None:
    use_cases.is_admin = True
    look_again(rep)
    if page:
        rep.go_to(page)
    else:
        rep.window.navigator.edit_customer("C-1")
        rep.wait()
    if section:
        rep.window.pages.current.open_section(section)  # type: ignore[attr-defined]
    if page == "pageCustomers":
        rep.window.navigator.show_customer("C-1")
    rep.wait()
    button = child(rep.window, QPushButton, control)
    tip = button.toolTip()
    use_cases.begin_task = {kind: TOO_OLD}
    look_again(rep)
    assert not button.isEnabled()
    assert "has been too old since 31 Oct 2026 09:00" in button.toolTip()
    assert button.accessibleDescription() == button.toolTip()
    use_cases.begin_task = {}
    look_again(rep)
    # of head office nothing is selected
    assert button.isEnabled() is not bool(section)
    assert (button.toolTip(), button.accessibleDescription()) == (tip, tip if section else "")
    close_dialogs(rep)


def test_the_functions_that_the_window_knows_beforehand_are_all_that_need_data() -> None:
    assert set(NEEDED) == {
        TaskKind.UPDATE_CUSTOMER,
        TaskKind.DELETE_CUSTOMER,
        TaskKind.DECIDE_CASE,
        TaskKind.TAKE_OVER,
        TaskKind.RETRY_STOPPED,
        TaskKind.CLOSE_STOPPED,
    }


def test_the_list_of_customers_says_where_what_is_left_is_not_known() -> None:
    rows = [
        CustomerSummary(
            number=CustomerNumber("C-1"),
            name="A shop",
            contact="",
            phone="",
            email="",
            city="",
            status="active",
            credit_limit=Decimal(9),
            credit_used=used,
            tentative=False,
        )
        for used in (Decimal(4), None)
    ]
    (shown,) = [
        each for each in customer_model(SystemClock())._columns if each.title == "Credit left"
    ]
    assert [shown.text(each) for each in rows] == ["5.00", "not known"]


def test_a_line_that_cannot_be_priced_keeps_its_name_and_says_so() -> None:
    line = OrderLine(line=1, sku=Sku("P-1"), quantity=2, unit_price=Decimal(5))
    order = Order(
        id=OrderId("order"), customer=CustomerNumber("C-1"), order_date=NOW.date(), lines=(line,)
    )
    known = {Sku("P-1"): OrderedProduct(name="A pump")}
    fresh = OrderPreview(order=order, products=known)
    ((shown,), (old,)) = (
        shown_lines(order, each) for each in (fresh, replace(fresh, unpriced=frozenset({1})))
    )
    assert (shown.name, shown.notes) == ("A pump", "")
    assert (old.line, old.name) == (line, "A pump")
    assert old.notes == "Can't be priced until a sync; this is its last price."


def test_an_open_draft_cannot_be_placed_while_its_data_is_too_old(
    rep: UserDriver, use_cases: SmallUseCases
) -> None:
    rep.window.navigator.new_order("C-1")
    editor = rep.dialog("dialogOrder")
    place = child(editor, QPushButton, "buttonPlaceOrder")
    sku = rep.window.context.use_cases.catalog.search()[0].sku
    editor._follow(editor._state.add(sku, "A thing", 2))  # type: ignore[attr-defined]
    rep.wait()
    assert place.isEnabled()
    use_cases.save_order = TOO_OLD
    look_again(rep)
    assert not place.isEnabled()
    assert "prices, products on offer" in place.toolTip()
    assert place.accessibleDescription() == place.toolTip()
    editor.place()  # type: ignore[attr-defined]
    rep.wait()
    assert use_cases.placed == []
    use_cases.save_order = POSSIBLE
    look_again(rep)
    assert place.isEnabled()
    close_dialogs(rep)


def test_the_age_of_every_kind_is_whole_on_today_after_years_away(
    qtbot: QtBot, rep: UserDriver, use_cases: SmallUseCases
) -> None:
    rep.window.resize(1280, 720)
    panel = child(rep.window, Freshness, "freshness")
    use_cases.cache = dict.fromkeys(FRESHNESS_KINDS, aged(1400))
    look_again(rep)

    labels = panel.findChildren(QLabel)
    ages = [label for label in labels if label.text() == "1,400 days ago"]
    assert len(ages) == len(FRESHNESS_KINDS)
    qtbot.waitUntil(lambda: not [x for x in labels if x.width() < x.sizeHint().width()])


@pytest.mark.parametrize(
    ("stock", "shown"),
    [
        (replace(aged(1), policy=REMOVED), "Stock is not tracked for this product."),
        (replace(aged(9), policy=REMOVED), "Stock is not on this device. Sync to load it."),
        (CacheState(rows=0, as_of=None), "Stock is not on this device. Sync to load it."),
    ],
)
def test_stock_that_was_removed_or_never_came_is_not_called_untracked(
    rep: UserDriver, use_cases: SmallUseCases, stock: CacheState, shown: str
) -> None:
    use_cases.cache = {"stock": stock}
    look_again(rep)
    sku = rep.window.context.use_cases.catalog.search()[0].sku
    rep.window.navigator.show_product(sku)
    rep.wait()
    panel = child(rep.window, ProductPanel)
    assert shown in [label.text() for label in panel.findChildren(QLabel)]
    assert no_stock_text(rep.window.context.client_status, NOW) == shown


@pytest.mark.parametrize(
    ("days", "state", "signs"), [(0, "fresh", 0), (3, "stale", 1), (40, "expired", 1)]
)
def test_how_fresh_data_is_has_a_sign_and_a_word_besides_its_colour(
    rep: UserDriver, use_cases: SmallUseCases, days: int, state: str, signs: int
) -> None:
    use_cases.cache = dict.fromkeys(FRESHNESS_KINDS, aged(0)) | {"prices": aged(days)}
    look_again(rep)
    panel = child(rep.window, Freshness, "freshness")
    labels = panel.findChildren(QLabel)
    assert sum(each.isVisible() and not each.pixmap().isNull() for each in labels) == signs
    assert f", {state}" in next(
        part for part in panel.accessibleName().split("; ") if part.startswith("Prices")
    )
    assert child(rep.window, QLabel, "freshnessSummary").text() == state


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (1, "No matching products. Try the start of a word or a number."),
        (9, "Data that was too old is no longer on this device. Sync to load it again."),
    ],
)
def test_a_list_that_finds_nothing_says_so_where_data_has_left_the_device(
    rep: UserDriver, use_cases: SmallUseCases, age: int, shown: str
) -> None:
    use_cases.cache = {"prices": replace(aged(age), policy=REMOVED)}
    rep.go_to("pageCatalog")
    look_again(rep)
    child(rep.window.pages.current, QLineEdit, "searchCatalog").setText("xyzzy")
    rep.wait()
    assert child(rep.window.pages.current, QLabel, "tableCatalogEmpty").text() == shown
