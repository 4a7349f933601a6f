"""The state of the order editor: the order as it is typed, without any widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.limits import MOST_LINES
from smartclient.domain.rules.problems import Problem
from smartclient.domain.sales.orders import ACTIVE_STATES, Order, OrderLine, OrderState
from smartclient.domain.sales.origins import DerivedDraft, Origin, OriginKind
from smartclient.read_models.order_list import OrderedProduct
from smartclient.read_models.records import CustomerRecord, OrderPreview, OrderRecord
from smartclient.read_models.tasks import DraftPlan, NewAccount
from smartclient.ui.dialogs.order.branches_state import BranchesState
from smartclient.ui.dialogs.order.editor_values import (
    CloseAction,
    EditorData,
    LinesChange,
    LinesHint,
)
from smartclient.ui.dialogs.order.first_quotes import FirstQuotes
from smartclient.ui.dialogs.order.order_edits import (
    Entered,
    OrderFields,
    add_quantities,
    add_quantity,
    entered,
    entered_line,
    first_number,
    is_empty,
    renumbered,
    with_fields,
)
from smartclient.ui.dialogs.order.quoted_lines import (
    credit_left,
    preview_as_typed,
    quoted_as_typed,
    with_quoted_prices,
)
from smartclient.ui.dialogs.order.refused_scans import with_refused_scan

MAX_UNDO_STEPS = 100


class OrderEditorState:
    """One order while it is edited: as typed, as it was opened, as autosaved, as last quoted.

    ``order`` is the only copy of the order that changes. ``original`` is the order as it was
    opened, None for one that was never saved; ``base`` is the version that the rep began to
    change, against which head office merges. ``refusals`` hold why the last input was not accepted.
    """

    def __init__(
        self,
        order: Order | None = None,
        *,
        state: OrderState = OrderState.DRAFT,
        origins: tuple[Origin, ...] = (),
    ) -> None:
        self.was_placed = state is not OrderState.DRAFT
        self.order = order
        self.original = order if order is not None and order.provisional_number else None
        self.base = self.original
        self.origins = origins
        self.number = ""
        self.customer: CustomerRecord | None = None
        self.branches = BranchesState()
        self.is_loaded = False
        self.is_restored = False
        self.is_placing = False
        self.has_autosaved = False
        self.refusals: tuple[SmartClientError, ...] = ()
        self._uses_credit = state in ACTIVE_STATES
        self._quote: OrderPreview | None = None
        self._first_quotes = FirstQuotes()
        self._undo_steps: list[tuple[OrderLine, ...]] = []
        self._autosaved: Entered = ()
        self._original_plan = DraftPlan()

    @property
    def preview(self) -> OrderPreview | None:
        """The order as typed, with the problems of the lines that are as last quoted."""
        if self.order is None or self._quote is None:
            return None
        return preview_as_typed(self.order, self._quote)

    @property
    def quoted_before(self) -> tuple[Origin, ...]:
        """What the lines of the order were quoted at before, here or where it comes from."""
        if self.order is None:
            return ()
        return self._first_quotes.with_origins(self.origins, self.order)

    @property
    def account(self) -> NewAccount | None:
        """The customer who is opened with the order, None for one that there is."""
        return self.branches.plan.account

    @property
    def order_problems(self) -> tuple[Problem, ...]:
        """The problems of the order as a whole; those of a line are shown there."""
        preview = self.preview
        return () if preview is None else tuple(p for p in preview.problems if not p.line)

    @property
    def has_too_many_lines(self) -> bool:
        """Whether the order, as stored by an earlier version, is longer than one may be."""
        return self.order is not None and len(self.order.lines) > MOST_LINES

    @property
    def to_place(self) -> Order | None:
        """The order as typed; a line that is not priced as it is has no price."""
        return None if self.order is None else with_quoted_prices(self.order, self._quote)

    @property
    def has_order(self) -> bool:
        """Whether a customer is chosen, so that there is an order to enter something into."""
        return self.order is not None

    @property
    def can_place(self) -> bool:
        """Whether the order can be saved for head office now."""
        is_usable = self._quote is None or self._quote.save.possible
        return self.is_complete and is_usable and not self.is_placing

    @property
    def is_complete(self) -> bool:
        """Whether the order has a customer and lines, and so has that of every branch."""
        return self.order is not None and self.branches.can_place(self.order)

    @property
    def can_delete_draft(self) -> bool:
        """Whether there is a saved draft to delete."""
        saved = self.order is not None and bool(self.order.provisional_number)
        saved = saved or (self.account is not None and self.has_autosaved)
        return saved and not self.was_placed

    @property
    def lines_hint(self) -> LinesHint:
        """What to do next, while the order has no lines."""
        return LinesHint.ADD_PRODUCT if self.has_order else LinesHint.CHOOSE_CUSTOMER

    @property
    def credit_left(self) -> Decimal | None:
        """What the customer may still order after this order; None where that is not known."""
        counted = self.original if self._uses_credit else None
        return None if self.order is None else credit_left(self.order, self.customer, counted)

    @property
    def renumbered_customer(self) -> CustomerNumber | None:
        """The customer's final number, where it was assigned while the order was being entered."""
        order, record = self.order, self.customer
        if order is None or record is None or order.customer == record.customer.number:
            return None
        return order.customer

    @property
    def on_close(self) -> CloseAction:
        """What closing the editor now has to do."""
        if self.order is None:
            return CloseAction.NOTHING
        if self.was_placed:
            if entered(self.order) != entered(self.original):
                return CloseAction.ASK
            return self.on_discard
        if is_empty(self.order) and self.branches.plan.is_empty:
            return CloseAction.DISCARD_DRAFT if self.has_autosaved else CloseAction.NOTHING
        if self._entered(self.order) != (entered(self.original), self._original_plan):
            return CloseAction.SAVE_DRAFT
        return CloseAction.NOTHING

    @property
    def on_discard(self) -> CloseAction:
        """What giving up the changes of a placed order has to do."""
        autosaved = self.original is not None and self.has_autosaved
        return CloseAction.DISCARD_EDIT if autosaved else CloseAction.NOTHING

    def begin(self, data: EditorData) -> None:
        """Begin to edit, or go on for another customer."""
        if not self.is_loaded:
            self._original_plan = data.plan
            self._begin_autosave(data)
        self.branches.begin(data.plan, data.branch_names, besides=data.order.customer)
        self.order = data.order
        self.number = data.number
        self.customer = data.customer
        self.origins = data.origins
        self.is_restored = data.restored is not None
        self.is_loaded = True
        self._first_quotes = FirstQuotes()
        self._quote = OrderPreview(order=data.order, products=data.products, origins=data.origins)

    def revert(self) -> Order | None:
        """Return to the order as it was opened; it has to be loaded again."""
        if self.original is not None:
            self.order = self.base = self.original
            self.is_loaded = self.has_autosaved = False
        return self.original

    def set_fields(self, fields: OrderFields) -> None:
        """Take over the fields beside the lines."""
        if self.order is not None and self.is_loaded:
            self.order = with_fields(self.order, fields)

    def set_note(self, note: str) -> None:
        """Take over the note for head office."""
        if self.order is not None and self.is_loaded:
            self.order = replace(self.order, note=note.strip())

    def add(self, sku: Sku, name: str, quantity: int) -> LinesChange:
        """Order so many more of a product, on the line it has or on a new one."""
        if self.order is None or self._quote is None:
            return LinesChange()
        try:
            order = add_quantity(self.order, sku, quantity)
        except RefusedError as error:
            return self.refuse(error)
        self.branches.follow_order(sku, is_new=len(order.lines) > len(self.order.lines))
        products = {sku: OrderedProduct(name=name), **self._quote.products}
        self._quote = replace(self._quote, products=products)
        self._change_lines(order)
        return LinesChange(
            changed=True, line=first_number(line for line in order.lines if line.sku == sku)
        )

    def add_scanned(self, sku: Sku, name: str) -> LinesChange:
        """Order one more of a scanned product; earlier refused scans stay to be read."""
        earlier = self.refusals
        change = self.add(sku, name, 1)
        self.refusals = self.refusals or earlier
        return change

    def add_lines_of(self, earlier: DerivedDraft) -> LinesChange:
        """Order what an earlier order had, and ship it that way where no way is chosen."""
        if self.order is None:
            return LinesChange()
        if not self.order.ship_via:
            self.order = replace(self.order, ship_via=earlier.order.ship_via)
        [origin] = earlier.origins
        return self.add_all(earlier.order.lines, replace(origin, kind=OriginKind.LINES_TAKEN))

    def add_all(self, lines: Iterable[OrderLine], origin: Origin | None = None) -> LinesChange:
        """Order so many more of each product, as far as the order holds them.

        The lines are those of ``origin``: what they were quoted at there is shown.
        """
        if self.order is None:
            return LinesChange()
        order, refused = add_quantities(self.order, lines)
        if origin is not None:
            self.origins = (*self.origins, renumbered(origin, order))
        self._change_lines(order)
        if refused is not None:
            self.refuse(refused)
        return LinesChange(changed=True)

    def set_quantity(self, number: int, quantity: int) -> LinesChange:
        """Order so many on the line numbered ``number``."""
        line = None if self.order is None else self.order.line(number)
        if self.order is None or line is None or line.quantity == quantity:
            return LinesChange()
        self._change_lines(self.order.with_line(replace(line, quantity=quantity)))
        return LinesChange(changed=True)

    def drop(self, number: int) -> LinesChange:
        """Remove a line."""
        if self.order is None:
            return LinesChange()
        self._change_lines(self.order.without_line(number))
        return LinesChange(changed=True)

    def undo(self) -> LinesChange:
        """Undo the last change of the lines."""
        if self.order is None or not self._undo_steps:
            return LinesChange()
        now = {line.line: line for line in self.order.lines}
        lines = self._undo_steps.pop()
        self.order, self.refusals = replace(self.order, lines=lines), ()
        changed = (x for x in lines if entered_line(x) != entered_line(now.get(x.line)))
        return LinesChange(changed=True, line=first_number(changed))

    def refuse(self, error: SmartClientError) -> LinesChange:
        """Note why the last input was not accepted; the next change of the lines clears it."""
        self.refusals = (error,)
        return LinesChange()

    def refuse_scan(self, error: SmartClientError) -> LinesChange:
        """Note why a scan was not accepted, below the refused scans before it."""
        self.refusals = with_refused_scan(self.refusals, error)
        return LinesChange()

    def apply_quote(self, quote: OrderPreview) -> None:
        """Take over prices, totals and problems; what was typed meanwhile stays."""
        if self.order is None:
            return
        known = {} if self._quote is None else self._quote.products
        is_for_account = self.account is not None
        self.order = quoted_as_typed(self.order, quote.order, is_for_account=is_for_account)
        self._first_quotes.note(quote.order)
        # the products of removed lines keep their names: undo brings a line back
        self._quote = replace(quote, products={**known, **quote.products})

    def take_unsaved(self) -> Order | None:
        """The order if it has to be autosaved now, and count it as saved from then on."""
        order = self.order
        if order is None or not self.is_loaded or self._entered(order) == self._autosaved:
            return None
        is_new = is_empty(order) and self.branches.plan.is_empty
        if is_new and not self.has_autosaved:
            return None
        self._autosaved, self.has_autosaved = self._entered(order), True
        return order

    def apply_autosave(self, record: OrderRecord) -> None:
        """Take over the numbers under which a draft was saved."""
        if self.order is not None:
            saved = record.order
            self.order = replace(
                self.order,
                provisional_number=saved.provisional_number,
                customer=saved.customer,
            )

    def product_name(self, sku: Sku) -> str:
        """The name of a product in the order, "" where it is unknown."""
        product = None if self._quote is None else self._quote.products.get(sku)
        return "" if product is None else product.name

    def _begin_autosave(self, data: EditorData) -> None:
        if self.order is None:
            self.original = data.order
        known = self.original
        if data.restored is not None:
            known, self.base = data.order, data.restored.edit_base or self.original
        is_draft = not self.was_placed and bool(data.order.provisional_number or data.is_kept)
        self._autosaved = (entered(known), data.plan)
        self.has_autosaved = is_draft or data.restored is not None

    def _entered(self, order: Order) -> Entered:
        return entered(order), self.branches.plan

    def _change_lines(self, order: Order) -> None:
        if self.order is not None:
            self._undo_steps = [*self._undo_steps, self.order.lines][-MAX_UNDO_STEPS:]
        self.order, self.refusals = order, ()
