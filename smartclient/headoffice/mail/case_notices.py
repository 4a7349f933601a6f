"""Notices of new cases: one mail to the admins about all that were opened since the last.

Up to which case was reported is committed just before a mail is handed over, so that no case is in
two mails, also where the first is not delivered: it stays among the cases all the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select, update

from smartclient.contract.cases import Case, CaseState
from smartclient.contract.documents import document_from_json
from smartclient.database.types import instant_from_text, instant_text
from smartclient.domain.mail_templates import MailLanguage, Written
from smartclient.headoffice.database.schema import all_info, set_info
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.mail.account import CASES_LANGUAGE, CASES_TO, cases_language
from smartclient.headoffice.mail.case_texts import case_mail

_REPORTED: Final = "mail_cases_reported_until"
_REPORTED_AT: Final = "mail_cases_reported_at"

_AT_MOST_EVERY: Final = timedelta(minutes=15)
_OPEN_SINCE: Final = timedelta(minutes=1)
"""So old a case is at least: one of a lower number may still be committed before that."""

_MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotice:
    """One mail: the cases that it lists, and the ``count`` of those that it reports.

    ``after`` is the last case that was reported before, ``until`` the last that this one reports.
    """

    recipient: str
    language: MailLanguage
    cases: tuple[Case, ...]
    count: int
    after: str
    until: str

    @property
    def written(self) -> Written:
        """What the mail says."""
        return case_mail(self.cases, self.count, self.language)


def save_cases_recipient(connection: Connection, address: str, language: MailLanguage) -> None:
    """Mail the cases that are opened from now on to an address, "" for nobody."""
    t = tables_for(connection.dialect.name).cases
    newest = connection.scalar(select(func.max(t.c.id))) or 0
    set_info(connection, _REPORTED, str(newest))
    set_info(connection, _REPORTED_AT, "")
    set_info(connection, CASES_TO, address)
    set_info(connection, CASES_LANGUAGE, str(language))


def due_notice(connection: Connection, now: datetime) -> CaseNotice | None:
    """The mail about new cases that is due, None for none."""
    known = all_info(connection)
    recipient, reported, reported_at = known[CASES_TO], known[_REPORTED], known[_REPORTED_AT]
    if not recipient or (reported_at and now - instant_from_text(reported_at) < _AT_MOST_EVERY):
        return None
    t = tables_for(connection.dialect.name).cases
    rows = connection.execute(
        select(t.c.id, t.c.document)
        .where(
            t.c.id > int(reported or 0),
            t.c.state == CaseState.OPEN.value,
            t.c.opened_at <= now - _OPEN_SINCE,
        )
        .order_by(t.c.id)
    ).all()
    if not rows:
        return None
    listed = tuple(document_from_json(row.document, Case) for row in rows[:_MOST_LISTED])
    return CaseNotice(
        recipient=recipient,
        language=cases_language(known),
        cases=listed,
        count=len(rows),
        after=reported,
        until=str(rows[-1].id),
    )


def claim_notice(connection: Connection, notice: CaseNotice, now: datetime) -> bool:
    """Note that these cases are reported now; False where another sender does it."""
    if not _move(connection, notice.after, notice.until):
        return False
    set_info(connection, _REPORTED_AT, instant_text(now))
    return True


def put_back_notice(connection: Connection, notice: CaseNotice) -> None:
    """Have a notice that a server did not take be sent again, in a while."""
    _move(connection, notice.until, notice.after)


def _move(connection: Connection, before: str, after: str) -> bool:
    t = tables_for(connection.dialect.name).info
    moving = update(t).where(t.c.name == _REPORTED, t.c.value == before).values(value=after)
    return connection.execute(moving).rowcount == 1
