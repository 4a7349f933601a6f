"""The table of mails: a receipt of each, so that none is handed over twice by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, null, or_, select, update

from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.database.value_list import at_most
from smartclient.domain.ids import Login, RequestId, new_id
from smartclient.domain.mail import MailState
from smartclient.headoffice.database.stored_states import DONE, PARKED, PASSED_ON
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox import inbox, open_work
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.replies import put_replies

CLAIMED_FOR: Final = timedelta(minutes=5)
"""How long a sender may take up to the end of a message, before another tries."""

NO_REPLY_AFTER: Final = timedelta(minutes=15)
"""So long after it was handed over, its sender is gone: a reply waits ten at most."""

_OPEN: Final = (str(MailState.DUE), str(MailState.HANDED_OVER))
"""The states of a mail whose outcome isn't known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """A mail: who asked for it, whom its outcome answers, and what is known of it.

    ``message_id`` is without brackets. ``claim`` is the sender's that is about to hand it over.
    """

    id: int
    sender: Login
    request_id: RequestId
    answer_to: RequestId
    mail_id: str
    message_id: str
    state: MailState
    attempts: int
    created_at: datetime
    claim: str | None = None


def add_mail(
    connection: Connection,
    incoming: Incoming,
    *,
    mail_id: str,
    message_id: str,
    state: MailState,
    at: datetime,
) -> None:
    """Store a mail that a request asks for."""
    t = tables_for(connection.dialect.name).mails
    device = "" if incoming.request is None else incoming.request.device
    is_nullable = bool(t.c.device.nullable)
    connection.execute(
        insert(t).values(
            sender=incoming.sender,
            request_id=incoming.request_id,
            answer_to=incoming.request_id,
            mail_id=mail_id,
            device=(device or None) if is_nullable else device,
            message_id=message_id,
            state=str(state),
            created_at=at,
            changed_at=at,
        )
    )


def mail_of(connection: Connection, sender: Login, mail_id: str) -> StoredMail | None:
    """A sender's mail, None for none."""
    t = tables_for(connection.dialect.name).mails
    row = connection.execute(
        select(t).where(t.c.sender == sender, t.c.mail_id == mail_id)
    ).one_or_none()
    return None if row is None else _mail(row)


def mail_answering(
    connection: Connection, sender: Login, request_id: RequestId
) -> StoredMail | None:
    """The mail whose outcome answers a request, None for none."""
    t = tables_for(connection.dialect.name).mails
    row = connection.execute(
        select(t).where(t.c.sender == sender, t.c.answer_to == request_id)
    ).one_or_none()
    return None if row is None else _mail(row)


def count_since(connection: Connection, sender: Login, device: str, since: datetime) -> int:
    """How many mails a device of a sender's asked for after ``since``."""
    t = tables_for(connection.dialect.name).mails
    of_device = t.c.device.is_(None) if t.c.device.nullable and not device else t.c.device == device
    counting = select(func.count()).where(t.c.sender == sender, t.c.created_at > since, of_device)
    return int(connection.scalar(counting) or 0)


def current_mail(connection: Connection, mail: StoredMail) -> StoredMail | None:
    """A mail as it is now, None where its outcome is known, or another sender has it.

    A withdrawal may have come meanwhile that its outcome is to answer.
    """
    t = tables_for(connection.dialect.name).mails
    finding = select(t).where(t.c.id == mail.id, t.c.state.in_(_OPEN))
    if mail.claim is not None:
        finding = finding.where(t.c.claim == mail.claim)
    row = connection.execute(finding).one_or_none()
    return None if row is None else _mail(row)


def change_state(
    connection: Connection,
    mail: StoredMail,
    state: MailState,
    at: datetime,
    *,
    answer_to: RequestId | None = None,
) -> bool:
    """Move a mail on, unless somebody else did; ``answer_to`` is whom its outcome answers then."""
    t = tables_for(connection.dialect.name).mails
    moving = update(t).where(t.c.id == mail.id, t.c.state == str(mail.state))
    if mail.claim is not None:
        moving = moving.where(t.c.claim == mail.claim)
    values: dict[str, Any] = {"state": str(state), "changed_at": at}
    if answer_to is not None:
        values["answer_to"] = answer_to
    if state is MailState.DUE:
        values |= {"claim": null(), "claimed_until": null()}
    return connection.execute(moving.values(**values)).rowcount == 1


