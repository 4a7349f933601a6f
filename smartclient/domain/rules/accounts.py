"""Rules about the customer's account: whose it is, its status, and its credit."""

from dataclasses import replace

from smartclient.domain.money import exact_text
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import order_problem
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Order

REFRESHED = "refreshed"
"""The argument of a problem of old data that is not empty where the data was refreshed before."""

TAKE_REPLACEMENT = Action(ActionKind.TAKE_REPLACEMENT)


def not_in_partition(order: Order, context: RuleContext) -> Problem | None:
    """Find that the customer is unknown, or another rep's."""
    if context.customer is not None and context.in_partition:
        return None
    return order_problem(RuleCode.NOT_IN_PARTITION, context, accepts="", before=order.customer)


def merged_customer(order: Order, context: RuleContext) -> Problem | None:
    """Find that the customer's account was merged into another."""
    customer = context.customer
    if customer is None or context.merged_from is None or order.customer == customer.number:
        return None
    return order_problem(
        RuleCode.MERGED_CUSTOMER,
        context,
        before=order.customer,
        after=customer.number,
        accepts=order.customer,
        actions=(TAKE_REPLACEMENT,),
        arguments={"replacement": customer.number},
    )


def customer_closed(order: Order, context: RuleContext) -> Problem | None:
    """Find that head office no longer sells to the customer."""
    customer = context.customer
    if customer is None or customer.status is not CustomerStatus.CLOSED:
        return None
    return order_problem(RuleCode.CUSTOMER_CLOSED, context, accepts="", before=order.customer)


def customer_on_hold(order: Order, context: RuleContext) -> Problem | None:
    """Find that head office sells to the customer only when an admin approves."""
    customer = context.customer
    if customer is None or customer.status is not CustomerStatus.ON_HOLD:
        return None
    return order_problem(
        RuleCode.CUSTOMER_ON_HOLD, context, before=order.customer, accepts=order.customer
    )


def credit_limit_exceeded(order: Order, context: RuleContext) -> Problem | None:
    """Find that the customer would owe more than the credit limit; as much is allowed."""
    customer = context.customer
    if customer is None or customer.credit_limit is None:
        return None
    owed = context.credit_used + order.totals.total
    if owed <= customer.credit_limit:
        return None
    total = exact_text(order.totals.total, context.currency)
    return order_problem(
        RuleCode.CREDIT_LIMIT_EXCEEDED,
        context,
        before=total,
        after=exact_text(customer.credit_limit, context.currency),
        accepts=total,
        arguments={
            "used": exact_text(context.credit_used, context.currency),
            "over": exact_text(owed - customer.credit_limit, context.currency),
        },
    )


def reference_data_too_old(order: Order, context: RuleContext) -> Problem | None:
    """Find that the order was quoted from data older than head office allows.

    What counts is how old it was when head office received the order. Where it was refreshed
    before, refreshing it once more would not help: the rep decides instead of being refused.
    """
    del order
    as_of, limit = context.reference_as_of, context.policies.reference_limit
    if as_of is None:
        return None
    age = (context.received_at or context.now) - as_of
    if age <= limit.age:
        return None
    problem = order_problem(
        RuleCode.REFERENCE_DATA_TOO_OLD,
        context,
        before=as_of.date().isoformat(),
        after=str(limit),
        accepts=as_of.isoformat(),
        arguments={
            "days": str(age.days),
            "age": str(limit.in_its_unit(age)),
            "limit": str(limit.number),
            "unit": limit.unit,
            REFRESHED: "yes" if context.refreshed else "",
        },
    )
    if context.refreshed and problem.settled_by is ResolvedBy.REFUSE:
        return replace(problem, settled_by=ResolvedBy.REP)
    return problem
