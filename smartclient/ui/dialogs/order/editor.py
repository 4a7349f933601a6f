"""The order editor: an order is entered, priced and checked as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.limits import quantity_refused
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import DerivedDraft, Origin
from smartclient.read_models.records import POSSIBLE, CustomerRecord, OrderRecord
from smartclient.read_models.tasks import DraftPlan, KeptAccountOrder, PlacedOrders, PlannedOrder
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import ABOUT, Dialog
from smartclient.ui.dialogs.order import editor_texts as texts
from smartclient.ui.dialogs.order.account_entry import AccountEntry
from smartclient.ui.dialogs.order.autosave import OrderAutosave
from smartclient.ui.dialogs.order.confirm_by_mail import ConfirmByMail
from smartclient.ui.dialogs.order.discard_question import DiscardQuestion
from smartclient.ui.dialogs.order.editor_commands import EditorCommands
from smartclient.ui.dialogs.order.editor_state import OrderEditorState
from smartclient.ui.dialogs.order.editor_values import CloseAction, EditorData, LinesChange
from smartclient.ui.dialogs.order.editor_view import EditorView
from smartclient.ui.dialogs.order.latest_time import LatestTimeField
from smartclient.ui.dialogs.order.placed_notice import notify_placed, offer_steps
from smartclient.ui.dialogs.order.scanning import Scanning
from smartclient.ui.shell import shortcuts
from smartclient.ui.text import formats
from smartclient.ui.widgets.availability import allow, show_possible
from smartclient.ui.widgets.factories import button, label, link_button

_SIZE = QSize(1100, 720)


class OrderEditor(Dialog):
    """Edits one order. What is typed is autosaved: nothing of it is lost, whatever happens.

    What is true of the order is in its ``OrderEditorState``; the dialog binds it to widgets and to
    the use cases.
    """

    def __init__(
        self,
        context: AppContext,
        parent: QWidget,
        *,
        customer: CustomerNumber | None = None,
        order: Order | None = None,
        state: OrderState = OrderState.DRAFT,
        origins: tuple[Origin, ...] = (),
        kept: KeptAccountOrder | None = None,
    ) -> None:
        super().__init__(parent, "dialogOrder", "")
        self.be_window(_SIZE)
        self._context = context
        self._state = OrderEditorState(order, state=state, origins=origins)
        self._scanning: Scanning | None = None
        self._loading = context.latest(self)
        self._quoting = context.latest(self)
        self._autosave = OrderAutosave(context, self._state, self)
        self._account = AccountEntry(context, self, self._state, self._use_account)
        self._view = EditorView(
            context,
            self._state,
            set_quantity=lambda number, count: self._follow(
                self._state.set_quantity(number, count)
            ),
            drop=lambda number: self._follow(self._state.drop(number)),
            repeat=self._choose_earlier,
            revert=self._revert,
            ask_account=self._account.ask,
        )
        save = texts.place_text(was_placed=self._state.was_placed, count=1)
        self._place = button("buttonPlaceOrder", save, self.place, primary=True)
        self._mail = ConfirmByMail(self._state.branches)
        self._latest = LatestTimeField()
        # what was sent has no latest time any more
        self._latest.setVisible(not self._state.was_placed)
        self._delete = link_button("buttonDeleteDraft", self.tr("Delete draft"), self._discard)
        self._lay_out()
        self._connect()
        self._show_possible()
        if kept is None:
            self._begin(customer)
        else:
            self._continue(kept)

    @property
    def order(self) -> Order | None:
        """The order as it is typed; None before a customer is chosen."""
        return self._state.order

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to a scanner, now that there is a window that has keys."""
        super().showEvent(event)
        state = self._state
        if self._scanning is None:
            self._scanning = Scanning(self._context, self, is_ready=lambda: state.has_order)
            self._scanning.found.connect(lambda p: self._follow(state.add_scanned(p.sku, p.name)))
            self._scanning.refused.connect(lambda error: self._follow(state.refuse_scan(error)))

    def place(self) -> None:
        """Save the order and queue it for head office."""
        order, commands = self._state.to_place, self._commands
        if order is None or not self._state.can_place:
            return
        self._state.is_placing = True
        self._show_possible()
        self._autosave.stop()
        not_after = self._latest.counted_from(self._context.clock.now())
        if self._state.branches.plan.is_empty:
            self._context.execute(
                lambda: commands.place(order, not_after), self._placed, self._refused
            )
            return
        orders = self._state.branches.orders(order)
        self._context.execute(
            lambda: commands.place_several(orders, not_after), self._placed_several, self._refused
        )

    def reject(self) -> None:
        """Close: save a draft; ask about changes to a placed order."""
        self._autosave.stop()
        action = self._state.on_close
        if action is CloseAction.ASK:
            self._ask_to_discard()
        else:
            self._close(action)

    def _close(self, action: CloseAction) -> None:
        self._carry_out(action)
        super().reject()

    @property
    def _commands(self) -> EditorCommands:
        return EditorCommands.of(self._state, self._context.use_cases)

    def _carry_out(self, action: CloseAction) -> None:
        """Do what closing the editor, or giving up its changes, has to do."""
        if action not in {CloseAction.NOTHING, CloseAction.ASK}:
            commands = self._commands
            self._context.execute(lambda: commands.close(action), self._draft_saved)
            if action is CloseAction.SAVE_DRAFT and self._state.customer is not None:
                self._notify_kept(self._state.customer.customer.name)

    def _notify_kept(self, name: str) -> None:
        if self._state.account is not None:
            self._context.notify(texts.account_order_kept_text(name))

    def _draft_saved(self, draft: OrderRecord | None) -> None:
        if draft is not None:
            self._context.notify(texts.draft_saved_text(draft))

    def _begin(self, customer: CustomerNumber | None) -> None:
        number = customer if self.order is None else self.order.customer
        if number:
            self._load(number)
        else:
            self._view.show_title()
            self.setWindowTitle(self._view.title.text())
            self._view.form.customer.setFocus()

    def _use_account(self, plan: DraftPlan, kept: Order | None = None) -> None:
        commands = self._commands
        self._loading.run(lambda: commands.load_account(plan, kept), self._start)

    def _continue(self, kept: KeptAccountOrder) -> None:
        self._use_account(kept.plan, kept.order)

    def _load(self, number: CustomerNumber) -> None:
        commands = self._commands
        self._loading.run(lambda: commands.load(number), self._start)

    def _start(self, data: EditorData) -> None:
        self.setProperty(ABOUT, data.order.id)
        self._state.begin(data)
        self._show_title()
        self._view.show_data(data)
        self._mail.show_offer(data.mail)
        self._read_fields()
        self._state.set_note(data.order.note)
        self._quote()
        self._view.entry.product.setFocus()

    def _read_fields(self) -> None:
        """Take over what the form shows: it can't show an address or a way that is unknown."""
        self._state.set_fields(self._view.form.fields)

    def _edited(self) -> None:
        self._read_fields()
        self._quote()

    def _note_typed(self) -> None:
        self._state.set_note(self._view.note.toPlainText())
        self._autosave.schedule()

    def _follow(self, change: LinesChange) -> None:
        """Show what became of an input that was to change the lines."""
        self._view.show_refusals()
        if change.changed:
            self._quote()
        if change.line is not None:
            self._view.table.go_to_line(change.line)

    def _quote(self) -> None:
        """Autosave the order, show it as typed, and have it priced and checked."""
        order, commands = self.order, self._commands
        if order is None or not self._state.is_loaded:
            return
        self._autosave.schedule()
        self._show()
        orders = self._state.branches.orders(order)
        self._quoting.run(
            lambda: commands.quote(orders), lambda planned: self._quoted(orders, planned)
        )

    def _quoted(self, orders: Sequence[Order], planned: Sequence[PlannedOrder]) -> None:
        quote = planned[0].preview
        self._state.branches.apply(orders, planned)
        if quote is not None:
            self._state.apply_quote(quote)
            self._view.form.show_arrival(quote.arrives)
        self._show()

    def _show(self) -> None:
        preview = self._state.preview
        if preview is not None:
            self._follow_number()
            self._view.show_preview(preview)
            self._show_possible()

    def _follow_number(self) -> None:
        """Go on with a customer that got its final number while the order was being entered."""
        number, customers = self._state.renumbered_customer, self._context.use_cases.customers
        if number is not None:
            self._context.query(self, lambda: customers.get(number), self._show_renumbered)

    def _show_renumbered(self, record: CustomerRecord) -> None:
        if self.order is not None:
            self._state.customer = record
            self._view.show_customer(record, self.order)
            self._read_fields()
            self._show_title()

    def _show_title(self) -> None:
        self._view.show_title()
        if self._state.customer is not None:
            name = self._state.customer.customer.name
            self.setWindowTitle(f"{self._view.title.text()}, {name}")

    def _show_possible(self) -> None:
        self._view.show_possible()
        self._mail.show_possible()
        preview = self._state.preview
        self._place.setText(
            texts.place_text(was_placed=self._state.was_placed, count=self._state.branches.count)
        )
        if self._state.is_complete and not self._state.is_placing:
            show_possible(self._place, POSSIBLE if preview is None else preview.save)
        else:
            allow(self._place, texts.not_placed_text(self._state))
        self._delete.setVisible(self._state.can_delete_draft)

    def _autosaved(self, record: OrderRecord | None) -> None:
        now = self._context.clock.now()
        text = texts.autosaved_text(formats.moment(now, now), is_draft=not self._state.was_placed)
        self._view.show_autosaved(text)
        if record is not None:
            self._state.apply_autosave(record)
            self._follow_number()
            self._show_title()
        self._show_possible()

    def _choose_earlier(self) -> None:
        from smartclient.ui.dialogs.order.earlier_orders import EarlierOrders  # noqa: PLC0415 (seldom)

        order, record = self.order, self._state.customer
        if order is not None and record is not None:
            EarlierOrders(
                self._context, record.customer, self, without=order.id, chosen=self._add_lines_of
            ).open()

    def _add_lines_of(self, earlier: DerivedDraft) -> None:
        change = self._state.add_lines_of(earlier)
        if self.order is not None:
            self._view.form.choose_shipping(self.order)
            self._read_fields()
        self._follow(change)
        self._view.entry.product.setFocus()

    def _placed(self, record: OrderRecord) -> None:
        notify_placed(self._context, record)
        super().accept()

    def _placed_several(self, placed: PlacedOrders) -> None:
        offer_steps(self._context, placed)
        super().accept()

    def _refused(self, error: SmartClientError) -> None:
        self._state.is_placing = False
        self._autosave.resume()
        self._show_failure(error)

    def _show_failure(self, error: SmartClientError) -> None:
        self._show_possible()
        self._view.show_refusal(error)

    def _discard(self) -> None:
        self._autosave.stop()
        self._close(CloseAction.DISCARD_DRAFT)

    def _revert(self) -> None:
        self._autosave.stop()
        self._carry_out(self._state.on_discard)
        order = self._state.revert()
        if order is not None:
            self._load(order.customer)
        self._autosave.resume()

    def _ask_to_discard(self) -> None:
        question = DiscardQuestion(self)
        question.rejected.connect(self._autosave.resume)
        question.ask(lambda _note: self._close(self._state.on_discard))

    def _lay_out(self) -> None:
        self.content_layout.addWidget(self._view, 1)
        self.content_layout.addWidget(self._mail)
        hint = label(self.tr("Enter: next field. Del: remove line. Ctrl+Z: undo."), muted=True)
        close = button("buttonCloseOrder", self.tr("&Close"), self.reject)
        self.put_buttons(hint, None, self._delete, self._latest, close, self._place)

    def _connect(self) -> None:
        state, view = self._state, self._view
        view.form.edited.connect(self._edited)
        view.form.customer.picked.connect(lambda number: self._load(CustomerNumber(number)))
        view.branches.edited.connect(self._quote)
        self._mail.edited.connect(self._autosave.schedule)
        view.note.textChanged.connect(self._note_typed)
        view.entry.added.connect(lambda *entry: self._follow(state.add(*entry)))
        for refused in (view.entry.refused, view.table.refused):
            refused.connect(lambda sku: self._follow(state.refuse(quantity_refused(sku))))
        view.entry.complete.connect(self._place.setFocus)
        self._autosave.saved.connect(self._autosaved)
        self._autosave.failed.connect(self._show_failure)
        self._context.changed.connect(self._quote)
        QShortcut(QKeySequence(shortcuts.UNDO_LINE), self, lambda: self._follow(state.undo()))
        QShortcut(QKeySequence(shortcuts.PLACE_ORDER), self, self.place)
        QShortcut(QKeySequence(shortcuts.REPEAT_EARLIER), self, self._choose_earlier)
