"""SMTP: hands one message to a mail server, step by step.

A server has the message from the dot on that ends it, whether its reply arrives or not (RFC 5321,
RFC 1047). What fails before that dot was not taken, and may be tried again; what fails after it,
with no reply, never is by itself.
"""

import logging
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from smartclient.domain.mail import Mailbox, MailSecurity
from smartclient.domain.text.hidden_characters import without_hidden
from smartclient.services.mail.delivery import Delivery, Outcome

logger = logging.getLogger(__name__)

_STEP_SECONDS: Final = 30.0
_REPLY_SECONDS: Final = 600.0
"""How long a server may take after the dot that ends a message (RFC 5321, 4.5.3.2.6)."""

_HERE: Final = "[127.0.0.1]"
"""What this computer calls itself: its own name and address are nobody's business."""

_OK: Final = 250
_READY, _CLOSING, _START_DATA, _PERMANENT = 220, 421, 354, 500
_LONGEST_REPLY: Final = 200

_AWAY = "The mail server {host} does not answer."
_UNTRUSTED = (
    "The certificate of the mail server {host} is not trusted on this computer. Correct the "
    "server's name, or have its certificate renewed."
)
_UNENCRYPTED = (
    "The mail server {host} offers no encryption at this port. Set up the port that does."
)
_NOT_SIGNED_IN = (
    "The mail server {host} does not accept the login or its password. Set the mailbox up again."
)
_BUSY = "The mail server {host} can't be used now. It answers “{reply}”."
_SENDER_REFUSED = (
    "The mail server {host} does not let this mailbox send as {sender}. It answers “{reply}”."
)
_LATER = "The mail server does not take this mail now. It answers “{reply}”."
_REFUSED = "The mail server refused this mail to {recipient}. It answers “{reply}”."
_UNKNOWN = "The mail server did not say whether it took this mail. It may have arrived."
_CLAIMED = "Another sender has this mail by now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How many seconds a server may take for each step, and after the end of a message."""

    step: float = _STEP_SECONDS
    reply: float = _REPLY_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message for one recipient; ``message`` has CRLF at the end of its lines."""

    recipient: str
    message: bytes


class _StoppedError(Exception):
    """An attempt ended before the message was handed over."""

    def __init__(self, delivery: Delivery) -> None:
        super().__init__(delivery.reason)
        self.delivery = delivery


class SmtpTransport:
    """Hands messages to the server of one mailbox, each over a connection of its own."""

    def __init__(
        self,
        mailbox: Mailbox,
        password: str,
        context: ssl.SSLContext,
        *,
        waits: Waits | None = None,
    ) -> None:
        """``context`` says whose certificates are believed."""
        self._mailbox = mailbox
        self._password = password
        self._context = context
        self._waits = waits or Waits()
        self._smtp: smtplib.SMTP | None = None

    def check(self) -> Delivery:
        """Sign in and hand nothing over: whether the server can be used now."""
        try:
            with self._signed_in():
                return Delivery(outcome=Outcome.SENT)
        except _StoppedError as error:
            return error.delivery

    def abort(self) -> None:
        """End an attempt that another thread makes; its outcome is unknown after the end of it."""
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with suppress(OSError):
                smtp.sock.shutdown(socket.SHUT_RDWR)

    def deliver(self, envelope: Envelope, hand_over: Callable[[], bool]) -> Delivery:
        """Hand a message over; ``hand_over`` is called once before the dot that ends it.

        It stores that the message is handed over now; where it returns False, or raises, it is
        not, and the server drops it.
        """
        try:
            with self._signed_in() as smtp:
                self._send(smtp, envelope)
                if not hand_over():
                    smtp.close()
                    return Delivery(outcome=Outcome.LATER, why=_CLAIMED)
                return self._end(smtp, envelope)
        except _StoppedError as error:
            return error.delivery

    @contextmanager
    def _signed_in(self) -> Iterator[smtplib.SMTP]:
        smtp = self._opened()
        self._smtp = smtp
        try:
            self._sign_in(smtp)
            yield smtp
            self._quit(smtp)
        finally:
            self._smtp = None
            smtp.close()

    def _opened(self) -> smtplib.SMTP:
        box, seconds = self._mailbox, self._waits.step
        with self._stopping():
            try:
                if box.security is MailSecurity.TLS:
                    return smtplib.SMTP_SSL(
                        box.host, box.port, _HERE, timeout=seconds, context=self._context
                    )
                return smtplib.SMTP(box.host, box.port, _HERE, timeout=seconds)
            except smtplib.SMTPConnectError as error:
                raise self._stopped(_BUSY, reply=_shown(error.smtp_error)) from error

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        box = self._mailbox
        with self._stopping():
            self._expect(smtp.ehlo(), _OK)
            if box.security is MailSecurity.STARTTLS:
                if not smtp.has_extn("starttls"):
                    raise self._stopped(_UNENCRYPTED)
                self._expect(smtp.starttls(context=self._context), _READY)
                self._expect(smtp.ehlo(), _OK)
            if not box.login:
                return
            try:
                smtp.login(box.login, self._password)
            except smtplib.SMTPAuthenticationError as error:
                if error.smtp_code < _PERMANENT:
                    raise self._stopped(_BUSY, reply=_shown(error.smtp_error)) from error
                raise self._stopped(_NOT_SIGNED_IN) from error
            except smtplib.SMTPNotSupportedError as error:
                raise self._stopped(_NOT_SIGNED_IN) from error

    def _send(self, smtp: smtplib.SMTP, envelope: Envelope) -> None:
        """Send all of a message but the dot that ends it."""
        sender = self._mailbox.sender
        with self._stopping():
            code, reply = smtp.mail(sender)
            if code != _OK:
                template = _SENDER_REFUSED if code >= _PERMANENT else _BUSY
                raise self._stopped(template, sender=sender, reply=_shown(reply))
            self._accept(smtp.rcpt(envelope.recipient), envelope, range(_OK, _OK + 2))
            self._accept(smtp.docmd("DATA"), envelope, range(_START_DATA, _START_DATA + 1))
            smtp.send(_with_stuffed_dots(envelope.message))

    def _end(self, smtp: smtplib.SMTP, envelope: Envelope) -> Delivery:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._waits.reply)
            smtp.send(b".\r\n")
            code, reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            logger.info("no reply to the end of a mail: %s", error)
            return Delivery(outcome=Outcome.UNKNOWN, why=_UNKNOWN)
        if code == _OK:
            return Delivery(outcome=Outcome.SENT)
        if code < _OK or _OK < code < _START_DATA:
            # no reply that the protocol has here
            return Delivery(outcome=Outcome.UNKNOWN, why=_UNKNOWN)
        return _not_accepted(code, reply, envelope)

    def _quit(self, smtp: smtplib.SMTP) -> None:
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._waits.step)
                smtp.quit()
        except (OSError, smtplib.SMTPException) as error:
            # what was handed over was answered by now
            logger.info("the mail server did not say goodbye: %s", error)

    def _accept(self, answer: tuple[int, bytes], envelope: Envelope, wanted: range) -> None:
        code, reply = answer
        if code == _CLOSING:
            raise self._stopped(_BUSY, reply=_shown(reply))
        if code not in wanted:
            raise _StoppedError(_not_accepted(code, reply, envelope))

    def _expect(self, answer: tuple[int, bytes], wanted: int) -> None:
        code, reply = answer
        if code != wanted:
            raise self._stopped(_BUSY, reply=_shown(reply))

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Turn what a library raises before the end of a message into what is known of it."""
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            logger.info("a mail server's certificate: %s", error)
            raise self._stopped(_UNTRUSTED) from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            logger.info("no mail server: %s", error)
            raise self._stopped(_AWAY) from error

    def _stopped(self, template: str, **arguments: str) -> _StoppedError:
        named = {"host": self._mailbox.host, **arguments}
        used = {key: value for key, value in named.items() if f"{{{key}}}" in template}
        return _StoppedError(Delivery(outcome=Outcome.SERVICE_AWAY, why=template, arguments=used))


def _not_accepted(code: int, reply: bytes, envelope: Envelope) -> Delivery:
    said = _shown(reply)
    if code >= _PERMANENT:
        return Delivery(
            outcome=Outcome.REFUSED,
            why=_REFUSED,
            arguments={"recipient": envelope.recipient, "reply": said},
        )
    return Delivery(outcome=Outcome.LATER, why=_LATER, arguments={"reply": said})


def _shown(reply: bytes | str) -> str:
    """What a server said, on one line and no longer than is shown."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return without_hidden(" ".join(text.split()))[:_LONGEST_REPLY]


def _with_stuffed_dots(message: bytes) -> bytes:
    """A message as it goes over the line, ending with a line break (RFC 5321, 4.5.2)."""
    lines = message.replace(b"\r\n", b"\n").split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    stuffed = (b"." + line if line.startswith(b".") else line for line in lines)
    return b"\r\n".join(stuffed) + b"\r\n"
