"""The sender: hands the mails that are due to the mail server, beside the worker.

A mail is claimed first, and marked as handed over just before its end goes over the line. Whoever
dies in between leaves it due, or handed over: that is never sent again by itself, and its rep is
asked (RFC 1047).
"""

import logging
import ssl
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine

from smartclient.contract.encoding import decode_body
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import Answer
from smartclient.database.transactions import reading
from smartclient.database.types import instant_from_text
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.ids import new_id
from smartclient.domain.mail import MailAccount, MailReadiness, MailState, message_id
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.office_clock import OfficeClock
from smartclient.headoffice.database.restore_detection import RESTORED_AT
from smartclient.headoffice.database.schema import all_info
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.identity import identity_of
from smartclient.headoffice.mail.account import MailStatus, mail_status, save_state
from smartclient.headoffice.mail.case_notices import (
    CaseNotice,
    claim_notice,
    due_notice,
    put_back_notice,
)
from smartclient.headoffice.mail.documents import document_attachments
from smartclient.headoffice.mail.mails import (
    StoredMail,
    answer_outcome,
    change_state,
    claim_next,
    current_mail,
    defer,
    release,
    without_reply,
)
from smartclient.headoffice.mail.orders import checked_order
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.message import Letter, message_bytes
from smartclient.services.mail.order_mail import attachments, written
from smartclient.services.mail.outcomes import (
    NOT_DELIVERED,
    SENT,
    UNKNOWN,
    UNKNOWN_SINCE_RESTORE,
    refused,
)
from smartclient.services.mail.smtp import Envelope, SmtpTransport

logger = logging.getLogger(__name__)

PasswordOf = Callable[[MailAccount], str]
"""What looks up the password of a mailbox; SetUpError where it is not known."""

_FIRST_WAIT: Final = timedelta(minutes=1)
_LONGEST_WAIT: Final = timedelta(hours=2)
GIVEN_UP_AFTER: Final = timedelta(days=4)
"""So long a mail is tried that a server takes later (RFC 5321, 4.5.4.1)."""

_POLL_SECONDS: Final = 2.0
_AWAY_SECONDS: Final = 30.0