def have_answer(connection: Connection, mail: StoredMail, request_id: RequestId) -> bool:
    """Have the outcome of a mail answer another request, unless it is known already."""
    t = tables_for(connection.dialect.name).mails
    is_open = t.c.state.in_(_OPEN)
    redirecting = update(t).where(t.c.id == mail.id, is_open).values(answer_to=request_id)
    return connection.execute(redirecting).rowcount == 1


def claim_next(connection: Connection, at: datetime) -> StoredMail | None:
    """Claim the oldest mail that is due, None where there is none or another sender has it."""
    t = tables_for(connection.dialect.name).mails
    due = (
        t.c.state == str(MailState.DUE),
        or_(t.c.next_try.is_(None), t.c.next_try <= at),
        or_(t.c.claimed_until.is_(None), t.c.claimed_until <= at),
    )
    oldest = connection.scalar(at_most(select(t.c.id).where(*due).order_by(t.c.id), 1))
    if oldest is None:
        return None
    claiming = update(t).where(t.c.id == oldest, *due)
    claimed = connection.execute(claiming.values(claim=new_id(), claimed_until=at + CLAIMED_FOR))
    if claimed.rowcount != 1:
        return None
    return _mail(connection.execute(select(t).where(t.c.id == oldest)).one())


def defer(connection: Connection, mail: StoredMail, *, until: datetime, at: datetime) -> None:
    """Have a claimed mail tried again, no sooner than ``until``."""
    t = tables_for(connection.dialect.name).mails
    deferring = update(t).where(
        t.c.id == mail.id,
        t.c.claim == mail.claim,
        t.c.state.in_(_OPEN),
    )
    connection.execute(
        deferring.values(
            state=str(MailState.DUE),
            attempts=t.c.attempts + 1,
            next_try=until,
            claim=null(),
            claimed_until=null(),
            changed_at=at,
        )
    )


def release(connection: Connection, mail: StoredMail) -> None:
    """Give up the claim on a mail: nothing is wrong with it."""
    t = tables_for(connection.dialect.name).mails
    connection.execute(
        update(t)
        .where(t.c.id == mail.id, t.c.claim == mail.claim, t.c.state == str(MailState.DUE))
        .values(claim=null(), claimed_until=null())
    )


def without_reply(connection: Connection, at: datetime) -> tuple[StoredMail, ...]:
    """The mails that were handed over by somebody who is gone since."""
    t = tables_for(connection.dialect.name).mails
    rows = connection.execute(
        select(t)
        .where(t.c.state == str(MailState.HANDED_OVER), t.c.changed_at < at - NO_REPLY_AFTER)
        .order_by(t.c.id)
    )
    return tuple(map(_mail, rows))


def answer_outcome(connection: Connection, mail: StoredMail, answer: Answer, at: datetime) -> None:
    """Answer what asked for a mail, and what its outcome was to answer."""
    ids = tuple(dict.fromkeys((mail.request_id, mail.answer_to)))
    put_replies(connection, [(mail.sender, request_id, answer) for request_id in ids], at)
    arrived = inbox.arrived_requests(connection, mail.sender, ids)
    is_parked = answer.status is AnswerStatus.PARKED
    done, parked = [], []
    for request_id, held in arrived.items():
        if request_id == mail.answer_to and is_parked:
            parked.append(held.incoming.id)
        elif held.status in {PASSED_ON, PARKED}:
            done.append(held.incoming.id)
    inbox.mark_answered(connection, done, DONE, at)
    inbox.mark_answered(connection, parked, PARKED, at)
    open_work.put_parked(connection, parked, at)


def _mail(row: Row[Any]) -> StoredMail:
    return StoredMail(
        id=row.id,
        sender=Login(row.sender),
        request_id=RequestId(row.request_id),
        answer_to=RequestId(row.answer_to),
        mail_id=row.mail_id,
        message_id=row.message_id,
        state=MailState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        claim=row.claim,
    )
