"""What the window says of mails."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.domain.mail import MailReadiness, MailSentBy
from smartclient.domain.mail_templates import MailLanguage, MailTemplate
from smartclient.domain.tasks import SUCCEEDED
from smartclient.read_models.mail import MailRecord
from smartclient.read_models.own_mailbox import OwnMailboxStatus
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import BadgeLabel, StatusBadge
from smartclient.ui.text import formats, wording

translate = QCoreApplication.translate


def template_label(template: MailTemplate) -> str:
    """What a mail says of an order, in a few words."""
    labels = {
        MailTemplate.FREE: translate("Mail", "What you write"),
        MailTemplate.ORDER_CONFIRMED: translate("Mail", "The order is confirmed"),
        MailTemplate.ORDER_CHANGED: translate("Mail", "The order was changed"),
        MailTemplate.ORDER_CANCELLED: translate("Mail", "The order was cancelled"),
    }
    return labels[template]


def mail_language_label(language: MailLanguage) -> str:
    """The language that a mail is written in."""
    labels = {
        MailLanguage.ENGLISH: translate("Mail", "In English"),
        MailLanguage.GERMAN: translate("Mail", "In German"),
    }
    return labels[language]


def asked_about() -> BadgeLabel:
    """How a mail is shown of which nobody knows whether it arrived."""
    return status_badges.shown(StatusBadge.IN_CONFLICT, translate("Mail", "Did it arrive?"))


def mail_shown(record: MailRecord) -> BadgeLabel:
    """How the state of a mail is shown: it is sent once its server has taken it."""
    if record.is_outcome_unknown:
        return asked_about()
    badge = status_badges.of_task(record.status)
    if record.status in SUCCEEDED:
        return status_badges.shown(badge, translate("Mail", "Sent"))
    return status_badges.shown(badge)


def why_text(record: MailRecord) -> str:
    """Why a mail is where it is, "" for nothing to say."""
    return wording.filled(record.why, record.arguments)


def sent_by_text(allowed: MailSentBy) -> str:
    """Which mailbox mails to customers go from, by head office's policy."""
    labels = {
        MailSentBy.OFFICE: translate("Mail", "Mails to customers go from head office's mailbox."),
        MailSentBy.DEVICE: translate("Mail", "Mails to customers go from your own mailbox."),
        MailSentBy.EITHER: translate(
            "Mail",
            "Mails to customers go from your own mailbox where it is set up, else from head "
            "office's.",
        ),
    }
    return labels[allowed]


def mailbox_state_text(status: OwnMailboxStatus, now: datetime) -> str:
    """What is known of the server of the rep's own mailbox."""
    since = "" if status.at is None else formats.moment(status.at, now)
    match status.readiness:
        case MailReadiness.OFF:
            return translate("Mail", "No mailbox is set up on this device.")
        case MailReadiness.UNPROVEN:
            return translate("Mail", "Nothing was sent from it yet. Send a test.")
        case MailReadiness.UP:
            return translate("Mail", "It works. It was last used {when}.").format(when=since)
        case MailReadiness.DOWN:
            text = translate("Mail", "Its server can't be used since {when}:")
            why = wording.filled(status.why, status.arguments or {})
            return f"{text.format(when=since)} {why}"