class MailSender:
    """Sends the mails of one head office."""

    def __init__(
        self,
        engine: Engine,
        clock: OfficeClock,
        password: PasswordOf,
        trust: Callable[[], ssl.SSLContext],
    ) -> None:
        """``trust`` says whose certificates are believed."""
        self._engine = engine
        self._clock = clock
        self._password = password
        self._trust = trust
        self._transport: SmtpTransport | None = None

    def send_due(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Send what is due; return how many mails have an outcome. It ends where mail is away."""
        count = self._close_without_reply()
        with reading(self._engine) as connection:
            status = mail_status(connection)
        if status.account is None:
            return count
        while not stopped():
            with audited_transaction(self._engine, actor="", at=self._clock.now()) as connection:
                mail = claim_next(connection, self._clock.within(connection).now())
            if mail is None:
                break
            outcome = self._send(mail, status, status.account)
            if outcome is Outcome.SERVICE_AWAY:
                return count
            count += outcome is not Outcome.LATER
        if not stopped():
            self._send_notice(status, status.account)
        return count

    def serve(self, stop: threading.Event) -> None:
        """Send mails as they become due until ``stop`` is set."""
        while not stop.is_set():
            wait = _POLL_SECONDS
            try:
                self.send_due(stop.is_set)
                if self._is_away():
                    wait = _AWAY_SECONDS
            except SmartClientError as error:
                # the worker says what is wrong with the database; nothing is lost
                logger.info("no mail is sent now: %s", error.detail or error)
                wait = _AWAY_SECONDS
            stop.wait(wait)

    def abort(self) -> None:
        """End an attempt that takes long; a mail that is handed over is one nobody knows of."""
        if self._transport is not None:
            self._transport.abort()

    def _is_away(self) -> bool:
        with reading(self._engine) as connection:
            return mail_status(connection).readiness is MailReadiness.DOWN

    def _send(self, mail: StoredMail, status: MailStatus, account: MailAccount) -> Outcome:
        if self._is_from_before_restore(mail):
            self._conclude(mail, MailState.UNKNOWN, UNKNOWN_SINCE_RESTORE)
            return Outcome.UNKNOWN
        try:
            letter = self._letter(mail, account)
            envelope = Envelope(recipient=letter.recipient, message=message_bytes(letter))
        except RefusedError as error:
            self._conclude(mail, MailState.REFUSED, refused(error.template, error.arguments))
            return Outcome.REFUSED
        delivery = self._delivered(envelope, account, lambda: self._hand_over(mail))
        self._note_service(status, delivery)
        return self._note(mail, delivery)

    def _send_notice(self, status: MailStatus, account: MailAccount) -> None:
        """Mail the admins what cases are new, where that is wanted."""
        now = self._clock.now()
        with reading(self._engine) as connection:
            notice = due_notice(connection, now)
            company = all_info(connection)["company"]
        if notice is None:
            return
        sender = account.mailbox.sender
        letter = Letter(
            message_id=message_id(new_id(), sender),
            sender=sender,
            sender_name=company,
            recipient=notice.recipient,
            subject=notice.written.subject,
            text=notice.written.text,
            written_at=now,
        )
        envelope = Envelope(recipient=letter.recipient, message=message_bytes(letter))
        delivery = self._delivered(envelope, account, lambda: self._claim_notice(notice))
        self._note_service(status, delivery)
        if delivery.outcome is Outcome.LATER:
            with audited_transaction(self._engine, actor="", at=now) as connection:
                put_back_notice(connection, notice)
        elif delivery.outcome is not Outcome.SENT:
            logger.warning("no mail about new cases was sent: %s", delivery.reason)

    def _claim_notice(self, notice: CaseNotice) -> bool:
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            return claim_notice(connection, notice, now)

    def _delivered(
        self, envelope: Envelope, account: MailAccount, hand_over: Callable[[], bool]
    ) -> Delivery:
        try:
            transport = SmtpTransport(account.mailbox, self._password(account), self._trust())
            self._transport = transport
        except SmartClientError as error:
            return Delivery(
                outcome=Outcome.SERVICE_AWAY, why=error.template, arguments=error.arguments
            )
        return transport.deliver(envelope, hand_over)

    def _hand_over(self, mail: StoredMail) -> bool:
        """Store that a mail is handed over; False where another sender has it."""
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            return change_state(connection, mail, MailState.HANDED_OVER, now)

    def _note(self, mail: StoredMail, delivery: Delivery) -> Outcome:
        match delivery.outcome:
            case Outcome.SENT:
                self._conclude(mail, MailState.SENT, SENT)
            case Outcome.UNKNOWN:
                self._conclude(mail, MailState.UNKNOWN, UNKNOWN)
            case Outcome.REFUSED:
                answer = refused(delivery.why, delivery.arguments)
                self._conclude(mail, MailState.REFUSED, answer)
            case Outcome.SERVICE_AWAY:
                with audited_transaction(
                    self._engine, actor="", at=self._clock.now()
                ) as connection:
                    release(connection, mail)
            case Outcome.LATER:
                return self._defer(mail)
        return delivery.outcome

    def _defer(self, mail: StoredMail) -> Outcome:
        """Have a mail tried again, or give it up after days."""
        now = self._clock.now()
        if now - mail.created_at > GIVEN_UP_AFTER:
            self._conclude(mail, MailState.REFUSED, refused(NOT_DELIVERED))
            return Outcome.REFUSED
        wait = min(_FIRST_WAIT * 2 ** min(mail.attempts, 10), _LONGEST_WAIT)
        with audited_transaction(self._engine, actor="", at=now) as connection:
            defer(connection, mail, until=now + wait, at=now)
        return Outcome.LATER

    def _conclude(self, mail: StoredMail, state: MailState, answer: Answer) -> None:
        """Store the outcome of a mail and answer by it, unless somebody else did."""
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            current = current_mail(connection, mail)
            if current is not None and change_state(connection, current, state, now):
                answer_outcome(connection, current, answer, now)

    def _close_without_reply(self) -> int:
        now = self._clock.now()
        with reading(self._engine) as connection:
            lost = without_reply(connection, now)
        for mail in lost:
            self._conclude(mail, MailState.UNKNOWN, UNKNOWN)
        return len(lost)

    def _note_service(self, status: MailStatus, delivery: Delivery) -> None:
        is_up = delivery.outcome is not Outcome.SERVICE_AWAY
        if is_up and status.readiness is MailReadiness.UP:
            return
        now = self._clock.now()
        with audited_transaction(self._engine, actor="", at=now) as connection:
            save_state(connection, is_up=is_up, trouble="" if is_up else delivery.reason, at=now)

    def _is_from_before_restore(self, mail: StoredMail) -> bool:
        with reading(self._engine) as connection:
            restored_at = all_info(connection)[RESTORED_AT]
        return bool(restored_at) and mail.created_at <= instant_from_text(restored_at)

    def _letter(self, mail: StoredMail, account: MailAccount) -> Letter:
        """What is sent; RefusedError where the request can't be read, or not any more."""
        with reading(self._engine) as connection:
            held = inbox.arrived_requests(connection, mail.sender, [mail.request_id])
            request = held[mail.request_id].incoming.request if held else None
            identity = identity_of(connection, mail.sender)
            company = all_info(connection)["company"]
            body = None if request is None else decode_body(request)
            if not isinstance(body, SendMail):
                raise RefusedError("Head office no longer keeps what was written in this mail.")
            order = checked_order(connection, body)
            documents = document_attachments(connection, body.documents)
        rep = "" if identity is None else identity.name
        text = written(body, order)
        return Letter(
            message_id=mail.message_id,
            sender=account.mailbox.sender,
            sender_name=", ".join(filter(None, (rep, company))),
            recipient=body.recipient,
            subject=text.subject,
            text=text.text,
            written_at=mail.created_at,
            attachments=(*attachments(order, body.language), *documents),
        )
