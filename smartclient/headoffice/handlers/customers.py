"""Customers: create, change and delete one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    DeleteCustomer,
    UpdateCustomer,
)
from smartclient.domain.devices import says_device
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, RequestId
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.rules.duplicates import similar_customers_problem
from smartclient.domain.rules.problems import Change, Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.taking_back import NotTakenBack, cant_be_taken_back
from smartclient.domain.sales.customers import Customer, FieldChange
from smartclient.domain.sales.given_numbers import Numbered, is_final
from smartclient.domain.sales.order_diff import was_cleaned
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.headoffice.handlers.created_customer import changes_of_created, with_created
from smartclient.headoffice.handlers.customer_update import CustomerUpdateRequest, answer_update
from smartclient.headoffice.handlers.earlier_requests import carried_out_before
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.handlers.order_date import believed_times
from smartclient.headoffice.handlers.orders import not_your_customer
from smartclient.headoffice.handlers.reading import answer_of
from smartclient.headoffice.handlers.supersede import close_replaced, supersede_others
from smartclient.headoffice.handlers.taking_back import refused_or_case
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.change_log import changes_of
from smartclient.headoffice.sales.conflicts import (
    OfficeConflict,
    OfficeConflictState,
    conflict_id_for,
)
from smartclient.headoffice.sales.renumbering import refused
from smartclient.reconcile.conflict import Conflict, ConflictKind

_HAS_ORDERS = "{customer} has open orders and can't be deleted. Cancel them first, or wait."


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCreationRequest:
    """A customer to be created, and whom the answer is for; the fields are ``OrderRequest``'s."""

    sender: Login
    request_id: RequestId
    body: CreateCustomer
    lane: str
    given_number: str = ""
    conflict_id: ConflictId | None = None
    report: tuple[Change, ...] = ()
    by: Login | None = None
    note: str = ""


def create_customer(incoming: Incoming, body: CreateCustomer, work: WorkerTransaction) -> Answer:
    """Answer a request to create a customer; a possible duplicate is a conflict first."""
    close_replaced(incoming, work)
    changes = changes_of_created(incoming, body, work)
    if changes is not None:
        return with_created(update_customer(incoming, changes, work), changes, incoming, work)
    _check_number(incoming, body, work)
    request = CustomerCreationRequest(
        sender=incoming.sender,
        request_id=incoming.request_id,
        body=body,
        lane=incoming.lane,
        given_number=work.given_number(incoming.sender, incoming.request_id),
        report=incoming.cleaned,
    )
    similar = work.customers.similar(body.name, body.phone, body.email)
    problem = similar_customers_problem(body.name, similar, work.context.policies())
    if problem is None or problem.settled_by is ResolvedBy.HEAD_OFFICE:
        return create_customer_record(request, work)
    if problem.settled_by is ResolvedBy.REFUSE:
        return Answer(status=AnswerStatus.REJECTED, reasons=(problem,))
    return _conflict(request, problem, work)


def _check_number(incoming: Incoming, body: CreateCustomer, work: WorkerTransaction) -> None:
    """Raise RefusedError where another customer has the provisional number: orders would go there.

    A laptop that is a copy, and was not known to be one yet, assigned it a second time.
    """
    number, request = body.provisional_number, incoming.request
    replaces = request is not None and request.replaces is not None
    if replaces or not (says_device(number) or is_final(Numbered.CUSTOMERS, number)):
        return
    other = work.customers.created_as(number, incoming.sender)
    if other is not None:
        raise RefusedError(
            "The number {number} is also that of customer {other}. Enter this customer again.",
            number=number,
            other=other,
        )


def create_customer_record(request: CustomerCreationRequest, work: WorkerTransaction) -> Answer:
    """Create the customer, under the number that its device gave for good or head office's own."""
    body = request.body
    claimed, sender = body.provisional_number, request.sender
    is_claimed = work.claimed.may_give(sender, Numbered.CUSTOMERS, claimed)
    number = work.numbers.for_customer(request.given_number, claimed if is_claimed else "")
    report = (*request.report, *refused(Numbered.CUSTOMERS, claimed, number))
    request = replace(request, report=report)
    customer = Customer(
        number=number,
        name=body.name,
        rep=sender,
        territory=work.customers.territory_of(sender),
        contact=body.contact,
        phone=body.phone,
        email=body.email,
        notes=body.notes,
        addresses=() if body.address is None else (body.address,),
    )
    work.customers.add(customer)
    adjusted = was_cleaned(report) or (number != claimed and is_final(Numbered.CUSTOMERS, claimed))
    status = AnswerStatus.ADJUSTED if adjusted else AnswerStatus.CONFIRMED
    return _named(request, number, status, work)


def use_existing(
    request: CustomerCreationRequest, number: CustomerNumber, work: WorkerTransaction
) -> Answer:
    """Use a customer that exists instead of the one that was to be created."""
    change = Change(
        rule=RuleCode.POSSIBLE_DUPLICATE_CUSTOMER,
        field="customer",
        before=request.body.provisional_number,
        after=number,
        by=request.by or "",
    )
    answer = _named(request, number, AnswerStatus.ADJUSTED, work)
    return replace(answer, report=(*answer.report, change))


