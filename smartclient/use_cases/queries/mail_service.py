"""Which mailbox mails go from: head office's, or the rep's own on this device."""

from smartclient.contract.versions import MAIL_SINCE
from smartclient.domain.errors import RefusedError
from smartclient.domain.mail import MailAccount, MailReadiness, MailSentBy, mail_readiness
from smartclient.domain.services import HEAD_OFFICE, OWN_MAIL, ServiceName
from smartclient.services.mail.accounts import account_of
from smartclient.store.unit_of_work import ReadView


def own_account(view: ReadView) -> MailAccount | None:
    """The rep's own mailbox as it is set up on this device, None for none."""
    return account_of(view.meta.of_service(OWN_MAIL).account)


def mail_queue(view: ReadView) -> ServiceName:
    """The service in whose queue a new mail waits, by head office's policy and what is set up.

    RefusedError where no mail can be sent from here: nothing is saved that could not go.
    """
    allowed = view.rule_context.policies().mail_sent_by
    if allowed is not MailSentBy.OFFICE and own_account(view) is not None:
        return OWN_MAIL
    if allowed is MailSentBy.DEVICE:
        raise RefusedError(
            "Head office has mails sent from your own mailbox, and none is set up on this device. "
            "Set it up first."
        )
    _check_sent_by_head_office(view)
    return HEAD_OFFICE


def _check_sent_by_head_office(view: ReadView) -> None:
    if view.meta.link_version < MAIL_SINCE:
        raise RefusedError(
            "This head office is too old to send mails. Nothing was changed; have head office "
            "upgraded."
        )
    if mail_readiness(view.meta.mail) is MailReadiness.OFF:
        raise RefusedError("Head office sends no mail. Ask an admin to set up its mailbox.")
