"""Decisions: what an admin may decide of a case."""

from smartclient.domain.rules.problems import DECLINING_ACTIONS, Action
from smartclient.domain.sales.orders import Order
from smartclient.reconcile.actions import apply_resolution, check_complete, decided
from smartclient.reconcile.conflict import Conflict, Resolution


def check_decision(
    conflict: Conflict, order: Order | None, action: Action, resolution: Resolution
) -> None:
    """RefusedError unless all is answered, ``action`` being for what ``resolution`` leaves open.

    ``order`` is the case's, None where it is about a customer.
    """
    if action.kind in DECLINING_ACTIONS:
        return
    complete = decided(conflict, action, resolution)
    check_complete(conflict, complete, by_admin=True)
    if order is not None:
        apply_resolution(order, conflict.problems, complete, by_admin=True)
