"""Rules about check-outs: what a rep may do with a customer that another rep has checked out."""

from datetime import UTC, datetime
from typing import Final

from smartclient.domain.check_out import CheckOut
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problem_building import order_problem
from smartclient.domain.rules.problems import Problem, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order

_UNTIL: Final = "%Y-%m-%d %H:%M UTC"


def customer_checked_out(order: Order, context: RuleContext) -> Problem | None:
    """Find that another rep has checked the customer out."""
    held = context.checked_out
    if held is None:
        return None
    return order_problem(
        RuleCode.CUSTOMER_CHECKED_OUT,
        context,
        before=order.customer,
        accepts=held.number,
        arguments={"holder": held.holder, "until": until_text(held)},
    )


def until_text(check_out: CheckOut) -> str:
    """When a check-out ends, as it travels in a sentence: its reader may be in any zone."""
    return check_out.until.astimezone(UTC).strftime(_UNTIL)


def until_of(text: str) -> datetime | None:
    """When a check-out ends by a sentence's argument, None for any other argument."""
    try:
        return datetime.strptime(text, _UNTIL).replace(tzinfo=UTC)
    except ValueError:
        return None


def held_error(customer: Customer, held: CheckOut) -> RefusedError:
    """What is said where another holds a customer."""
    return BlockedError(
        "{customer} is checked out by {holder} until {until}. Wait until then, or ask {holder}.",
        customer=customer.number,
        holder=held.holder,
        until=until_text(held),
    )
