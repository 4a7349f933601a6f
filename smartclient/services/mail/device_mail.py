"""Mail from this device: SMTP submission from the rep's own mailbox."""

from collections.abc import Callable
from typing import ClassVar, Final

from smartclient.contract.encoding import decode_body
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import Request
from smartclient.domain.errors import RefusedError, SetUpError
from smartclient.domain.mail import MOST_PER_DAY, MailAccount
from smartclient.domain.services import OWN_MAIL, RegisteredService
from smartclient.services.mail.accounts import account_of
from smartclient.services.mail.delivery import Delivery, Outcome
from smartclient.services.mail.message import Letter, message_bytes
from smartclient.services.mail.order_mail import attachments, check_mailable, written
from smartclient.services.mail.smtp import Envelope, SmtpTransport, Waits
from smartclient.services.service import DeviceService, Records, ServicePlace, ServiceTransport

_WAITS: Final = Waits(step=15.0, reply=60.0)
"""How long a server may take: the next sync with head office waits for it."""


class DeviceMail(DeviceService):
    """Mail from this device."""

    registered: ClassVar = RegisteredService(
        name=OWN_MAIL, label="Mail from this device", most_per_day=MOST_PER_DAY
    )

    def open(self, place: ServicePlace) -> ServiceTransport | None:
        """The way to the mail server of the rep's own mailbox, None where none is set up."""
        account = account_of(place.account)
        return None if account is None else _OwnMailbox(account, place)


class _OwnMailbox:
    """Sends the mails of a device from one mailbox."""

    def __init__(self, account: MailAccount, place: ServicePlace) -> None:
        self._account = account
        self._place = place
        self._transport: SmtpTransport | None = None

    def deliver(self, request: Request, hand_over: Callable[[], bool]) -> Delivery:
        """Send the mail of a request."""
        body = decode_body(request)
        if not isinstance(body, SendMail):
            raise RefusedError("This is no mail, so no mailbox sends it.")
        mailbox = self._account.mailbox
        letter = _letter(body, request, mailbox.sender, self._place.records)
        try:
            password = self._place.password(self._account)
        except SetUpError as error:
            arguments = {name: str(value) for name, value in error.arguments.items()}
            return Delivery(outcome=Outcome.SERVICE_AWAY, why=error.template, arguments=arguments)
        trust = self._place.trust()
        self._transport = SmtpTransport(mailbox, password, trust, waits=_WAITS)
        envelope = Envelope(recipient=body.recipient, message=message_bytes(letter))
        return self._transport.deliver(envelope, hand_over)

    def abort(self) -> None:
        """End an attempt that another thread makes."""
        if self._transport is not None:
            self._transport.abort()


def _letter(body: SendMail, request: Request, sender: str, records: Records) -> Letter:
    order = None if body.order_id is None else records.order(body.order_id)
    if order is not None:
        check_mailable(body, order)
    text = written(body, order)
    documents = tuple(map(records.document, body.documents))
    return Letter(
        message_id=records.message_id(body.mail_id),
        sender=sender,
        sender_name=", ".join(filter(None, (records.rep(), records.company()))),
        recipient=body.recipient,
        subject=text.subject,
        text=text.text,
        written_at=request.made_at,
        attachments=(*attachments(order, body.language), *documents),
    )
