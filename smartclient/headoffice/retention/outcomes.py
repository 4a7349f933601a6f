"""Outcomes: what stays of an answered request, its reply and its conflict after a purge.

The reply still says what became of the request, so that a device that collects it late, whatever
its version, ends its task truly, and reads the record in the feed.
"""

from dataclasses import replace

import msgspec

from smartclient.contract.documents import document_json, with_version
from smartclient.contract.encoding import ascii_json
from smartclient.contract.messages import (
    ANSWERED_BEFORE,
    Answer,
    AnswerStatus,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    RequestKind,
    kind_of,
)
from smartclient.contract.versions import current_version
from smartclient.domain.ids import CustomerNumber, OrderId
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import SubjectType
from smartclient.headoffice.database.portions import ShortConflict
from smartclient.reconcile.conflict import Conflict

_ABOUT_ORDERS = frozenset(
    {
        RequestKind.PLACE_ORDER,
        RequestKind.AMEND_ORDER,
        RequestKind.CANCEL_ORDER,
        RequestKind.RESOLVE_CONFLICT,
        RequestKind.ESCALATE_CONFLICT,
    }
)
_OPEN = frozenset({AnswerStatus.IN_CONFLICT, AnswerStatus.AWAITING_DECISION, AnswerStatus.PARKED})


def is_final(answer: Answer) -> bool:
    """Whether nobody has to do anything about the request any more."""
    return answer.status not in _OPEN


def short_answer(kind: str, answer: Answer) -> Answer:
    """What stays of a final answer to a request of this kind.

    The number of a customer that it opened stays, because the device still has another one; and a
    cancelled order, because a device takes a cancellation without one for the news that there
    never was such an order.
    """
    is_cancelled = answer.order is not None and answer.order.state is OrderState.CANCELLED
    customer = answer.customer if kind == RequestKind.CREATE_CUSTOMER else None
    return Answer(
        status=answer.status,
        order=answer.order if is_cancelled else None,
        customer=None if customer is None else _named(customer),
        customer_number_was=answer.customer_number_was,
        customer_deleted=answer.customer_deleted,
        # a client says so itself, but an older one has no reason to show for a refusal
        why="" if answer.status.succeeded else ANSWERED_BEFORE,
        withdrawn=answer.withdrawn,
        purged=True,
    )


def short_document(answer: Answer) -> str:
    """An answer as it is stored, without what is as if it were not said."""
    unsaid = msgspec.to_builtins(Answer(status=answer.status))
    said = {
        name: value
        for name, value in msgspec.to_builtins(answer).items()
        if name == "status" or value != unsaid[name]
    }
    return with_version(ascii_json(said), Answer)


def short_body(kind: str, answer: Answer) -> str:
    """What stays of a request's body.

    Of one about an order its id, by which it is answered where its reply is lost, too; of a
    customer that was opened the number that it had before, for later versions.
    """
    if kind in _ABOUT_ORDERS and answer.order is not None:
        return ascii_json(CancelOrder(order_id=answer.order.order.id))
    if kind != RequestKind.CREATE_CUSTOMER or answer.customer is None:
        return ""
    number = answer.customer_number_was or answer.customer.number
    return ascii_json(CreateCustomer(provisional_number=number, name=answer.customer.name))


def _named(customer: Customer) -> Customer:
    return Customer(
        number=customer.number, name=customer.name, rep=customer.rep, more_reps=customer.more_reps
    )


def short_conflict(row_id: int, conflict: Conflict) -> ShortConflict:
    """What stays of a closed conflict; its request becomes one that names the record alone."""
    subject = conflict.subject
    is_order = subject.type is SubjectType.ORDER
    body = (
        CancelOrder(order_id=OrderId(subject.id))
        if is_order
        else DeleteCustomer(number=CustomerNumber(subject.id))
    )
    kind = kind_of(body)
    short = replace(
        conflict, subject=replace(subject, label=""), problems=(), fields=(), merged={}, note=""
    )
    return ShortConflict(
        id=row_id,
        document=document_json(short),
        body_kind=f"{kind}/{current_version(kind)}",
        body=ascii_json(body),
    )
