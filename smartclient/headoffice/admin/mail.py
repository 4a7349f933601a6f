"""Mail as admins set it up: the mailbox, a test, and how it stands."""

from collections.abc import Callable
from uuid import uuid4

from sqlalchemy import Engine

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MailAccount, checked_mailbox, mail_address, message_id
from smartclient.domain.mail_templates import MailLanguage
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.schema import info
from smartclient.headoffice.mail.account import (
    MailStatus,
    mail_status,
    save_account,
    save_state,
)
from smartclient.headoffice.mail.case_notices import save_cases_recipient
from smartclient.headoffice.worker.readiness import ReadinessCheck
from smartclient.network.authorities import trusting
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.message import Letter, message_bytes
from smartclient.services.mail.smtp import Envelope, SmtpTransport

_TEST_SUBJECT = "Smart Client can send mail"
_TEST_TEXT = "This is a test of the mailbox that head office sends from. There is nothing to do.\n"


class MailOffice:
    """The mailbox of one head office."""

    def __init__(self, engine: Engine, clock: Clock, readiness: ReadinessCheck) -> None:
        self._engine = engine
        self._clock = clock
        self._readiness = readiness

    def status(self) -> MailStatus:
        """The mailbox and its state."""
        self._readiness.check()
        with reading(self._engine) as connection:
            return mail_status(connection)

    def set_up(self, account: MailAccount) -> None:
        """Send from this mailbox from now on; RefusedError for what can be none."""
        mailbox = checked_mailbox(account.mailbox)
        self._save(MailAccount(mailbox=mailbox, password_file=account.password_file))

    def switch_off(self) -> None:
        """Send no mail any more; what is due waits."""
        self._save(None)

    def mail_cases(self, address: str, language: MailLanguage = MailLanguage.ENGLISH) -> None:
        """Mail the cases that are opened from now on to an address, "" for nobody."""
        recipient = mail_address(address) if address else ""
        self._readiness.check()
        with audited_transaction(self._engine, actor="", at=self._clock.now()) as connection:
            save_cases_recipient(connection, recipient, language)

    def send_test(self, recipient: str, password: Callable[[MailAccount], str]) -> Delivery:
        """Send a test to one address at once; return what became of it.

        RefusedError where no mailbox is set up, or the address is none.
        """
        recipient, account = mail_address(recipient), self.status().account
        if account is None:
            raise RefusedError(
                "Head office has no mailbox yet. Set one up: smartclient headoffice mail set."
            )
        mailbox = account.mailbox
        with reading(self._engine) as connection:
            company = info(connection, "company")
        letter = Letter(
            message_id=message_id(str(uuid4()), mailbox.sender),
            sender=mailbox.sender,
            sender_name=company,
            recipient=recipient,
            subject=_TEST_SUBJECT,
            text=_TEST_TEXT,
            written_at=self._clock.now(),
        )
        transport = SmtpTransport(mailbox, password(account), trusting())
        envelope = Envelope(recipient=recipient, message=message_bytes(letter))
        delivery = transport.deliver(envelope, lambda: True)
        now, is_up = self._clock.now(), delivery.outcome is not Outcome.SERVICE_AWAY
        with audited_transaction(self._engine, actor="", at=now) as connection:
            save_state(connection, is_up=is_up, trouble="" if is_up else delivery.reason, at=now)
        return delivery

    def _save(self, account: MailAccount | None) -> None:
        self._readiness.check()
        with audited_transaction(self._engine, actor="", at=self._clock.now()) as connection:
            save_account(connection, account)
