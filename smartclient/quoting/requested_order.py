"""The order that a task asks for, by its requests and what head office answered to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    Body,
    CancelOrder,
    PlaceOrder,
    ResolveConflict,
)
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import ActionKind, Problem
from smartclient.domain.sales.orders import Order
from smartclient.reconcile.actions import apply_resolution
from smartclient.reconcile.conflict import Conflict, Resolution
from smartclient.reconcile.order_merge import merge_orders, merge_without_base, with_answers

ConflictNamed = Callable[[ConflictId], Conflict | None]


def requested_order(
    steps: Iterable[tuple[Body, Answer | None]], conflict_named: ConflictNamed
) -> Order | None:
    """The order as these requests ask for it, None when they ask for none.

    ``steps`` are the requests, oldest first, each with its answer; ``conflict_named`` looks a
    conflict up.
    """
    wanted: _RequestedOrder | None = None
    for body, answer in steps:
        wanted = _after(body, wanted, conflict_named)
        if wanted is not None:
            wanted = wanted.with_answer(answer)
    return None if wanted is None else wanted.order


def asks_to_cancel(body: Body) -> bool:
    """Whether a request cancels the whole order."""
    if isinstance(body, ResolveConflict):
        return any(answer.action.kind is ActionKind.CANCEL for answer in body.resolution.problems)
    return isinstance(body, CancelOrder)


@dataclass(frozen=True, slots=True, kw_only=True)
class _RequestedOrder:
    """An order as a task wants it, the base of that, and what head office held then."""

    mine: Order
    base: Order | None = None
    held: Order | None = None

    @property
    def order(self) -> Order:
        """The order merged with others' changes, as head office merges it."""
        if self.base is None or self.held is None:
            return self.mine
        return merge_orders(self.base, self.mine, self.held).order

    def with_answer(self, answer: Answer | None) -> "_RequestedOrder":
        """The requested order, once an answer contained what head office holds."""
        if answer is None or answer.conflict is None or answer.order is None:
            return self
        held = answer.order.order
        if self.base is None and answer.conflict.fields:
            base, merge = merge_without_base(self.mine, held)
            return replace(self, base=base, mine=merge.mine, held=held)
        if self.base is None:
            return replace(self, held=held)
        return replace(self, held=held, mine=merge_orders(self.base, self.mine, held).mine)

    def with_resolution(
        self, problems: tuple[Problem, ...], resolution: Resolution
    ) -> "_RequestedOrder":
        """The requested order with a person's resolution applied."""
        wanted = self
        if resolution.fields and self.base is not None and self.held is not None:
            base, mine = with_answers(self.base, self.mine, self.held, resolution.fields)
            wanted = replace(self, base=base, mine=mine)
        order = apply_resolution(wanted.order, problems, resolution)
        return replace(wanted, mine=order or wanted.order, base=wanted.held)


def _after(
    body: Body, wanted: _RequestedOrder | None, conflict_named: ConflictNamed
) -> _RequestedOrder | None:
    if isinstance(body, AmendOrder):
        return _RequestedOrder(mine=body.order, base=body.full_base)
    if isinstance(body, PlaceOrder):
        return _RequestedOrder(mine=body.order)
    if not isinstance(body, ResolveConflict) or wanted is None:
        return wanted
    conflict = conflict_named(body.conflict_id)
    return (
        wanted if conflict is None else wanted.with_resolution(conflict.problems, body.resolution)
    )
