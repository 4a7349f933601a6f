"""Replies about customers: final numbers, merged fields, and refusals."""

from dataclasses import replace

from smartclient.contract.encoding import decode_body, rewritten
from smartclient.contract.mail import SendMail
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    Body,
    DeleteCustomer,
    PlaceOrder,
    Reply,
    UpdateCustomer,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.customers import Customer
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.store.work.stored_request import StoredRequest
from smartclient.use_cases.queries.overlays import show_customer


def apply_customer_reply(work: UnitOfWork, task: Task, reply: Reply) -> None:
    """Apply the reply to the current request of ``task`` to its customer."""
    answer = reply.answer
    number = CustomerNumber(task.subject.id)
    if answer.status.succeeded:
        number = _after_effect(work, task, answer, number, reply.row_version)
    show_customer(work, number)


def _after_effect(
    work: UnitOfWork, task: Task, answer: Answer, number: CustomerNumber, row_version: int
) -> CustomerNumber:
    if task.kind is TaskKind.DELETE_CUSTOMER or answer.customer_deleted:
        work.customers.drop_edit(number)
        work.customers.remove(number)
        return number
    customer = answer.customer
    if customer is None:
        return number
    if task.kind is TaskKind.CREATE_CUSTOMER and number != customer.number:
        rename_customer(work, number, customer)
        number = customer.number
    if number == customer.number:
        work.customers.put_confirmed(customer, row_version=row_version)
    return number


def rename_customer(work: UnitOfWork, old: CustomerNumber, customer: Customer) -> None:
    """Replace a customer's provisional number by the final one, except in what was sent."""
    work.customers.rename(old, customer.number)
    for stored in work.outbox.never_handed_over(old):
        _rewrite(work, stored, customer.number)
    subject = Subject(type=SubjectType.CUSTOMER, id=customer.number, label=customer.name)
    work.tasks.rename_subject(SubjectType.CUSTOMER, old, subject)


def _rewrite(work: UnitOfWork, stored: StoredRequest, number: CustomerNumber) -> None:
    request = stored.request
    body = _for_customer(decode_body(request), number)
    work.outbox.rewrite(rewritten(request, body, lane=number))


def _for_customer(body: Body, number: CustomerNumber) -> Body:
    match body:
        case PlaceOrder() | AmendOrder():
            return replace(body, order=replace(body.order, customer=number))
        case UpdateCustomer() | DeleteCustomer():
            return replace(body, number=number)
        case SendMail():
            return replace(body, customer=number)
        case _:
            return body
