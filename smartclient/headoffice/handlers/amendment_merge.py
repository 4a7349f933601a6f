"""Amending: an amendment is merged with what others changed in the order since it was begun."""

from dataclasses import replace

from smartclient.contract.messages import AmendOrder, PlaceOrder
from smartclient.domain.ids import Sku
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.order_diff import LINE_FIELD
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.change_log import changes_of
from smartclient.headoffice.sales.orders import OfficeOrder
from smartclient.reconcile.conflict import FieldConflict
from smartclient.reconcile.order_merge import (
    OrderMerge,
    line_named,
    merge_orders,
    merge_without_base,
    signed_by,
)

MERGED_RULE = "merged_amendment"
"""The rule a report names for what somebody else had changed in the order meanwhile."""


def merge_with_held(body: PlaceOrder | AmendOrder, held: Order) -> tuple[AmendOrder, OrderMerge]:
    """The amendment of an order that is stored, and both versions of it merged.

    An amendment without a base may be of the older version, so everything in which it differs from
    the order is a conflict.
    """
    reps = tuple(given for given in held.accepted if not given.by_admin)
    admins = tuple(given for given in body.order.accepted if given.by_admin)
    mine = replace(body.order, accepted=tuple(g for g in body.order.accepted if not g.by_admin))
    theirs = replace(held, accepted=reps)
    base = None if isinstance(body, PlaceOrder) else body.base
    if base is None:
        base, merge = merge_without_base(mine, theirs)
    else:
        merge = merge_orders(base, mine, theirs)
    order = replace(merge.order, accepted=(*merge.order.accepted, *admins))
    amendment = AmendOrder(
        order=order,
        reference_as_of=body.reference_as_of,
        base=base,
        refreshed_from=body.refreshed_from,
    )
    return amendment, replace(merge, order=order)


def collisions(
    merge: OrderMerge, stored: OfficeOrder, work: WorkerTransaction
) -> tuple[FieldConflict, ...]:
    """What collided, each with who changed the order last, and when."""
    log = changes_of(work.connection, "order", stored.placed.number)
    last = next(iter(log), None)
    if last is None:
        return tuple(signed_by(conflict, stored.rep, None) for conflict in merge.conflicts)
    return tuple(signed_by(conflict, last.by, last.at) for conflict in merge.conflicts)


def merge_report(merge: OrderMerge, body: AmendOrder) -> tuple[Change, ...]:
    """The report of what was merged from the other side, against the rep's base."""
    base = body.base or body.order
    changes = []
    for name, value in merge.taken.items():
        place = line_named(name)
        if place is None:
            was = getattr(base, name)
            before = "" if was is None else str(was)
            changes.append(Change(rule=MERGED_RULE, field=name, before=before, after=value))
        else:
            changes.append(_line_change(place, value, base))
    return tuple(changes)


def _line_change(place: tuple[int, Sku], value: str, base: Order) -> Change:
    number, sku = place
    line = base.line(number)
    before = str(line.quantity) if line is not None and line.sku == sku else "0"
    change = Change(rule=MERGED_RULE, field=LINE_FIELD, line=number, sku=sku)
    if before == "0":
        return replace(change, after=value)
    if value == "0":
        return replace(change, before=before)
    if before == value:
        # the same quantity on other terms: to follow later, or without the offer
        return replace(change, field="terms")
    return replace(change, field="quantity", before=before, after=value)
