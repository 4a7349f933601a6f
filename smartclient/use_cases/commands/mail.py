"""Mails to customers: written, queued for head office, and decided about where nobody knows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.contract.subject_labels import mail_subject
from smartclient.documents.order_document import OrderDocument
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, OrderId, TaskId, new_id
from smartclient.domain.mail import (
    SUBJECT,
    TEXT,
    check_attached,
    check_recipient,
    message_id,
)
from smartclient.domain.mail_templates import (
    ORDER_STATES,
    MailLanguage,
    MailTemplate,
    OrderFacts,
    Written,
    check_order_state,
    language_for,
    written_about,
)
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.domain.services import OWN_MAIL, ServiceName
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.mail import MailDraft
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task, current_request, reissue_request
from smartclient.use_cases.queries.documents import get_content
from smartclient.use_cases.queries.lookup import get_customer
from smartclient.use_cases.queries.mail import is_outcome_unknown, mail_body, mail_named
from smartclient.use_cases.queries.mail_service import mail_queue, own_account
from smartclient.use_cases.queries.order_document import order_document


def mail_draft(
    number: CustomerNumber,
    *,
    subject: str,
    text: str,
    recipient: str,
    documents: Sequence[ProductDocument] = (),
    view: ReadView,
) -> MailDraft:
    """A mail as it would be sent; ``recipient`` "" is the customer's own address.

    RefusedError where no mail is sent, or not such a one.
    """
    queue = mail_queue(view)
    customer = get_customer(view, number).customer
    if not recipient and not customer.email:
        raise RefusedError(
            "{customer} has no mail address. Enter it, or say whom the mail goes to.",
            customer=customer.name,
        )
    check_attached([one.size for one in documents])
    if queue == OWN_MAIL:
        for document in documents:
            get_content(view, document)
    allowed = view.rule_context.policies().mail_recipients
    written = SUBJECT.read(subject), TEXT.read(text)
    if not all(written):
        raise RefusedError("A mail needs a subject and a text.")
    return MailDraft(
        customer=number,
        customer_name=customer.name,
        recipient=check_recipient(recipient or customer.email, customer.email, allowed),
        subject=written[0],
        text=written[1],
        documents=tuple(documents),
    )


def order_mail_draft(
    order_id: OrderId,
    template: MailTemplate,
    *,
    recipient: str = "",
    language: MailLanguage | None = None,
    view: ReadView,
    clock: Clock,
) -> MailDraft:
    """A mail that says something of an order, as it would be sent if the order stays as it is.

    ``recipient`` "" is the customer's own address, ``language`` None that of its country.
    RefusedError where head office sends no mail, or not such a one.
    """
    document = order_document(order_id, view=view, clock=clock)
    if document.state not in {ORDER_STATES[template], OrderState.TENTATIVE}:
        check_order_state(template, document.state, document.label)
    chosen = language or language_for(document.country)
    found = written_of(document, template, chosen)
    draft = mail_draft(
        document.order.customer,
        subject=found.subject,
        text=found.text,
        recipient=recipient,
        view=view,
    )
    return replace(
        draft, order_id=order_id, order=document.label, template=template, language=chosen
    )


def written_of(document: OrderDocument, template: MailTemplate, language: MailLanguage) -> Written:
    """What a mail says of an order as it is known here."""
    facts = OrderFacts(
        number=document.label,
        ordered_on=document.order.order_date,
        total=document.order.totals.total,
        currency=document.currency,
        customer=document.customer_name,
        rep=document.rep,
        company=document.company,
    )
    return written_about(template, language, facts)


def queue_mail(
    work: UnitOfWork,
    clock: Clock,
    draft: MailDraft,
    *,
    requires: Iterable[TaskId] = (),
    queue: ServiceName | None = None,
) -> Task:
    """Save a mail within an open unit of work, to be sent once ``requires`` are confirmed.

    It waits for its customer and its order, too, where head office has not confirmed them yet. It
    goes by the ``queue`` of a service, None for the one that new mails go by.
    """
    service, account = queue or mail_queue(work), own_account(work)
    body = SendMail(
        mail_id=new_id(),
        customer=draft.customer,
        recipient=draft.recipient,
        subject=draft.subject,
        text="" if draft.template is not MailTemplate.FREE else draft.text,
        order_id=draft.order_id,
        template=draft.template,
        language=draft.language,
        documents=tuple(one.hash for one in draft.documents),
    )
    if service == OWN_MAIL and account is not None:
        work.message_ids.add(body.mail_id, message_id(body.mail_id, account.mailbox.sender))
    placing = (
        task.id for task in work.tasks.pending_about(SubjectType.ORDER, draft.order_id or "")
    )
    opening = (
        task.id
        for task in work.tasks.pending_about(SubjectType.CUSTOMER, draft.customer)
        if task.kind is TaskKind.CREATE_CUSTOMER
    )
    return create_task(
        work,
        clock,
        kind=TaskKind.SEND_MAIL,
        subject=mail_subject(body),
        body=body,
        lane=draft.customer,
        requires=dict.fromkeys((*requires, *opening, *placing)),
        service=service,
    )


def send_mail(
    number: CustomerNumber,
    *,
    subject: str,
    text: str,
    recipient: str,
    documents: Sequence[ProductDocument],
    work: UnitOfWork,
    clock: Clock,
) -> Task:
    """Save a mail to a customer, to be sent by head office."""
    with work:
        draft = mail_draft(
            number,
            subject=subject,
            text=text,
            recipient=recipient,
            documents=documents,
            view=work,
        )
        task = queue_mail(work, clock, draft)
        work.commit()
    return task


def send_order_mail(
    order_id: OrderId,
    template: MailTemplate,
    *,
    recipient: str,
    language: MailLanguage | None,
    work: UnitOfWork,
    clock: Clock,
) -> Task:
    """Save a mail about an order, to be sent by head office once it has confirmed the order."""
    with work:
        draft = order_mail_draft(
            order_id, template, recipient=recipient, language=language, view=work, clock=clock
        )
        task = queue_mail(work, clock, draft)
        work.commit()
    return task


def decide_mail(reference: str, decision: MailDecision, *, work: UnitOfWork, clock: Clock) -> None:
    """Decide about a mail of which nobody knows whether it arrived; else BlockedError."""
    with work:
        record = mail_named(work, reference)
        task = work.tasks.get(record.task_id)
        if task is None or not is_outcome_unknown(work, task):
            raise BlockedError(
                "There is nothing to decide about the mail {label}.", label=record.draft.subject
            )
        if work.outbox.service_of(task.request_id) == OWN_MAIL:
            _decide_here(work, clock, task, decision)
        else:
            _have_decided(work, clock, task, AnswerMail(mail_id=record.mail_id, decision=decision))
        work.commit()


def _decide_here(work: UnitOfWork, clock: Clock, task: Task, decision: MailDecision) -> None:
    """Decide about a mail that this device sent by itself."""
    if decision is MailDecision.SEND_AGAIN:
        body = mail_body(work, task)
        assert body is not None  # noqa: S101 (it is asked about with what was written)
        _have_decided(work, clock, task, body)
        return
    stored = current_request(work, task)
    answer, version = Answer(status=AnswerStatus.CONFIRMED), (stored.answer_version or 0) + 1
    work.outbox.store_answer(stored.request.id, answer, version=version, at=clock.now())
    cause = TransitionReason.RESOLVED
    work.tasks.move(task, TaskStatus.CONFIRMED, at=clock.now(), cause=cause, answer=answer)


def _have_decided(work: UnitOfWork, clock: Clock, task: Task, body: SendMail | AnswerMail) -> None:
    lane, cause = current_request(work, task).request.lane, TransitionReason.RESOLVED
    reissue_request(work, clock, task, body, lane=lane, cause=cause)
