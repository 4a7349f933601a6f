"""Check-outs in head office's tables."""

from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.domain.check_out import Hold
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.sales.customers import Customer
from smartclient.headoffice.database.tables import tables_for
from smartclient.read_models.check_outs import CheckedOut


def checked_out(connection: Connection, *, now: datetime, epoch: str) -> tuple[CheckedOut, ...]:
    """The customers that are checked out at ``now``, by number."""
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
        if (held := customer.held(now=now, epoch=epoch)) is not None
    )
