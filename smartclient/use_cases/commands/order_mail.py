"""Confirming an order by e-mail: a step that the order's task can do without, and its corrections.

The mail waits until head office has confirmed the order. After a later change or cancellation
another mail corrects it, once head office has confirmed that, too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from smartclient.contract.mail import SendMail
from smartclient.domain.clock import Clock
from smartclient.domain.ids import OrderId, TaskId, new_id
from smartclient.domain.mail_templates import CORRECTIONS, MailTemplate
from smartclient.domain.sales.orders import Order
from smartclient.domain.sales.origins import OriginKind
from smartclient.domain.services import HEAD_OFFICE, OWN_MAIL
from smartclient.domain.steps import TaskPolicy
from smartclient.domain.tasks import FAILED, WITHDRAWN, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.mail import MailDraft
from smartclient.read_models.records import OrderRecord
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.composed_tasks import StoredComposedTask, StoredStep
from smartclient.use_cases.commands.mail import order_mail_draft, queue_mail, written_of
from smartclient.use_cases.commands.undo import undo_task
from smartclient.use_cases.enqueue import reissue_request, was_sent
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.mail import is_outcome_unknown, mail_body
from smartclient.use_cases.queries.mail_service import own_account
from smartclient.use_cases.queries.order_document import order_document

_GONE = FAILED | WITHDRAWN


def confirm_by_mail(
    work: UnitOfWork, clock: Clock, placed: Iterable[OrderRecord], mail_to: str
) -> tuple[TaskId, ...]:
    """Save a mail of each order that is being placed; ``mail_to`` "" is the customer's own address.

    Returns the tasks that send them. RefusedError where head office sends no mail, or not to
    there. The caller makes them steps, and commits.
    """
    found = []
    for record in placed:
        draft = order_mail_draft(
            record.order.id,
            MailTemplate.ORDER_CONFIRMED,
            recipient=mail_to,
            view=work,
            clock=clock,
        )
        found.append(queue_mail(work, clock, draft).id)
    return tuple(found)


def save_confirmation(work: UnitOfWork, clock: Clock, placed: OrderRecord, mail_to: str) -> None:
    """Save the mail of an order that is being placed, as a step of its task.

    It goes instead of the one that waited for a refused order which this one corrects.
    """
    assert placed.task_id is not None  # noqa: S101 (it is being placed)
    stored = _task_of(work, placed.order.id)
    for step, _ in () if stored is None else tuple(_mails_of(work, stored, placed.order.id)):
        undo_task(work, clock, step.task)
    mails = confirm_by_mail(work, clock, [placed], mail_to)
    composed_id = work.composed_tasks.containing(placed.task_id)
    if composed_id is None:
        composed_id = TaskId(new_id())
        work.composed_tasks.add(composed_id, TaskPolicy.EACH, [placed.task_id])
    work.composed_tasks.add_optional(composed_id, mails)


def correct_mail(work: UnitOfWork, clock: Clock, change: Task) -> None:
    """Have a mail correct what one about an order said before, if that was sent or may have been.

    A mail that was not sent yet waits for the change, and says what is so then; one of an order
    that is being cancelled is not sent any more.
    """
    order_id = OrderId(change.subject.id)
    stored = _task_of(work, order_id)
    steps = () if stored is None else tuple(_mails_of(work, stored, order_id))
    if stored is None or not steps:
        return
    step, body = steps[-1]
    is_cancelled = change.kind is TaskKind.CANCEL_ORDER
    if not _is_on_its_way(work, step.task):
        if is_cancelled and body.template not in CORRECTIONS:
            undo_task(work, clock, step.task)
        elif change.id not in step.task.requires:
            _wait_for(work, step.task, change)
        return
    template = MailTemplate.ORDER_CANCELLED if is_cancelled else MailTemplate.ORDER_CHANGED
    draft = _correction(work, clock, body, template)
    # by the way that the first one went: the policy does not hold up the change
    has_own = step.service == OWN_MAIL and own_account(work) is not None
    queue = OWN_MAIL if has_own else HEAD_OFFICE
    requires = (change.id, step.task.id)
    correction = queue_mail(work, clock, draft, requires=requires, queue=queue)
    work.composed_tasks.add_correction(stored.id, step.id, correction.id)


def mail_corrected_order(work: UnitOfWork, clock: Clock, order: Order, placed: Task) -> None:
    """Have the mail of a refused order be one of the order that is placed instead of it.

    It goes to the same customer; another customer's mail stays where it is.
    """
    for origin in work.orders.origins(order.id):
        refused = _placing(work, origin.order_id) if origin.kind is OriginKind.REFUSED else None
        if refused is None or refused.status is not TaskStatus.REJECTED:
            continue
        for mail in work.tasks.dependents(refused.id):
            body = mail_body(work, mail) if mail.kind is TaskKind.SEND_MAIL else None
            if body is None or body.customer != order.customer or was_sent(work, mail):
                continue
            if body.order_id == origin.order_id:
                _wait_instead(work, mail, refused, placed)
                _mail_instead(work, clock, mail, replace(body, order_id=order.id))


def _wait_instead(work: UnitOfWork, mail: Task, refused: Task, placed: Task) -> None:
    requires = [placed.id if needed == refused.id else needed for needed in mail.requires]
    work.tasks.set_requirements(mail.id, requires)
    work.composed_tasks.replace_task(refused.id, placed.id)


def _mail_instead(work: UnitOfWork, clock: Clock, mail: Task, body: SendMail) -> None:
    cause = TransitionReason.RETRIED
    reissue_request(work, clock, mail, body, lane=body.customer, cause=cause)


def _task_of(view: ReadView, order_id: OrderId) -> StoredComposedTask | None:
    """The task of several steps in which an order was placed."""
    placing = _placing(view, order_id)
    composed_id = None if placing is None else view.composed_tasks.containing(placing.id)
    return None if composed_id is None else view.composed_tasks.get(composed_id)


def _placing(view: ReadView, order_id: OrderId) -> Task | None:
    tasks = view.tasks.about(SubjectType.ORDER, order_id)
    found = [task for task in tasks if task.kind is TaskKind.PLACE_ORDER]
    return found[-1] if found else None


def _mails_of(
    view: ReadView, stored: StoredComposedTask, order_id: OrderId
) -> Iterator[tuple[StoredStep, SendMail]]:
    """Yield the steps that mail an order to the customer, but those that are not to be."""
    for step in stored.steps:
        if step.task.kind is not TaskKind.SEND_MAIL or step.task.status in _GONE:
            continue
        body = mail_body(view, step.task)
        if body is not None and body.order_id == order_id:
            yield step, body


def _is_on_its_way(view: ReadView, mail: Task) -> bool:
    """Whether a mail was sent, or may have been."""
    if mail.status in {TaskStatus.QUEUED, TaskStatus.PARKED}:
        return was_sent(view, mail) or is_outcome_unknown(view, mail)
    return True


def _wait_for(work: UnitOfWork, mail: Task, change: Task) -> None:
    """Have an unsent mail wait for a change, and not for one that is not to be."""
    known = ((needed, work.tasks.get(needed)) for needed in mail.requires)
    kept = [needed for needed, task in known if task is None or task.status not in _GONE]
    work.tasks.set_requirements(mail.id, [*kept, change.id])


def _correction(view: ReadView, clock: Clock, body: SendMail, template: MailTemplate) -> MailDraft:
    """A mail that corrects another one; head office says whether it can be sent."""
    assert body.order_id is not None  # noqa: S101 (it is a mail of an order)
    document = order_document(body.order_id, view=view, clock=clock)
    found = written_of(document, template, body.language)
    return MailDraft(
        customer=document.order.customer,
        customer_name=get_customer(view, document.order.customer).customer.name,
        recipient=body.recipient,
        subject=found.subject,
        text=found.text,
        order_id=body.order_id,
        order=document.label,
        template=template,
        language=body.language,
    )
