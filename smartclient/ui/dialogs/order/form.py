"""The form of an order: for whom it is, where it goes, how, and when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget

from smartclient.domain.sales.catalog import ShipMethod
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Order
from smartclient.read_models.records import CustomerRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.address_choice import choose_address, fill_addresses
from smartclient.ui.dialogs.order.order_edits import OrderFields
from smartclient.ui.look.tokens import SPACE_BETWEEN
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.factories import label
from smartclient.ui.widgets.flowing_columns import FlowingColumns
from smartclient.ui.widgets.lists.finder import AutocompleteField, Match
from smartclient.ui.widgets.lists.matches import customer_matches

_NAME_WIDTH, _CHOICE_WIDTH, _DAY_WIDTH = 220, 140, 160
"""The least that a name, a choice and a day are read in; narrower, they go on several lines."""


class _DayField(QDateEdit):
    """A date, or a text for none; Tab goes to the next field at once.

    Qt's own goes through day, month and year first, and never leaves while the text is shown.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 (Qt's own)
        """Go to the next field."""
        return QWidget.focusNextPrevChild(self, forward)


class OrderForm(QWidget):
    """The fields above an order's lines; ``edited`` when the rep changed one."""

    edited = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.customer = AutocompleteField(
            context,
            "orderCustomer",
            self.tr("Name or number of the customer"),
            customer_matches(context),
        )
        self.customer.setMinimumWidth(_NAME_WIDTH)
        self._about = label(name="orderCustomerAbout", muted=True, wraps=True)
        self._terms: tuple[str, ...] = ()
        self._ship_to = self._combo("orderShipTo", self.tr("Ship to"))
        self._ship_via = self._combo("orderShipVia", self.tr("Ship by"))
        self._deliver_on = self._day_field()
        self._reference = QLineEdit()
        self._reference.setObjectName("orderReference")
        self._reference.setAccessibleName(self.tr("The customer's own reference"))
        self._reference.setMinimumWidth(_CHOICE_WIDTH)
        self._reference.textEdited.connect(self.edited)
        self._lay_out()
        self._open_fields(to_entry=False)

    def show_customer(self, record: CustomerRecord) -> None:
        """Show for whom the order is, and where it may go."""
        customer = record.customer
        self.customer.set_match(Match(text=customer.name, detail="", value=customer.number))
        about = [str(customer.number) or self.tr("New customer")]
        if record.confirmed is None and customer.number:
            about.append(self.tr("an order waits until head office has opened this customer"))
        if customer.status is not CustomerStatus.ACTIVE:
            about.append(wording.status_label(customer.status))
        if customer.payment_terms:
            about.append(customer.payment_terms)
        self._terms = tuple(about)
        self.show_arrival(None)
        fill_addresses(self._ship_to, customer.addresses)

    def show_order(self, order: Order, methods: tuple[ShipMethod, ...]) -> None:
        """Show the fields of an order."""
        self._ship_via.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._ship_via.clear()
        self._ship_via.addItem(self.tr("No freight"), "")
        for method in methods:
            self._ship_via.addItem(method.name, method.name)
        self._choose(self._ship_via, order.ship_via)
        self._ship_via.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self._choose(self._ship_to, order.ship_to)
        self._reference.setText(order.reference)
        self._show_day(order)
        self._open_fields()

    def show_arrival(self, arrives: date | None) -> None:
        """Show beside the customer's terms when the order may arrive, where that is known."""
        about = self._terms
        if arrives is not None:
            about += (self.tr("estimated delivery {day}").format(day=formats.day(arrives)),)
        self._about.setText("  ·  ".join(about))

    def choose_address(self, order: Order) -> None:
        """Choose where ``order`` goes to, without saying so."""
        choose_address(self._ship_to, order.ship_to)

    def choose_shipping(self, order: Order) -> None:
        """Choose the way to ship that ``order`` goes by, without saying so."""
        self._ship_via.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._choose(self._ship_via, order.ship_via)
        self._ship_via.blockSignals(False)  # noqa: FBT003 (Qt's own)

    @property
    def fields(self) -> OrderFields:
        """What is entered in the fields."""
        return OrderFields(
            ship_to=self._ship_to.currentData() or "",
            ship_via=self._ship_via.currentData() or "",
            deliver_on=self._day(),
            reference=self._reference.text().strip(),
        )

    def _open_fields(self, *, to_entry: bool = True) -> None:
        """Enable the fields, or disable them while there is no customer."""
        for field in (self._ship_to, self._ship_via, self._deliver_on, self._reference):
            field.setEnabled(to_entry)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        columns = FlowingColumns()
        for text, field, stretch in (
            (self.tr("C&ustomer"), self.customer, 3),
            (self.tr("Ship &to"), self._ship_to, 2),
            (self.tr("Ship &by"), self._ship_via, 2),
            (self.tr("&Deliver on"), self._deliver_on, 0),
            (self.tr("Customer's &reference"), self._reference, 2),
        ):
            columns.add(_titled(text, field), stretch)
        layout.addLayout(columns)
        layout.addWidget(self._about)

    def _combo(self, name: str, accessible_name: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(accessible_name)
        combo.setMinimumWidth(_CHOICE_WIDTH)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.currentIndexChanged.connect(self.edited)
        return combo

    def _day_field(self) -> QDateEdit:
        field = _DayField()
        field.setObjectName("orderDeliverOn")
        field.setAccessibleName(self.tr("Deliver on"))
        field.setCalendarPopup(True)
        field.setSpecialValueText(self.tr("As soon as possible"))
        field.setMinimumWidth(_DAY_WIDTH)
        # at its earliest a date field shows the text for no day
        field.setMinimumDate(field.date())
        field.dateChanged.connect(self.edited)
        return field

    def _choose(self, combo: QComboBox, data: str) -> None:
        combo.setCurrentIndex(max(0, combo.findData(data)))

    def _show_day(self, order: Order) -> None:
        # the day before the order's own means no day
        none = date.fromordinal(order.order_date.toordinal() - 1)
        shown = order.deliver_on or none
        self._deliver_on.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._deliver_on.setMinimumDate(QDate(none.year, none.month, none.day))
        self._deliver_on.setDate(QDate(shown.year, shown.month, shown.day))
        self._deliver_on.blockSignals(False)  # noqa: FBT003 (Qt's own)

    def _day(self) -> date | None:
        chosen = self._deliver_on.date()
        if chosen == self._deliver_on.minimumDate():
            return None
        return date(chosen.year(), chosen.month(), chosen.day())


def _titled(text: str, field: QWidget) -> QWidget:
    """A field below its title, which leads there by its letter."""
    title = label(text, muted=True)
    title.setTextFormat(Qt.TextFormat.AutoText)
    title.setBuddy(field)
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_BETWEEN)
    layout.addWidget(title)
    layout.addWidget(field)
    return widget
