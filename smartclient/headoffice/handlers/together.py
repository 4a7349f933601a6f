"""Together: requests that are carried out as one, or none of them.

Each is decided by the handler of its kind, in the order in which they stand: a later one sees what
an earlier one did. Where one is not carried out, everything is rolled back, and what became of each
is stored instead (``together_answers``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    Body,
    CreateCustomer,
    PlaceOrder,
)
from smartclient.contract.together import Together
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import Login
from smartclient.headoffice.handlers.apply_resolution import Choice, apply_choice
from smartclient.headoffice.handlers.customers import create_customer
from smartclient.headoffice.handlers.earlier_requests import outcome_of
from smartclient.headoffice.handlers.hidden_characters import with_cleaning
from smartclient.headoffice.handlers.orders import place_or_amend_order
from smartclient.headoffice.handlers.reading import ReadRequest, answer_of, read_request
from smartclient.headoffice.handlers.together_answers import (
    Judged,
    NotTogetherError,
    close_over,
    for_admin,
    not_carried_out,
    store,
    withdrawn,
)
from smartclient.headoffice.handlers.together_members import (
    check_members,
    check_nothing_earlier,
    members_of,
)
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.withdrawals import withdrawn_of
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict, OfficeConflictState
from smartclient.reconcile.conflict import KeptDecision

_HANDLERS: Final[Mapping[type[Body], Callable[[Incoming, Any, WorkerTransaction], Answer]]] = (
    MappingProxyType({PlaceOrder: place_or_amend_order, CreateCustomer: create_customer})
)
"""How a member of each kind is carried out."""


def carry_out_together(incoming: Incoming, body: Together, work: WorkerTransaction) -> Answer:
    """Carry out all members.

    Raises NotTogetherError where one is not carried out, RefusedError for members that can't stand
    together, and ContendedError while an earlier request waits in the lane of one.
    """
    found = members_of(incoming, body, work)
    check_members(body, found)
    check_nothing_earlier(incoming, found, work)
    read = [read_request(member) for member in found]
    unread = next((one.answer for one in read if _is_of_a_newer_client(one)), None)
    if unread is not None:
        return unread
    return carry_out_members(incoming, read, work)


def carry_out_members(
    carrier: Incoming, read: Sequence[ReadRequest], work: WorkerTransaction
) -> Answer:
    """Carry out members that were read; NotTogetherError where one is not carried out.

    What an admin has decided about one counts.
    """
    found = [one.incoming for one in read]
    judged = _judge(carrier, read, work)
    if not all(one.answer.status.succeeded for one in judged):
        instead = not_carried_out(judged, found, carrier.request_id)
        raise NotTogetherError(instead=instead)
    store([(one.read.incoming, one.answer) for one in judged], work)
    ids = [member.request_id for member in found]
    for kept in work.conflicts.raised_by(carrier.sender, ids):
        close_over(kept, carrier, work)
    return Answer(status=AnswerStatus.CONFIRMED)


def _judge(carrier: Incoming, read: Sequence[ReadRequest], work: WorkerTransaction) -> list[Judged]:
    """What becomes of each member; after an account that is not opened, of no later one."""
    ids = [one.incoming.request_id for one in read]
    taken_back = withdrawn_of(work.connection, carrier.sender, ids)
    arrived = inbox.arrived_requests(work.connection, carrier.sender, ids)
    raised = work.conflicts.raised_by(carrier.sender, ids)
    kept = {each.conflict.request_id: each for each in raised}
    judged: list[Judged] = []
    for one in read:
        key = one.incoming.request_id
        known = outcome_of(arrived[key], work) if key in arrived else None
        if known is None and key in taken_back:
            raise withdrawn([each.incoming for each in read], work)
        if known is not None:
            judged.append(Judged(read=one, answer=known))
        else:
            judged.append(_judged(one, kept.get(key), work))
        if _opens_no_account(judged[-1]):
            break
    return judged


def _judged(one: ReadRequest, kept: OfficeConflict | None, work: WorkerTransaction) -> Judged:
    decision = None if kept is None else kept.conflict.decision
    if kept is not None and decision is not None:
        answer = _as_decided(one, kept, decision, work)
    else:
        answer = _decide(one, work)
    if answer.status.succeeded:
        is_decided = decision is not None and decision.by_admin
        return Judged(read=one, answer=answer, conflict=kept if is_decided else None)
    raised = None if answer.conflict is None else work.conflicts.get(answer.conflict.id)
    if raised is None:
        return Judged(read=one, answer=answer)
    judged = Judged(read=one, answer=answer, conflict=_as_asked(raised, one))
    is_case = kept is not None and kept.state is OfficeConflictState.WITH_ADMIN
    return for_admin(judged) if is_case else judged


def _as_decided(
    one: ReadRequest, kept: OfficeConflict, decision: KeptDecision, work: WorkerTransaction
) -> Answer:
    """Carry out a member as somebody decided about it."""
    incoming, body = one.incoming, kept.body
    if isinstance(body, PlaceOrder):
        # an account that stands together with it has its number only now
        number = work.customers.final_number(body.order.customer, incoming.sender)
        body = replace(body, order=replace(body.order, customer=number))
    choice = Choice(
        resolution=decision.resolution,
        chosen_by=Login(decision.by),
        by_admin=decision.by_admin,
        cancelling=False,
        request_id=incoming.request_id,
        received_at=incoming.received_at,
        made_at=None,
        given_number=work.given_number(incoming.sender, incoming.request_id),
        conflict_id=kept.conflict.id,
        note=decision.note,
    )
    return apply_choice(replace(kept, body=body), choice, work)


def _as_asked(raised: OfficeConflict, one: ReadRequest) -> OfficeConflict:
    """A conflict with its order for whom it was asked: a number given meanwhile is taken back."""
    if not isinstance(raised.body, PlaceOrder) or not isinstance(one.body, PlaceOrder):
        return raised
    order = replace(raised.body.order, customer=one.body.order.customer)
    return replace(raised, body=replace(raised.body, order=order))


def _is_of_a_newer_client(read: ReadRequest) -> bool:
    return read.answer is not None and read.answer.status is AnswerStatus.PARKED


def _decide(read: ReadRequest, work: WorkerTransaction) -> Answer:
    if read.body is None:
        assert read.answer is not None  # noqa: S101 (it was not read)
        return read.answer
    try:
        answer = _HANDLERS[type(read.body)](read.incoming, read.body, work)
    except RefusedError as error:
        return answer_of(AnswerStatus.REJECTED, error)
    return with_cleaning(answer, read.incoming.cleaned)


def _opens_no_account(judged: Judged) -> bool:
    """Whether a customer is not opened: nothing is to be said of orders for it."""
    is_account = isinstance(judged.read.body, CreateCustomer)
    return is_account and not judged.answer.status.succeeded
