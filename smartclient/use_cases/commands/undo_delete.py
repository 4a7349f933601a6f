"""Undoing a deletion: a customer whose deletion is not answered yet is restored as it was."""

from collections.abc import Callable

from smartclient.domain.clock import Clock
from smartclient.domain.sales.customers import EditableField, field_of
from smartclient.domain.tasks import SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import CustomerRecord
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.commands import customers, outbox
from smartclient.use_cases.enqueue import reissue_request
from smartclient.use_cases.queries.overlays import show_customer
from smartclient.use_cases.queries.request_history import creation_asked_by


def restore_customer(
    before: CustomerRecord, *, work: Callable[[], UnitOfWork], clock: Clock
) -> CustomerRecord:
    """Restore a customer as it was ``before`` it was deleted.

    Deleting withdrew what was unsent about it, so that is requested again. A customer whose
    creation is still being withdrawn is created all the same; one that is gone by now is created
    under the next provisional number.
    """
    customer = before.customer
    fields = {field: field_of(customer, field) for field in EditableField}
    deletion = _deletion(before, work())
    if deletion is not None:
        outbox.undo(deletion.id, work=work(), clock=clock)
    elif before.confirmed is None and not _resume_creation(before, work(), clock):
        address = customer.addresses[0] if customer.addresses else None
        return customers.create_customer(fields, address, work=work(), clock=clock)
    return customers.edit_customer(customer.number, fields, work=work(), clock=clock)


def _resume_creation(before: CustomerRecord, work: UnitOfWork, clock: Clock) -> bool:
    """Resume the creation that is being withdrawn, and return whether there is one."""
    with work:
        creation_task = next(
            (
                task
                for task in work.tasks.unfinished_about(
                    SubjectType.CUSTOMER, before.customer.number
                )
                if task.kind is TaskKind.CREATE_CUSTOMER and task.status is TaskStatus.TAKING_BACK
            ),
            None,
        )
        creation = None if creation_task is None else creation_asked_by(work, creation_task)
        if creation_task is None or creation is None:
            return False
        number = before.customer.number
        reissue_request(
            work, clock, creation_task, creation, lane=number, cause=TransitionReason.AMENDED
        )
        show_customer(work, number)
        work.commit()
    return True


def _deletion(before: CustomerRecord, work: UnitOfWork) -> Task | None:
    with work:
        pending = work.tasks.pending_about(SubjectType.CUSTOMER, before.customer.number)
    return next((t for t in reversed(pending) if t.kind is TaskKind.DELETE_CUSTOMER), None)
