"""The read view and the unit of work: one transaction on the store, to read in or to write in."""

# ruff: noqa: PLC0415 (the window opens sooner without what its first page does not need)

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, RootTransaction

from smartclient.database.transactions import begin_writing, reading_only
from smartclient.domain.errors import StoreError
from smartclient.store.database.meta import Meta, MetaReader
from smartclient.store.feeds.cases import Cases
from smartclient.store.feeds.expiry import HiddenKind, hide
from smartclient.store.feeds.feeds import FeedProgress, Feeds
from smartclient.store.work.assigned_numbers import AssignedNumbers
from smartclient.store.work.conflicts import ConflictReader, Conflicts
from smartclient.store.work.numbering import Numbering
from smartclient.store.work.orders import OrderReader, Orders
from smartclient.store.work.outbox import Outbox
from smartclient.store.work.outbox_reader import OutboxReader
from smartclient.store.work.overview import OverviewReader, Overviews
from smartclient.store.work.task_reader import TaskReader
from smartclient.store.work.tasks import Tasks

if TYPE_CHECKING:
    from smartclient.store.feeds.admin_data import AdminData
    from smartclient.store.feeds.data_sets import DataSets
    from smartclient.store.feeds.open_work import OpenWork
    from smartclient.store.feeds.pinned_customers import PinnedCustomers
    from smartclient.store.reference.catalog import Catalog
    from smartclient.store.reference.customers import CustomerReader, Customers
    from smartclient.store.reference.documents import Documents
    from smartclient.store.reference.rule_context import RuleContextReader
    from smartclient.store.work.composed_tasks import (
        ComposedTaskReader,
        ComposedTasks,
    )
    from smartclient.store.work.draft_plans import DraftPlanReader, DraftPlans
    from smartclient.store.work.history import HistoryEvents
    from smartclient.store.work.message_ids import MessageIdReader, MessageIds
    from smartclient.store.work.unsaved_edits import UnsavedEditReader, UnsavedEdits


class ReadView:
    """One consistent view of the store: repositories that read, on one connection.

    Nothing can be written with it: its repositories have no methods that write, and the database
    refuses every write on its connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._on = connection
        self.meta = MetaReader(connection)
        self.feeds = FeedProgress(connection)
        self.orders = OrderReader(connection)
        self.tasks = TaskReader(connection)
        self.outbox = OutboxReader(connection)
        self.conflicts = ConflictReader(connection)
        self.cases = Cases(connection)
        self.overviews = OverviewReader(connection)

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
    def composed_tasks(self) -> "ComposedTaskReader":
        """Tasks of several steps."""
        from smartclient.store.work.composed_tasks import ComposedTaskReader

        return ComposedTaskReader(self._on)

    def as_another(self, make: "Callable[[Connection], ReadView]") -> "ReadView":
        """Another view of the same moment, which ``make`` makes of the connection."""
        return make(self._on)

    @cached_property
    def customers(self) -> "CustomerReader":
        """Customers, with the rep's changes on top."""
        from smartclient.store.reference.customers import CustomerReader

        return CustomerReader(self._on)

    @cached_property
    def data_sets(self) -> "DataSets":
        """The data sets that the rep is given, and what this device keeps."""
        from smartclient.store.feeds.data_sets import DataSets

        return DataSets(self._on)

    @cached_property
    def documents(self) -> "Documents":
        """Documents of products and of their categories."""
        from smartclient.store.reference.documents import Documents

        return Documents(self._on)

    @cached_property
    def draft_plans(self) -> "DraftPlanReader":
        """What drafts are to become beside one order."""
        from smartclient.store.work.draft_plans import DraftPlanReader

        return DraftPlanReader(self._on)

    @cached_property
    def history(self) -> "HistoryEvents":
        """The steps of every task."""
        from smartclient.store.work.history import HistoryEvents

        return HistoryEvents(self._on)

    @cached_property
    def message_ids(self) -> "MessageIdReader":
        """The Message-IDs of mails that this device sends by itself."""
        from smartclient.store.work.message_ids import MessageIdReader

        return MessageIdReader(self._on)

    @cached_property
    def open_work(self) -> "OpenWork":
        """Open work of the rep at head office, whichever device sent it."""
        from smartclient.store.feeds.open_work import OpenWork

        return OpenWork(self._on)

    @cached_property
    def pinned_customers(self) -> "PinnedCustomers":
        """The customers outside the partition that the rep reads."""
        from smartclient.store.feeds.pinned_customers import PinnedCustomers

        return PinnedCustomers(self._on)

    @cached_property
    def rule_context(self) -> "RuleContextReader":
        """What pricing and the rules depend on."""
        from smartclient.store.reference.rule_context import RuleContextReader

        return RuleContextReader(self._on)

    @cached_property
    def unsaved_edits(self) -> "UnsavedEditReader":
        """Changes to placed orders that are not saved yet."""
        from smartclient.store.work.unsaved_edits import UnsavedEditReader

        return UnsavedEditReader(self._on)


