"""What reps are given beside their partition, written again as what it is made of changes.

Data sets follow the reps' territories and the catalog, pinned customers their accounts, their
orders and the policy. Neither is urgent: a worker looks once a minute, and writes what differs.
"""

import logging
import time
from typing import Final

from sqlalchemy import Connection, Engine, select

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import ContendedError
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.concurrent_inserts import first_of_its_key
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.sales.data_sets import give_data_sets
from smartclient.headoffice.sales.pinned_customers import refresh_pinned

logger = logging.getLogger(__name__)

EVERY_SECONDS: Final = 60.0
"""How often a worker looks."""


class GivenRows:
    """Keeps them up to date, as one worker looks at them."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._due = 0.0

    def refresh_when_due(self) -> None:
        """Write what differs, where that was not looked at for a while."""
        if time.monotonic() < self._due:
            return
        self._due = time.monotonic() + EVERY_SECONDS
        try:
            refresh_given_rows(self._engine, self._clock)
        except ContendedError as error:
            logger.info("data sets and pinned customers wait: %s", error.detail)


def refresh_given_rows(engine: Engine, clock: Clock) -> int:
    """Write what differs by now; return how many rows did."""
    with reading(engine) as connection:
        if not _anything_given(connection):
            return 0
    with audited_transaction(engine, actor="", at=clock.now()) as connection, first_of_its_key():
        schema.require_current_schema(connection)
        return give_data_sets(connection) + refresh_pinned(connection)


def _anything_given(connection: Connection) -> bool:
    t = tables_for(connection.dialect.name)
    given = (t.data_sets, t.take_along, t.pinned_customers)
    return any(connection.execute(select(each.c.id).limit(1)).first() for each in given)
