"""Orders: place, amend and cancel."""

from dataclasses import replace

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    customer_of_lane,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.limits import check_quantities
from smartclient.domain.rules.check_outs import held_error
from smartclient.domain.rules.problems import Change, Problem, ResolvedBy, RuleCode
from smartclient.domain.rules.taking_back import NotTakenBack, cant_be_taken_back
from smartclient.domain.sales.order_diff import REFERENCE_FIELD
from smartclient.domain.sales.orders import Order, OrderState, PlacedOrder
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.domain.text.canonical import same_name
from smartclient.headoffice.handlers.earlier_requests import carried_out_before
from smartclient.headoffice.handlers.order_date import believed_days, with_days
from smartclient.headoffice.handlers.order_decision import (
    DISPATCHED,
    OrderRequest,
    answer_order,
    cancel_stored,
    cancelled_order,
)
from smartclient.headoffice.handlers.supersede import (
    close_replaced,
    close_stopped_about,
    redirect_later_versions,
    supersede_others,
)
from smartclient.headoffice.handlers.taking_back import refused_or_case
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.orders import OfficeOrder


def place_or_amend_order(
    incoming: Incoming, body: PlaceOrder | AmendOrder, work: WorkerTransaction
) -> Answer:
    """Answer a request to place an order, or to amend one.

    Both do what is left to do: an amendment of an order that was never placed places it, and an
    order that exists already is not placed twice.
    """
    order = _with_final_number(body.order, incoming, work)
    stored = work.orders.get(order.id)
    if stored is not None and not owns(stored, incoming, work):
        return Answer(status=AnswerStatus.REJECTED, reasons=(not_your_customer(order.customer),))
    refusal = _too_many_pieces(order, stored)
    if refusal is not None:
        return refusal
    close_replaced(incoming, work)
    given_number = work.given_number(incoming.sender, incoming.request_id)
    if stored is not None:
        linked = _with_base(body, incoming, work)
        if isinstance(body, PlaceOrder) and _already_placed(stored, order, linked, given_number):
            status = AnswerStatus.ADJUSTED if stored.placed.adjusted else AnswerStatus.CONFIRMED
            return Answer(status=status, order=stored.placed)
        body = linked
        order = _keep_admin_acceptances(order, stored)
    request = OrderRequest(
        sender=incoming.sender,
        request_id=incoming.request_id,
        body=with_days(replace(body, order=order), stored, incoming, work),
        lane=incoming.lane,
        received_at=incoming.received_at,
        given_number=given_number,
        report=(*incoming.cleaned, *_refreshed(body)),
        days=believed_days(order, incoming, given_number, work),
    )
    answer = answer_order(request, stored, work)
    redirect_later_versions(answer, incoming, work)
    supersede_others(order.id, answer, incoming.sender, incoming, work)
    return answer


def cancel_order(incoming: Incoming, body: CancelOrder, work: WorkerTransaction) -> Answer:
    """Answer a request to cancel an order; one that was never placed needs no cancelling."""
    stored = work.orders.get(body.order_id)
    if stored is not None and not owns(stored, incoming, work):
        return Answer(
            status=AnswerStatus.REJECTED,
            reasons=(not_your_customer(customer_of_lane(incoming.lane)),),
        )
    if stored is None:
        answer = Answer(status=AnswerStatus.CONFIRMED, order=_never_placed(incoming, body, work))
        close_stopped_about(body.order_id, incoming.sender, answer.order, work)
    elif stored.placed.state is OrderState.CANCELLED:
        answer = Answer(status=AnswerStatus.CONFIRMED, order=stored.placed)
    elif (refusal := _not_cancelled(stored, incoming, body, work)) is not None:
        return refusal
    else:
        answer = Answer(status=AnswerStatus.CONFIRMED, order=cancel_stored(stored, work))
    close_replaced(incoming, work)
    supersede_others(body.order_id, answer, incoming.sender, incoming, work)
    return answer


def _not_cancelled(
    stored: OfficeOrder, incoming: Incoming, body: CancelOrder, work: WorkerTransaction
) -> Answer | None:
    """The answer about an order that can't be cancelled, None where it can be."""
    label = stored.placed.number
    held = work.context.held_by_another(work.context.customer(stored.customer), incoming.sender)
    if stored.is_dispatched:
        refusal = Answer(status=AnswerStatus.REJECTED, why=DISPATCHED, order=stored.placed)
        problem = cant_be_taken_back(NotTakenBack.ON_ITS_WAY, label)
    elif (refused := _held_order(stored, incoming, work)) is not None:
        refusal = refused
        problem = cant_be_taken_back(NotTakenBack.CHECKED_OUT, label, held)
    else:
        return None
    subject = Subject(type=SubjectType.ORDER, id=body.order_id, label=label)
    return refused_or_case(refusal, problem, subject, incoming=incoming, body=body, work=work)


