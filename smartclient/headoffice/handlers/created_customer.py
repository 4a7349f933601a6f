"""A request to create a customer of which an earlier version created it already.

A copy of the laptop had sent that one. Where the later version differs it is a change of the
customer, and no refusal of that may look as if the customer had never been created: the laptop
would show it twice, and stop the orders that wait for it.
"""

from dataclasses import replace

from smartclient.contract.messages import (
    STANDS_ALONE,
    Answer,
    AnswerStatus,
    CreateCustomer,
    UpdateCustomer,
)
from smartclient.domain.ids import RequestId
from smartclient.domain.rules.problems import Change, RuleCode
from smartclient.domain.sales.customers import Customer, EditableField, FieldChange
from smartclient.headoffice.handlers.earlier_requests import carried_out_before, readable
from smartclient.headoffice.inbox import inbox
from smartclient.headoffice.inbox.inbox import ArrivedRequest, Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import OfficeConflict


def _created_before(
    incoming: Incoming, work: WorkerTransaction
) -> tuple[CreateCustomer, Customer] | None:
    """An earlier version that was carried out, with the customer as it was answered."""
    for earlier, answer in carried_out_before(incoming, work):
        if isinstance(earlier, CreateCustomer) and answer.customer is not None:
            return earlier, answer.customer
    return None


def changes_of_created(
    incoming: Incoming, body: CreateCustomer, work: WorkerTransaction
) -> UpdateCustomer | None:
    """What a later version of a creation changes where an earlier one was carried out."""
    found = _created_before(incoming, work)
    if found is None:
        return None
    earlier, customer = found
    changes = tuple(
        FieldChange(field=field, base=was, mine=mine)
        for field in EditableField
        if (was := getattr(earlier, field)) != (mine := getattr(body, field))
    )
    return UpdateCustomer(number=customer.number, changes=changes)


def with_created(
    answer: Answer, body: UpdateCustomer, incoming: Incoming, work: WorkerTransaction
) -> Answer:
    """The answer to a change; a refusal becomes a report where the request was a creation.

    Of a customer that is another rep's by now, the answer says no more than before.
    """
    found = _created_before(incoming, work) if answer.status is AnswerStatus.REJECTED else None
    if found is None:
        return answer
    earlier, answered = found
    adjusted = Answer(
        status=AnswerStatus.ADJUSTED,
        customer_number_was=earlier.provisional_number,
        note=answer.note,
        by=answer.by,
    )
    number = Change(
        rule=RuleCode.NOT_IN_PARTITION,
        field="customer",
        before=earlier.provisional_number,
        by=answer.by,
    )
    customer = work.context.customer_after_merging(body.number)
    if customer is None:
        gone = replace(number, rule="", before=answered.name)
        return replace(adjusted, customer_deleted=True, report=(gone,))
    if incoming.sender not in customer.reps:
        report = (
            replace(number, after=answered.number),
            *_not_applied(body, answered, answer.by),
        )
        return replace(adjusted, customer=answered, report=report)
    return replace(adjusted, customer=customer, report=_not_applied(body, customer, answer.by))


def with_created_by_closed(answer: Answer, held: ArrivedRequest, work: WorkerTransaction) -> Answer:
    """The answer to a request that nobody is to try any more, as ``with_created``."""
    body = readable(held.incoming)
    if not isinstance(body, CreateCustomer):
        return answer
    # found so far for the request that is being answered
    work.withdrawals.prepare([held.incoming.id])
    changes = changes_of_created(held.incoming, body, work)
    return answer if changes is None else with_created(answer, changes, held.incoming, work)


def with_created_by_conflict(
    answer: Answer, stored: OfficeConflict, work: WorkerTransaction
) -> Answer:
    """The outcome of a person's decision, as ``with_created``."""
    if answer.status is not AnswerStatus.REJECTED or not isinstance(stored.body, UpdateCustomer):
        return answer
    raised_by = _request_in_conflict(stored, work)
    if raised_by is None:
        return answer
    # found so far for the request that is being answered
    work.withdrawals.prepare([raised_by.id])
    return with_created(answer, stored.body, raised_by, work)


def _request_in_conflict(stored: OfficeConflict, work: WorkerTransaction) -> Incoming | None:
    """The request that is in conflict, be it resolved once already."""
    request_id: RequestId | None = stored.conflict.request_id
    seen: set[RequestId] = set()
    while request_id is not None and request_id not in seen:
        seen.add(request_id)
        held = inbox.arrived_requests(work.connection, stored.sender, [request_id]).get(request_id)
        request = None if held is None else held.incoming.request
        if held is None or request is None:
            return None
        if request.kind in STANDS_ALONE:
            return held.incoming
        request_id = request.replaces
    return None


def _not_applied(body: UpdateCustomer, customer: Customer, by: str) -> tuple[Change, ...]:
    """The report of the fields that did not become what the request says."""
    return tuple(
        Change(
            rule=f"customer.{change.field}",
            field=change.field,
            before=change.mine,
            after=value,
            by=by,
        )
        for change in body.changes
        if (value := getattr(customer, change.field)) != change.mine
    )
