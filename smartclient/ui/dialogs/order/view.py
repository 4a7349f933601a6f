"""The view of an order: its lines, its sums, its history, and what head office changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smartclient.contract.messages import ANSWERED_BEFORE
from smartclient.documents.order_document import OrderDocument
from smartclient.domain.ids import ConflictId, Sku
from smartclient.domain.sales.given_numbers import entered_as
from smartclient.domain.sales.orders import ACTIVE_STATES, GOODS_LEFT, OrderState
from smartclient.domain.sales.origins import DerivedDraft
from smartclient.domain.tasks import SubjectType, TaskStatus
from smartclient.read_models.data_ages import ORDER_KINDS
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import (
    History,
    OrderChoices,
    OrderPreview,
    OrderRecord,
    UnsavedEdit,
)
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.dialogs.order.editor_texts import changes_texts, origin_text
from smartclient.ui.dialogs.order.widgets import LinesTable, TotalsView
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import TENTATIVE, StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.models.order_history import HistoryStep, history_steps, life_model
from smartclient.ui.models.order_lines import OrderLinesModel, shown_lines
from smartclient.ui.shell import shortcuts
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import allow, show_possible
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import button, heading, label, title
from smartclient.ui.widgets.figures.key_values import KeyValueGrid
from smartclient.ui.widgets.flowing_columns import FlowingColumns
from smartclient.ui.widgets.lists.compact_table import CompactTable
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.state import StateLabel
from smartclient.ui.widgets.steps_button import StepsButton
from smartclient.ui.widgets.undo_button import UndoButton

_SIZE = QSize(1060, 740)
_REPORT_WIDTH = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """All that is looked up about an order."""

    record: OrderRecord
    document: OrderDocument
    history: History
    choices: OrderChoices
    products: dict[Sku, OrderedProduct]
    conflict: ConflictId | None
    unsaved: UnsavedEdit | None


class OrderView(Dialog):
    """Shows one order, and what can be done with it; it follows what happens to the order."""

    def __init__(self, context: AppContext, record: OrderRecord, parent: QWidget) -> None:
        super().__init__(parent, "dialogOrderView", "")
        self.be_window(_SIZE)
        self._context = context
        self._record = record
        self._conflict: ConflictId | None = None
        self._latest = context.latest(self)
        self._title = title("")
        self._state = StateLabel(context.theme, "orderState")
        self._state.make_clickable()
        self._state.clicked.connect(context.navigator.show_legend)
        self._unsaved = Notice(context.theme, "orderTyped", StatusBadge.RECEIVED)
        self._about = KeyValueGrid("orderAbout")
        self._delivery = KeyValueGrid("orderDelivery")
        self._lines = OrderLinesModel()
        self._table = LinesTable(self._lines, context.theme)
        self._totals = TotalsView(context.theme)
        self._report = self._text("orderReport")
        self._history = CompactTable[HistoryStep](
            context,
            life_model(),
            "orderHistory",
            self.tr("What happened"),
            self.tr("Nothing happened yet."),
        )
        self._make_buttons()
        self._lay_out()
        context.changed.connect(self._look)
        self._show_record(record)
        self._look()

    def _make_buttons(self) -> None:
        self._print = button("buttonPrintOrder", self.tr("&Print…"), self._go_print)
        self._pdf = button("buttonSavePdf", self.tr("Save as P&DF…"), self._go_pdf)
        self._message = button("buttonMessageOrder", self.tr("&Message…"), self._write_mail)
        self._message.setShortcut(QKeySequence(shortcuts.WRITE_MAIL))
        self._resolve = button(
            "buttonResolveOrder", self.tr("&Resolve…"), self._open_conflict, primary=True
        )
        self._steps = StepsButton(self._context, "buttonOrderSteps")
        self._edit = button("buttonEditOrder", self.tr("&Change…"), self._go_edit)
        self._cancel = button("buttonCancelOrder", self.tr("Cancel the &order…"), self._ask_cancel)
        self._undo = UndoButton(self._context, "buttonUndoOrder")
        self._repeat = button("buttonRepeatOrder", self.tr("&Duplicate order"), self._go_repeat)

    def _look(self) -> None:
        use_cases, order_id = self._context.use_cases, self._record.order.id

        def look() -> _Whole:
            record = use_cases.orders.get(order_id)
            conflict = next(
                (c.id for c in use_cases.conflicts.open() if c.subject.id == order_id), None
            )
            return _Whole(
                record=record,
                document=use_cases.orders.document(order_id),
                history=use_cases.orders.history(order_id),
                choices=use_cases.orders.allowed_actions(order_id),
                products=use_cases.orders.products(record.order),
                conflict=conflict,
                unsaved=use_cases.edits.get(order_id),
            )

        self._latest.run(look, self._show)
        self._steps.follow(SubjectType.ORDER, order_id)
        self._undo.follow(SubjectType.ORDER, order_id)

    def _show(self, whole: _Whole) -> None:
        self._conflict = whole.conflict
        self._show_record(whole.record)
        self._show_choices(whole.choices, is_edited=whole.unsaved is not None)
        self._about.show_facts(self._facts_of(whole.document, whole.history))
        self._delivery.show_facts(self._delivery_of(whole.record))
        order = whole.record.order
        self._lines.show(shown_lines(order, OrderPreview(order=order, products=whole.products)))
        self._table.shrink_to_lines()
        self._report.setText(self._report_text(whole))
        client_status = self._context.client_status
        self._history.show_rows(
            history_steps(
                whole.record,
                whole.history,
                rep=client_status.login if client_status is not None else "",
                now=self._context.clock.now(),
            )
        )
        self._history.table.scrollToBottom()

    def _show_record(self, record: OrderRecord) -> None:
        self._record = record
        order = record.order
        self._title.setText(self.tr("Order {number}").format(number=self._label))
        self.setWindowTitle(f"{self._title.text()}, {record.customer_name}")
        badge = status_badges.of_order(record.state, record.task, adjusted=record.adjusted)
        self._state.show_state(status_badges.shown(badge))
        self._totals.show_totals(order.totals, self._context.currency, tentative=badge in TENTATIVE)
        alive = record.state in ACTIVE_STATES and record.fulfilment not in GOODS_LEFT
        over = "" if alive else self.tr("This order is over: it can't be changed any more.")
        allow(self._edit, over)
        allow(self._cancel, over)
        self._resolve.setVisible(record.task is TaskStatus.IN_CONFLICT)
        looking = self.tr("The conflict is being looked up.")
        allow(self._resolve, "" if self._conflict is not None else looking)

    @property
    def _label(self) -> str:
        return formats.order_number(self._record.number, self._record.order.provisional_number)

    def _show_choices(self, choices: OrderChoices, *, is_edited: bool) -> None:
        show_possible(self._edit, choices.amend)
        show_possible(self._cancel, choices.cancel)
        show_possible(self._repeat, choices.repeat)
        self._edit.setText(self.tr("&Continue editing…") if is_edited else self.tr("&Change…"))
        self._unsaved.show_text(
            self.tr(
                "You were editing this order. Your changes were autosaved, and are not "
                "saved to the order yet."
            )
            if is_edited
            else ""
        )

    def _facts_of(self, document: OrderDocument, history: History) -> Iterator[tuple[str, str]]:
        order = document.order
        yield self.tr("Customer"), f"{document.customer_name} ({order.customer})"
        if document.ship_to is not None:
            place = document.ship_to
            parts = (place.line1, place.line2, place.city, place.state, place.postal_code)
            yield self.tr("Ship to"), ", ".join(part for part in parts if part)
        yield self.tr("Ship by"), order.ship_via
        yield self.tr("Reference"), order.reference
        yield self.tr("Origin"), " ".join(map(origin_text, history.origins))
        yield self.tr("Note"), order.note

    def _delivery_of(self, record: OrderRecord) -> Iterator[tuple[str, str]]:
        order = record.order
        yield self.tr("Ordered on"), formats.day(order.order_date)
        yield self.tr("Entered as"), entered_as(record.number, order.provisional_number)
        yield self.tr("Deliver on"), formats.day(order.deliver_on)
        delivery = (
            wording.fulfilment_label(record.fulfilment),
            formats.day(record.fulfilled_on),
        )
        yield self.tr("Delivery"), ", ".join(part for part in delivery if part)

    def _report_text(self, whole: _Whole) -> str:
        texts = [wording.change_text(change) for change in whole.history.report]
        texts += changes_texts(whole.history.changes)
        if texts:
            return "\n".join(texts)
        if whole.record.state is OrderState.TENTATIVE:
            return self.tr("Head office has not decided yet.")
        if any(event.why == ANSWERED_BEFORE for event in whole.history.events):
            return wording.filled(ANSWERED_BEFORE, {})
        return self.tr("Head office changed nothing.")

    def _go_print(self) -> None:
        self._context.navigator.print_order(self._record.order.id, self._label)

    def _go_pdf(self) -> None:
        self._context.navigator.save_pdf(self._record.order.id, self._label, self)

    def _write_mail(self) -> None:
        self._context.navigator.write_order_mail(self._record.order.id)

    def _open_conflict(self) -> None:
        if self._conflict is not None:
            self._context.navigator.resolve_conflict(self._conflict)

    def _go_edit(self) -> None:
        self.accept()
        self._context.navigator.edit_order(self._record.order, self._record.state)

    def _go_repeat(self) -> None:
        use_cases, order_id = self._context.use_cases, self._record.order.id
        self._context.query(self, lambda: use_cases.orders.repeat(order_id), self._repeat_with)

    def _repeat_with(self, draft: DerivedDraft) -> None:
        self._context.navigator.edit_draft(draft)
        self.accept()

    def _ask_cancel(self) -> None:
        use_cases, record = self._context.use_cases, self._record
        question = Question(
            self,
            "dialogCancelOrder",
            title=self.tr("Cancel this order?"),
            text=self.tr(
                "If head office has it already, it is asked to cancel it; otherwise it is "
                "withdrawn at once."
            ),
            yes=self.tr("&Cancel the order"),
            no=self.tr("&Keep it"),
            note=self.tr("Why, for head office (may stay empty)"),
            risky=True,
        )
        question.ask(
            lambda note: self._context.execute(
                lambda: use_cases.orders.cancel(record.order.id, note)
            )
        )

    def _text(self, name: str) -> QLabel:
        text_label = label(name=name, wraps=True)
        text_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return text_label

    def _lay_out(self) -> None:
        head = (self._title, self._state)
        buttons = (self._steps, self._message, self._print, self._pdf)
        self.content_layout.addLayout(ButtonRow(head, buttons, begins_left=True))
        self.content_layout.addWidget(self._unsaved)
        self.content_layout.addWidget(AgeNote(self._context, "orderViewAges", ORDER_KINDS))
        top = FlowingColumns()
        top.add(self._about, 5)
        top.add(self._delivery, 3)
        top.add(self._totals)
        self.content_layout.addLayout(top)
        self.content_layout.addWidget(self._table, 4)
        below = FlowingColumns(below=SPACE_GROUP)
        below.add(self._history_column(), 1, fills=True)
        below.add(self._reported(), fills=True)
        self.content_layout.addLayout(below, 3)
        close = button("buttonCloseView", self.tr("C&lose"), self.reject)
        self.put_buttons(
            self._cancel, self._repeat, self._undo, None, close, self._edit, self._resolve
        )
        close.setDefault(True)
        close.setFocus()

    def _history_column(self) -> QWidget:
        return self._column(heading(self.tr("What happened")), self._history)

    def _reported(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._report)
        column = self._column(heading(self.tr("What head office changed")), scroll)
        column.setFixedWidth(_REPORT_WIDTH)
        return column

    def _column(self, *parts: QWidget) -> QWidget:
        widget = QWidget()
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_BETWEEN)
        for part in parts:
            layout.addWidget(part)
        return widget
