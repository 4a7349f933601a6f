"""Facts for pricing and the rules, gathered from the store."""

from datetime import date, datetime

from sqlalchemy import Connection

from smartclient.domain.facts import Facts
from smartclient.domain.orders import Order
from smartclient.domain.problems import Policies


class FactsReader:
    """Gathers from the store what an order is priced and judged by."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def for_order(self, order: Order, *, today: date, now: datetime) -> Facts:
        """Return all that pricing and the rules may look at for ``order``."""
        raise NotImplementedError

    def policies(self) -> Policies:
        """Return who settles what, as head office last said."""
        raise NotImplementedError
