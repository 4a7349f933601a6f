"""Orders at the window: the list and its sums, one order's life, and papers made of them."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from smartclient.contract.messages import ANSWERED_BEFORE
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import Fulfilment, OrderLine
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.worker import heartbeat
from smartclient.ui.models.order_lines import QUANTITY_COLUMN, REMARK_COLUMN, SKU_COLUMN
from tests.set_clock import SetClock
from tests.small_company import REP
from tests.ui.office_place import SHOP, Place, noting
from window_driver import child

# said by Qt's offscreen platform of what it can't do: size hints, raising, grabbing the keyboard
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NUMBER, PRICE = 1, QUANTITY_COLUMN + 1


def reported(place: Place, name: str) -> str:
    return child(place.driver.window.pages.current, QLabel, name).text()


def filter_by(place: Place, text: str) -> list[str]:
    combo = child(place.driver.window.pages.current, QComboBox, "filterOrders")
    at = combo.findText(text)
    assert at >= 0, [combo.itemText(item) for item in range(combo.count())]
    combo.setCurrentIndex(at)
    place.driver.wait()
    if not place.driver.table("tableOrders").isVisible():
        return []
    return place.driver.cells("tableOrders", NUMBER)


def cells(parent: QWidget, table: str, column: int) -> list[str]:
    model = child(parent, QTableView, table).model()
    return [model.index(index, column).data() for index in range(model.rowCount())]


def choose_file(place: Place, parent: QWidget, name: str, file: Path) -> None:
    """Choose a file in the dialog that asks where to save."""
    dialog = child(parent, QFileDialog, name)
    dialog.selectFile(str(file))
    dialog.accept()
    place.driver.qtbot.waitUntil(file.exists)
    place.driver.wait()


def test_orders_are_narrowed_by_state_and_summed_up(place: Place) -> None:
    place.order(("P-01", 2))
    place.session.sync_now()
    place.order(("P-02", 3))
    draft = place.session.use_cases.orders.new(SHOP)
    place.session.use_cases.orders.save_draft(
        draft.with_line(OrderLine(line=1, sku=Sku("P-03"), quantity=1))
    )
    place.driver.go_to("pageOrders")

    assert reported(place, "sumCount") == "3 orders"
    assert reported(place, "sumConfirmed") == "Confirmed 20.00 USD"
    assert reported(place, "sumTentative") == "Tentative 30.00 USD"
    assert reported(place, "sumDrafts") == "Drafts 10.00 USD"
    assert filter_by(place, "Waiting to send") == ["AN-KXQR-0002*"]
    assert reported(place, "sumCount") == "1 order"
    assert child(place.driver.window.pages.current, QLabel, "sumConfirmed").isHidden()
    assert filter_by(place, "Drafts") == ["AN-KXQR-0003*"]
    assert len(filter_by(place, "Confirmed")) == 1
    assert filter_by(place, "Action needed") == []


def test_what_became_of_an_order_is_seen_and_narrowed_by(place: Place) -> None:
    order = place.order(("P-01", 2))
    place.session.sync_now()
    number = place.session.use_cases.orders.get(order.order.id).number
    maintenance.change_order_fulfilment(
        place.office.engine, number, Fulfilment.SHIPPED, clock=place.driver.window.context.clock
    )
    place.session.sync_now()
    place.driver.go_to("pageOrders")
    assert filter_by(place, "Shipped") == [number]
    assert filter_by(place, "Invoiced") == []

    view = place.open(order)
    steps = cells(view, "orderHistory", 0)
    assert steps == ["Saved", "Sent", "At head office", "Confirmed", "Shipped"]
    assert cells(view, "orderHistory", 2)[0] == REP
    assert cells(view, "orderHistory", 2)[-1] == "Head office"
    assert "Shipped, 21 Nov 2026" in child(view, QWidget, "orderDelivery").accessibleName()
    assert "AN-KXQR-0001*" in child(view, QWidget, "orderDelivery").accessibleName()


def test_a_provisional_number_finds_its_order_for_ever(place: Place) -> None:
    place.order(("P-01", 2))
    place.order(("P-02", 2))
    place.session.sync_now()
    place.driver.go_to("pageOrders")
    search = child(place.driver.window.pages.current, QLineEdit, "searchOrders")
    QTest.keyClicks(search, "AN-KXQR-0001")
    place.driver.wait()
    (number,) = place.driver.cells("tableOrders", NUMBER)
    assert not number.endswith("*")
    assert reported(place, "sumCount") == "1 order"


def test_the_orders_shown_are_exported_as_a_table(place: Place, tmp_path: Path) -> None:
    place.order(("P-01", 2))
    place.order(("P-02", 3), customer=CustomerNumber("N-002"))
    place.driver.go_to("pageOrders")
    QTest.keyClicks(child(place.driver.window.pages.current, QLineEdit, "searchOrders"), "Shop 2")
    place.driver.wait()
    place.driver.press(place.driver.window.pages.current, "buttonExportOrders")
    file = tmp_path / "mine.csv"
    choose_file(place, place.driver.window, "dialogExport", file)

    text = file.read_text("utf-8-sig")
    titles, row = csv.reader(io.StringIO(text, newline=""))
    reported_row = dict(zip(titles, row, strict=True))
    assert reported_row["Entered as"] == "AN-KXQR-0002*"
    assert reported_row["State"] == "Waiting to send"
    assert reported_row["Total"] == "30.00"
    assert place.driver.window.banner.text == "Saved as mine.csv."


def test_an_order_is_saved_as_pdf_marked_tentative(place: Place, tmp_path: Path) -> None:
    view = place.open(place.order(("P-01", 2)))
    place.driver.press(view, "buttonSavePdf")
    file = tmp_path / "order.pdf"
    choose_file(place, view, "dialogSavePdf", file)
    text = PdfReader(file).pages[0].extract_text()
    assert "TENTATIVE" in text
    assert "Small Company" in text
    assert "Thing P-01" in text


def test_an_order_is_opened_to_be_printed_and_cleared_away(place: Place) -> None:
    opened: list[Path] = []
    papers = place.driver.window.navigator.printing
    papers._open = noting(opened)
    view = place.open(place.order(("P-01", 2)))
    place.driver.press(view, "buttonPrintOrder")
    assert opened[0].name == "Order AN-KXQR-0001.pdf"
    assert opened[0].read_bytes().startswith(b"%PDF")


def test_what_the_paper_can_not_show_is_asked_about_first(place: Place) -> None:
    opened: list[Path] = []
    place.driver.window.navigator.printing._open = noting(opened)
    use_cases = place.session.use_cases
    line = OrderLine(line=1, sku=Sku("P-01"), quantity=2)
    order = replace(use_cases.orders.new(SHOP).with_line(line), reference="\U0010f0ff")
    view = place.open(use_cases.orders.place(order))
    place.driver.press(view, "buttonPrintOrder")
    question = place.driver.dialog("dialogNotShown")
    assert "U+10F0FF" in " ".join(part.text() for part in question.findChildren(QLabel))
    assert child(question, QPushButton, "dialogNotShownNo").isDefault()
    assert not opened
    place.driver.press(question, "dialogNotShownYes")
    place.driver.qtbot.waitUntil(lambda: bool(opened))
    assert "[U+10F0FF]" in PdfReader(opened[0]).pages[0].extract_text()


def test_a_machine_that_shows_no_pdf_says_so(place: Place) -> None:
    place.driver.window.navigator.printing._open = lambda _file: False
    view = place.open(place.order(("P-01", 2)))
    place.driver.press(view, "buttonPrintOrder")
    assert "no program that shows PDF" in place.driver.window.banner.text


def test_an_earlier_order_is_repeated_into_the_one_being_entered(place: Place) -> None:
    place.order(("P-01", 2), ("P-02", 3))
    editor = place.edit_new()
    place.driver.press(editor, "buttonRepeatEarlier")
    earlier = child(editor, QDialog, "dialogEarlierOrders")
    table = child(earlier, QTableView, "tableEarlierOrders")
    place.driver.qtbot.waitUntil(lambda: table.model().rowCount() == 1)
    table.selectRow(0)
    place.driver.press(earlier, "buttonTakeLines")
    assert cells(editor, "tableOrderLines", SKU_COLUMN) == ["P-01", "P-02"]
    assert cells(editor, "tableOrderLines", QUANTITY_COLUMN) == ["2", "3"]
    place.driver.press(editor, "buttonPlaceOrder")
    assert (
        place.session.use_cases.orders.search()[0].total
        == place.session.use_cases.orders.search()[1].total
    )


def test_the_editor_shows_what_they_paid_before(place: Place, clock: SetClock) -> None:
    place.order(("P-01", 2))
    clock.advance(timedelta(days=1))
    place.order(("P-01", 7))
    editor = place.edit_new()
    place.driver._find(child(editor, QLineEdit, "orderProduct"), "P-01")
    assert cells(editor, "tablePricesPaid", 2) == ["7", "2"]
    assert cells(editor, "tablePricesPaid", 3) == ["10.00", "10.00"]
    assert "Thing P-01" in child(editor, QLabel, "pricesPaidOf").text()


def test_an_order_is_a_draft_while_it_is_typed_and_gone_when_emptied(place: Place) -> None:
    editor = place.edit_new()
    place.driver._find(child(editor, QLineEdit, "orderProduct"), "P-01")
    place.driver.press(editor, "buttonAddLine")
    kept = child(editor, QLabel, "orderKept")
    place.driver.qtbot.waitUntil(lambda: bool(kept.text()))
    (draft,) = place.session.use_cases.orders.search()
    assert draft.provisional_number == "AN-KXQR-0001"
    assert "AN-KXQR-0001*" in editor.windowTitle()

    table = child(editor, QTableView, "tableOrderLines")
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    place.driver.wait()
    place.driver.press(editor, "buttonCloseOrder")
    assert place.session.use_cases.orders.search() == ()


def test_a_draft_that_is_being_typed_is_not_opened_twice(place: Place) -> None:
    editor = place.edit_new()
    place.driver._find(child(editor, QLineEdit, "orderProduct"), "P-01")
    place.driver.press(editor, "buttonAddLine")
    kept = child(editor, QLabel, "orderKept")
    place.driver.qtbot.waitUntil(lambda: bool(kept.text()))
    (draft,) = place.session.use_cases.orders.search()
    place.driver.window.context.navigator.open_order(draft.id)
    place.driver.wait()
    assert place.driver.window.navigator.dialogs == [editor]


def test_a_sync_while_typing_brings_new_prices_and_disturbs_nothing(place: Place) -> None:
    editor = place.edit_new()
    product = child(editor, QLineEdit, "orderProduct")
    place.driver._find(product, "P-01")
    place.driver.press(editor, "buttonAddLine")
    assert cells(editor, "tableOrderLines", PRICE) == ["10.00"]
    QTest.keyClicks(product, "P-0")
    maintenance.change_product(
        place.office.engine, "P-01", price=Decimal("12.50"), clock=place.driver.window.context.clock
    )

    place.driver.window.sync_now()
    QTest.keyClicks(product, "2")
    place.driver.wait()

    assert product.text() == "P-02"
    assert cells(editor, "tableOrderLines", PRICE) == ["12.50"]
    QTest.keyClick(product, Qt.Key.Key_Return)
    place.driver.wait()
    place.driver.press(editor, "buttonAddLine")
    place.driver.press(editor, "buttonPlaceOrder")
    (placed,) = place.session.use_cases.orders.search()
    assert placed.total == Decimal("22.50")
    assert placed.task is TaskStatus.QUEUED


def test_an_order_that_is_changed_is_shown_by_its_final_number(place: Place) -> None:
    order = place.order(("P-01", 2))
    place.session.sync_now()
    number = place.session.use_cases.orders.get(order.order.id).number
    place.driver.press(place.open(order), "buttonEditOrder")
    editor = place.driver.dialog("dialogOrder")
    place.driver.wait()
    assert number
    assert editor.windowTitle().startswith(f"Order {number},")


def test_leaving_a_changed_order_gives_up_what_was_typed(place: Place) -> None:
    order = place.order(("P-01", 2))
    place.driver.window.context.navigator.edit_order(order.order)
    editor = place.driver.dialog("dialogOrder")
    model = child(editor, QTableView, "tableOrderLines").model()
    model.setData(model.index(0, QUANTITY_COLUMN), 9)
    place.driver.qtbot.waitUntil(
        lambda: place.session.use_cases.edits.get(order.order.id) is not None
    )
    place.driver.wait()
    place.driver.press(editor, "buttonCloseOrder")
    question = child(editor, QDialog, "dialogDiscard")
    place.driver.press(question, "dialogDiscardYes")
    assert place.session.use_cases.edits.get(order.order.id) is None
    assert place.session.use_cases.orders.get(order.order.id) == order


def test_what_can_not_be_done_with_an_order_says_why(place: Place) -> None:
    order = place.order(("P-01", 2))
    place.session.sync_now()
    place.session.use_cases.orders.cancel(order.order.id)
    view = place.open(order)
    change = child(view, QPushButton, "buttonEditOrder")
    assert not change.isEnabled()
    assert "being cancelled" in change.toolTip()


@pytest.mark.parametrize("fulfilment", [Fulfilment.SHIPPED, Fulfilment.INVOICED])
def test_an_order_for_which_goods_have_left_offers_neither_change_nor_cancel(
    place: Place, fulfilment: Fulfilment
) -> None:
    order = place.order(("P-01", 2))
    place.session.sync_now()
    clock = place.driver.window.context.clock
    number = place.session.use_cases.orders.get(order.order.id).number
    maintenance.change_order_fulfilment(place.office.engine, number, fulfilment, clock=clock)
    place.session.sync_now()
    view = place.open(order)
    for name in ("buttonEditOrder", "buttonCancelOrder"):
        button = child(view, QPushButton, name)
        assert not button.isEnabled()
        assert str(fulfilment) in button.toolTip()

    record = place.session.use_cases.orders.get(order.order.id)
    with pytest.raises(RefusedError, match="can't be changed"):
        place.session.use_cases.orders.amend(replace(record.order, reference="PO 2"))
    with pytest.raises(RefusedError, match="can't be cancelled"):
        place.session.use_cases.orders.cancel(order.order.id)
    assert place.session.use_cases.orders.get(order.order.id) == record, "nothing became tentative"
    assert place.session.use_cases.outbox.entries() == ()


def test_an_order_repeated_shows_line_by_line_what_changed_before_it_is_placed(
    place: Place,
) -> None:
    order = place.order(("P-01", 2), ("P-02", 3))
    maintenance.change_product(
        place.office.engine, "P-01", price=Decimal("12.50"), clock=place.driver.window.context.clock
    )
    place.session.sync_now()
    place.driver.window.context.navigator.open_order(order.order.id)
    view = place.driver.dialog("dialogOrderView")
    place.driver.press(view, "buttonRepeatOrder")
    editor = place.driver.dialog("dialogOrder")
    place.driver.wait()

    said = child(editor, QLabel, "orderMadeFrom").text()
    number = order.order.provisional_number
    assert f"Made from {number}." in said
    assert "P-01: the price is 12.50 instead of 10.00." in said
    reported = cells(editor, "tableOrderLines", REMARK_COLUMN)
    assert "12.50 instead of 10.00" in reported[0]
    assert "instead" not in reported[1]

    place.driver.press(editor, "buttonPlaceOrder")
    again = next(
        item for item in place.session.use_cases.orders.search() if item.id != order.order.id
    )
    place.driver.window.context.navigator.open_order(again.id)
    view = place.driver.dialog("dialogOrderView")
    assert any(f"Made from {number}." in part.text() for part in view.findChildren(QLabel))
    assert "12.50 instead of 10.00" in child(view, QLabel, "orderReport").text()


def test_of_an_answer_that_was_purged_the_window_claims_nothing(
    place: Place, clock: SetClock
) -> None:
    """Head office may have changed the order in answering, and keeps only what came of it."""
    with audited_transaction(place.office.engine, actor="", at=clock.now()) as connection:
        heartbeat.extend_serving(connection, "busy", clock.now())
    order = place.order(("P-01", 2))
    place.session.sync_now()
    place.office.answer_waiting()
    clock.advance(timedelta(days=400))
    place.office.purge(is_trial=False)
    place.session.sync_now()
    place.driver.window.context.navigator.open_order(order.order.id)
    view = place.driver.dialog("dialogOrderView")
    place.driver.wait()
    assert child(view, QLabel, "orderReport").text() == ANSWERED_BEFORE
