"""Check-outs: a rep locks a customer and gives it back, an admin breaks the lock."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from smartclient.contract.check_outs import (
    MOST_LISTED,
    BreakCheckOut,
    CheckInCustomer,
    CheckOutCustomer,
    ListCheckOuts,
    ListedCheckOut,
)
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.check_out import CheckOut, CheckOutEnd, grant
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.customers import Customer
from smartclient.domain.text.hidden_characters import without_hidden
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.check_outs import check_out_time, checked_out

_NOT_YOURS = (
    "Head office has no customer {customer} that you may check out. Check the number, or sync."
)
_NOT_HELD = "You have not checked {customer} out. Nothing was changed."
_ENDED = "The check-out of {customer} has ended. Check it out again if you still need it."


def check_out_customer(
    incoming: Incoming, body: CheckOutCustomer, work: WorkerTransaction
) -> Answer:
    """Check a customer out to its rep, or renew that; RefusedError while another holds it."""
    customer = _own_customer(incoming.sender, body.number, work)
    held, policies = held_check_out(customer, work), work.context.policies()
    if body.renews:
        if held is None or held.number != body.renews or held.holder != incoming.sender:
            raise RefusedError(_ENDED, customer=customer.number)
        renewed = held.renewed(now=_now(work), most_days=policies.check_out_most_days)
        return _store(customer, renewed, work)
    if held is not None and held.holder != incoming.sender:
        raise held_error(customer, held)
    granted = grant(
        held or _ended(customer.last_check_out, work),
        holder=incoming.sender,
        device=without_hidden(body.device),
        days=_days(body.days, policies),
        now=_now(work),
        epoch=work.epoch,
    )
    assert granted is not None  # noqa: S101 (nobody else holds it)
    return _store(customer, granted, work)


def check_in_customer(incoming: Incoming, body: CheckInCustomer, work: WorkerTransaction) -> Answer:
    """Give a customer back; what its holder gave back before, or what ended, stays as it is."""
    customer = _own_customer(incoming.sender, body.number, work)
    last = customer.last_check_out
    if last is None or last.holder != incoming.sender:
        raise RefusedError(_NOT_HELD, customer=customer.number)
    if held_check_out(customer, work) is None:
        return Answer(status=AnswerStatus.CONFIRMED, customer=customer)
    return _store(customer, last.ended(CheckOutEnd.RETURNED, at=_now(work)), work)


def break_check_out(incoming: Incoming, body: BreakCheckOut, work: WorkerTransaction) -> Answer:
    """End the check-out of a customer as an admin; RefusedError for no admin, and for none."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin breaks a check-out. Ask head office.")
    customer = work.context.customer_after_merging(body.number)
    if customer is None:
        raise RefusedError(
            "There is no customer {customer} at head office. Check the number.",
            customer=body.number,
        )
    held = held_check_out(customer, work)
    if held is None:
        raise RefusedError(
            "{customer} is not checked out. Nothing was changed.", customer=customer.number
        )
    broken = held.ended(CheckOutEnd.BROKEN, at=_now(work), by=incoming.sender)
    return _store(customer, broken, work)


def list_check_outs(incoming: Incoming, body: ListCheckOuts, work: WorkerTransaction) -> Answer:
    """List what is checked out for an admin; RefusedError for anybody else."""
    del body
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin sees all check-outs. Ask head office.")
    found = checked_out(work.connection, now=work.now)
    listed = (
        ListedCheckOut(number=each.number, name=each.name, check_out=each.check_out)
        for each in sorted(found, key=lambda each: (each.check_out.until, each.number))
    )
    return Answer(status=AnswerStatus.CONFIRMED, check_outs=tuple(islice(listed, MOST_LISTED)))


def held_check_out(customer: Customer, work: WorkerTransaction) -> CheckOut | None:
    """The check-out that locks a customer now, None for none."""
    return customer.held(now=_now(work), epoch=work.epoch)


def _now(work: WorkerTransaction) -> datetime:
    return check_out_time(work.connection, work.now)


def _days(asked: int | None, policies: Policies) -> int:
    most = policies.check_out_most_days
    days = min(policies.check_out_days, most) if asked is None else asked
    if not 1 <= days <= most:
        raise RefusedError(
            "Head office lets a customer be checked out for 1 to {most} days. Choose as many.",
            most=most,
        )
    return days


def _own_customer(sender: Login, number: CustomerNumber, work: WorkerTransaction) -> Customer:
    customer = work.context.customer_after_merging(number)
    if customer is None or sender not in customer.reps:
        raise RefusedError(_NOT_YOURS, customer=number)
    return customer


def _ended(last: CheckOut | None, work: WorkerTransaction) -> CheckOut | None:
    """The last check-out where it locks nothing, so that numbers go on from it."""
    return None if last is None else last.ended(CheckOutEnd.RETURNED, at=_now(work))


def _store(customer: Customer, check_out: CheckOut, work: WorkerTransaction) -> Answer:
    text = check_out.to_text()
    if text != customer.check_out:
        work.customers.set_check_out(customer.number, text, instead_of=customer.check_out)
        work.context.forget_customer(customer.number)
    return Answer(status=AnswerStatus.CONFIRMED, customer=replace(customer, check_out=text))
