"""Orders: entered, priced, placed, amended and cancelled, and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.contract.feeds import FeedKind
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.orders import OrderState
from smartclient.read_models.order_list import OrderFilter
from smartclient.use_cases.commands.amend_order import amend_order
from smartclient.use_cases.commands.cancel_order import cancel_order
from smartclient.use_cases.commands.drafts import (
    discard_draft,
    new_order,
    origins_of,
    repeat_order,
    save_draft,
)
from smartclient.use_cases.commands.place_order import place_order
from smartclient.use_cases.queries.allowed_actions import order_choices
from smartclient.use_cases.queries.current_drafts import (
    shown_record,
    shown_records,
    shown_summaries,
    shown_sums,
)
from smartclient.use_cases.queries.history import order_history
from smartclient.use_cases.queries.lookup import order_named
from smartclient.use_cases.queries.order_document import order_document, priced_ages
from smartclient.use_cases.queries.order_preview import quote
from smartclient.use_cases.queries.ordered_products import ordered_products, prices_paid
from smartclient.use_cases.queries.usable_data import ages_of, explaining_removal

if TYPE_CHECKING:
    from datetime import datetime

    from smartclient.documents.order_document import OrderDocument
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import CustomerNumber, OrderId, Sku
    from smartclient.domain.sales.orders import Order
    from smartclient.domain.sales.origins import DerivedDraft, Origin
    from smartclient.read_models.data_ages import DataAge
    from smartclient.read_models.order_list import OrderedProduct, OrderSums, PricePaid
    from smartclient.read_models.records import (
        History,
        OrderChoices,
        OrderPreview,
        OrderRecord,
        OrderSummary,
    )
    from smartclient.read_models.tasks import DraftPlan
    from smartclient.store.unit_of_work import Store


class OrderUseCases:
    """What can be done with orders."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def new(self, customer: CustomerNumber) -> Order:
        """An empty order for ``customer`` dated today; nothing is saved yet."""
        with self._store.view() as view:
            return new_order(customer, view=view, clock=self._clock)

    def quote(self, order: Order, *, origins: tuple[Origin, ...] = ()) -> OrderPreview:
        """``order`` priced from the local data, and what the rules say of it today.

        For a draft with ``origins`` it says what changed since.
        """
        with self._store.view() as view:
            return quote(order, view=view, clock=self._clock, origins=origins)

    def origins(self, order_id: OrderId) -> tuple[Origin, ...]:
        """The origins of a draft: itself as it was saved, where there is no other."""
        with self._store.view() as view:
            return origins_of(order_id, view=view)

    def save_draft(
        self, order: Order, *, origins: tuple[Origin, ...] = (), plan: DraftPlan | None = None
    ) -> OrderRecord:
        """Save ``order`` as a draft, which is not sent, and give it a provisional number.

        ``plan`` is what it is to become beside one order, None for nothing.
        """
        return save_draft(
            order, work=self._store.work(), clock=self._clock, origins=origins, plan=plan
        )

    def place(
        self,
        order: Order,
        *,
        origins: tuple[Origin, ...] = (),
        not_after: datetime | None = None,
        mail_to: str | None = None,
    ) -> OrderRecord:
        """Save ``order`` priced, with its task and its request, as one.

        RefusedError for no lines, an unknown customer, a quantity that can't be ordered, or a line
        whose price has changed since it was quoted. After ``not_after`` the rep is asked instead of
        it being sent. ``mail_to`` is whom head office sends the order to once it is confirmed, ""
        for the customer's own address, None for nobody.
        """
        return place_order(
            order,
            work=self._store.work(),
            clock=self._clock,
            origins=origins,
            not_after=not_after,
            mail_to=mail_to,
        )

    def amend(self, order: Order, *, edit_base: Order | None = None) -> OrderRecord:
        """Save a changed version of a placed order, whatever state its task is in.

        Not sent yet: the request is replaced. In conflict: this answers the conflict. At head
        office: a task of its own that waits for the first. Refused or cancelled: RefusedError.
        ``edit_base`` is the order as it was shown when the rep began to change it, None for as it
        is now: what others change meanwhile is merged at head office.
        """
        return amend_order(order, work=self._store.work(), clock=self._clock, edit_base=edit_base)

    def cancel(self, order_id: OrderId, note: str = "") -> OrderRecord:
        """Cancel an order: withdraw it if it was never sent, else request its cancellation."""
        return cancel_order(order_id, note, work=self._store.work(), clock=self._clock)

    def discard_draft(self, order_id: OrderId) -> None:
        """Delete a draft for good."""
        discard_draft(order_id, work=self._store.work())

    def repeat(self, order_id: OrderId) -> DerivedDraft:
        """A new order with the same customer and lines, priced as of today; not saved."""
        with self._store.view() as view:
            return repeat_order(order_id, view=view, clock=self._clock)

    def search(
        self,
        *,
        state: OrderState | None = None,
        text: str = "",
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[OrderSummary, ...]:
        """Orders, newest first; ``text`` matches numbers, customer and reference."""
        with self._store.view() as view:
            found = view.orders.search(
                state=state, text=text, customer=customer, limit=limit, offset=offset
            )
            return shown_summaries(found, view=view, clock=self._clock)

    def records(
        self, *, state: OrderState | None = None, limit: int | None = None
    ) -> tuple[OrderRecord, ...]:
        """Orders with their lines, newest first."""
        with self._store.view() as view:
            found = view.orders.records(OrderFilter(state=state), limit=limit)
            return shown_records(found, view=view, clock=self._clock)

    def get(self, reference: str) -> OrderRecord:
        """The order with this id, number or provisional number; a draft as of today."""
        with self._store.view() as view:
            with explaining_removal(view, self._clock, FeedKind.ORDERS):
                record = order_named(view, reference)
            return shown_record(record, view=view, clock=self._clock)

    def draft_preview(self, record: OrderRecord) -> OrderPreview | None:
        """What is known of a draft today; None for any other order, and where it can't be quoted.

        Its customer may have left, or its total be too large.
        """
        if record.state is not OrderState.DRAFT:
            return None
        with self._store.view() as view:
            try:
                return quote(record.order, view=view, clock=self._clock)
            except RefusedError:
                return None

    def ages(self, record: OrderRecord) -> tuple[DataAge, ...]:
        """How old the data is that an order is shown from: what priced it, or the order itself."""
        with self._store.view() as view:
            if record.state is not OrderState.TENTATIVE:
                return ages_of(view, self._clock, (FeedKind.ORDERS,))
            held = view.customers.get(record.order.customer)
            customer = None if held is None else held.customer
            return priced_ages(record, customer, view=view, clock=self._clock)

    def document(self, order_id: OrderId) -> OrderDocument:
        """An order with all that its document shows."""
        with self._store.view() as view:
            return order_document(order_id, view=view, clock=self._clock)

    def history(self, order_id: OrderId) -> History:
        """An order's history, oldest first."""
        with self._store.view() as view:
            return order_history(order_id, view=view, clock=self._clock)

    def allowed_actions(self, order_id: OrderId) -> OrderChoices:
        """What can be done with an order now, and how far along it is."""
        with self._store.view() as view:
            return order_choices(order_id, view=view, clock=self._clock)

    def matching(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        """The matching orders, newest first."""
        with self._store.view() as view:
            found = view.orders.matching(wanted, limit=limit, offset=offset)
            return shown_summaries(found, view=view, clock=self._clock)

    def sums(self, wanted: OrderFilter) -> OrderSums:
        """The count and total of the matching orders, by state."""
        with self._store.view() as view:
            return shown_sums(wanted, view=view, clock=self._clock)

    def prices_paid(
        self, customer: CustomerNumber, sku: Sku, *, without: OrderId, limit: int = 12
    ) -> tuple[PricePaid, ...]:
        """The prices a customer was quoted for a product, newest first, in other orders."""
        with self._store.view() as view:
            return prices_paid(customer, sku, view=view, without=without, limit=limit)

    def products(self, order: Order) -> dict[Sku, OrderedProduct]:
        """The names of an order's products; one that is not known here is missing."""
        with self._store.view() as view:
            return ordered_products(order, view=view)
