"""Check-outs as this device knows them: whose a customer is, and until when."""

from collections.abc import Mapping, Sequence
from typing import Final

from smartclient.domain.check_out import Hold
from smartclient.domain.clock import Clock, proof_of
from smartclient.domain.errors import BlockedError, NotFoundError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.domain.text.canonical import canonical_customer_number, same_name
from smartclient.read_models.check_outs import CheckedOut
from smartclient.store.unit_of_work import ReadView
from smartclient.use_cases.queries.pinned import no_own_customer

OWN_HOLDS: Final = frozenset({Hold.OWN, Hold.UNSURE})
"""What a check-out may mean for its holder."""

MAY_ORDER: Final = frozenset(ResolvedBy) - {ResolvedBy.REFUSE}
"""By which policies an order may be entered: whatever becomes of it, head office looks at it."""

MAY_CANCEL: Final = frozenset({ResolvedBy.HEAD_OFFICE})
"""By which policy an order may be cancelled."""


def hold_of(view: ReadView, customer: Customer, clock: Clock) -> Hold:
    """What the check-out of a customer means for who is signed in."""
    now, epoch = clock.now(), view.meta.generation
    held, identity = customer.held(now=now, epoch=epoch), view.meta.identity()
    if held is None or identity is None:
        return Hold.FREE
    return held.hold(identity.login, now=now, epoch=epoch, proof=proof_of(clock))


def own_number(view: ReadView, customer: Customer, clock: Clock) -> str:
    """The number of the check-out by which who is signed in holds a customer, "" for none."""
    last = customer.last_check_out
    is_own = last is not None and hold_of(view, customer, clock) in OWN_HOLDS
    return last.number if last is not None and is_own else ""


def check_not_held(view: ReadView, customer: Customer, clock: Clock) -> None:
    """Raise BlockedError, which names holder and end, where another rep has it checked out."""
    held = customer.last_check_out
    if held is not None and hold_of(view, customer, clock) is Hold.OTHERS:
        raise held_error(customer, held)


def check_takes_orders(
    view: ReadView, customer: Customer, clock: Clock, *, but: frozenset[ResolvedBy]
) -> None:
    """Raise BlockedError where another holds a customer, unless the policy is one of ``but``."""
    if not customer.check_out:
        return
    if view.rule_context.policies().for_rule(RuleCode.CUSTOMER_CHECKED_OUT) not in but:
        check_not_held(view, customer, clock)


def check_outs(view: ReadView, clock: Clock) -> tuple[CheckedOut, ...]:
    """The customers that are checked out now, by number."""
    found = (check_out_of(view, each, clock) for each in view.customers.with_check_out())
    return tuple(each for each in found if each is not None)


def checked_out_by(view: ReadView, clock: Clock) -> Mapping[CustomerNumber, CheckedOut]:
    """The customers that are checked out now, by number, each with who holds it."""
    return {each.number: each for each in check_outs(view, clock)}


def check_out_of(view: ReadView, customer: Customer, clock: Clock) -> CheckedOut | None:
    """Who has a customer checked out now, None for nobody."""
    last, hold = customer.last_check_out, hold_of(view, customer, clock)
    if last is None or hold is Hold.FREE:
        return None
    return CheckedOut(number=customer.number, name=customer.name, check_out=last, hold=hold)


def due_renewals(view: ReadView, clock: Clock, *, most_days: int) -> tuple[CheckedOut, ...]:
    """Own check-outs that a renewal would make longer."""
    return tuple(
        each
        for each in check_outs(view, clock)
        if each.hold in OWN_HOLDS and each.check_out.is_due(now=clock.now(), most_days=most_days)
    )


def customers_to_check_out(
    view: ReadView, numbers: Sequence[str], territory: str | None
) -> tuple[CustomerNumber, ...]:
    """The customers that are named, and those of a territory; NotFoundError for none.

    BlockedError for one that head office has not opened yet.
    """
    wanted = [_confirmed(view, canonical_customer_number(number)) for number in numbers]
    if territory is not None:
        there = view.customers.numbers_with_territories()
        wanted += [number for number, name in there if same_name(name, territory)]
    if not wanted:
        raise NotFoundError(
            "You have no customers in the territory {territory}.", territory=territory or ""
        )
    return tuple(dict.fromkeys(wanted))


def _confirmed(view: ReadView, number: CustomerNumber) -> CustomerNumber:
    final = view.customers.renamed_to(number) or number
    if view.customers.confirmed(final) is not None:
        return final
    if view.customers.get(number) is not None:
        raise BlockedError(
            "Head office has not opened {customer} yet. Check it out once it has.", customer=number
        )
    raise no_own_customer(view, number)
