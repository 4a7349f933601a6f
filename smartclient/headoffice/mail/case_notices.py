"""Notices of new cases: one mail to the admins about all that were opened since the last.

How far was told is committed just before a mail is handed over, so that no case is in two mails,
whatever becomes of the first: it stays among the cases all the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select, update

from smartclient.contract.cases import Case, CaseState
from smartclient.contract.documents import document_from_json
from smartclient.database.types import instant_from_text, instant_text
from smartclient.headoffice.database.schema import all_info, set_info
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.mail.account import CASES_TO
from smartclient.wording.sentences import problem_sentence

_TOLD: Final = "mail_cases_told"
_TOLD_AT: Final = "mail_cases_told_at"

_AT_MOST_EVERY: Final = timedelta(minutes=15)
_OPEN_SINCE: Final = timedelta(minutes=1)
"""So old a case is at least: one of a lower number may still be committed before that."""

_MOST_LISTED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotice:
    """The cases of one mail. ``told`` is how far the last one told, ``until`` how far this does."""

    recipient: str
    cases: tuple[Case, ...]
    count: int
    told: str
    until: str

    @property
    def subject(self) -> str:
        """What the mail is about."""
        return "A new case waits for you" if self.count == 1 else f"{self.count} new cases wait"

    @property
    def text(self) -> str:
        """What it says: no more of a customer than what the case is called."""
        lines = [line for case in self.cases for line in _lines(case)]
        rest = self.count - len(self.cases)
        more = [f"And {rest} more."] if rest else []
        ending = "Decide them in Smart Client under Cases. There is nothing to answer to this mail."
        return "\n".join((*lines, *more, "", ending, ""))


def save_cases_recipient(connection: Connection, address: str) -> None:
    """Mail the cases that are opened from now on to an address, "" for nobody."""
    t = tables_for(connection.dialect.name).cases
    newest = connection.scalar(select(func.max(t.c.id))) or 0
    set_info(connection, _TOLD, str(newest))
    set_info(connection, _TOLD_AT, "")
    set_info(connection, CASES_TO, address)


def due_notice(connection: Connection, now: datetime) -> CaseNotice | None:
    """The mail about new cases that is due, None for none."""
    known = all_info(connection)
    recipient, told, told_at = known[CASES_TO], known[_TOLD], known[_TOLD_AT]
    if not recipient or (told_at and now - instant_from_text(told_at) < _AT_MOST_EVERY):
        return None
    t = tables_for(connection.dialect.name).cases
    rows = connection.execute(
        select(t.c.id, t.c.document)
        .where(
            t.c.id > int(told or 0),
            t.c.state == CaseState.OPEN.value,
            t.c.opened_at <= now - _OPEN_SINCE,
        )
        .order_by(t.c.id)
    ).all()
    if not rows:
        return None
    listed = tuple(document_from_json(row.document, Case) for row in rows[:_MOST_LISTED])
    return CaseNotice(
        recipient=recipient, cases=listed, count=len(rows), told=told, until=str(rows[-1].id)
    )


def claim_notice(connection: Connection, notice: CaseNotice, now: datetime) -> bool:
    """Note that these cases are told now; False where another sender does it."""
    if not _move(connection, notice.told, notice.until):
        return False
    set_info(connection, _TOLD_AT, instant_text(now))
    return True


def put_back_notice(connection: Connection, notice: CaseNotice) -> None:
    """Have a notice that a server did not take be sent again, in a while."""
    _move(connection, notice.until, notice.told)


def _move(connection: Connection, before: str, after: str) -> bool:
    t = tables_for(connection.dialect.name).info
    moving = update(t).where(t.c.name == _TOLD, t.c.value == before).values(value=after)
    return connection.execute(moving).rowcount == 1


def _lines(case: Case) -> list[str]:
    label = case.label
    named = f"{label.text}*" if label.provisional else label.text
    problems = [f"  {problem_sentence(problem).text}" for problem in case.conflict.problems]
    return [f"* {named}, by {case.rep}", *problems]
