"""Number claims: laptops' evidence of numbers that were assigned and that head office lost.

A laptop sends a request again with the number it was assigned before. Where that is beyond all
assigned here, or where a laptop reports that head office went back, a restore may have been
overlooked: new numbers then begin beyond what a restore explains, so that none is assigned twice.
That is all a claim does; an admin decides about the rest.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, literal, select

from smartclient.domain.sales.given_numbers import Numbered, value_of
from smartclient.domain.sales.number_blocks import block_named
from smartclient.headoffice.database import restore_detection, schema
from smartclient.headoffice.database.stored_states import RECEIVED
from smartclient.headoffice.database.tables import tables_for


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
    found = (_beyond(connection, numbered, claims) for numbered in Numbered)
    return next((sender for senders in found for sender in senders), None)


def _beyond(
    connection: Connection, numbered: Numbered, waiting: Sequence[tuple[str, str]]
) -> list[str]:
    """Who claims a number that was not given yet, and can have been before a restore."""
    t = tables_for(connection.dialect.name).counters
    counter = schema.COUNTERS[numbered]
    given = connection.scalar(select(t.c.value).where(t.c.name == counter)) or 0
    last = schema.end_of_lost_numbers(counter, given)
    return [
        sender
        for sender, number in waiting
        if (value := _last_value(numbered, number)) is not None and given < value <= last
    ]


def _last_value(numbered: Numbered, claim: str) -> int | None:
    """The value of a number, or of the last one of a block; None for any other claim."""
    block = block_named(claim)
    if block is not None:
        return block.last if block.numbered is numbered else None
    return value_of(numbered, claim)
