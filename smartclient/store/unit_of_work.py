"""The unit of work: one transaction on the store, with every repository on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, RootTransaction

from smartclient.database.engines import begin_writing, reading
from smartclient.store.cases import Cases
from smartclient.store.catalog import Catalog
from smartclient.store.conflicts import Conflicts
from smartclient.store.customers import Customers
from smartclient.store.facts import FactsReader
from smartclient.store.feeds import Feeds
from smartclient.store.meta import Meta
from smartclient.store.office import Office
from smartclient.store.orders import Orders
from smartclient.store.outbox import Outbox
from smartclient.store.overview import Overviews
from smartclient.store.stories import Stories
from smartclient.store.tasks import Tasks
from smartclient.store.typed import TypedOrders


class Repositories:
    """Every repository of the store on one connection."""

    def __init__(self, connection: Connection) -> None:
        self.meta = Meta(connection)
        self.feeds = Feeds(connection)
        self.catalog = Catalog(connection)
        self.customers = Customers(connection)
        self.facts = FactsReader(connection)
        self.orders = Orders(connection)
        self.typed = TypedOrders(connection)
        self.tasks = Tasks(connection)
        self.outbox = Outbox(connection)
        self.conflicts = Conflicts(connection)
        self.cases = Cases(connection)
        self.office = Office(connection)
        self.overviews = Overviews(connection)
        self.stories = Stories(connection)


class UnitOfWork(Repositories):
    """One writing transaction: begun on entering, rolled back on leaving unless committed.

    It may be entered once; every use case takes one that is not entered yet.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._transaction: RootTransaction | None = None

    def __enter__(self) -> Self:
        self._connection, self._transaction = begin_writing(self._engine)
        Repositories.__init__(self, self._connection)
        return self

    def commit(self) -> None:
        """Make everything done in this unit durable."""
        assert self._transaction is not None  # noqa: S101 (entered)
        self._transaction.commit()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._transaction is not None and self._transaction.is_active:
            self._transaction.rollback()
        if self._connection is not None:
            self._connection.close()


class Store:
    """The open store: hands out units of work and views, and owns the connections."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def work(self) -> UnitOfWork:
        """Return a unit of work that is not entered yet."""
        return UnitOfWork(self._engine)

    @contextmanager
    def view(self) -> Iterator[Repositories]:
        """Open one consistent, read-only view, which never waits for a writer."""
        with reading(self._engine) as connection:
            yield Repositories(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()
