"""The unit of work: one transaction on the store, with every repository on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from sqlalchemy import Connection, Engine, RootTransaction

from smartclient.database.engines import begin_writing, reading
from smartclient.store.database.meta import Meta
from smartclient.store.feeds.cases import Cases
from smartclient.store.feeds.feeds import Feeds
from smartclient.store.work.assigned_numbers import AssignedNumbers
from smartclient.store.work.conflicts import Conflicts
from smartclient.store.work.numbering import Numbering
from smartclient.store.work.orders import Orders
from smartclient.store.work.outbox import Outbox
from smartclient.store.work.overview import Overviews
from smartclient.store.work.tasks import Tasks

if TYPE_CHECKING:
    from smartclient.store.feeds.admin_data import Office
    from smartclient.store.feeds.open_work import OpenWork
    from smartclient.store.reference.catalog import Catalog
    from smartclient.store.reference.customers import Customers
    from smartclient.store.reference.rule_context import FactsReader
    from smartclient.store.work.history import Stories
    from smartclient.store.work.unsaved_edits import TypedOrders

_LATER: Final = {
    "catalog": ("catalog", "Catalog"),
    "customers": ("customers", "Customers"),
    "facts": ("facts", "FactsReader"),
    "office": ("office", "Office"),
    "open_work": ("open_work", "OpenWork"),
    "stories": ("stories", "Stories"),
    "typed": ("typed", "TypedOrders"),
}
"""Repositories that the window's first page does without: module and class of each."""


class Repositories:
    """Every repository of the store on one connection.

    Those that the window's first page does without are made, and loaded, when they are first used.
    """

    if TYPE_CHECKING:
        catalog: Catalog
        customers: Customers
        facts: FactsReader
        office: Office
        open_work: OpenWork
        stories: Stories
        typed: TypedOrders
    else:

        def __getattr__(self, name: str) -> object:
            """Make the repository ``name``."""
            if name not in _LATER:
                raise AttributeError(f"a store has no {name!r}")
            module, made_from = _LATER[name]
            repository = getattr(import_module(f"smartclient.store.{module}"), made_from)
            made = repository(self._on)
            setattr(self, name, made)
            return made

    def __init__(self, connection: Connection, numbers: AssignedNumbers | None = None) -> None:
        self._on = connection
        self.meta = Meta(connection)
        self.numbering = Numbering(self.meta, numbers)
        self.feeds = Feeds(connection)
        self.orders = Orders(connection)
        self.tasks = Tasks(connection)
        self.outbox = Outbox(connection)
        self.conflicts = Conflicts(connection)
        self.cases = Cases(connection)
        self.overviews = Overviews(connection)


class UnitOfWork(Repositories):
    """One writing transaction: begun on entering, rolled back on leaving unless committed.

    It may be entered once; every use case takes one that is not entered yet.
    """

    def __init__(self, engine: Engine, numbers: AssignedNumbers | None = None) -> None:
        self._engine = engine
        self._numbers = numbers
        self._connection: Connection | None = None
        self._transaction: RootTransaction | None = None

    def __enter__(self) -> Self:
        self._connection, self._transaction = begin_writing(self._engine)
        Repositories.__init__(self, self._connection, self._numbers)
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

    def __init__(self, engine: Engine, numbers: AssignedNumbers | None = None) -> None:
        """``numbers`` are those known outside this store, None where nothing knows any."""
        self._engine = engine
        self._numbers = numbers

    def work(self) -> UnitOfWork:
        """Return a unit of work that is not entered yet."""
        return UnitOfWork(self._engine, self._numbers)

    @contextmanager
    def view(self) -> Iterator[Repositories]:
        """Open one consistent, read-only view, which never waits for a writer."""
        with reading(self._engine) as connection:
            yield Repositories(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()
