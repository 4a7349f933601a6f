"""The mails that were written, and how far each is."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.read_models.mail import MailRecord
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats
from smartclient.ui.text.mail import mail_shown


def mail_model(clock: Clock) -> SnapshotModel[MailRecord]:
    """The model of the mails."""
    columns = (
        Column[MailRecord](
            title=translate("Mail", "State"),
            text=lambda row: mail_shown(row).label,
            is_state=True,
        ),
        Column[MailRecord](
            title=translate("Mail", "Customer"),
            text=_customer,
            width=140,
            tip=_customer,
            elides=True,
        ),
        Column[MailRecord](
            title=translate("Mail", "Subject"),
            text=lambda row: row.draft.subject,
            width=0,
            tip=lambda row: row.draft.subject,
            elides=True,
        ),
        Column[MailRecord](
            title=translate("Mail", "Written"),
            text=lambda row: formats.moment(row.written_at, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.mail_id, shown=mail_shown)


def _customer(record: MailRecord) -> str:
    return record.draft.customer_name or record.draft.customer
