"""Mails: a rep's request for one is stored, and answered by what becomes of it."""

from datetime import timedelta
from typing import Final

from smartclient.contract.mail import AnswerMail, MailDecision, SendMail
from smartclient.contract.messages import Answer
from smartclient.database.types import instant_from_text
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MOST_PER_DAY, MailState, check_recipient, message_id
from smartclient.headoffice.database.identifiers import canonical_id
from smartclient.headoffice.database.restore_detection import RESTORED_AT
from smartclient.headoffice.database.schema import info
from smartclient.headoffice.database.stored_states import DONE, PARKED
from smartclient.headoffice.handlers.supersede import NOTHING_DONE
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import ArrivedRequest, Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.mail.account import mail_status
from smartclient.headoffice.mail.documents import check_documents
from smartclient.headoffice.mail.mails import (
    StoredMail,
    add_mail,
    change_state,
    count_since,
    have_answer,
    mail_answering,
    mail_of,
)
from smartclient.headoffice.mail.orders import checked_order
from smartclient.services.mail.outcomes import (
    NOBODY_KNOWS,
    SENT,
    UNKNOWN,
    UNKNOWN_SINCE_RESTORE,
    refused,
)

_DAY: Final = timedelta(days=1)
_NOT_SENT: Final = "This mail was refused or withdrawn. Write another one if it is still wanted."
_GONE: Final = "Head office no longer keeps what was written in this mail. Write another one."
_ON_ITS_WAY: Final = "This mail is being sent again already: another device of yours said so."


def send_mail(incoming: Incoming, body: SendMail, work: WorkerTransaction) -> Answer | PassedOn:
    """Store a mail to be sent; RefusedError for one that may not be.

    One that comes again is answered by what became of it. One that was written before head office
    was restored from a backup may have been sent since: its rep is asked.
    """
    mail_id = _mail_id(body.mail_id)
    held = mail_of(work.connection, incoming.sender, mail_id)
    if held is not None:
        return _by_state(held)
    account = mail_status(work.connection).account
    if account is None:
        raise RefusedError("Head office sends no mail. Ask an admin to set up its mailbox.")
    _check(incoming, body, work)
    was_lost = _is_from_before_restore(incoming, work)
    add_mail(
        work.connection,
        incoming,
        mail_id=mail_id,
        message_id=message_id(mail_id, account.mailbox.sender),
        state=MailState.UNKNOWN if was_lost else MailState.DUE,
        at=work.now,
    )
    return UNKNOWN_SINCE_RESTORE if was_lost else PassedOn()


def answer_mail(incoming: Incoming, body: AnswerMail, work: WorkerTransaction) -> Answer | PassedOn:
    """Carry out what a rep decides about a mail of which nobody knows whether it arrived."""
    mail = mail_of(work.connection, incoming.sender, _mail_id(body.mail_id))
    if mail is None:
        raise RefusedError(_GONE)
    if mail.state in {MailState.DUE, MailState.HANDED_OVER}:
        if incoming.request_id == mail.answer_to:
            return PassedOn()
        raise RefusedError(_ON_ITS_WAY)
    if mail.state is not MailState.UNKNOWN:
        return _by_state(mail)
    if body.decision is MailDecision.ARRIVED:
        change_state(work.connection, mail, MailState.SENT, work.now)
        _close_request(mail, work)
        work.reply(mail.sender, mail.request_id, SENT)
        return SENT
    ids = [mail.request_id]
    asked = inbox.arrived_requests(work.connection, mail.sender, ids).get(mail.request_id)
    if asked is None or asked.incoming.purged:
        raise RefusedError(_GONE)
    change_state(work.connection, mail, MailState.DUE, work.now, answer_to=incoming.request_id)
    _close_request(mail, work)
    return PassedOn()


def withdraw_mail(
    held: ArrivedRequest, incoming: Incoming, work: WorkerTransaction
) -> Answer | PassedOn | None:
    """Take back a mail that was passed on; None where it is taken back, or is no mail.

    One that is handed over at this moment answers the withdrawal by its outcome. One of which
    nobody knows whether it arrived can't be taken back: its rep decides.
    """
    mail = mail_answering(work.connection, held.incoming.sender, held.incoming.request_id)
    if mail is None:
        return None
    if mail.state is MailState.DUE and change_state(
        work.connection, mail, MailState.WITHDRAWN, work.now
    ):
        inbox.mark_answered(work.connection, [held.incoming.id], DONE, work.now)
        work.reply(mail.sender, held.incoming.request_id, NOTHING_DONE)
        return None
    if have_answer(work.connection, mail, incoming.request_id):
        return PassedOn()
    known = mail_of(work.connection, mail.sender, mail.mail_id)
    if known is not None and known.state is MailState.UNKNOWN:
        return refused(NOBODY_KNOWS)
    return None if known is None else _by_state(known)


def answer_lost(
    incoming: Incoming, body: SendMail | AnswerMail, work: WorkerTransaction
) -> Answer | PassedOn:
    """Answer again by what became of a mail whose reply is lost."""
    mail = mail_of(work.connection, incoming.sender, _mail_id(body.mail_id))
    if mail is None:
        return UNKNOWN_SINCE_RESTORE
    return _by_state(mail)


def _by_state(mail: StoredMail) -> Answer | PassedOn:
    """What is answered by now; what is still to be sent answers later what asked for it."""
    match mail.state:
        case MailState.SENT:
            return SENT
        case MailState.UNKNOWN:
            return UNKNOWN
        case MailState.REFUSED | MailState.WITHDRAWN:
            return refused(_NOT_SENT)
        case MailState.DUE | MailState.HANDED_OVER:
            return PassedOn()


def _check(incoming: Incoming, body: SendMail, work: WorkerTransaction) -> None:
    number = work.customers.final_number(body.customer, incoming.sender)
    work.orders.write()
    customer = work.context.customer_after_merging(number)
    if customer is None or incoming.sender not in customer.reps:
        raise RefusedError("{customer} is no customer of yours.", customer=body.customer)
    check_recipient(body.recipient, customer.email, work.context.policies().mail_recipients)
    check_documents(work.connection, body.documents)
    order = checked_order(work.connection, body)
    if order is not None and order.order.customer != customer.number:
        raise RefusedError("This order is another customer's, so no mail is sent of it.")
    device = "" if incoming.request is None else incoming.request.device
    if count_since(work.connection, incoming.sender, device, work.now - _DAY) >= MOST_PER_DAY:
        raise RefusedError(
            "This device has sent {most} mails within a day, which is as many as it may. Send the "
            "rest tomorrow.",
            most=MOST_PER_DAY,
        )


def _is_from_before_restore(incoming: Incoming, work: WorkerTransaction) -> bool:
    restored_at, request = info(work.connection, RESTORED_AT), incoming.request
    if not restored_at or request is None:
        return False
    written = request.made_at + timedelta(seconds=request.clock_offset or 0)
    return written <= instant_from_text(restored_at)


def _close_request(mail: StoredMail, work: WorkerTransaction) -> None:
    """Close the stopped request of a mail that its rep decided about."""
    for request_id in {mail.request_id, mail.answer_to}:
        inbox.close_unanswered(work.connection, mail.sender, request_id, PARKED, work.now)


def _mail_id(text: str) -> str:
    found = canonical_id(text)
    if found is None:
        raise RefusedError("This mail has no valid number. Write it again.")
    return found
