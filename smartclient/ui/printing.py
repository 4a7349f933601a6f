"""Papers: orders as PDF files and as tables, in the window's language, where the rep wants them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from smartclient.documents.files import write_whole
from smartclient.documents.order_document import DocumentLabels
from smartclient.documents.order_table import TableLabels, orders_csv
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.orders import Fulfilment
from smartclient.read_models.order_list import OrderFilter
from smartclient.settings.resources import resource_folder
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.look import status_badges
from smartclient.ui.opened_files import plain_name
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.file_choice import ask_where_to_save

if TYPE_CHECKING:
    from smartclient.documents.order_pdf import OrderSheet

translate = QCoreApplication.translate

_NAMED = 12

# ruff: noqa: PLC0415 (what makes a PDF is loaded when the first one is made)


def open_in_viewer(place: Path) -> bool:
    """Open a file with the program the machine has for it; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


class OrderPrinting(QObject):
    """Makes files of orders. What was only opened to be printed is deleted with the window."""

    def __init__(
        self,
        context: AppContext,
        window: QWidget,
        show: Callable[[Path], bool] = open_in_viewer,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._open = show

    def print_order(self, order_id: OrderId, label: str) -> None:
        """Open an order as a PDF in the machine's own viewer, which prints."""
        place = self._context.opened_files.place(_document_name(label), "pdf")
        self._make_pdf(order_id, place, self._window, self._view)

    def save_pdf(self, order_id: OrderId, label: str, parent: QWidget) -> None:
        """Ask where, and save an order there as a PDF."""
        ask_where_to_save(
            parent,
            name="dialogSavePdf",
            title=self.tr("Save the order as PDF"),
            suggested=f"{_document_name(label)}.pdf",
            kind=self.tr("PDF files (*.pdf)"),
            then=lambda place: self._make_pdf(order_id, place, parent, self._report_saved),
        )

    def export_orders(self, orders: OrderFilter, parent: QWidget) -> None:
        """Ask where, and save the orders there as a table."""
        day = self._context.clock.today().isoformat()
        ask_where_to_save(
            parent,
            name="dialogExport",
            title=self.tr("Export these orders"),
            suggested=self.tr("Orders {day}").format(day=day) + ".csv",
            kind=self.tr("Tables (*.csv)"),
            then=lambda place: self._context.query(
                self, lambda: self._write_table(orders, place), self._report_saved
            ),
        )

    def _make_pdf(
        self, order_id: OrderId, place: Path, parent: QWidget, then: Callable[[Path], None]
    ) -> None:
        """Write an order to a file; ask first where the document can't show all of it."""

        def write(sheet: OrderSheet) -> None:
            self._context.query(self, lambda: _write_pdf(sheet, place), then)

        def check(sheet: OrderSheet) -> None:
            if not sheet.missing:
                write(sheet)
                return
            question = Question(
                parent,
                "dialogNotShown",
                title=self.tr("The paper can't show everything"),
                text=self.tr(
                    "No font on this computer has these characters: {characters}. The paper "
                    "has their codes instead, such as {code}."
                ).format(
                    characters=" ".join(sheet.missing[:_NAMED]),
                    code=f"U+{ord(sheet.missing[0]):04X}",
                ),
                yes=self.tr("&Make it all the same"),
                no=self.tr("&Not now"),
                risky=True,
            )
            question.ask(lambda _note: write(sheet))

        self._context.query(self, lambda: self._sheet(order_id), check)

    def _sheet(self, order_id: OrderId) -> OrderSheet:
        from smartclient.documents.order_pdf import order_sheet

        document = self._context.use_cases.orders.document(order_id)
        return order_sheet(document, fonts=resource_folder("fonts"), labels=document_labels())

    def _write_table(self, order_filter: OrderFilter, place: Path) -> Path:
        orders = self._context.use_cases.orders.matching(order_filter)
        text = orders_csv(orders, self._context.currency, table_labels())
        write_whole(place, text.encode())
        return place

    def _view(self, place: Path) -> None:
        if not self._open(place):
            self._context.report(
                RefusedError(
                    "This machine has no program that shows PDF files. Save the order as PDF and "
                    "print it elsewhere."
                )
            )

    def _report_saved(self, place: Path) -> None:
        self._context.notify(self.tr("Saved as {file}.").format(file=place.name))


def _write_pdf(sheet: OrderSheet, place: Path) -> Path:
    from smartclient.documents.order_pdf import PaperSize, order_pdf

    # letter is the sheet where inches are, as Qt distinguishes the locales
    inches = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    size = PaperSize.LETTER if inches else PaperSize.A4
    write_whole(place, order_pdf(sheet, size))
    return place


def document_labels() -> DocumentLabels:
    """The labels of an order document in the window's language."""
    return DocumentLabels(
        known_note=translate("Printing", "This is how head office had it on {day}."),
        old_note=translate("Printing", "It is priced from data of {day}."),
        change=wording.change_text,
        rep=translate("Paper", "Sales rep"),
        report=translate("Paper", "What head office changed"),
        signed_on=translate("Paper", "Date"),
        signature=translate("Paper", "Signature of the customer"),
        order=translate("Paper", "Order"),
        customer=translate("Paper", "Customer"),
        ship_to=translate("Paper", "Ship to"),
        number=translate("Paper", "Number"),
        entered_as=translate("Paper", "Entered as"),
        ordered_on=translate("Paper", "Ordered on"),
        deliver_on=translate("Paper", "Deliver on"),
        ship_via=translate("Paper", "Ship by"),
        reference=translate("Paper", "Your reference"),
        terms=translate("Paper", "Terms"),
        delivery=translate("Paper", "Delivery"),
        note=translate("Paper", "Note"),
        line=translate("Paper", "Line"),
        product=translate("Paper", "Product"),
        quantity=translate("Paper", "Quantity"),
        price=translate("Paper", "Price"),
        discount=translate("Paper", "Discount"),
        amount=translate("Paper", "Amount"),
        net=translate("Paper", "Net"),
        tax=translate("Paper", "Tax"),
        freight=translate("Paper", "Freight"),
        total=translate("Paper", "Total"),
        page=translate("Paper", "Page {page} of {pages}"),
        tentative=translate("Paper", "TENTATIVE"),
        tentative_note=translate(
            "Paper", "Head office has not confirmed this order yet; prices may still change."
        ),
        adjusted_note=translate("Paper", "Head office changed this order when it confirmed it."),
        cancelled=translate("Paper", "CANCELLED"),
        refused=translate("Paper", "REFUSED"),
        fulfilments={fulfilment: wording.fulfilment_label(fulfilment) for fulfilment in Fulfilment},
        money=formats.money_in,
        percent=formats.percent,
        day=formats.day,
        count=formats.count,
    )


def table_labels() -> TableLabels:
    """The labels of a table of orders in the window's language, and its number format."""
    point = QLocale().decimalPoint()
    return TableLabels(
        titles=(
            translate("Table", "Number"),
            translate("Table", "Entered as"),
            translate("Table", "State"),
            translate("Table", "Delivery"),
            translate("Table", "Customer number"),
            translate("Table", "Customer"),
            translate("Table", "Ordered on"),
            translate("Table", "Total"),
            translate("Table", "Currency"),
        ),
        state=lambda order: status_badges.badge_label(
            status_badges.of_order(order.state, order.task, adjusted=order.adjusted)
        ),
        delivery=lambda order: wording.fulfilment_label(order.fulfilment),
        separator=";" if point == "," else ",",
        decimal_point=point,
    )


def _document_name(label: str) -> str:
    """What the document of an order is called: its number, fit for every file system."""
    return translate("Paper", "Order {number}").format(number=plain_name(label))
