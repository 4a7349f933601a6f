"""The desk: everything a rep or an admin can do and look up, over one local store.

It never touches the link: whatever is done here is saved locally, durably, and queued. Each
method opens its own transaction, so a desk may be used from any thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient import use_cases
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.order_list import OrderFilter
from smartclient.reconcile.conflict import Resolution
from smartclient.use_cases.queries import (
    overview,
)
from smartclient.use_cases.queries import (
    status as standing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from smartclient.contract.cases import Case, OpenConflict
    from smartclient.documents.order_document import OrderPaper
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId, Sku, TaskId
    from smartclient.domain.rules.problems import Action
    from smartclient.domain.sales.catalog import (
        Product,
        ShipMethod,
    )
    from smartclient.domain.sales.customers import (
        Address,
        CustomerField,
    )
    from smartclient.domain.sales.orders import (
        Order,
        OrderState,
    )
    from smartclient.domain.sales.origins import (
        MadeDraft,
        Origin,
    )
    from smartclient.read_models.headoffice import (
        PolicyChange,
        PolicyStanding,
        RepStanding,
        StoppedRequest,
    )
    from smartclient.read_models.order_list import (
        OrderedProduct,
        OrderSums,
        PricePaid,
    )
    from smartclient.read_models.overview import (
        CustomerPicture,
        ProductSheet,
        Today,
    )
    from smartclient.read_models.readiness import Readiness
    from smartclient.read_models.records import (
        CatalogEntry,
        CustomerRecord,
        CustomerSummary,
        Life,
        OrderChoices,
        OrderPreview,
        OrderRecord,
        OrderSummary,
        OutboxEntry,
        PolicySetting,
        TypedOrder,
    )
    from smartclient.read_models.sync_progress import Standing
    from smartclient.reconcile.conflict import Conflict, ConflictSummary
    from smartclient.store.unit_of_work import Store


class Desk:
    """What a rep or an admin can do. Every id that is not found raises NotFoundError."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # orders -----------------------------------------------------------------------------------

    def new_order(self, customer: CustomerNumber) -> Order:
        """Return an empty order for ``customer`` dated today; nothing is saved yet."""
        with self._store.view() as view:
            return use_cases.drafting.new_order(customer, view=view, clock=self._clock)

    def quote(self, order: Order, *, made_from: tuple[Origin, ...] = ()) -> OrderPreview:
        """Return ``order`` priced from the local data, and what the rules say of it today.

        A draft that was ``made_from`` something tells what changed since.
        """
        with self._store.view() as view:
            return use_cases.quoting.quote(order, view=view, clock=self._clock, made_from=made_from)

    def made_from(self, order_id: OrderId) -> tuple[Origin, ...]:
        """Return what a draft was made from: itself as it was kept, where that is nothing else."""
        with self._store.view() as view:
            return use_cases.drafting.made_from(order_id, view=view)

    def save_draft(self, order: Order, *, made_from: tuple[Origin, ...] = ()) -> OrderRecord:
        """Keep ``order`` as a draft: safe, but not to be sent. Gives it a provisional number."""
        return use_cases.drafting.save_draft(
            order, work=self._store.work(), clock=self._clock, made_from=made_from
        )

    def place_order(self, order: Order, *, made_from: tuple[Origin, ...] = ()) -> OrderRecord:
        """Save ``order`` priced, with its task and its request, as one.

        RefusedError for no lines, an unknown customer, a quantity that can't be ordered, or a line
        that costs something else by now than it was quoted at.
        """
        return use_cases.placing.place_order(
            order, work=self._store.work(), clock=self._clock, made_from=made_from
        )

    def amend_order(self, order: Order, *, began: Order | None = None) -> OrderRecord:
        """Save a changed version of a placed order, whatever state its task is in.

        Not sent yet: the request is replaced. In conflict: this answers the conflict. At head
        office: a task of its own that waits for the first. Refused or cancelled: RefusedError.
        ``began`` is the order as it was shown when the rep began to change it, None for as it is
        now: what others change meanwhile is merged at head office.
        """
        return use_cases.amending.amend_order(
            order, work=self._store.work(), clock=self._clock, began=began
        )

    def cancel_order(self, order_id: OrderId, note: str = "") -> OrderRecord:
        """Take an order back: withdrawn if it was never sent, else by a cancel request."""
        return use_cases.cancelling.cancel_order(
            order_id, note, work=self._store.work(), clock=self._clock
        )

    def discard_draft(self, order_id: OrderId) -> None:
        """Delete a draft for good."""
        use_cases.drafting.discard_draft(order_id, work=self._store.work())

    def repeat_order(self, order_id: OrderId) -> MadeDraft:
        """Return a new order with the same customer and lines, priced as of today; not saved."""
        with self._store.view() as view:
            return use_cases.drafting.repeat_order(order_id, view=view, clock=self._clock)

    def orders(
        self,
        *,
        state: OrderState | None = None,
        text: str = "",
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[OrderSummary, ...]:
        """Return orders, newest first; ``text`` matches numbers, customer and reference."""
        with self._store.view() as view:
            found = view.orders.search(
                state=state, text=text, customer=customer, limit=limit, offset=offset
            )
            return use_cases.drafts.shown_summaries(found, view=view, clock=self._clock)

    def order_records(
        self, *, state: OrderState | None = None, limit: int | None = None
    ) -> tuple[OrderRecord, ...]:
        """Return orders with their lines, newest first."""
        with self._store.view() as view:
            found = view.orders.records(OrderFilter(state=state), limit=limit)
            return use_cases.drafts.shown_records(found, view=view, clock=self._clock)

    def order(self, reference: str) -> OrderRecord:
        """Return the order with this id, number or provisional number; a draft as of today."""
        with self._store.view() as view:
            record = use_cases.known.order_named(view, reference)
            return use_cases.drafts.shown_record(record, view=view, clock=self._clock)

    def order_paper(self, order_id: OrderId) -> OrderPaper:
        """Return an order with all that its paper tells."""
        with self._store.view() as view:
            return use_cases.papers.order_paper(order_id, view=view, clock=self._clock)

    def order_life(self, order_id: OrderId) -> Life:
        """Return an order's story, oldest first."""
        with self._store.view() as view:
            return use_cases.story.order_life(order_id, view=view, clock=self._clock)

    def order_choices(self, order_id: OrderId) -> OrderChoices:
        """Return what can be done with an order now, and how far along it is."""
        with self._store.view() as view:
            return use_cases.choices.order_choices(order_id, view=view)

    def matching_orders(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        """Return the orders that are wanted, newest first."""
        with self._store.view() as view:
            found = view.orders.matching(wanted, limit=limit, offset=offset)
            return use_cases.drafts.shown_summaries(found, view=view, clock=self._clock)

    def order_sums(self, wanted: OrderFilter) -> OrderSums:
        """Return what the orders that are wanted come to, by state."""
        with self._store.view() as view:
            return use_cases.drafts.shown_sums(wanted, view=view, clock=self._clock)

    def prices_paid(
        self, customer: CustomerNumber, sku: Sku, *, without: OrderId, limit: int = 12
    ) -> tuple[PricePaid, ...]:
        """Return what a customer was quoted for a product, newest first, in other orders."""
        with self._store.view() as view:
            return use_cases.entering.prices_paid(
                customer, sku, view=view, without=without, limit=limit
            )

    def product_of(self, code: str) -> Product:
        """Return the product with this number, former number or EAN.

        NotFoundError for none, RefusedError for an EAN of several products.
        """
        with self._store.view() as view:
            return use_cases.entering.product_of(code, view=view)

    def ordered_products(self, order: Order) -> dict[Sku, OrderedProduct]:
        """Return what an order's products are called; one that is not known here is missing."""
        with self._store.view() as view:
            return use_cases.entering.ordered_products(order, view=view)

    def keep_typed(self, order: Order, *, began: Order) -> None:
        """Keep a placed order as it is being changed, so that a crash costs none of it.

        ``began`` is the order as it was shown when the rep began to change it.
        """
        use_cases.entering.keep_typed(
            order, began=began, work=self._store.work(), clock=self._clock
        )

    def typed_order(self, order_id: OrderId) -> TypedOrder | None:
        """Return the changes that were typed about a placed order and neither saved nor given up.

        None where there are none, or they can no longer be saved.
        """
        with self._store.view() as view:
            return use_cases.entering.typed_order(order_id, view=view)

    def typed_orders(self) -> tuple[OrderRecord, ...]:
        """Return the placed orders with typed changes that are neither saved nor given up."""
        with self._store.view() as view:
            return use_cases.entering.typed_orders(view=view)

    def forget_typed(self, order_id: OrderId) -> None:
        """Give up what was typed about a placed order."""
        use_cases.entering.forget_typed(order_id, work=self._store.work())

    # customers --------------------------------------------------------------------------------

    def customers(
        self, text: str = "", *, limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        """Return customers by name; ``text`` matches the start of words in any field."""
        with self._store.view() as view:
            return view.customers.search(text, limit, offset)

    def customer(self, number: CustomerNumber) -> CustomerRecord:
        """Return a customer, unanswered changes included."""
        with self._store.view() as view:
            return use_cases.known.known_customer(view, canonical_customer_number(number))

    def create_customer(
        self, fields: Mapping[CustomerField, str], address: Address | None = None
    ) -> CustomerRecord:
        """Open a customer under a provisional number; a name is required."""
        return use_cases.customers.create_customer(
            fields, address, work=self._store.work(), clock=self._clock
        )

    def edit_customer(
        self, number: CustomerNumber, fields: Mapping[CustomerField, str]
    ) -> CustomerRecord:
        """Change fields of a customer; those that are as they were are left out."""
        return use_cases.customers.edit_customer(
            number, fields, work=self._store.work(), clock=self._clock
        )

    def delete_customer(self, number: CustomerNumber) -> CustomerRecord | None:
        """Ask head office to delete a customer; None for one that is gone, with that or before."""
        return use_cases.customers.delete_customer(
            number, work=self._store.work(), clock=self._clock
        )

    def customer_picture(self, number: CustomerNumber) -> CustomerPicture:
        """Return a customer as a whole: how the credit is used, and what happened."""
        with self._store.view() as view:
            return overview.customer_picture(number, view=view, clock=self._clock)

    def restore_customer(self, before: CustomerRecord) -> CustomerRecord:
        """Take the deletion of a customer back; unsent changes it had are made anew.

        BlockedError when head office was asked already.
        """
        return use_cases.undeleting.restore_customer(
            before, work=self._store.work, clock=self._clock
        )

    # catalog ----------------------------------------------------------------------------------

    def catalog(
        self,
        text: str = "",
        *,
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        """Return products by relevance (by SKU for no text), priced for ``customer`` today."""
        with self._store.view() as view:
            return view.catalog.entries(text, customer, self._clock.today(), limit, offset)

    def product_sheet(self, sku: Sku, customer: CustomerNumber | None = None) -> ProductSheet:
        """Return a product with its terms for ``customer`` today."""
        with self._store.view() as view:
            return use_cases.known.known_sheet(view, sku, customer, self._clock.today())

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        """Return the ways to ship, by name."""
        with self._store.view() as view:
            return view.catalog.ship_methods()

    def photo(self, name: str) -> bytes | None:
        """Return a product photo by the name a catalog entry gives, or None."""
        with self._store.view() as view:
            return view.catalog.photo(name)

    # outbox -----------------------------------------------------------------------------------

    def outbox(self) -> tuple[OutboxEntry, ...]:
        """Return every request not yet answered, oldest first, stopped ones included."""
        with self._store.view() as view:
            return view.outbox.entries(self._clock.now())

    def undo(self, reference: RequestId | TaskId) -> None:
        """Take back what was never sent, or what was stopped; BlockedError when it was sent."""
        use_cases.outbox.undo(reference, work=self._store.work(), clock=self._clock)

    def retry(self, reference: RequestId | TaskId) -> None:
        """Queue a stopped request again, or let a waiting one go at once."""
        use_cases.outbox.retry(reference, work=self._store.work(), clock=self._clock)

    def send_first(self, reference: RequestId | TaskId) -> None:
        """Let a request go before all others, with whatever has to be before it."""
        use_cases.outbox.send_first(reference, work=self._store.work(), clock=self._clock)

    # conflicts --------------------------------------------------------------------------------

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the conflicts that wait for the rep, oldest first."""
        with self._store.view() as view:
            return view.conflicts.open()

    def waiting_conflicts(self) -> tuple[ConflictSummary, ...]:
        """Return the conflicts that wait for the rep, with what they are about, oldest first."""
        with self._store.view() as view:
            return use_cases.conflicts.waiting_conflicts(view=view)

    def conflict(self, conflict_id: ConflictId) -> Conflict:
        """Return one conflict."""
        with self._store.view() as view:
            return use_cases.known.known_conflict(view, conflict_id).conflict

    def changed_at(self, conflict_id: ConflictId) -> datetime | None:
        """Return when the rep made the change a conflict is about."""
        with self._store.view() as view:
            return use_cases.conflicts.changed_at(conflict_id, view=view)

    def order_in_conflict(self, conflict_id: ConflictId) -> Order | None:
        """Return the order a rule conflict is about, as it was sent; None for a data conflict."""
        with self._store.view() as view:
            return use_cases.conflicts.order_in_conflict(conflict_id, view=view)

    def preview(self, conflict_id: ConflictId, resolution: Resolution) -> Order | None:
        """Return the order as these choices would make it, priced; None when they cancel it."""
        with self._store.view() as view:
            return use_cases.conflicts.preview(
                conflict_id, resolution, view=view, clock=self._clock
            )

    def resolve(self, conflict_id: ConflictId, resolution: Resolution) -> None:
        """Settle a conflict; every problem and every field must be answered (RefusedError)."""
        use_cases.conflicts.resolve(
            conflict_id, resolution, work=self._store.work(), clock=self._clock
        )

    def ask_head_office(self, conflict_id: ConflictId, note: str) -> None:
        """Let an admin settle it."""
        use_cases.conflicts.ask_head_office(
            conflict_id, note, work=self._store.work(), clock=self._clock
        )

    # for admins -------------------------------------------------------------------------------

    def cases(self) -> tuple[Case, ...]:
        """Return the open cases, oldest first; empty for someone who is no admin."""
        with self._store.view() as view:
            return use_cases.known.open_cases(view)

    def decide(
        self,
        conflict_id: ConflictId,
        action: Action,
        *,
        resolution: Resolution = Resolution(),
        note: str = "",
    ) -> None:
        """Queue an admin's decision. RefusedError for someone who is no admin."""
        use_cases.admin.decide(
            conflict_id, action, resolution, note, work=self._store.work(), clock=self._clock
        )

    def policies(self) -> tuple[PolicySetting, ...]:
        """Return who settles what, as head office last said."""
        with self._store.view() as view:
            return use_cases.admin.policies(view=view)

    def change_policy(self, key: str, setting: str) -> None:
        """Queue a change of policy. RefusedError for no admin, no such key or setting."""
        use_cases.admin.change_policy(key, setting, work=self._store.work(), clock=self._clock)

    def preview_case(self, conflict_id: ConflictId, resolution: Resolution) -> Order | None:
        """Return a case's order as these answers would make it; None when they cancel it."""
        with self._store.view() as view:
            return use_cases.admin.preview_case(
                conflict_id, resolution, view=view, clock=self._clock
            )

    def decided_cases(self) -> tuple[Case, ...]:
        """Return the decided cases, the latest first."""
        with self._store.view() as view:
            return use_cases.admin.decided_cases(view=view)

    def reps(self) -> tuple[RepStanding, ...]:
        """Return every rep with the last sign of the rep's laptop."""
        with self._store.view() as view:
            return use_cases.admin.reps(view=view)

    def stopped_requests(self) -> tuple[StoppedRequest, ...]:
        """Return what head office has set aside, of every rep."""
        with self._store.view() as view:
            return use_cases.admin.stopped_requests(view=view)

    def close_stopped(self, stopped: StoppedRequest, note: str = "") -> None:
        """Have head office refuse a stopped request. Admins only."""
        use_cases.admin.close_stopped(stopped, note, work=self._store.work(), clock=self._clock)

    def take_over(self, open_conflict: OpenConflict, note: str = "") -> None:
        """Decide a rep's open conflict instead of the rep: it becomes a case. Admins only."""
        use_cases.admin.take_over(open_conflict, note, work=self._store.work(), clock=self._clock)

    def answer_restore(self, *, restored: bool) -> None:
        """Say whether head office was restored from a backup, as laptops report. Admins only."""
        use_cases.admin.answer_restore(
            restored=restored, work=self._store.work(), clock=self._clock
        )

    def open_conflicts(self) -> tuple[OpenConflict, ...]:
        """Return every rep's open conflicts, oldest first; empty for someone who is no admin."""
        with self._store.view() as view:
            return use_cases.admin.open_conflicts(view=view)

    def retry_stopped(self, stopped: StoppedRequest) -> None:
        """Queue an admin's wish that a stopped request be tried anew."""
        use_cases.admin.retry_stopped(stopped, work=self._store.work(), clock=self._clock)

    def policy_standings(self) -> tuple[PolicyStanding, ...]:
        """Return every policy with its last change, and what was asked for here meanwhile."""
        with self._store.view() as view:
            return use_cases.admin.policy_standings(view=view)

    def policy_history(self) -> tuple[PolicyChange, ...]:
        """Return every change of a policy, newest first."""
        with self._store.view() as view:
            return use_cases.admin.policy_history(view=view)

    # overall ----------------------------------------------------------------------------------

    def today(self) -> Today:
        """Return what a rep wants to know first."""
        with self._store.view() as view:
            return overview.today(view=view, clock=self._clock)

    def answers_seen(self, mark: int) -> None:
        """Remember that every answer up to ``mark`` was seen."""
        overview.answers_seen(mark, work=self._store.work(), clock=self._clock)

    def readiness(self) -> Readiness:
        """Return how complete this laptop is, and until when orders can be taken with its data."""
        with self._store.view() as view:
            return use_cases.readiness.readiness(view=view, clock=self._clock)

    def currency(self) -> str:
        """Return the currency (ISO 4217) of every amount."""
        with self._store.view() as view:
            return view.meta.currency

    def standing(self) -> Standing:
        """Return what the status bar tells; the link as last seen."""
        with self._store.view() as view:
            return standing.standing(view=view, clock=self._clock)
