"""Check-outs in head office's tables."""

from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.domain.check_out import Hold
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.check_outs import CheckedOut


def check_out_time(connection: Connection, now: datetime) -> datetime:
    """The time that check-outs go by: the server's own, and ``now`` where head office is a file.

    Workers run on several machines, and devices learn the server's time alone.
    """
    backend = backend_of(connection)
    return now if backend.in_file else backend.leases.now(connection)


def checked_out(connection: Connection, *, now: datetime) -> tuple[CheckedOut, ...]:
    """The customers that are checked out, by number; ``now`` by the clock of this program."""
    at, epoch = check_out_time(connection, now), schema.info(connection, "generation")
    t = tables_for(connection.dialect.name).customers
    rows = connection.execute(
        select(t.c.number, t.c.name, t.c.rep, t.c.more_reps, t.c.check_out)
        .where(t.c.check_out != "")
        .order_by(t.c.number)
    )
    found = (
        Customer(
            number=CustomerNumber(row.number),
            name=row.name,
            rep=Login(row.rep),
            more_reps=row.more_reps,
            check_out=row.check_out,
        )
        for row in rows
    )
    return tuple(
        CheckedOut(number=customer.number, name=customer.name, check_out=held, hold=Hold.OTHERS)
        for customer in found
        if (held := customer.held(now=at, epoch=epoch)) is not None
    )
