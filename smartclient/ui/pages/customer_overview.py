"""The overview of a customer: whom to call, terms, credit, orders, and what happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.tasks import SubjectType, TaskKind, TaskStatus
from smartclient.read_models.data_ages import CUSTOMER_KINDS, ORDER_KINDS
from smartclient.read_models.overview import CustomerEvent, CustomerOverview
from smartclient.read_models.records import CommandState, CustomerRecord, OrderSummary
from smartclient.read_models.sync_progress import ClientStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.customer_check_out import CheckOutButton, held_state, held_text
from smartclient.ui.customer_deletion import delete_customer, restore_customer
from smartclient.ui.look import status_badges
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.models.customer_history import orders_of_customer_model, story_model
from smartclient.ui.pages.customer_facts import CustomerFacts
from smartclient.ui.shell import shortcuts
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import Availability, begin_order, of_customer
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import button, heading, link_button, row, title
from smartclient.ui.widgets.lists.compact_table import CompactTable
from smartclient.ui.widgets.lists.listing import Fetch, Listing, Names
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.state import StateLabel
from smartclient.ui.widgets.steps_button import StepsButton
from smartclient.ui.widgets.undo_button import UndoButton


class CustomerOverviewView(QWidget):
    """Shows one customer; ``left`` is emitted when the rep goes back to the list."""

    left = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("customerOverview")
        self._context = context
        self._number: CustomerNumber | None = None
        self._overview: CustomerOverview | None = None
        self._latest = context.latest(self)
        self._title = title("")
        self._title.setObjectName("overviewName")
        self._state = StateLabel(context.theme, "overviewState")
        self._state.make_clickable()
        self._state.clicked.connect(context.navigator.show_legend)
        context.theme.changed.connect(self._strike_title)
        self._notice = Notice(context.theme, "overviewNotice", StatusBadge.QUEUED)
        self._held = Notice(context.theme, "overviewHeld", StatusBadge.AWAITING_DECISION)
        self._orders = Listing[OrderSummary](
            context,
            orders_of_customer_model(),
            _no_orders,
            Names(
                table="tableCustomerOrders",
                accessible_name=self.tr("Orders of this customer"),
                empty=self.tr("No orders yet."),
                nothing_found="",
            ),
        )
        self._story = CompactTable[CustomerEvent](
            context,
            story_model(context.clock),
            "tableCustomerStory",
            self.tr("What happened"),
            self.tr("Nothing has happened here yet."),
        )
        self._delete = button("overviewDelete", self.tr("&Delete"), self._delete_customer)
        self._restore = button("overviewRestore", self.tr("&Keep the customer"), self._undo_delete)
        self._undo = UndoButton(context, "overviewUndo")
        self._edit = button("overviewEdit", self.tr("&Edit…"), self._edit_customer)
        self._steps = StepsButton(context, "overviewSteps")
        self._check_out = CheckOutButton(context, "overviewCheckOut")
        self._resolve = button("overviewResolve", self.tr("&Resolve…"), self._resolve_conflict)
        self._prices = button("overviewPrices", self.tr("&Prices"), self._show_prices)
        self._message = link_button(
            "overviewMessage", self.tr("Write a message…"), self._write_mail
        )
        self._message.setShortcut(QKeySequence(shortcuts.WRITE_MAIL))
        self._mails = link_button("overviewMails", self.tr("Mails…"), self._show_mails)
        self._order = button("overviewOrder", self.tr("New &order"), self._new_order, primary=True)
        self._may_edit = Availability(
            context, self._edit, self._unless_held(TaskKind.UPDATE_CUSTOMER)
        )
        self._may_delete = Availability(
            context, self._delete, self._unless_held(TaskKind.DELETE_CUSTOMER)
        )
        self._may_order = Availability(context, self._order, begin_order)
        self._facts = CustomerFacts(context, self._message, self._mails)
        self._back = link_button("overviewBack", self.tr("All customers"), self.left.emit)
        self._lay_out()
        context.theme.changed.connect(self._dress)
        self._dress()
        self._orders.table.opened.connect(lambda order: context.navigator.open_order(order.id))
        self._story.table.opened.connect(self._open_event)

    @property
    def number(self) -> CustomerNumber | None:
        """The customer that is shown, or None."""
        return self._number

    def show_customer(self, number: CustomerNumber) -> None:
        """Look a customer up and show the overview."""
        use_cases = self._context.use_cases
        if number != self._number:
            self._number = number
            self._orders.use(_orders_of(self._context, number))
        else:
            self._orders.refresh()
        self._steps.follow(SubjectType.CUSTOMER, number)
        self._latest.run(lambda: use_cases.customers.overview(number), self._show, self._gone)

    def refresh(self) -> None:
        """Look the customer up again."""
        if self._number is not None:
            self.show_customer(self._number)

    def forget(self) -> None:
        """Show nobody any more."""
        self._number = None
        self._overview = None
        self._latest.forget()

    @property
    def _record(self) -> CustomerRecord | None:
        return None if self._overview is None else self._overview.record

    def _unless_held(self, kind: TaskKind) -> Callable[[ClientStatus], CommandState]:
        """Whether a task of a kind can be begun, and nobody else has the customer checked out."""
        by_age = of_customer(kind, lambda: self._record)

        def state(client_status: ClientStatus) -> CommandState:
            overview = self._overview
            held = held_state(None if overview is None else overview.checked_out)
            return by_age(client_status) if held.possible else held

        return state

    def _strike_title(self) -> None:
        """Strike the name through while it will be deleted; a new style sheet undoes that."""
        font = self._title.font()
        font.setStrikeOut(self._overview is not None and self._overview.record.deleted)
        self._title.setFont(font)

    def _show(self, overview: CustomerOverview) -> None:
        record = overview.record
        self._overview = overview
        self._number = record.customer.number
        self._title.setText(record.customer.name)
        self._state.setVisible(record.task is not None)
        if record.task is not None:
            self._state.show_state(status_badges.shown(status_badges.of_task(record.task)))
        self._undo.follow(SubjectType.CUSTOMER, self._number)
        self._strike_title()
        self._notice.show_text(self._noticed(record))
        self._held.show_text(held_text(overview.checked_out))
        self._check_out.show_customer(record, overview.checked_out)
        self._facts.show_customer(record.customer)
        self._facts.meter.show_credit(overview.credit, self._context.currency)
        self._story.show_rows(overview.events)
        is_closed = record.customer.status is CustomerStatus.CLOSED
        gone = self.tr("This customer is to be deleted. Undo that first.") if record.deleted else ""
        closed = self._noticed(record) if is_closed else ""
        self._may_order.allow(gone or closed)
        self._may_edit.allow(gone)
        self._may_delete.allow(gone)
        self._delete.setVisible(not record.deleted)
        self._restore.setVisible(record.deleted)
        self._resolve.setVisible(record.task is TaskStatus.IN_CONFLICT)

    def _noticed(self, record: CustomerRecord) -> str:
        if record.deleted:
            return self.tr("This customer will be deleted when head office confirms it.")
        match record.customer.status:
            case CustomerStatus.ON_HOLD:
                return self.tr("On hold. Head office decides about each new order.")
            case CustomerStatus.CLOSED:
                return self.tr("Closed. Head office takes no orders for this customer.")
            case _:
                return ""

    def _gone(self, error: SmartClientError) -> None:
        if self._overview is None:
            self._context.report(error)
        self.forget()
        self.left.emit()

    def _edit_customer(self) -> None:
        if self._number is not None:
            self._context.navigator.edit_customer(self._number)

    def _show_prices(self) -> None:
        if self._overview is not None:
            self._context.navigator.show_prices(self._overview.record.customer)

    def _write_mail(self) -> None:
        if self._number is not None:
            self._context.navigator.write_mail(self._number)

    def _show_mails(self) -> None:
        if self._number is not None:
            self._context.navigator.show_mails(self._number)

    def _new_order(self) -> None:
        if self._number is not None:
            self._context.navigator.new_order(self._number)

    def _delete_customer(self) -> None:
        if self._overview is not None:
            delete_customer(self._context, self._overview.record)

    def _undo_delete(self) -> None:
        if self._overview is not None:
            restore_customer(self._context, self._overview.record)

    def _open_event(self, event: CustomerEvent) -> None:
        if event.order is not None and event.subject.type is SubjectType.ORDER:
            self._context.navigator.open_order(event.subject.id)
        elif event.is_current and event.clashes:
            self._resolve_conflict()

    def _resolve_conflict(self) -> None:
        use_cases, number = self._context.use_cases, self._number

        def open_first(found: tuple[str, ...]) -> None:
            for conflict_id in found[:1]:
                self._context.navigator.resolve_conflict(conflict_id)

        self._context.query(
            self,
            lambda: tuple(c.id for c in use_cases.conflicts.open() if c.subject.id == number),
            open_first,
        )

    def _dress(self) -> None:
        self._back.setIcon(icon("arrow-left", self._context.theme.tokens.accent))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        layout.addLayout(row(self._back, None))
        self._title.setWordWrap(True)
        head = row(self._title)
        buttons = (
            self._steps,
            self._resolve,
            self._delete,
            self._restore,
            self._undo,
            self._check_out,
            self._edit,
            self._prices,
            self._order,
        )
        head.addLayout(ButtonRow((), buttons), 1)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addLayout(row(self._state, None))
        layout.addWidget(self._notice)
        layout.addWidget(self._held)
        layout.addWidget(AgeNote(self._context, "overviewAges", (*CUSTOMER_KINDS, *ORDER_KINDS)))
        right = QVBoxLayout()
        right.setSpacing(SPACE_BETWEEN)
        right.addWidget(heading(self.tr("Orders")))
        right.addWidget(self._orders, 1)
        right.addSpacing(SPACE_BETWEEN)
        right.addWidget(heading(self.tr("What happened")))
        right.addWidget(self._story, 1)
        columns = row(self._facts, spacing=SPACE_GROUP)
        columns.addLayout(right, 1)
        layout.addSpacing(SPACE_INSIDE)
        layout.addLayout(columns, 1)


def _orders_of(context: AppContext, number: CustomerNumber) -> Fetch[OrderSummary]:
    use_cases = context.use_cases
    return lambda _text, limit, offset: use_cases.orders.search(
        customer=number, limit=limit, offset=offset
    )


def _no_orders(_text: str, _limit: int, _offset: int) -> tuple[OrderSummary, ...]:
    return ()
