"""The rep's own mailbox on this device: set up, tested, taken away, and sent from."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError, WorkingOfflineError
from smartclient.domain.ids import new_id
from smartclient.domain.mail import (
    MailAccount,
    MailReadiness,
    MailSentBy,
    checked_mailbox,
    mail_address,
    message_id,
)
from smartclient.domain.services import OWN_MAIL
from smartclient.network.authorities import trusting
from smartclient.read_models.functions import SWITCHED_OFF
from smartclient.read_models.own_mailbox import OwnMailboxStatus
from smartclient.security.mail_passwords import (
    forget_password_of,
    is_same_login,
    keep_mail_password,
    mail_password,
)
from smartclient.services.mail.accounts import account_text
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.message import Letter, message_bytes
from smartclient.services.mail.smtp import Envelope, SmtpTransport
from smartclient.services.registry import device_services
from smartclient.store.unit_of_work import ReadView, Store
from smartclient.sync.backoff import Backoff
from smartclient.sync.handshake import note_outage, note_reached
from smartclient.sync.service_push import ServiceCredentials, ServicePush
from smartclient.use_cases.commands.connection import note_link_state
from smartclient.use_cases.queries.mail_service import own_account
from smartclient.use_cases.queries.service_records import StoreRecords
from smartclient.use_cases.replies.service_delivery import out_of_reach

_TEST_SUBJECT: Final = "Test of the mailbox"
_TEST_TEXT: Final = "This mail was sent by Smart Client to test the mailbox it sends from.\n"


class OwnMailbox:
    """The rep's own mailbox on this device. Its methods may take as long as a mail server does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def status(self) -> OwnMailboxStatus:
        """The mailbox, and whether its server can be used."""
        with self._store.view() as view:
            link, account = view.meta.of_service(OWN_MAIL), own_account(view)
            allowed = view.rule_context.policies().mail_sent_by
            outage, contact = link.last_outage, link.last_contact
        is_down = outage is not None and outage.until is None
        if account is None or (contact is None and outage is None):
            readiness = MailReadiness.OFF if account is None else MailReadiness.UNPROVEN
            return OwnMailboxStatus(account=account, allowed=allowed, readiness=readiness)
        if outage is None or not is_down:
            return OwnMailboxStatus(
                account=account, allowed=allowed, readiness=MailReadiness.UP, at=contact
            )
        return OwnMailboxStatus(
            account=account,
            allowed=allowed,
            readiness=MailReadiness.DOWN,
            why=outage.why,
            arguments=dict(outage.arguments),
            at=outage.since,
        )

    def set_up(self, account: MailAccount, password: Callable[[], str]) -> OwnMailboxStatus:
        """Send from a mailbox from now on.

        Where it has a login, and no file with the password, that is asked for by ``password`` and
        kept in the keyring; "" is for the one that is there. RefusedError for what can be no
        mailbox, where head office does not let mails go from the rep's own, and where there is no
        keyring.
        """
        self._check_allowed()
        checked = replace(account, mailbox=checked_mailbox(account.mailbox))
        entered = password() if checked.mailbox.login and not checked.password_file else ""
        if entered:
            keep_mail_password(checked.mailbox, entered)
        else:
            mail_password(checked)
        with self._store.view() as view:
            before = own_account(view)
        if before is not None and not is_same_login(before.mailbox, checked.mailbox):
            forget_password_of(before)
        self._save(checked)
        return self.status()

    def switch_off(self) -> OwnMailboxStatus:
        """Send from it no more; what waits for it goes once a mailbox is set up again."""
        with self._store.view() as view:
            forget_own_mailbox(view)
        self._save(None)
        return self.status()

    def send_test(self, recipient: str) -> Delivery:
        """Send a test at once; RefusedError where no mailbox is set up here."""
        address = mail_address(recipient)
        with self._store.view() as view:
            account, company = own_account(view), view.meta.company
            if view.meta.offline_by_choice:
                raise WorkingOfflineError(SWITCHED_OFF, advice="")
        if account is None:
            raise RefusedError("No mailbox is set up on this device. Set one up first.")
        sender = account.mailbox.sender
        letter = Letter(
            message_id=message_id(new_id(), sender),
            sender=sender,
            sender_name=company,
            recipient=address,
            subject=_TEST_SUBJECT,
            text=_TEST_TEXT,
            written_at=self._clock.now(),
        )
        transport = SmtpTransport(account.mailbox, mail_password(account), trusting())
        envelope = Envelope(recipient=address, message=message_bytes(letter))
        delivery = transport.deliver(envelope, lambda: True)
        self._note(delivery)
        return delivery

    def _check_allowed(self) -> None:
        with self._store.view() as view:
            allowed = view.rule_context.policies().mail_sent_by
        if allowed is MailSentBy.OFFICE:
            raise RefusedError(
                "Head office sends mails itself and lets none go from your own mailbox. Ask an "
                "admin to change the policy mail_sent_by."
            )

    def _save(self, account: MailAccount | None) -> None:
        with self._store.work() as work:
            link = work.meta.of_service(OWN_MAIL)
            link.account = "" if account is None else account_text(account)
            link.last_outage = link.link_history = link.last_contact = None
            work.commit()

    def _note(self, delivery: Delivery) -> None:
        now = self._clock.now()
        with self._store.work() as work:
            if delivery.outcome is Outcome.SERVICE_AWAY:
                note_outage(work, out_of_reach(delivery), now, OWN_MAIL)
            else:
                note_reached(work.meta, now, OWN_MAIL)
                note_link_state(work, now, OWN_MAIL)
            work.commit()


def forget_own_mailbox(view: ReadView) -> None:
    """Delete the password of the mailbox that is set up on this device from the keyring."""
    account = own_account(view)
    if account is not None:
        forget_password_of(account)


def service_push(store: Store, clock: Clock) -> ServicePush:
    """What sends to every registered service from this device."""
    return ServicePush(
        store=store,
        clock=clock,
        services=device_services(),
        records=StoreRecords(store, clock),
        credentials=ServiceCredentials(password=mail_password, trust=trusting),
        backoff=Backoff(random=random.SystemRandom().random),
    )
