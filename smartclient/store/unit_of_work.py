"""The unit of work and the read view: one transaction on the store, with every repository on it."""

# ruff: noqa: PLC0415 (the window opens sooner without what its first page does not need)

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, RootTransaction

from smartclient.database.transactions import begin_writing, reading_only
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
    from smartclient.store.feeds.admin_data import AdminData
    from smartclient.store.feeds.open_work import OpenWork
    from smartclient.store.reference.catalog import Catalog
    from smartclient.store.reference.customers import Customers
    from smartclient.store.reference.rule_context import RuleContextReader
    from smartclient.store.work.history import HistoryEvents
    from smartclient.store.work.unsaved_edits import UnsavedEdits


class Repositories:
    """Every repository of the store on one connection."""

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

    @cached_property
    def admin_data(self) -> "AdminData":
        """What feeds bring to admins alone."""
        from smartclient.store.feeds.admin_data import AdminData

        return AdminData(self._on)

    @cached_property
    def catalog(self) -> "Catalog":
        """Products, prices, offers and stock."""
        from smartclient.store.reference.catalog import Catalog

        return Catalog(self._on)

    @cached_property
    def customers(self) -> "Customers":
        """Customers, with the rep's changes on top."""
        from smartclient.store.reference.customers import Customers

        return Customers(self._on)

    @cached_property
    def history(self) -> "HistoryEvents":
        """The steps of every task."""
        from smartclient.store.work.history import HistoryEvents

        return HistoryEvents(self._on)

    @cached_property
    def open_work(self) -> "OpenWork":
        """What head office holds open of the rep's, whichever device sent it."""
        from smartclient.store.feeds.open_work import OpenWork

        return OpenWork(self._on)

    @cached_property
    def rule_context(self) -> "RuleContextReader":
        """What pricing and the rules look at."""
        from smartclient.store.reference.rule_context import RuleContextReader

        return RuleContextReader(self._on)

    @cached_property
    def unsaved_edits(self) -> "UnsavedEdits":
        """Changes to placed orders that are typed and not yet saved."""
        from smartclient.store.work.unsaved_edits import UnsavedEdits

        return UnsavedEdits(self._on)


class ReadView(Repositories):
    """One consistent view of the store; the database refuses every write in it."""


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
    def view(self) -> Iterator[ReadView]:
        """Open one consistent, read-only view, which never waits for a writer."""
        with reading_only(self._engine) as connection:
            yield ReadView(connection)

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()