class UnitOfWork(ReadView):
    """One writing transaction: begun on entering, rolled back on leaving unless committed.

    It may be entered once; every use case takes one that is not entered yet. All that takes a
    ``ReadView`` takes an entered one, too.
    """

    meta: Meta
    feeds: Feeds
    orders: Orders
    tasks: Tasks
    outbox: Outbox
    conflicts: Conflicts
    overviews: Overviews

    def __init__(
        self,
        engine: Engine,
        numbers: AssignedNumbers | None = None,
        check_there: Callable[[], None] | None = None,
    ) -> None:
        """``check_there`` raises once the store was removed: nothing is saved in it any more."""
        self._engine = engine
        self._numbers = numbers
        self._check_there = check_there
        self._connection: Connection | None = None
        self._transaction: RootTransaction | None = None

    def __enter__(self) -> Self:
        self._connection, self._transaction = begin_writing(self._engine)
        try:
            if self._check_there is not None:
                # a wipe holds the write lock until its file is there
                self._check_there()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        super().__init__(self._connection)
        self.meta = Meta(self._connection)
        self.numbering = Numbering(self.meta, self._numbers)
        self.feeds = Feeds(self._connection)
        self.orders = Orders(self._connection)
        self.tasks = Tasks(self._connection)
        self.outbox = Outbox(self._connection)
        self.conflicts = Conflicts(self._connection)
        self.overviews = Overviews(self._connection)
        return self

    def commit(self) -> None:
        """Commit everything done in this unit."""
        assert self._transaction is not None  # noqa: S101 (entered)
        self._transaction.commit()
        self.numbering.keep()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._transaction is not None and self._transaction.is_active:
            if self._numbers is not None:
                # while nobody else can write: the next to do so finds them free
                self._numbers.release()
            self._transaction.rollback()
        if self._connection is not None:
            self._connection.close()

    @cached_property
    def composed_tasks(self) -> "ComposedTasks":
        """Tasks of several steps."""
        from smartclient.store.work.composed_tasks import ComposedTasks

        return ComposedTasks(self._on)

    @cached_property
    def customers(self) -> "Customers":
        """Customers, with the rep's changes on top."""
        from smartclient.store.reference.customers import Customers

        return Customers(self._on)

    @cached_property
    def message_ids(self) -> "MessageIds":
        """The Message-IDs of mails that this device sends by itself."""
        from smartclient.store.work.message_ids import MessageIds

        return MessageIds(self._on)

    @cached_property
    def draft_plans(self) -> "DraftPlans":
        """What drafts are to become beside one order."""
        from smartclient.store.work.draft_plans import DraftPlans

        return DraftPlans(self._on)

    @cached_property
    def unsaved_edits(self) -> "UnsavedEdits":
        """Changes to placed orders that are not saved yet."""
        from smartclient.store.work.unsaved_edits import UnsavedEdits

        return UnsavedEdits(self._on)


class Store:
    """The open store: opens units of work and views, and owns the connections."""

    def __init__(
        self,
        engine: Engine,
        numbers: AssignedNumbers | None = None,
        was_removed: Callable[[], bool] | None = None,
    ) -> None:
        """``numbers`` are the provisional numbers known outside this store, None for none.

        ``was_removed`` says whether another program removed it.
        """
        self._engine = engine
        self._numbers = numbers
        self._was_removed = was_removed
        self._is_removed = False
        self._hidden: tuple[tuple[HiddenKind, ...], date] | None = None

    def work(self) -> UnitOfWork:
        """A unit of work that is not entered yet."""
        self._check_there()
        return UnitOfWork(self._engine, self._numbers, self._check_there)

    @contextmanager
    def view(self) -> Iterator[ReadView]:
        """Open one consistent, read-only view, which never waits for a writer."""
        self._check_there()
        with reading_only(self._engine, self._hide if self._hidden else None) as connection:
            yield ReadView(connection)

    def hide_expired(self, hidden: Collection[HiddenKind], today: date) -> None:
        """Have views opened from now on not show the expired rows of these feeds, and no others."""
        self._hidden = (tuple(hidden), today) if hidden else None

    def _hide(self, connection: Connection) -> None:
        hidden = self._hidden
        if hidden is not None:
            hide(connection, *hidden)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def close_for_removal(self) -> None:
        """Close every connection, and let none be opened: that would make an empty store."""
        self._is_removed = True
        self.close()

    def _check_there(self) -> None:
        if not self._is_removed and self._was_removed is not None:
            self._is_removed = self._was_removed()
        if self._is_removed:
            raise StoreError("The data on this computer was removed, as head office asked.")
