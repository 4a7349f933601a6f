"""Labels: by which number or name people know what a request or a conflict is about."""

from collections.abc import Callable
from dataclasses import dataclass

from smartclient.contract.admin_bodies import DecideCase, TakeOver
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import (
    AmendOrder,
    Body,
    CancelOrder,
    CreateCustomer,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
)
from smartclient.domain.ids import ConflictId, OrderId
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.reconcile.conflict import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A number or name, "" for none; ``provisional``: a number that head office has not given."""

    text: str = ""
    provisional: bool = False


def conflict_label(conflict: Conflict, order: Order | None) -> Label:
    """The label of what a conflict is about; ``order`` is as it was asked for."""
    text = conflict.subject.label
    is_provisional = order is not None and text == order.provisional_number
    return Label(text=text, provisional=bool(text) and is_provisional)


def request_label(
    body: Body,
    number_of: Callable[[OrderId], str],
    label_of: Callable[[ConflictId], Label],
) -> Label:
    """The label of what a request is about, by what is known of orders and conflicts."""
    match body:
        case PlaceOrder() | AmendOrder():
            number, provisional = number_of(body.order.id), body.order.provisional_number
            return Label(text=number or provisional, provisional=not number and bool(provisional))
        case CancelOrder():
            return Label(text=number_of(body.order_id))
        case CreateCustomer():
            return Label(text=body.name)
        case ResolveConflict() | EscalateConflict() | DecideCase() | TakeOver():
            return label_of(body.conflict_id)
        case SendMail():
            return Label(text=body.subject)
        case _:
            return Label()


def mail_subject(body: SendMail) -> Subject:
    """What a task is about that sends a mail."""
    return Subject(type=SubjectType.MAIL, id=body.mail_id, label=body.subject)


def order_in(body: Body | None) -> Order | None:
    """The order that is asked for, None for anything else."""
    return body.order if isinstance(body, PlaceOrder | AmendOrder) else None
