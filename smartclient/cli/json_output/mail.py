"""The JSON shapes of mail."""

from typing import TYPE_CHECKING

from smartclient.cli.json_output.values import Json, instant, known
from smartclient.cli.reasons import why_of
from smartclient.domain.mail import MailAccount
from smartclient.read_models.mail import MailDraft, MailRecord
from smartclient.read_models.own_mailbox import OwnMailboxStatus

if TYPE_CHECKING:
    from smartclient.headoffice.mail.account import MailStatus


def mail_status_shape(status: "MailStatus") -> dict[str, Json]:
    """The mailbox that head office sends from, null for none, and the state of its server."""
    return {
        "cases_to": known(status.cases_to),
        "cases_language": str(status.cases_language),
        "mailbox": _account_shape(status.account),
        "state": str(status.readiness),
        "why": known(status.trouble),
        "at": instant(status.at),
    }


def own_mailbox_shape(status: OwnMailboxStatus) -> dict[str, Json]:
    """The rep's own mailbox on this device, null for none, and the state of its server."""
    return {
        "mailbox": _account_shape(status.account),
        "allowed": str(status.allowed),
        "state": str(status.readiness),
        "why": known(status.trouble),
        "at": instant(status.at),
    }


def _account_shape(account: MailAccount | None) -> Json:
    if account is None:
        return None
    box = account.mailbox
    return {
        "server": box.host,
        "port": box.port,
        "security": str(box.security),
        "from": box.sender,
        "login": known(box.login),
        "password_file": known(account.password_file),
    }


def mail_draft_shape(draft: MailDraft) -> dict[str, Json]:
    """A mail as it would be sent."""
    return {
        "customer": draft.customer,
        "customer_name": known(draft.customer_name),
        "recipient": draft.recipient,
        "subject": draft.subject,
        "text": draft.text,
        "order": known(draft.order),
        "about": str(draft.template),
        "language": str(draft.language),
        "documents": [one.title for one in draft.documents],
    }


def mail_shape(record: MailRecord) -> dict[str, Json]:
    """A mail that was saved; ``outcome_unknown``: the rep decides whether it is sent again."""
    return {
        "mail": record.mail_id,
        "task": record.task_id,
        **mail_draft_shape(record.draft),
        "service": record.service,
        "status": str(record.status),
        "outcome_unknown": record.is_outcome_unknown,
        "why": known(why_of(record)),
        "written_at": instant(record.written_at),
        "changed_at": instant(record.changed_at),
    }
