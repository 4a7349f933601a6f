"""Pages about mail."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smartclient.cli.reasons import why_of
from smartclient.cli.render.tables import (
    Room,
    Row,
    TerminalColumn,
    file_size,
    indented,
    moment,
    table,
)
from smartclient.domain.mail import MailAccount, MailReadiness
from smartclient.domain.mail_templates import MailLanguage
from smartclient.read_models.mail import MailDraft, MailRecord
from smartclient.read_models.own_mailbox import OwnMailboxStatus
from smartclient.wording.labels import setting_labels, task_status_labels

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smartclient.headoffice.mail.account import MailStatus


_MAILS = (
    TerminalColumn(title="Mail"),
    TerminalColumn(title="Written"),
    TerminalColumn(title="To", room=Room.CUT),
    TerminalColumn(title="Subject", room=Room.CUT),
    TerminalColumn(title="Status"),
)
_LANGUAGES = {MailLanguage.ENGLISH: "English", MailLanguage.GERMAN: "German"}
_SHORT_ID = 8
_INDENT = 2


def mail_status_lines(status: "MailStatus") -> Iterator[str]:
    """The mailbox that head office sends from, and whether its server can be used."""
    account = status.account
    if status.cases_to:
        language = _LANGUAGES[status.cases_language]
        yield f"New cases are mailed to {status.cases_to}, in {language}."
    if account is None:
        yield "Head office sends no mail: no mailbox is set up."
        return
    yield f"Head office sends from {account.mailbox.sender}."
    yield from _account_lines(account)
    if status.at is None:
        yield "Nothing was sent yet. Test it: smartclient headoffice mail test ADDRESS --url URL."
    else:
        yield _server_line(status)


def own_mailbox_lines(status: OwnMailboxStatus) -> Iterator[str]:
    """The rep's own mailbox on this device, and whether its server can be used."""
    account = status.account
    if account is None:
        yield "This device sends no mail by itself: your own mailbox is not set up."
    else:
        yield f"This device sends from {account.mailbox.sender}."
        yield from _account_lines(account)
    yield f"By head office's policy mails go from: {setting_labels[status.allowed]}."
    if account is None:
        return
    if status.at is None:
        yield "Nothing was sent yet. Test it: smartclient mail test ADDRESS."
    else:
        yield _server_line(status)


def _account_lines(account: MailAccount) -> Iterator[str]:
    box = account.mailbox
    login = f", as {box.login}" if box.login else ", without a login"
    yield f"Server: {box.host}, port {box.port}, {box.security}{login}."
    if account.password_file:
        yield f"Password: in {account.password_file}."


def _server_line(status: "MailStatus | OwnMailboxStatus") -> str:
    since = "" if status.at is None else moment(status.at)
    if status.readiness is MailReadiness.UP:
        return f"The server took mail at {since}."
    return f"The server can't be used since {since}: {status.trouble}"


def mails_page(mails: Sequence[MailRecord]) -> "RenderableType":
    """The mails, newest first; under each, why it is where it is."""
    return table(_MAILS, map(_mail_row, mails), empty="No mail was written.")


def mail_page(record: MailRecord) -> "Iterator[RenderableType]":
    """One mail with what is known of it."""
    yield f"Mail {short_id(record)}: {status_text(record)}."
    why = why_of(record)
    if why:
        yield why
    yield ""
    yield from mail_draft_page(record.draft)


def mail_draft_page(draft: MailDraft) -> "Iterator[RenderableType]":
    """A mail as it is sent."""
    yield f"To: {draft.recipient} ({draft.customer_name or draft.customer})"
    yield f"Subject: {draft.subject}"
    if draft.order:
        yield f"About: order {draft.order}, as it is when the mail is sent."
    for document in draft.documents:
        yield f"With: {document.title} ({file_size(document.size)})"
    yield ""
    yield from (indented(line, _INDENT) for line in draft.text.splitlines())


def short_id(record: MailRecord) -> str:
    """The ending of a mail's id by which it is named."""
    return record.mail_id[-_SHORT_ID:]


def status_text(record: MailRecord) -> str:
    """What is known of a mail, in a few words."""
    if record.is_outcome_unknown:
        return "Not known whether it arrived"
    return task_status_labels[record.status]


def _mail_row(record: MailRecord) -> Row:
    cells = (
        short_id(record),
        moment(record.written_at),
        record.draft.recipient,
        record.draft.subject,
        status_text(record),
    )
    return Row(cells=cells, below=why_of(record))
