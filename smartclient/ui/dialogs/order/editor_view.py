"""The widgets of the order editor, laid out; they hold no order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from smartclient.domain.errors import BlockedError, SmartClientError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import Order
from smartclient.read_models.records import CustomerRecord, OrderPreview
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.branches import BranchesPane
from smartclient.ui.dialogs.order.editor_state import OrderEditorState
from smartclient.ui.dialogs.order.editor_texts import (
    hint_text,
    origins_text,
    refusals_text,
    restored_text,
    title_text,
    warnings_text,
)
from smartclient.ui.dialogs.order.editor_values import EditorData
from smartclient.ui.dialogs.order.form import OrderForm
from smartclient.ui.dialogs.order.line_entry import LineEntry
from smartclient.ui.dialogs.order.line_pages import LinePages
from smartclient.ui.dialogs.order.prices_paid import PricesPaid
from smartclient.ui.dialogs.order.widgets import LinesTable, TotalsView
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.models.order_lines import OrderLinesModel, shown_lines
from smartclient.ui.text import wording
from smartclient.ui.text.data_ages import marks_texts
from smartclient.ui.text.demand_texts import credit_text
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import button, label, link_button, row, title
from smartclient.ui.widgets.flowing_columns import FlowingColumns
from smartclient.ui.widgets.notice import Notice


class EditorView(QWidget):
    """Everything between the title and the foot of the order editor."""

    def __init__(
        self,
        context: AppContext,
        state: OrderEditorState,
        *,
        set_quantity: Callable[[int, int], None],
        drop: Callable[[int], None],
        repeat: Callable[[], None],
        revert: Callable[[], None],
        ask_account: Callable[[], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._state = state
        self.title = title("")
        self.form = OrderForm(context)
        self.entry = LineEntry(context)
        self._lines = OrderLinesModel(set_quantity)
        self.table = LinesTable(self._lines, context.theme, drop)
        self.branches = BranchesPane(context, state, set_quantity)
        self._pages = LinePages(self.table, self.branches)
        self._restored = Notice(context.theme, "orderRestored", StatusBadge.RECEIVED)
        self._origins = Notice(context.theme, "orderMadeFrom", StatusBadge.RECEIVED)
        self._warnings = Notice(context.theme, "orderWarnings", StatusBadge.QUEUED)
        self._refusals = Notice(context.theme, "orderNotTaken", StatusBadge.REJECTED)
        self.note = self._note_field()
        self._prices_paid = PricesPaid(context)
        self._totals = TotalsView(context.theme)
        self._ages = label(name="orderAges", muted=True, wraps=True)
        self._ages.hide()
        self._autosaved = label(name="orderKept", muted=True)
        self._repeat = button("buttonRepeatEarlier", self.tr("Repeat an &earlier order…"), repeat)
        self._more = button(
            "buttonMoreBranches", self.tr("&More branches…"), self._pages.offer_branches
        )
        self._account = button("buttonNewAccount", self.tr("For a &new customer…"), ask_account)
        self._revert = link_button("buttonForgetTyped", self.tr("Discard changes"), revert)
        self._revert.hide()
        self._blocking = ""
        self._to_task = link_button(
            "buttonBlockingTask", self.tr("Show what has to come first"), self._open_blocking
        )
        self._to_task.hide()
        self.entry.looked_at.connect(self._show_prices_paid)
        self.table.selectionModel().selectionChanged.connect(self._look_at_line)
        self._lay_out()

    def show_title(self) -> None:
        """Show which order is edited."""
        self.title.setText(title_text(self._state.order, self._state.number))

    def show_data(self, data: EditorData) -> None:
        """Show an order that was looked up."""
        self.form.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.form.show_customer(data.customer)
        self.form.show_order(data.order, data.methods)
        self.form.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self.form.customer.setReadOnly(self._state.was_placed)
        self._show_note(data.order.note)
        self.entry.price_for(data.customer.customer.number or None)
        if data.plan.account is not None:
            self._pages.show_lines()
        self._restored.show_text(restored_text(is_restored=self._state.is_restored))
        self._revert.setVisible(self._state.is_restored)

    def show_customer(self, record: CustomerRecord, order: Order) -> None:
        """Show the customer that the order is for by now."""
        self.form.show_customer(record)
        self.form.choose_address(order)
        self.entry.price_for(record.customer.number)

    def show_autosaved(self, text: str) -> None:
        """Show when the order was last autosaved."""
        self._autosaved.setText(text)

    def show_refusals(self) -> None:
        """Show why the last input was not accepted."""
        self._refusals.show_text(refusals_text(self._state))

    def show_refusal(self, error: SmartClientError) -> None:
        """Show why the order can't be placed, with a way to the task that blocks it."""
        self._warnings.show_text(wording.error_text(error))
        self._blocking = error.blocked_by if isinstance(error, BlockedError) else ""
        self._to_task.setVisible(bool(self._blocking))

    def _open_blocking(self) -> None:
        self._context.navigator.show_task(self._blocking)

    def show_preview(self, preview: OrderPreview) -> None:
        """Show the order as typed and quoted."""
        self._lines.show(shown_lines(preview.order, preview))
        self._origins.show_text(origins_text(preview.origins, preview.changes))
        now = self._context.clock.now()
        self._warnings.show_text(warnings_text(self._state, now))
        self._to_task.hide()
        self._ages.setText("\n".join(marks_texts(preview.ages, now)))
        self._ages.setVisible(bool(self._ages.text()))
        self._totals.show_totals(preview.order.totals, self._context.currency, tentative=True)
        self._totals.show_credit(self._state.credit_left)
        used = preview.demand.credit
        self._totals.show_demand("" if used is None else credit_text(used))
        self._pages.show_count(self._state.branches.count)
        self.branches.show_order(preview)

    def show_possible(self) -> None:
        """Enable what can be entered."""
        self.table.hint(hint_text(self._state.lines_hint))
        for widget in (self.entry, self.note, self._repeat):
            allow(widget, "" if self._state.has_order else self.tr("Choose the customer first."))
        allow(self._more, "" if self._state.has_order else self.tr("Choose the customer first."))
        is_new = not self._state.was_placed
        self._more.setVisible(is_new and self._state.account is None)
        self._account.setVisible(is_new and self._state.branches.count == 1)

    def _show_prices_paid(self, sku: str, name: str) -> None:
        order = self._state.order
        if order is not None and order.customer:
            self._prices_paid.look_up(order.customer, Sku(sku), name, without=order.id)

    def _look_at_line(self) -> None:
        number, order = self.table.current_line, self._state.order
        line = order.line(number) if order is not None and number else None
        if line is not None:
            self._show_prices_paid(line.sku, self._state.product_name(line.sku))

    def _show_note(self, note: str) -> None:
        self.note.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.note.setPlainText(note)
        self.note.blockSignals(False)  # noqa: FBT003 (Qt's own)

    def _note_field(self) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName("orderNote")
        field.setAccessibleName(self.tr("Note for head office"))
        field.setTabChangesFocus(True)
        return field

    def _titled_note(self) -> QWidget:
        widget = QWidget()
        widget.setFixedHeight(self._prices_paid.height())
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(label(self.tr("Note for head office"), muted=True))
        layout.addWidget(self.note)
        return widget

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_GROUP)
        head = (self.title, self._autosaved)
        buttons = (self._account, self._more, self._repeat)
        layout.addLayout(ButtonRow(head, buttons, begins_left=True))
        restored = row(self._restored, self._revert)
        restored.setStretch(0, 1)
        layout.addLayout(restored)
        layout.addWidget(self._origins)
        layout.addWidget(self.form)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE_BETWEEN)
        lines.addWidget(self.entry)
        lines.addWidget(self._pages, 1)
        layout.addLayout(lines, 1)
        layout.addWidget(self._refusals)
        layout.addWidget(self._warnings)
        layout.addLayout(row(self._to_task, None))
        layout.addWidget(self._ages)
        below = FlowingColumns(below=SPACE_GROUP)
        below.add(self._titled_note(), 2)
        below.add(self._prices_paid, 3)
        below.add(self._totals)
        layout.addLayout(below)
