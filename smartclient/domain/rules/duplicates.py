"""Rules against entering the same thing twice."""

from collections.abc import Iterable

from smartclient.domain.ids import Sku
from smartclient.domain.rules.context import EarlierOrder, RuleContext, SimilarCustomer
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problem_building import ACCEPTS, CANCEL, order_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.pricing import current_sku

NOT_A_DUPLICATE = Action(ActionKind.NOT_A_DUPLICATE)


def possible_duplicate_order(order: Order, context: RuleContext) -> Problem | None:
    """Find that the customer ordered the same quantities of the same products days ago."""
    if not context.earlier_orders or not order.lines:
        return None
    twins = _twins(order, context)
    if not twins:
        return None
    newest = max(twins, key=lambda twin: (twin.order_date, twin.id))
    return order_problem(
        RuleCode.POSSIBLE_DUPLICATE_ORDER,
        context,
        after=newest.number or newest.id,
        accepts=" ".join(sorted(twin.id for twin in twins)),
        actions=(NOT_A_DUPLICATE,),
        arguments={"date": newest.order_date.isoformat(), "order_id": newest.id},
    )


def _twins(order: Order, context: RuleContext) -> list[EarlierOrder]:
    days = context.policies.duplicate_order_days
    near = [
        earlier
        for earlier in context.earlier_orders
        if abs((order.order_date - earlier.order_date).days) <= days and earlier.id != order.id
    ]
    if not near:
        return []
    mine = _quantities(((line.sku, line.quantity) for line in order.lines), context)
    return [earlier for earlier in near if _quantities(earlier.quantities, context) == mine]


def _quantities(pairs: Iterable[tuple[Sku, int]], context: RuleContext) -> dict[Sku, int]:
    total: dict[Sku, int] = {}
    for sku, quantity in pairs:
        current = current_sku(sku, context)
        total[current] = total.get(current, 0) + quantity
    return total


def similar_customers_problem(
    name: str, similar: tuple[SimilarCustomer, ...], policies: Policies | None = None
) -> Problem | None:
    """Possible_duplicate_customer when there are customers like the new one.

    ``after`` is the number of the first; each is offered as ``it_is_that_one=NUMBER``.
    """
    if not similar:
        return None
    code = RuleCode.POSSIBLE_DUPLICATE_CUSTOMER
    first = similar[0]
    those = tuple(Action(ActionKind.SAME_AS_EXISTING, item.number) for item in similar)
    return Problem(
        code=code,
        before=name,
        after=first.number,
        arguments={
            "name": name,
            "number": first.number,
            "customer": first.name,
            "city": first.city,
            "numbers": " ".join(customer.number for customer in similar),
            ACCEPTS: " ".join(sorted(customer.number for customer in similar)),
        },
        actions=(NOT_A_DUPLICATE, *those, CANCEL),
        settled_by=(policies or Policies()).for_rule(code),
    )