def _held_order(stored: OfficeOrder, incoming: Incoming, work: WorkerTransaction) -> Answer | None:
    """The refusal to cancel an order of a customer that another has checked out, where it is so.

    The order stands, and its rep may cancel it later.
    """
    customer = work.context.customer(stored.customer)
    held = work.context.held_by_another(customer, incoming.sender)
    policies = work.context.policies()
    allowed = policies.for_rule(RuleCode.CUSTOMER_CHECKED_OUT) is ResolvedBy.HEAD_OFFICE
    if customer is None or held is None or allowed:
        return None
    error = held_error(customer, held)
    return Answer(
        status=AnswerStatus.REJECTED,
        why=error.template,
        arguments=error.arguments,
        order=stored.placed,
    )


def _too_many_pieces(order: Order, stored: OfficeOrder | None) -> Answer | None:
    """The refusal of quantities that can't be ordered, None where every one can."""
    try:
        check_quantities(order, None if stored is None else stored.placed.order)
    except RefusedError as error:
        return Answer(status=AnswerStatus.REJECTED, why=error.template, arguments=error.arguments)
    return None


def _never_placed(
    incoming: Incoming, body: CancelOrder, work: WorkerTransaction
) -> PlacedOrder | None:
    """An order that was still in conflict, as cancelled; None when nothing is known."""
    for stored in work.conflicts.open_about(body.order_id):
        if stored.sender == incoming.sender and isinstance(stored.body, PlaceOrder | AmendOrder):
            return cancelled_order(stored.body.order)
    return None


def owns(stored: OfficeOrder, incoming: Incoming, work: WorkerTransaction) -> bool:
    """Whether the sender is a rep of the customer whose order it is."""
    customer = work.context.customer(stored.customer)
    return customer is not None and incoming.sender in customer.reps


def is_as_asked(
    stored: OfficeOrder, body: AmendOrder, incoming: Incoming, work: WorkerTransaction
) -> bool:
    """Whether an order stands as an amendment asked for it."""
    held, order = stored.placed.order, _with_final_number(body.order, incoming, work)
    return _same(held, order) and _same_terms(held, order)


def not_your_customer(number: CustomerNumber) -> Problem:
    """The reason for refusing work on a customer that is not the sender's."""
    return Problem(
        code=RuleCode.NOT_IN_PARTITION,
        before=number,
        arguments={"customer": "", "accepts": ""},
        settled_by=ResolvedBy.REFUSE,
    )


def _with_final_number(order: Order, incoming: Incoming, work: WorkerTransaction) -> Order:
    if work.context.customer(order.customer) is not None:
        return order
    number = work.customers.final_number(order.customer, incoming.sender)
    return order if number == order.customer else replace(order, customer=number)


def _refreshed(body: PlaceOrder | AmendOrder) -> tuple[Change, ...]:
    """The report of data that was refreshed because it had been too old."""
    if body.refreshed_from is None or body.reference_as_of is None:
        return ()
    return (
        Change(
            rule=RuleCode.REFERENCE_DATA_TOO_OLD,
            field=REFERENCE_FIELD,
            before=body.refreshed_from.isoformat(),
            after=body.reference_as_of.isoformat(),
        ),
    )


def _already_placed(
    stored: OfficeOrder, order: Order, linked: PlaceOrder | AmendOrder, given_number: str
) -> bool:
    """Whether an order was placed before, as requested or amended since.

    After a restore from a backup another laptop of the rep may have sent it again first. A version
    of an order that was carried out may differ from it in a line's terms alone.
    """
    if stored.placed.state is not OrderState.CONFIRMED:
        return False
    held = stored.placed.order
    if given_number != "" and given_number == stored.placed.number:
        return True
    return _same(held, order) and (isinstance(linked, PlaceOrder) or _same_terms(held, order))


def _same(held: Order, order: Order) -> bool:
    """Whether two versions of an order ask for the same goods in the same way."""
    return (
        held.customer == order.customer
        and (held.deliver_on, held.reference, held.note)
        == (order.deliver_on, order.reference, order.note)
        and same_name(held.ship_via, order.ship_via)
        and same_name(held.ship_to, order.ship_to)
        and [(line.line, line.sku, line.quantity) for line in held.lines]
        == [(line.line, line.sku, line.quantity) for line in order.lines]
    )


def _same_terms(held: Order, order: Order) -> bool:
    """Whether all lines are wanted with or without an offer, now or later, as before."""
    return [(line.without_offer, line.back_order) for line in held.lines] == [
        (line.without_offer, line.back_order) for line in order.lines
    ]


def _with_base(
    body: PlaceOrder | AmendOrder, incoming: Incoming, work: WorkerTransaction
) -> PlaceOrder | AmendOrder:
    """A request that names no base, with what it replaces as its base."""
    if isinstance(body, AmendOrder) and body.base is not None:
        return body
    for earlier, _ in carried_out_before(incoming, work):
        if isinstance(earlier, PlaceOrder | AmendOrder) and earlier.order.id == body.order.id:
            return AmendOrder(
                order=body.order,
                reference_as_of=body.reference_as_of,
                base=earlier.order,
                refreshed_from=body.refreshed_from,
            )
    return body


def _keep_admin_acceptances(order: Order, stored: OfficeOrder) -> Order:
    """Keep what an admin accepted for this order before: the message can't carry it."""
    kept = tuple(given for given in stored.placed.order.accepted if given.by_admin)
    return replace(order, accepted=(*order.accepted, *kept)) if kept else order
