"""Adoption: open work that another device of this rep sent becomes a task here.

A new, second or restored device shows the rep's conflicts and stopped requests like the one that
sent them: each becomes a task with its request, and head office's answer is applied to it as if it
had been sent from here. What another device resolved ends here in the same way.
"""

import logging
from collections.abc import Iterable

from smartclient.contract.admin_bodies import (
    AnswerRestore,
    ChangePolicy,
    CloseStopped,
    DecideCase,
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RetryStopped,
    RevokeDevice,
    TakeOver,
)
from smartclient.contract.encoding import decode_body, request_for
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import (
    CONFLICT_ANSWERS,
    AmendOrder,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
    Reply,
    Request,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.contract.subject_labels import mail_subject
from smartclient.contract.take_along import ChangeDataSet, PinCustomer
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId, TaskId, new_id
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.server_restores import RESTORE_SUBJECT
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.store.feeds.open_work import OpenItem
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import current_request
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.pinned import pinned_subject, pinning_kind
from smartclient.use_cases.replies.apply_reply import apply_reply, reopen_conflict
from smartclient.use_cases.replies.server_restore import requeue_unanswered

logger = logging.getLogger(__name__)

_KINDS: dict[type[Body], TaskKind] = {
    PlaceOrder: TaskKind.PLACE_ORDER,
    AmendOrder: TaskKind.AMEND_ORDER,
    CancelOrder: TaskKind.CANCEL_ORDER,
    CreateCustomer: TaskKind.CREATE_CUSTOMER,
    UpdateCustomer: TaskKind.UPDATE_CUSTOMER,
    DeleteCustomer: TaskKind.DELETE_CUSTOMER,
    DecideCase: TaskKind.DECIDE_CASE,
    ChangePolicy: TaskKind.CHANGE_POLICY,
    RetryStopped: TaskKind.RETRY_STOPPED,
    TakeOver: TaskKind.TAKE_OVER,
    CloseStopped: TaskKind.CLOSE_STOPPED,
    AnswerRestore: TaskKind.ANSWER_RESTORE,
    EnrolDevice: TaskKind.ENROL_DEVICE,
    RevokeDevice: TaskKind.REVOKE_DEVICE,
    ReleaseHandedOver: TaskKind.RELEASE_HANDED_OVER,
    DropHandedOver: TaskKind.DROP_HANDED_OVER,
    ChangeDataSet: TaskKind.CHANGE_DATA_SET,
    SendMail: TaskKind.SEND_MAIL,
}


def adopt_open_work(work: UnitOfWork, clock: Clock) -> None:
    """Adopt what is open at head office and not known here. The caller commits.

    Call it when replies and feeds were read up to the same watermark.
    """
    identity = work.meta.identity()
    if identity is None:
        return
    # a conflict may have led to another one, which is closed by now as well
    while _adopt_all(work, clock, work.open_work.unknown_of(identity.login)):
        pass
    for item in work.open_work.closed_only_here(identity.login):
        _reopen(work, clock, item)
    stopped = work.open_work.stopped_but_sent_again(identity.login)
    requeue_unanswered(work, clock, stopped, cause=TransitionReason.RESTORED)


def _adopt_all(work: UnitOfWork, clock: Clock, items: Iterable[OpenItem]) -> bool:
    """Adopt what can be adopted; return whether that was anything."""
    adopted = False
    for item in items:
        try:
            adopted = _adopt(work, clock, item) or adopted
        except RefusedError as error:
            logger.warning("request %s can't be read here: %s", item.request.id, error.detail)
    return adopted


def _adopt(work: UnitOfWork, clock: Clock, item: OpenItem) -> bool:
    """Adopt one item; False for what can't be adopted here, or was with another one."""
    request = item.request
    if work.outbox.get(request.id) is not None:
        return False
    conflict = work.conflicts.get(_conflict_of(item))
    task = _replaced_by(work, item) if conflict is None else work.tasks.get(conflict.task_id)
    if task is not None:
        if not _goes_on_with(work, task, item):
            return False
        work.outbox.adopt(request, task.id, None)
        work.tasks.carry(task, request.id)
    elif item.is_closed or not _begin_task(work, clock, item):
        return False
    reply = Reply(
        request_id=request.id, row_version=0, answered_at=request.made_at, answer=item.answer
    )
    apply_reply(work, reply, clock)
    if task is not None:
        _show_disputed(work, clock, task.id, item)
    return True


def _replaced_by(view: ReadView, item: OpenItem) -> Task | None:
    """The task in conflict that an item's request replaces, where head office forgot the conflict.

    It was restored from a backup, and got the later version alone.
    """
    replaced = item.request.replaces
    stored = None if replaced is None else view.outbox.get(replaced)
    task = None if stored is None else view.tasks.get(stored.task_id)
    is_open = task is not None and task.status is TaskStatus.IN_CONFLICT and not item.is_stopped
    return task if is_open else None


def _reopen(work: UnitOfWork, clock: Clock, item: OpenItem) -> None:
    """Reopen a conflict that is closed here, and that head office holds as open."""
    conflict = work.conflicts.get(item.conflict_id)
    finished = None if conflict is None else work.tasks.get(conflict.task_id)
    if finished is None or item.disputed is None or item.answer.conflict is None:
        return
    request = item.request
    if work.outbox.get(request.id) is None:
        # it was deleted with all others of its task
        if _kind(decode_body(request)) is None:
            recorded = _recorded_request(item.disputed, request)
            work.outbox.adopt(recorded, finished.id, item.answer)
        work.outbox.adopt(request, finished.id, item.answer)
    task = reopen_conflict(work, clock, finished, request, item.answer)
    _show(work, clock, item.disputed, task)


def _show_disputed(work: UnitOfWork, clock: Clock, task_id: TaskId, item: OpenItem) -> None:
    """Show an order as it was resolved elsewhere, where that led to another conflict."""
    task = work.tasks.get(task_id)
    if item.answer.conflict is None or task is None or task.status is not TaskStatus.IN_CONFLICT:
        return
    disputed = work.open_work.disputed_in(item.answer.conflict.id)
    if isinstance(disputed, PlaceOrder | AmendOrder):
        _show_order(work, clock, disputed.order, task)


def _goes_on_with(work: UnitOfWork, task: Task, item: OpenItem) -> bool:
    """Whether a task here continues with what another device sent about its conflict.

    It does not where an answer of this device's own is on its way, or the task is over, or a later
    version has taken its place. Of several stopped answers the newest counts.
    """
    if task.status is TaskStatus.PARKED:
        own, other = current_request(work, task).request, item.request
        is_newer = (other.made_at, other.id) > (own.made_at, own.id)
        return own.kind in CONFLICT_ANSWERS and (is_newer or not item.is_stopped)
    if task.status is TaskStatus.AWAITING_DECISION:
        return not item.is_stopped
    return task.status is TaskStatus.IN_CONFLICT


def _conflict_of(item: OpenItem) -> ConflictId:
    """The conflict that an item is about: its own, or the one that its request answers."""
    if item.disputed is None:
        body = decode_body(item.request)
        if isinstance(body, ResolveConflict | EscalateConflict):
            return body.conflict_id
    return item.conflict_id


def _begin_task(work: UnitOfWork, clock: Clock, item: OpenItem) -> bool:
    """Create a task for what another device sent; False for what can't be one here."""
    body = decode_body(item.request)
    is_complete = _kind(body) is not None
    if not is_complete and item.disputed is not None:
        body = item.disputed
    kind = _kind(body)
    if kind is None:
        return False
    now = clock.now()
    task = Task(
        id=TaskId(new_id()),
        kind=kind,
        subject=_subject(work, body, item),
        status=TaskStatus.RECEIVED,
        request_id=item.request.id,
        created_at=item.request.made_at,
        changed_at=now,
        cause=TransitionReason.ADOPTED,
    )
    work.tasks.add(task)
    if not is_complete:
        work.outbox.adopt(_recorded_request(body, item.request), task.id, item.answer)
    work.outbox.adopt(item.request, task.id, None)
    _show(work, clock, body, task)
    return True


def _kind(body: Body) -> TaskKind | None:
    """The kind of the task that a request is of, None for one that belongs to another's."""
    if isinstance(body, PinCustomer):
        return pinning_kind(pinned=body.pinned)
    return _KINDS.get(type(body))


def _recorded_request(body: Body, request: Request) -> Request:
    """The body that is decided about in a conflict as a request, to be read and never sent."""
    return request_for(
        body, request_id=RequestId(new_id()), lane=request.lane, made_at=request.made_at
    )


def _subject(view: ReadView, body: Body, item: OpenItem) -> Subject:
    if item.answer.conflict is not None:
        return item.answer.conflict.subject
    match body:
        case PlaceOrder() | AmendOrder():
            return _order_subject(view, body.order.id, body.order.provisional_number)
        case CancelOrder():
            return _order_subject(view, body.order_id, "")
        case CreateCustomer():
            return Subject(type=SubjectType.CUSTOMER, id=body.provisional_number, label=body.name)
        case UpdateCustomer() | DeleteCustomer():
            record = view.customers.get(body.number)
            label = body.number if record is None else record.customer.name
            return Subject(type=SubjectType.CUSTOMER, id=body.number, label=label)
    return _subject_of_other(view, body)


def _subject_of_other(view: ReadView, body: Body) -> Subject:
    """What a request is about that is about no order and no customer of the rep's."""
    match body:
        case DecideCase() | TakeOver():
            return Subject(type=SubjectType.CASE, id=body.conflict_id, label=body.conflict_id)
        case ChangePolicy():
            return Subject(type=SubjectType.POLICY, id=body.key, label=body.key)
        case AnswerRestore():
            return RESTORE_SUBJECT
        case EnrolDevice():
            return Subject(type=SubjectType.DEVICE, id=body.login, label=body.login)
        case RevokeDevice() | ReleaseHandedOver() | DropHandedOver():
            return Subject(type=SubjectType.DEVICE, id=body.device, label=body.device)
        case ChangeDataSet():
            return Subject(type=SubjectType.DATA_SET, id=body.name, label=body.name)
        case PinCustomer():
            return pinned_subject(view, body.number)
        case SendMail():
            return mail_subject(body)
        case RetryStopped() | CloseStopped():
            return Subject(type=SubjectType.REQUEST, id=body.request_id, label=body.sender)
    raise AssertionError(body)


def _order_subject(view: ReadView, order_id: OrderId, provisional: str) -> Subject:
    stored = view.orders.get(order_id)
    number = "" if stored is None else stored.number or stored.order.provisional_number
    return Subject(type=SubjectType.ORDER, id=order_id, label=number or provisional)


def _show(work: UnitOfWork, clock: Clock, body: Body, task: Task) -> None:
    """Show the record as the rep wants it, as the device does that sent the request."""
    if task.subject.type is SubjectType.CUSTOMER:
        show_customer(work, CustomerNumber(task.subject.id))
    elif isinstance(body, PlaceOrder | AmendOrder):
        _show_order(work, clock, body.order, task)
    elif task.subject.type is SubjectType.ORDER:
        stored = work.orders.get(OrderId(task.subject.id))
        if stored is not None:
            _show_order(work, clock, stored.order, task)


def _show_order(work: UnitOfWork, clock: Clock, order: Order, task: Task) -> None:
    stored = work.orders.get(order.id)
    placed = None if stored is None else stored.placed
    work.orders.save(
        StoredOrder(
            order=order,
            number="" if stored is None else stored.number,
            state=OrderState.TENTATIVE,
            task_id=task.id,
            changed_at=clock.now(),
            placed=placed,
        )
    )