def update_customer(incoming: Incoming, body: UpdateCustomer, work: WorkerTransaction) -> Answer:
    """Answer a request to change fields of a customer."""
    number = body.number
    if work.context.customer(number) is None:
        number = work.customers.final_number(number, incoming.sender)
    close_replaced(incoming, work)
    changed = _after_earlier(replace(body, number=number), incoming, work)
    request = CustomerUpdateRequest(
        sender=incoming.sender,
        request_id=incoming.request_id,
        body=changed,
        lane=incoming.lane,
        made_at=believed_times(changed, incoming, work),
        report=incoming.cleaned,
    )
    return answer_update(request, work)


def _after_earlier(
    body: UpdateCustomer, incoming: Incoming, work: WorkerTransaction
) -> UpdateCustomer:
    """A change, based on an earlier version of it that was carried out.

    What only that version changed is undone, unless somebody else has changed it since.
    """
    for earlier, _ in carried_out_before(incoming, work):
        if isinstance(earlier, UpdateCustomer):
            became = {change.field: change.mine for change in earlier.changes}
            changed = {change.field for change in body.changes}
            changes = tuple(
                replace(change, base=became.get(change.field, change.base))
                for change in body.changes
            )
            only_earlier = [change for change in earlier.changes if change.field not in changed]
            return replace(
                body, changes=(*changes, *_taken_back(only_earlier, body.number, incoming, work))
            )
    return body


def _taken_back(
    changes: Sequence[FieldChange],
    number: CustomerNumber,
    incoming: Incoming,
    work: WorkerTransaction,
) -> Iterator[FieldChange]:
    """Yield what undoes the changes that are still the last ones of their fields."""
    customer = work.context.customer_after_merging(number)
    if not changes or customer is None:
        return
    log = changes_of(work.connection, "customer", customer.number)
    for change in changes:
        last = next((logged for logged in log if logged.field == change.field), None)
        if last is not None and (last.after, last.by) == (change.mine, incoming.sender):
            yield FieldChange(field=change.field, base=last.after, mine=last.before)


def delete_customer(incoming: Incoming, body: DeleteCustomer, work: WorkerTransaction) -> Answer:
    """Answer a request to delete a customer: not while there are open orders.

    Deleting one that is already deleted has no effect, whoever deleted it.
    """
    number = body.number
    if work.context.customer(number) is None:
        number = work.customers.final_number(number, incoming.sender)
    customer = work.context.customer(number)
    if customer is None:
        close_replaced(incoming, work)
        return Answer(status=AnswerStatus.CONFIRMED, customer_deleted=True)
    if incoming.sender not in customer.reps:
        return Answer(status=AnswerStatus.REJECTED, reasons=(not_your_customer(number),))
    held = work.context.held_by_another(customer, incoming.sender)
    if held is None:
        close_replaced(incoming, work)
        answer = remove_without_orders(customer, work)
        problem = cant_be_taken_back(NotTakenBack.OPEN_ORDERS, customer.name)
    else:
        error = held_error(customer, held)
        answer = answer_of(AnswerStatus.REJECTED, error)
        problem = cant_be_taken_back(NotTakenBack.CHECKED_OUT, customer.name, held)
    if not answer.status.succeeded:
        subject = Subject(type=SubjectType.CUSTOMER, id=body.number, label=customer.name)
        return refused_or_case(answer, problem, subject, incoming=incoming, body=body, work=work)
    supersede_others(number, answer, incoming.sender, incoming, work)
    return answer


def remove_without_orders(customer: Customer, work: WorkerTransaction) -> Answer:
    """Delete a customer, and return the answer: a refusal while there are open orders."""
    number = customer.number
    if work.orders.any_open(number) or work.conflicts.any_order_of(number):
        return Answer(
            status=AnswerStatus.REJECTED,
            customer=customer,
            why=_HAS_ORDERS,
            arguments={"customer": customer.name},
        )
    work.customers.remove(number)
    work.context.forget_customer(number)
    return Answer(status=AnswerStatus.CONFIRMED, customer=customer, customer_deleted=True)


def _named(
    request: CustomerCreationRequest,
    number: CustomerNumber,
    status: AnswerStatus,
    work: WorkerTransaction,
) -> Answer:
    provisional = request.body.provisional_number
    work.customers.name_provisional(provisional, number, request.sender)
    work.context.forget_customer(number)
    return Answer(
        status=status,
        customer=work.context.customer(number),
        customer_number_was=provisional,
        report=request.report,
        by=request.by or "",
        note=request.note,
    )


def _conflict(
    request: CustomerCreationRequest, problem: Problem, work: WorkerTransaction
) -> Answer:
    for_rep = problem.settled_by is ResolvedBy.REP
    conflict = Conflict(
        id=request.conflict_id or conflict_id_for(request.sender, request.request_id),
        kind=ConflictKind.RULE,
        subject=Subject(
            type=SubjectType.CUSTOMER,
            id=request.body.provisional_number,
            label=request.body.name,
        ),
        request_id=request.request_id,
        raised_at=work.now,
        problems=(problem,),
    )
    raised = OfficeConflict(
        conflict=conflict,
        sender=request.sender,
        newest_request_id=request.request_id,
        lane=request.lane,
        state=OfficeConflictState.OPEN if for_rep else OfficeConflictState.WITH_ADMIN,
        body=request.body,
        report=request.report,
    )
    work.conflicts.save(raised)
    if not for_rep:
        open_case(raised, work, note="")
    status = AnswerStatus.IN_CONFLICT if for_rep else AnswerStatus.AWAITING_DECISION
    return Answer(status=status, conflict=conflict)
