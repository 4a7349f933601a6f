"""The order editor: an order is entered, priced and checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.limits import MOST_LINES, quantity_refused, too_many_lines
from smartclient.domain.sales.orders import ACTIVE_STATES, Order, OrderState
from smartclient.domain.sales.origins import MadeDraft, Origin, OriginKind
from smartclient.read_models.records import CustomerRecord, OrderPreview, OrderRecord
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import ABOUT, Dialog, Question
from smartclient.ui.dialogs.order.autosave import OrderAutosave, entered, is_empty
from smartclient.ui.dialogs.order.content import EditedOrder
from smartclient.ui.dialogs.order.editor_state import EditorData, origins_text
from smartclient.ui.dialogs.order.form import OrderForm
from smartclient.ui.dialogs.order.line_entry import LineEntry
from smartclient.ui.dialogs.order.prices_paid import PricesPaid
from smartclient.ui.dialogs.order.scanning import Scanning
from smartclient.ui.dialogs.order.widgets import LinesTable, TotalsView
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.models.order_lines import OrderLinesModel, shown_lines
from smartclient.ui.shell import shortcuts
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.factories import button, label, link_button, row, title
from smartclient.ui.widgets.notice import Notice

_SIZE = QSize(1100, 720)


class OrderEditor(Dialog):
    """Edits one order. What is typed is kept at once: nothing of it is lost, whatever happens."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget,
        *,
        customer: CustomerNumber | None = None,
        order: Order | None = None,
        state: OrderState = OrderState.DRAFT,
        made_from: tuple[Origin, ...] = (),
    ) -> None:
        super().__init__(parent, "dialogOrder", "")
        self.be_window(_SIZE)
        self._context = context
        self._placed_before = state is not OrderState.DRAFT
        # an order that was never saved, such as one repeated, is all new
        self._original = order if order is not None and order.provisional_number else None
        self._uses_credit = state in ACTIVE_STATES
        self._customer: CustomerRecord | None = None
        self._scanning: Scanning | None = None
        self._loaded = False
        # of a draft that is not kept yet; a kept one knows it itself
        self._given = made_from
        self._looking = context.latest(self)
        self._content = EditedOrder(context, self._with_fields, self)
        if order is not None:
            self._content.carry(order)
        # what others change is merged with what is typed by what the rep began with
        self._edit_base = self._original
        began = (lambda: self._edit_base) if self._placed_before else None
        self._keeping = OrderAutosave(context, self._content, self, began=began)
        self._title = title("")
        self._form = OrderForm(context)
        self._entry = LineEntry(context)
        self._lines = OrderLinesModel(self._content.set_quantity)
        self._table = LinesTable(self._lines, context.theme, self._content.drop)
        self._restored = Notice(context.theme, "orderRestored", StatusBadge.RECEIVED)
        self._origins = Notice(context.theme, "orderMadeFrom", StatusBadge.RECEIVED)
        self._warnings = Notice(context.theme, "orderWarnings", StatusBadge.QUEUED)
        self._not_taken = Notice(context.theme, "orderNotTaken", StatusBadge.REJECTED)
        self._note = self._note_field()
        self._paid = PricesPaid(context)
        self._totals = TotalsView(context.theme)
        self._kept = label(name="orderKept", muted=True)
        self._repeat = button(
            "buttonRepeatEarlier", self.tr("Repeat an &earlier order…"), self._choose_earlier
        )
        self._place = button("buttonPlaceOrder", self._place_words(), self.place, primary=True)
        self._delete = link_button("buttonDeleteDraft", self.tr("Delete draft"), self._discard)
        self._forget = link_button(
            "buttonForgetTyped", self.tr("Back to the order as placed"), self._revert
        )
        self._forget.hide()
        self._lay_out()
        self._connect()
        self._show_possible()
        self._begin(customer)

    @property
    def order(self) -> Order | None:
        """The order as it stands in the editor; None before a customer is chosen."""
        return self._content.order

    def _with_fields(self, order: Order) -> Order:
        if not self._loaded:
            return order
        return replace(self._form.applied_to(order), note=self._note.toPlainText().strip())

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to a scanner, now that there is a window that has keys."""
        super().showEvent(event)
        if self._scanning is None:
            self._scanning = Scanning(self._context, self, self._content, self._not_taken)

    def place(self) -> None:
        """Save the order and queue it for head office."""
        order, made_from = self._content.to_place, self._content.made_from
        if order is None or not order.lines or not self._place.isEnabled():
            return
        self._place.setEnabled(False)
        self._keeping.stop()
        self._context.execute(lambda: self._save(order, made_from), self._placed, self._refused)

    def _save(self, order: Order, made_from: tuple[Origin, ...]) -> OrderRecord:
        use_cases = self._context.use_cases
        if self._placed_before:
            return use_cases.orders.amend(order, began=self._edit_base)
        return use_cases.orders.place(order, made_from=made_from)

    def reject(self) -> None:
        """Close: a draft is kept, changes to a placed order are asked about."""
        order = self.order
        self._keeping.stop()
        if order is None:
            super().reject()
        elif self._placed_before:
            self._leave_placed(order)
        else:
            self._leave_draft(order)
            super().reject()

    def _leave_placed(self, order: Order) -> None:
        if entered(order) != entered(self._original):
            self._ask_to_discard()
            return
        self._give_up()
        super().reject()

    def _leave_draft(self, order: Order) -> None:
        use_cases = self._context.use_cases
        if is_empty(order):
            if self._keeping.has_kept:
                self._context.execute(lambda: use_cases.orders.discard_draft(order.id))
        elif entered(order) != entered(self._original):
            said, made_from = self.tr("Kept as draft {number}."), self._content.made_from
            self._context.execute(
                lambda: use_cases.orders.save_draft(order, made_from=made_from),
                lambda record: self._context.say(
                    said.format(number=f"{record.order.provisional_number}*")
                ),
            )

    def _begin(self, customer: CustomerNumber | None) -> None:
        order = self.order
        number = customer if order is None else order.customer
        if number:
            self._load(number)
        else:
            self._title.setText(self.tr("New order"))
            self.setWindowTitle(self._title.text())
            self._form.customer.setFocus()

    def _load(self, number: CustomerNumber) -> None:
        use_cases, order = self._context.use_cases, self.order
        was_placed = self._placed_before
        was_typed = was_placed and not self._loaded
        given = self._content.made_from or self._given

        def look() -> EditorData:
            typed = use_cases.edits.get(order.id) if was_typed and order is not None else None
            begun = order if typed is None else typed.order
            customer = use_cases.customers.get(number)
            by_now = customer.customer.number
            begun = (
                use_cases.orders.new(by_now) if begun is None else replace(begun, customer=by_now)
            )
            made_from = () if was_placed else given or use_cases.orders.made_from(begun.id)
            return EditorData(
                order=begun,
                made_from=made_from,
                customer=customer,
                methods=use_cases.catalog.ship_methods(),
                products=use_cases.orders.products(begun),
                restored=typed,
            )

        self._looking.run(look, self._start)

    def _start(self, start: EditorData) -> None:
        if not self._loaded:
            self._begin_keeping(start)
        self._content.begin(start.order, start.products, start.made_from)
        self._customer = start.customer
        self._show_title()
        self._form.show_customer(start.customer)
        self._form.show_order(start.order, start.methods)
        self._form.customer.setReadOnly(self._placed_before)
        self._note.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._note.setPlainText(start.order.note)
        self._note.blockSignals(False)  # noqa: FBT003 (Qt's own)
        self._loaded = True
        self._entry.price_for(start.customer.customer.number)
        self._tell_restored(restored=start.restored is not None)
        self._judge()
        self._entry.product.setFocus()

    def _begin_keeping(self, start: EditorData) -> None:
        self.setProperty(ABOUT, start.order.id)
        if self.order is None:
            self._original = start.order
        known = self._original
        if start.restored is not None:
            known, self._edit_base = start.order, start.restored.began or self._original
        drafted = not self._placed_before and bool(start.order.provisional_number)
        self._keeping.begin(known, is_kept=drafted or start.restored is not None)

    def _tell_restored(self, *, restored: bool) -> None:
        self._restored.say(
            self.tr("This is what you last typed; it was kept, and is not saved to the order yet.")
            if restored
            else ""
        )
        self._forget.setVisible(restored)

    def _show_title(self) -> None:
        order, record = self.order, self._customer
        if order is None or record is None:
            return
        number = formats.order_number("", order.provisional_number)
        self._title.setText(
            self.tr("Order {number}").format(number=number) if number else self.tr("New order")
        )
        self.setWindowTitle(f"{self._title.text()}, {record.customer.name}")

    def _refuse(self, error: SmartClientError) -> None:
        """Say why what was typed is not taken; the next change of the order takes it back."""
        self._not_taken.say(wording.error_text(error))

    def _judge(self) -> None:
        if self.order is not None and self._loaded:
            self._keeping.schedule()
            self._content.quote()

    def _changed_lines(self) -> None:
        self._not_taken.say("")
        self._keeping.schedule()

    def _show(self, preview: OrderPreview) -> None:
        order = preview.order
        self._follow_number()
        self._lines.show(shown_lines(order, preview))
        self._origins.say(origins_text(preview.made_from, preview.changes))
        self._warnings.say("\n".join(self._of_the_whole(preview)))
        self._totals.show_totals(order.totals, self._context.currency, tentative=True)
        self._totals.show_credit(self._credit_left(order.totals.total))
        self._show_possible()

    def _of_the_whole(self, preview: OrderPreview) -> list[str]:
        problems = [wording.problem_text(one) for one in preview.problems if not one.line]
        if len(preview.order.lines) > MOST_LINES:
            problems.append(wording.error_text(too_many_lines()))
        return problems

    def _follow_number(self) -> None:
        """Go on with a customer that got its final number while the order was being entered."""
        order, record = self.order, self._customer
        if order is None or record is None or order.customer == record.customer.number:
            return
        use_cases, number = self._context.use_cases, order.customer
        self._context.query(self, lambda: use_cases.customers.get(number), self._take_customer)

    def _take_customer(self, record: CustomerRecord) -> None:
        order = self.order
        if order is None:
            return
        self._customer = record
        self._form.show_customer(record)
        self._form.choose_address(order)
        self._entry.price_for(record.customer.number)
        self._show_title()

    def _credit_left(self, total: Decimal) -> Decimal | None:
        record = self._customer
        if record is None or record.customer.credit_limit is None:
            return None
        before = self._original if self._uses_credit else None
        own = before.totals.total if before is not None else Decimal(0)
        return record.customer.credit_limit - record.credit_used + own - total

    def _show_possible(self) -> None:
        order = self.order
        self._table.hint(
            self.tr("Type a product's name or number above, or repeat an earlier order.")
            if order is not None
            else self.tr("Choose a customer first: type a part of the name or the number.")
        )
        self._entry.setEnabled(order is not None)
        self._note.setEnabled(order is not None)
        self._repeat.setEnabled(order is not None)
        self._place.setEnabled(bool(order and order.lines))
        self._delete.setVisible(
            not self._placed_before and bool(order and order.provisional_number)
        )

    def _show_kept(self, record: OrderRecord | None) -> None:
        at = formats.moment(self._context.clock.now(), self._context.clock.now())
        if record is None:
            self._kept.setText(self.tr("What you typed is kept, {time}").format(time=at))
            return
        number, order = record.order.provisional_number, self.order
        if order is not None:
            customer = record.order.customer
            self._content.carry(replace(order, provisional_number=number, customer=customer))
            self._follow_number()
        self._kept.setText(self.tr("Kept as a draft, {time}").format(time=at))
        self._show_title()
        self._show_possible()

    def _look_at_prices(self, sku: str, name: str) -> None:
        order = self.order
        if order is not None:
            self._paid.look_up(order.customer, Sku(sku), name, without=order.id)

    def _look_at_line(self) -> None:
        number, order = self._table.current_line, self.order
        line = order.line(number) if order is not None and number else None
        if line is not None:
            self._look_at_prices(line.sku, self._content.name_of(line.sku))

    def _choose_earlier(self) -> None:
        from smartclient.ui.dialogs.order.earlier_orders import EarlierOrders  # noqa: PLC0415 (seldom)

        order = self.order
        if self._customer is None or order is None:
            return
        customer = self._customer.customer
        dialog = EarlierOrders(
            self._context, customer.number, customer.name, self, without=order.id
        )
        dialog.taken.connect(self._take_lines_of)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_lines_of(self, order_id: OrderId) -> None:
        use_cases = self._context.use_cases
        self._context.query(self, lambda: use_cases.orders.repeat(order_id), self._take_lines)

    def _take_lines(self, made: MadeDraft) -> None:
        order, earlier = self.order, made.order
        if order is None:
            return
        if not order.ship_via:
            self._form.choose_shipping(replace(order, ship_via=earlier.ship_via))
        [origin] = made.made_from
        origin = replace(origin, kind=OriginKind.LINES_TAKEN)
        self._content.add_all(earlier.lines, origin)
        self._entry.product.setFocus()

    def _placed(self, record: OrderRecord) -> None:
        number = formats.order_number(record.number, record.order.provisional_number)
        client_status = self._context.client_status
        if client_status is not None and client_status.offline_by_choice:
            text = self.tr("{number} is saved. It goes to head office when you are back online.")
        else:
            text = self.tr("{number} is saved. It goes to head office with the next sync.")
        self._context.say(text.format(number=number))
        super().accept()

    def _refused(self, error: SmartClientError) -> None:
        self._keeping.resume()
        self._tell_failure(error)

    def _tell_failure(self, error: SmartClientError) -> None:
        self._show_possible()
        self._warnings.say(wording.error_text(error))

    def _discard(self) -> None:
        order = self.order
        self._keeping.stop()
        if order is not None:
            self._context.execute(lambda: self._context.use_cases.orders.discard_draft(order.id))
        super().reject()

    def _revert(self) -> None:
        order = self._original
        if order is None:
            return
        self._keeping.stop()
        self._give_up()
        self._content.carry(order)
        self._edit_base, self._loaded = order, False
        self._load(order.customer)
        self._keeping.resume()

    def _give_up(self) -> None:
        order, use_cases = self._original, self._context.use_cases
        if order is not None and self._keeping.has_kept:
            self._context.execute(lambda: use_cases.edits.discard(order.id))

    def _ask_to_discard(self) -> None:
        question = Question(
            self,
            "dialogDiscard",
            title=self.tr("Your changes are not saved"),
            text=self.tr("The order stays as it was placed if you leave now."),
            yes=self.tr("&Leave without saving"),
            no=self.tr("&Go on editing"),
            risky=True,
        )
        leave: Callable[[], None] = super().reject

        def give_up(_note: str) -> None:
            self._give_up()
            leave()

        question.rejected.connect(self._keeping.resume)
        question.ask(give_up)

    def _place_words(self) -> str:
        return self.tr("Save the c&hanges") if self._placed_before else self.tr("P&lace order")

    def _note_field(self) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName("orderNote")
        field.setAccessibleName(self.tr("Note for head office"))
        field.setTabChangesFocus(True)
        return field

    def _titled_note(self) -> QWidget:
        widget = QWidget()
        widget.setFixedHeight(self._paid.height())
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(label(self.tr("Note for head office"), muted=True))
        layout.addWidget(self._note)
        return widget

    def _lay_out(self) -> None:
        self.content_layout.addLayout(
            row(self._title, self._kept, None, self._repeat, spacing=SPACE_GROUP)
        )
        told = row(self._restored, self._forget)
        told.setStretch(0, 1)
        self.content_layout.addLayout(told)
        self.content_layout.addWidget(self._origins)
        self.content_layout.addWidget(self._form)
        middle = QVBoxLayout()
        middle.setSpacing(SPACE_BETWEEN)
        middle.addWidget(self._entry)
        middle.addWidget(self._table, 1)
        self.content_layout.addLayout(middle, 1)
        self.content_layout.addWidget(self._not_taken)
        self.content_layout.addWidget(self._warnings)
        below = row(spacing=SPACE_GROUP)
        below.addWidget(self._titled_note(), 2)
        below.addWidget(self._paid, 3)
        below.addWidget(self._totals)
        below.setAlignment(self._totals, Qt.AlignmentFlag.AlignTop)
        self.content_layout.addLayout(below)
        hint = label(
            self.tr("Enter goes on. Del drops a line, Ctrl+Z brings it back."),
            muted=True,
        )
        close = button("buttonCloseOrder", self.tr("&Close"), self.reject)
        self.put_buttons(hint, None, self._delete, close, self._place)

    def _connect(self) -> None:
        self._form.edited.connect(self._judge)
        self._form.customer.picked.connect(lambda number: self._load(CustomerNumber(number)))
        self._note.textChanged.connect(self._keeping.schedule)
        self._entry.added.connect(self._content.add)
        self._entry.looked_at.connect(self._look_at_prices)
        self._entry.refused.connect(lambda sku: self._refuse(quantity_refused(sku)))
        self._table.refused.connect(lambda sku: self._refuse(quantity_refused(sku)))
        self._entry.complete.connect(self._place.setFocus)
        self._table.selectionModel().selectionChanged.connect(self._look_at_line)
        self._keeping.kept.connect(self._show_kept)
        self._keeping.failed.connect(self._tell_failure)
        self._context.changed.connect(self._judge)
        self._content.changed.connect(self._changed_lines)
        self._content.shown.connect(self._show)
        self._content.quoted.connect(lambda preview: self._form.show_arrival(preview.arrives))
        self._content.pointed.connect(self._table.go_to_line)
        self._content.refused.connect(self._refuse)
        QShortcut(QKeySequence(shortcuts.UNDO_LINE), self, self._content.undo)
        QShortcut(QKeySequence(shortcuts.PLACE_ORDER), self, self.place)
        QShortcut(QKeySequence(shortcuts.REPEAT_EARLIER), self, self._choose_earlier)
