"""A customer's overview in the window, on a real store of the sample company."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.overview import Credit
from smartclient.ui.dialogs.order.editor import OrderEditor
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import ThemeChoice
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.widgets.figures.credit_meter import CreditMeter, credit_parts
from smartclient.ui.widgets.figures.patterns import Fill
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SHOP, OTHER = CustomerNumber("G-1001"), CustomerNumber("G-1002")
NUMBER, WHAT = 1, 1


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Iterator[Session]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    made = bootstrap.sign_in(tmp_path / "laptop", url=url, login="anna", clock=clock)
    made.work_offline(True)  # noqa: FBT003 (a switch)
    yield made
    made.close()


@pytest.fixture
def rep(
    session: Session, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[UserDriver]:
    window = open_window(session.use_cases, session)
    yield UserDriver(qtbot, window)
    window.end()


def show(rep: UserDriver, number: str = SHOP) -> None:
    rep.window.navigator.show_customer(number)
    rep.wait()


def text(rep: UserDriver, name: str) -> str:
    return child(rep.window.pages.current, QLabel, name).text()


def place(session: Session, sku: str = "TR-110") -> None:
    order = session.use_cases.orders.new(SHOP).with_line(
        OrderLine(line=1, sku=Sku(sku), quantity=2)
    )
    session.use_cases.orders.place(order)


def test_a_row_opens_the_whole_picture_and_escape_goes_back(rep: UserDriver, qtbot: QtBot) -> None:
    rep.go_to("pageCustomers")
    rep.open_row("tableCustomers", SHOP, NUMBER)

    assert text(rep, "overviewName") == "Alder Lane Garden Center"
    assert "509-555-0100" in text(rep, "overviewContact")
    assert "Spokane" in text(rep, "overviewAddresses")

    QTest.keyClick(rep.window.pages.current, Qt.Key.Key_Escape)
    assert rep.table("tableCustomers").isVisible()
    assert rep.table("tableCustomers").selectionModel().hasSelection()


def test_a_customer_is_found_and_opened_by_keyboard_alone(rep: UserDriver, qtbot: QtBot) -> None:
    rep.go_to("pageCustomers")
    search = child(rep.window.pages.current, QLineEdit, "searchCustomers")
    search.setFocus()
    QTest.keyClicks(search, "fern hol")
    QTest.keyClick(search, Qt.Key.Key_Down)
    rep.wait()
    QTest.keyClick(rep.table("tableCustomers"), Qt.Key.Key_Return)
    rep.wait()

    assert text(rep, "overviewName") == "Fern Hollow Garden Center"


def test_escape_empties_a_search(rep: UserDriver, qtbot: QtBot) -> None:
    rep.go_to("pageCatalog")
    search = child(rep.window.pages.current, QLineEdit, "searchCatalog")
    QTest.keyClicks(search, "rake")
    QTest.keyClick(search, Qt.Key.Key_Escape)

    assert search.text() == ""


def test_what_was_typed_about_a_customer_is_not_left_without_asking(
    rep: UserDriver, session: Session, qtbot: QtBot
) -> None:
    show(rep, OTHER)
    rep.press(rep.window.pages.current, "overviewEdit")
    editor = rep.dialog("dialogCustomer")
    QTest.keyClicks(child(editor, QLineEdit, "customerContact"), " Junior")

    QTest.keyClick(editor, Qt.Key.Key_Escape)
    rep.press(editor, "dialogDiscardCustomerNo")
    assert editor.isVisible()

    rep.press(editor, "buttonCancelCustomer")
    rep.press(editor, "dialogDiscardCustomerYes")
    assert not rep.window.navigator.dialogs
    assert "Junior" not in session.use_cases.customers.get(OTHER).customer.contact


def test_a_customer_that_was_only_looked_at_is_left_at_once(rep: UserDriver, qtbot: QtBot) -> None:
    show(rep, OTHER)
    rep.press(rep.window.pages.current, "overviewEdit")

    QTest.keyClick(rep.dialog("dialogCustomer"), Qt.Key.Key_Escape)
    rep.wait()

    assert not rep.window.navigator.dialogs


def test_deleting_from_the_editor_is_undone_too(rep: UserDriver, session: Session) -> None:
    show(rep, OTHER)
    rep.press(rep.window.pages.current, "overviewEdit")
    editor = rep.dialog("dialogCustomer")
    rep.press(editor, "buttonDeleteCustomer")
    rep.press(editor, "dialogDeleteCustomerYes")
    assert session.use_cases.customers.get(OTHER).deleted

    rep.press(rep.window, "newsGo")
    assert not session.use_cases.customers.get(OTHER).deleted


def test_credit_orders_and_history_show_a_new_order(rep: UserDriver, session: Session) -> None:
    show(rep)
    orders_before = rep.table("tableCustomerOrders").model().rowCount()
    place(session)
    rep.window.context.changed.emit()
    rep.wait()

    overview = session.use_cases.customers.overview(SHOP)
    assert overview.credit.tentative > 0
    assert f"{overview.credit.used:.2f}" in text(rep, "creditMeterText")
    assert rep.table("tableCustomerOrders").model().rowCount() == orders_before + 1
    assert rep.accessible_name("tableCustomerOrders")[0] == "tentative, waiting to send"
    assert rep.cells("tableCustomerStory", WHAT)[0].startswith("AN-KXQR-0001* (")
    assert rep.accessible_name("tableCustomerStory")[0] == "tentative, waiting to send"


def test_a_changed_field_is_shown_with_before_and_after(rep: UserDriver, session: Session) -> None:
    session.use_cases.customers.edit(SHOP, {EditableField.PHONE: "509-555-0188"})
    show(rep)

    assert rep.cells("tableCustomerStory", WHAT)[0] == "Phone from 509-555-0100 to 509-555-0188"


def test_deleting_is_undone_from_the_banner(rep: UserDriver, session: Session) -> None:
    session.use_cases.customers.edit(OTHER, {EditableField.PHONE: "503-555-0999"})
    show(rep, OTHER)

    rep.press(rep.window.pages.current, "overviewDelete")
    assert session.use_cases.customers.get(OTHER).deleted
    assert "will be deleted" in text(rep, "overviewNotice")
    name = child(rep.window.pages.current, QLabel, "overviewName")
    assert name.font().strikeOut()
    rep.window.context.theme.choose(ThemeChoice.DARK)
    assert name.font().strikeOut(), "a new style sheet must not take it back"
    assert not child(rep.window.pages.current, QPushButton, "overviewOrder").isEnabled()

    rep.press(rep.window, "newsGo")
    assert not session.use_cases.customers.get(OTHER).deleted
    assert session.use_cases.customers.get(OTHER).customer.phone == "503-555-0999"
    assert text(rep, "overviewNotice") == ""


def test_a_deletion_can_be_undone_later(rep: UserDriver, session: Session) -> None:
    session.use_cases.customers.delete(OTHER)
    show(rep, OTHER)

    rep.press(rep.window.pages.current, "overviewRestore")

    assert not session.use_cases.customers.get(OTHER).deleted


def test_a_customer_that_is_gone_by_now_is_not_offered_back(
    rep: UserDriver, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(rep, OTHER)
    reported: list[str] = []
    rep.window.context.notified.connect(reported.append)
    rep.window.context.offered.connect(lambda text, *_: reported.append(f"Undo: {text}"))
    monkeypatch.setattr(type(session.use_cases.customers), "delete", lambda *_: None)
    name = session.use_cases.customers.get(OTHER).customer.name
    rep.press(rep.window.pages.current, "overviewDelete")
    assert reported == [f"{name} was deleted already."]


def test_deleting_a_new_customer_can_be_undone_until_it_is_sent(
    rep: UserDriver, session: Session
) -> None:
    made = session.use_cases.customers.create({EditableField.NAME: "Corner Shop"})
    show(rep, made.customer.number)

    rep.press(rep.window.pages.current, "overviewDelete")
    (entry,) = session.use_cases.outbox.entries()
    assert entry.status is TaskStatus.TAKING_BACK

    rep.press(rep.window, "newsGo")
    assert text(rep, "overviewName") == "Corner Shop"
    (entry,) = session.use_cases.outbox.entries()
    assert entry.status is TaskStatus.QUEUED


def test_editing_and_ordering_start_from_the_overview(rep: UserDriver) -> None:
    show(rep)
    rep.press(rep.window.pages.current, "overviewEdit")
    rep.dialog("dialogCustomer").reject()
    rep.wait()
    rep.press(rep.window.pages.current, "overviewOrder")

    editor = rep.dialog("dialogOrder")
    assert child(editor, QLineEdit, "orderCustomer").text() == "Alder Lane Garden Center"
    editor.reject()
    rep.wait()


def test_the_overview_leads_to_the_catalog_at_their_prices(rep: UserDriver) -> None:
    show(rep)
    rep.press(rep.window.pages.current, "overviewPrices")
    rep.window.navigator.show_product("TR-100")
    rep.wait()

    finder = child(rep.window.pages.current, QLineEdit, "catalogCustomer")
    assert finder.text() == "Alder Lane Garden Center"
    assert "Alder Lane Garden Center pays" in text(rep, "productPriceNote")


def test_a_product_is_found_priced_and_led_on_from(rep: UserDriver, qtbot: QtBot) -> None:
    rep.window.navigator.show_product("RK-220")
    rep.wait()

    assert text(rep, "productName") == "Spring Leaf Rake"
    assert text(rep, "productOver") == "No longer sold."
    assert "in stock, as of" in text(rep, "productFacts")

    rep.press(rep.window.pages.current, "productReplacement")
    assert text(rep, "productName") == "Bamboo Leaf Rake"
    assert child(rep.window.pages.current, QTableView, "tableCatalog").model().rowCount() == 1


def test_offers_are_shown_by_quantity_for_the_chosen_customer(
    rep: UserDriver, qtbot: QtBot
) -> None:
    rep.go_to("pageCatalog")
    finder = child(rep.window.pages.current, QLineEdit, "catalogCustomer")
    QTest.keyClicks(finder, "alder lane")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    rep.wait()
    rep.window.navigator.show_product("TR-100")
    rep.wait()

    offers = child(rep.window.pages.current, QWidget, "productOffers")
    reported = [part.text() for part in offers.findChildren(QLabel)]
    assert "12 to 23" in reported
    assert "3 %" in reported
    assert "Alder Lane Garden Center pays what everyone pays." in text(rep, "productPriceNote")


def credit(used: str, tentative: str = "0", limit: str | None = "1000") -> Credit:
    return Credit(
        limit=None if limit is None else Decimal(limit),
        balance=Decimal(0),
        confirmed=Decimal(used),
        tentative=Decimal(tentative),
    )


@pytest.mark.parametrize(
    ("shown", "reported", "over"),
    [
        (credit("250", "50"), "300.00 of 1,000.00 USD used, 700.00 left", ""),
        (credit("250", limit=None), "250.00 USD used; there is no limit", ""),
        (credit("900", "150"), "1,050.00 of 1,000.00 USD used, 0.00 left", "50.00 over the limit"),
        (
            replace(credit("250", "50"), is_known=False),
            "What is used is not known: orders are not on this device. Sync first.",
            "",
        ),
    ],
)
def test_the_meter_says_what_it_shows(
    qtbot: QtBot, theme: Theme, shown: Credit, reported: str, over: str
) -> None:
    meter = CreditMeter(theme, "creditMeter")
    qtbot.addWidget(meter)
    meter.show_credit(shown, "USD")

    assert meter.accessibleName() == reported
    assert child(meter, QLabel, "creditMeterOver").text().startswith(over)


def test_the_meter_fills_its_whole_bar(qtbot: QtBot) -> None:
    for shown in (credit("0"), credit("250", "50"), credit("900", "150"), credit("5", limit=None)):
        assert sum(share for _, share in credit_parts(shown)) == pytest.approx(1)
    assert dict(credit_parts(credit("900", "200")))[Fill.OVER] == pytest.approx(100 / 1100)
    assert credit_parts(replace(credit("0"), limit=Decimal(0))) == ((Fill.EMPTY, 1.0),)


def test_a_new_order_by_key_is_for_the_customer_whose_page_it_is(rep: UserDriver) -> None:
    show(rep)
    rep.qtbot.waitActive(rep.window)
    rep.trigger("actionNewOrder")
    editor = rep.dialog("dialogOrder")
    assert isinstance(editor, OrderEditor)
    assert editor.order is not None
    assert editor.order.customer == SHOP
    editor.close()
    rep.wait()
    QTest.keyClick(rep.window.pages.current, Qt.Key.Key_Escape)
    rep.window.activateWindow()
    rep.qtbot.waitUntil(rep.window.isActiveWindow)
    rep.trigger("actionNewOrder")
    editor = rep.dialog("dialogOrder")
    assert isinstance(editor, OrderEditor)
    assert editor.order is None
    editor.close()


def test_searching_from_a_customers_page_goes_to_the_list(rep: UserDriver) -> None:
    show(rep)
    QTest.keyClick(rep.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = child(rep.window.pages.current, QLineEdit, "searchCustomers")
    rep.qtbot.waitUntil(search.hasFocus)
    assert search.isVisible()
