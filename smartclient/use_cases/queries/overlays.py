"""Overlays: head office's version of a customer with the rep's unanswered changes on top."""

from smartclient.contract.messages import CreateCustomer
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import Customer, with_field
from smartclient.domain.tasks import FINISHED, SUCCEEDED, SubjectType, Task, TaskKind, TaskStatus
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.queries.lookup import current_identity
from smartclient.use_cases.queries.request_history import changes_asked_by, creation_asked_by


def show_customer(work: UnitOfWork, number: CustomerNumber) -> None:
    """Show a customer with the changes of the unfinished tasks about it.

    A new customer that head office refused stays, so that the rep can correct it; one whose
    creation is being withdrawn is about to go.
    """
    tasks = work.tasks.about(SubjectType.CUSTOMER, number)
    unfinished = [task for task in tasks if task.status not in FINISHED]
    pending = [task for task in unfinished if task.status is not TaskStatus.TAKING_BACK]
    record = work.customers.get(number)
    base = None if record is None else record.confirmed
    creation_task = _creation_task(tasks) if base is None else None
    if creation_task is not None:
        creation = creation_asked_by(work, creation_task)
        base = None if creation is None else new_customer(work, creation)
    if base is None and record is not None and unfinished:
        # a customer who left the partition: what the rep changed stays in sight
        base = record.customer
    newest = unfinished[-1] if unfinished else creation_task
    if base is None or newest is None:
        work.customers.drop_edit(number)
        return
    work.customers.save_edit(
        overlaid(work, base, pending),
        newest.id,
        is_new=creation_task is not None,
        is_deleted=any(task.kind is TaskKind.DELETE_CUSTOMER for task in pending)
        or (creation_task is not None and creation_task.status is TaskStatus.TAKING_BACK),
    )


# head office shows one that it created: where it isn't there, it was deleted or reassigned
_NOT_SHOWN = SUCCEEDED | {TaskStatus.UNDONE}


def _creation_task(tasks: tuple[Task, ...]) -> Task | None:
    creation_task = [
        task
        for task in tasks
        if task.kind is TaskKind.CREATE_CUSTOMER and task.status not in _NOT_SHOWN
    ]
    return creation_task[-1] if creation_task else None


def overlaid(view: ReadView, base: Customer, tasks: list[Task]) -> Customer:
    """``base`` with the fields that ``tasks`` change, oldest first."""
    for task in tasks:
        for change in changes_asked_by(view, task).values():
            base = with_field(base, change.field, change.mine)
    return base


def new_customer(view: ReadView, creation: CreateCustomer) -> Customer:
    """A new customer, as its creation was requested."""
    return Customer(
        number=creation.provisional_number,
        name=creation.name,
        rep=current_identity(view).login,
        contact=creation.contact,
        phone=creation.phone,
        email=creation.email,
        notes=creation.notes,
        addresses=() if creation.address is None else (creation.address,),
    )
