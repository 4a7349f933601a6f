"""The use cases: everything a rep or an admin can do and look up, over one local store."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartclient.domain.clock import Clock
    from smartclient.store.unit_of_work import Store
    from smartclient.use_cases.admin import AdminUseCases
    from smartclient.use_cases.catalog import CatalogUseCases
    from smartclient.use_cases.conflicts import ConflictUseCases
    from smartclient.use_cases.customers import CustomerUseCases
    from smartclient.use_cases.edits import EditUseCases
    from smartclient.use_cases.mail import MailUseCases
    from smartclient.use_cases.orders import OrderUseCases
    from smartclient.use_cases.outbox import OutboxUseCases
    from smartclient.use_cases.status import StatusUseCases
    from smartclient.use_cases.take_along import TakeAlongUseCases
    from smartclient.use_cases.tasks import TaskUseCases


class UseCases:
    """Everything a rep or an admin can do, by aggregate.

    Nothing here touches the link: a command is saved locally, durably, and queued. Each
    method opens its own transaction, so use cases may be called from any thread. An id that is not
    found raises NotFoundError. What the window's first page does without is imported on first use.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @cached_property
    def orders(self) -> OrderUseCases:
        """What can be done with orders."""
        from smartclient.use_cases.orders import OrderUseCases  # noqa: PLC0415 (the window opens sooner)

        return OrderUseCases(self._store, self._clock)

    @cached_property
    def edits(self) -> EditUseCases:
        """What can be done with changes to placed orders that are not saved yet."""
        from smartclient.use_cases.edits import EditUseCases  # noqa: PLC0415 (the window opens sooner)

        return EditUseCases(self._store, self._clock)

    @cached_property
    def customers(self) -> CustomerUseCases:
        """What can be done with customers."""
        from smartclient.use_cases.customers import CustomerUseCases  # noqa: PLC0415 (the window opens sooner)

        return CustomerUseCases(self._store, self._clock)

    @cached_property
    def catalog(self) -> CatalogUseCases:
        """What can be looked up in the catalog."""
        from smartclient.use_cases.catalog import CatalogUseCases  # noqa: PLC0415 (the window opens sooner)

        return CatalogUseCases(self._store, self._clock)

    @cached_property
    def outbox(self) -> OutboxUseCases:
        """What can be done with requests that head office has not answered."""
        from smartclient.use_cases.outbox import OutboxUseCases  # noqa: PLC0415 (the window opens sooner)

        return OutboxUseCases(self._store, self._clock)

    @cached_property
    def conflicts(self) -> ConflictUseCases:
        """What the rep can do with conflicts."""
        from smartclient.use_cases.conflicts import ConflictUseCases  # noqa: PLC0415 (the window opens sooner)

        return ConflictUseCases(self._store, self._clock)

    @cached_property
    def admin(self) -> AdminUseCases:
        """What an admin can do; RefusedError for somebody who is none."""
        from smartclient.use_cases.admin import AdminUseCases  # noqa: PLC0415 (the window opens sooner)

        return AdminUseCases(self._store, self._clock)

    @cached_property
    def take_along(self) -> TakeAlongUseCases:
        """What the rep takes along."""
        from smartclient.use_cases.take_along import TakeAlongUseCases  # noqa: PLC0415 (the window opens sooner)

        return TakeAlongUseCases(self._store, self._clock)

    @cached_property
    def tasks(self) -> TaskUseCases:
        """What can be done with tasks, of one step or of several."""
        from smartclient.use_cases.tasks import TaskUseCases  # noqa: PLC0415 (the window opens sooner)

        return TaskUseCases(self._store, self._clock)

    @cached_property
    def mail(self) -> MailUseCases:
        """What the rep can do with mails to customers."""
        from smartclient.use_cases.mail import MailUseCases  # noqa: PLC0415 (the window opens sooner)

        return MailUseCases(self._store, self._clock)

    @cached_property
    def status(self) -> StatusUseCases:
        """What the rep is shown of the day and of the laptop."""
        from smartclient.use_cases.status import StatusUseCases  # noqa: PLC0415 (the window opens sooner)

        return StatusUseCases(self._store, self._clock)
