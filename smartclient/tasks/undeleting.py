"""Undeleting: a customer whose deletion was not sent yet comes back as it was."""

from collections.abc import Callable

from smartclient.domain.clock import Clock
from smartclient.domain.customers import CustomerField
from smartclient.domain.records import CustomerRecord
from smartclient.domain.tasks import SubjectType, Task, TaskKind
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.tasks import customers, outbox
from smartclient.tasks.overlays import field_of


def restore_customer(
    before: CustomerRecord, *, work: Callable[[], UnitOfWork], clock: Clock
) -> CustomerRecord:
    """Make a customer what it was ``before`` it was deleted.

    Deleting took back what was unsent about it, so that is asked for again; a customer that was
    only ever here is opened again, under the next provisional number.
    """
    customer = before.customer
    fields = {field: field_of(customer, field) for field in CustomerField}
    deletion = _deletion(before, work())
    if deletion is not None:
        outbox.undo(deletion.id, work=work(), clock=clock)
    elif before.confirmed is None:
        address = customer.addresses[0] if customer.addresses else None
        return customers.create_customer(fields, address, work=work(), clock=clock)
    return customers.edit_customer(customer.number, fields, work=work(), clock=clock)


def _deletion(before: CustomerRecord, work: UnitOfWork) -> Task | None:
    with work:
        standing = work.tasks.unfinished_about(SubjectType.CUSTOMER, before.customer.number)
    return next((t for t in reversed(standing) if t.kind is TaskKind.DELETE_CUSTOMER), None)
