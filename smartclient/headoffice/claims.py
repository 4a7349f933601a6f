"""Claims: numbers that waiting requests say they were given, and head office does not know of.

A laptop offers a request again with the number it was given before. Where that is beyond all that
were given here, a restore may have been overlooked: numbers begin beyond it before any other is
given, so that none is given twice. That is all a claim does; an admin is asked about the rest.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.headoffice import history, schema
from smartclient.headoffice.inbox import RECEIVED
from smartclient.headoffice.tables import tables_for

_PREFIXES = {"order_number": "SO-", "customer_number": "C-"}


def make_room(connection: Connection, at: datetime) -> None:
    """Let numbers begin beyond those that waiting requests were given, as far as can be believed.

    Once, until an admin has said what came of it: nobody uses up numbers by asking for them.
    """
    t = tables_for(connection.dialect.name)
    waiting = connection.execute(
        select(t.inbox.c.sender, t.inbox.c.given_number).where(
            t.inbox.c.status == RECEIVED, t.inbox.c.given_number > ""
        )
    ).all()
    claims = [(row.sender, row.given_number) for row in waiting]
    if not claims:
        return
    asked = select(t.suspicions.c.login).where(t.suspicions.c.why == history.NUMBERS).limit(1)
    if connection.scalar(asked) is not None:
        return
    for counter, prefix in _PREFIXES.items():
        for sender in _beyond(connection, counter, prefix, claims)[:1]:
            schema.leave_numbers_behind(connection, counter)
            history.suspect(connection, sender, history.NUMBERS, at)


def _beyond(
    connection: Connection, counter: str, prefix: str, waiting: Sequence[tuple[str, str]]
) -> list[str]:
    """Return who asks for a number that was not given yet, and can have been before a restore."""
    t = tables_for(connection.dialect.name).counters
    given = connection.scalar(select(t.c.value).where(t.c.name == counter)) or 0
    last = schema.beyond_lost(counter, given)
    return [
        sender
        for sender, number in waiting
        if (digits := number.removeprefix(prefix)) != number
        and digits.isascii()
        and digits.isdigit()
        and given < int(digits) <= last
    ]
