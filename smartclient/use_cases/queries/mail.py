"""The mails that were written on the rep's devices, and what is known of each."""

from smartclient.contract.encoding import decode_body
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import RequestKind
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import OrderId
from smartclient.domain.services import MAIL, OWN_MAIL
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.read_models.mail import MailDraft, MailRecord
from smartclient.store.unit_of_work import ReadView


def mails(view: ReadView) -> tuple[MailRecord, ...]:
    """Every mail that is kept here, newest first."""
    found = (_record(view, task) for task in view.tasks.about_any(SubjectType.MAIL))
    return tuple(record for record in found if record is not None)


def mail_named(view: ReadView, reference: str) -> MailRecord:
    """A mail by its id, or by an ending of it that no other has; NotFoundError for none."""
    wanted = reference.strip().casefold()
    found = [record for record in mails(view) if record.mail_id.endswith(wanted)] if wanted else []
    if len(found) != 1:
        raise NotFoundError(
            "There is no mail {reference}. Look at the list of mails.", reference=reference
        )
    return found[0]


def mail_body(view: ReadView, task: Task) -> SendMail | None:
    """What is written in the mail of ``task``, None where that is no longer kept."""
    found = None
    for stored in view.outbox.of_task(task.id):
        if stored.request.kind is RequestKind.SEND_MAIL:
            body = decode_body(stored.request)
            found = body if isinstance(body, SendMail) else found
    return found


def is_outcome_unknown(view: ReadView, task: Task) -> bool:
    """Whether nobody knows if the mail of ``task`` arrived."""
    if task.kind is not TaskKind.SEND_MAIL or task.status is not TaskStatus.PARKED:
        return False
    stored = view.outbox.get(task.request_id)
    answer = None if stored is None else stored.answer
    return answer is not None and answer.mail_unknown


def _record(view: ReadView, task: Task) -> MailRecord | None:
    """A mail, None where what was written is no longer kept."""
    requests, body = view.outbox.of_task(task.id), mail_body(view, task)
    if body is None:
        return None
    current = view.outbox.get(task.request_id) or requests[-1]
    answer = current.answer
    held = view.customers.get(body.customer)
    return MailRecord(
        mail_id=body.mail_id,
        task_id=task.id,
        draft=MailDraft(
            customer=body.customer,
            customer_name="" if held is None else held.customer.name,
            recipient=body.recipient,
            subject=body.subject,
            text=body.text,
            order_id=body.order_id,
            order=_order_label(view, body.order_id),
            template=body.template,
            language=body.language,
            documents=view.documents.with_hashes(body.documents),
        ),
        status=task.status,
        written_at=task.created_at,
        changed_at=task.changed_at,
        is_outcome_unknown=is_outcome_unknown(view, task),
        service=OWN_MAIL if view.outbox.service_of(task.request_id) == OWN_MAIL else MAIL,
        why=current.reason.why if answer is None else answer.why,
        arguments=current.reason.arguments if answer is None else answer.arguments,
    )


def _order_label(view: ReadView, order_id: OrderId | None) -> str:
    stored = None if order_id is None else view.orders.get(order_id)
    return "" if stored is None else stored.number or stored.order.provisional_number
