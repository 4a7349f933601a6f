"""Number claims: laptops' evidence of numbers that were assigned and that head office lost.

A laptop sends a request again with the number it was assigned before. Where that is beyond all
assigned here, or where a laptop reports that head office went back, a restore may have been
overlooked: new numbers then begin beyond what a restore explains, so that none is assigned twice.
 That is all a claim does; an admin decides about the rest.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, literal, select

from smartclient.headoffice.database import restore_detection, schema
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import tables_for

_PREFIXES = {"order_number": "SO-", "customer_number": "C-"}


def make_room(connection: Connection, at: datetime) -> None:
    """Begin numbers beyond those that may have been given, as far as claims can be believed.

    Once, until an admin has decided: nobody uses up numbers by claiming them.
    """
    t = tables_for(connection.dialect.name).suspicions
    suspecting = {row.login: row.why for row in connection.execute(select(t.c.login, t.c.why))}
    if restore_detection.NUMBERS in suspecting.values():
        return
    login = next(iter(suspecting), None) or _claimant(connection)
    if login is not None:
        for counter in schema.ROOM_FOR_LOST:
            schema.skip_lost_numbers(connection, counter)
        restore_detection.suspect(connection, login, restore_detection.NUMBERS, at)


def _claimant(connection: Connection) -> str | None:
    """Who waits for an answer about a number beyond all that were given; None for nobody."""
    t = tables_for(connection.dialect.name)
    waiting = connection.execute(
        select(t.inbox.c.sender, t.inbox.c.given_number).where(
            t.inbox.c.status == RECEIVED,
            t.inbox.c.given_number > literal("", literal_execute=True),
        )
    ).all()
    claims = [(row.sender, row.given_number) for row in waiting]
    if not claims:
        return None
    found = (_beyond(connection, *prefix, claims) for prefix in _PREFIXES.items())
    return next((sender for senders in found for sender in senders), None)


def _beyond(
    connection: Connection, counter: str, prefix: str, waiting: Sequence[tuple[str, str]]
) -> list[str]:
    """Who claims a number that was not given yet, and can have been before a restore."""
    t = tables_for(connection.dialect.name).counters
    given = connection.scalar(select(t.c.value).where(t.c.name == counter)) or 0
    last = schema.end_of_lost_numbers(counter, given)
    return [
        sender
        for sender, number in waiting
        if (digits := number.removeprefix(prefix)) != number
        and digits.isascii()
        and digits.isdigit()
        and given < int(digits) <= last
    ]
