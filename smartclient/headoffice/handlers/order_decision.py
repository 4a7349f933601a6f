"""Ordering: the one way from a request about an order to head office's answer.

A new order, an amendment, a rep's resolution and an admin's decision all end here: the order is
evaluated by today's data, and is then accepted, refused, or becomes a conflict.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, PlaceOrder
from smartclient.domain.ids import ConflictId, Login, RequestId
from smartclient.domain.limits import MOST_LINES, check_total
from smartclient.domain.rules.context import BelievedDays, RuleContext
from smartclient.domain.rules.evaluation import Evaluation, evaluate
from smartclient.domain.rules.problems import Change, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.order_diff import LEAVES_ORDER_AS_IS, was_cleaned
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState, PlacedOrder
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.headoffice.handlers.amendment_merge import (
    collisions,
    merge_report,
    merge_with_held,
)
from smartclient.headoffice.handlers.escalation import open_case
from smartclient.headoffice.handlers.order_number import number_of
from smartclient.headoffice.handlers.supersede import CANCELLED_BEFORE
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.conflicts import (
    OfficeConflict,
    OfficeConflictState,
    conflict_id_for,
)
from smartclient.headoffice.sales.orders import OfficeOrder, taken_by_sku
from smartclient.headoffice.sales.renumbering import renumbered
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.reconcile.order_merge import OrderMerge

NOTHING_LEFT = "Nothing would be left of this order. Cancel it instead."
TOO_LONG_TOGETHER = (
    "Lines were added to this order meanwhile. With yours it would have more than {most} lines. "
    "Enter the rest as another order."
)
DISPATCHED = "This order is on its way already and can't be changed. Enter a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRequest:
    """A request about an order, and whom the answer is for.

    ``body`` holds the order as it is to be evaluated. ``sender`` is the rep whose order it is and
    ``request_id`` the rep's request that gets the answer; ``received_at`` is when head office got
    its first body. ``days`` are those that are believed, None where they were checked before.
    ``conflict_id`` is that of the conflict which is being decided, None for a request that raises
    its own. ``report`` is what a person changed in resolving a conflict; ``by`` and ``note`` are a
    deciding admin's. ``for_admin``: every problem is for an admin, because its case is open.
    ``merged`` is what somebody else had changed in the order and stays, and the days that head
    office does not believe.
    """

    sender: Login
    request_id: RequestId
    body: PlaceOrder | AmendOrder
    lane: str
    received_at: datetime
    given_number: str = ""
    days: BelievedDays | None = None
    conflict_id: ConflictId | None = None
    report: tuple[Change, ...] = ()
    by: Login | None = None
    note: str = ""
    for_admin: bool = False
    merged: tuple[Change, ...] = ()

    @property
    def order(self) -> Order:
        """The order to be evaluated."""
        return self.body.order


def answer_order(
    request: OrderRequest, stored: OfficeOrder | None, work: WorkerTransaction
) -> Answer:
    """Evaluate an order by current data, carry out the outcome and return the answer."""
    refusal = _reject_if_final(stored)
    if refusal is not None:
        return _with_decider(refusal, request)
    if stored is not None:
        body, merge = merge_with_held(request.body, stored.placed.order)
        request = replace(request, body=body)
        if len(merge.order.lines) > max(MOST_LINES, len(stored.placed.order.lines)):
            return _with_decider(_too_many_lines(stored), request)
        if merge.conflicts:
            # the request stays as it was, to be merged again with the answers
            kept = replace(request, body=replace(body, order=merge.mine))
            fields = collisions(merge, stored, work)
            conflict = _data_conflict(kept, merge, fields, stored, work)
            return _with_decider(_store_conflict(kept, conflict, stored, work), request)
        if not merge.order.lines:
            return _with_decider(_no_lines_left(stored), request)
        merged = merge_report(merge, body)
        request = replace(request, body=replace(body, base=stored.placed.order), merged=merged)
    context = context_for(request, stored, work)
    evaluation = evaluate(request.order, context)
    check_total(evaluation.order)
    refusing = tuple(p for p in evaluation.problems if p.settled_by is ResolvedBy.REFUSE)
    if refusing:
        answer = Answer(status=AnswerStatus.REJECTED, reasons=refusing, order=_placed(stored))
    elif evaluation.problems:
        answer = _conflict(_as_dated(request, evaluation), evaluation.problems, stored, work)
    else:
        answer = _accept(request, evaluation, context, stored, work)
    return _with_decider(answer, request)


def _is_of_dating(change: Change) -> bool:
    return change.rule == RuleCode.ORDER_DATE_NOT_BELIEVED and not change.by


def _as_dated(request: OrderRequest, evaluation: Evaluation) -> OrderRequest:
    """The request with the days head office goes by: they are not checked again."""
    changes = tuple(change for change in evaluation.report if _is_of_dating(change))
    if not changes:
        return request
    order = request.order
    days = {line.line: line.ordered_on for line in evaluation.order.lines}
    lines = tuple(
        replace(line, ordered_on=days.get(line.line, line.ordered_on)) for line in order.lines
    )
    order = replace(order, order_date=evaluation.order.order_date, lines=lines)
    body = replace(request.body, order=order)
    return replace(request, body=body, merged=(*request.merged, *changes))


def _no_lines_left(stored: OfficeOrder) -> Answer:
    """Refuse an order of which both sides together leave nothing."""
    return Answer(status=AnswerStatus.REJECTED, why=NOTHING_LEFT, order=stored.placed)


def _too_many_lines(stored: OfficeOrder) -> Answer:
    """Refuse an order that both sides together make longer than it may be."""
    return Answer(
        status=AnswerStatus.REJECTED,
        why=TOO_LONG_TOGETHER,
        arguments={"most": f"{MOST_LINES:,}"},
        order=stored.placed,
    )


def context_for(
    request: OrderRequest, stored: OfficeOrder | None, work: WorkerTransaction
) -> RuleContext:
    """The context in which an order is evaluated.

    One that comes again after head office was restored from a backup was quoted from data that
    were fresh enough then.
    """
    as_of = request.body.reference_as_of
    if (
        as_of is not None
        and request.given_number
        and work.numbers.was_lost_in_restore(request.given_number)
    ):
        as_of = None
    return work.context.for_order(
        request.order,
        sender=request.sender,
        stored=stored,
        reference_as_of=as_of,
        refreshed=request.body.refreshed_from is not None,
        received_at=request.received_at,
        received_on=work.day_of(request.received_at),
        days=request.days,
    )


def cancel_stored(stored: OfficeOrder, work: WorkerTransaction) -> PlacedOrder:
    """Cancel an order: its goods go back to the stock, its credit is free again."""
    placed = replace(
        stored.placed,
        state=OrderState.CANCELLED,
        fulfilment=None,
        fulfilled_on=None,
        reserved=(),
    )
    work.orders.change(stored, placed, {})
    work.context.note_changed(stored, stored.customer, set())
    return placed


def cancelled_order(order: Order) -> PlacedOrder:
    """An order that was withdrawn before it ever had a number."""
    return PlacedOrder(order=order, number="", state=OrderState.CANCELLED)


def _reject_if_final(stored: OfficeOrder | None) -> Answer | None:
    if stored is None:
        return None
    if stored.placed.state is OrderState.CANCELLED:
        why = CANCELLED_BEFORE
    elif stored.is_dispatched:
        why = DISPATCHED
    else:
        return None
    return Answer(status=AnswerStatus.REJECTED, why=why, order=stored.placed)


def _conflict(
    request: OrderRequest,
    problems: tuple[Problem, ...],
    stored: OfficeOrder | None,
    work: WorkerTransaction,
) -> Answer:
    """Store a conflict of the rules: the rep answers first, and an admin what is left then."""
    conflict = replace(
        _raised(request, ConflictKind.RULE, stored, work),
        problems=problems,
    )
    return _store_conflict(request, conflict, stored, work)


def _data_conflict(
    request: OrderRequest,
    merge: OrderMerge,
    fields: tuple[FieldConflict, ...],
    stored: OfficeOrder,
    work: WorkerTransaction,
) -> Conflict:
    conflict = _raised(request, ConflictKind.DATA, stored, work)
    return replace(conflict, fields=fields, merged=merge.taken)


def _raised(
    request: OrderRequest, kind: ConflictKind, stored: OfficeOrder | None, work: WorkerTransaction
) -> Conflict:
    order = request.order
    return Conflict(
        id=request.conflict_id or conflict_id_for(request.sender, request.request_id),
        kind=kind,
        subject=Subject(
            type=SubjectType.ORDER,
            id=order.id,
            label=order.provisional_number if stored is None else stored.placed.number,
        ),
        request_id=request.request_id,
        raised_at=work.now,
        note=request.note,
        note_by=request.by or "",
    )


def _store_conflict(
    request: OrderRequest, conflict: Conflict, stored: OfficeOrder | None, work: WorkerTransaction
) -> Answer:
    """Store a conflict with its request, for whoever has to resolve it."""
    for_rep = not request.for_admin and (
        bool(conflict.fields)
        or any(problem.settled_by is ResolvedBy.REP for problem in conflict.problems)
    )
    kept = OfficeConflict(
        conflict=conflict,
        sender=request.sender,
        newest_request_id=request.request_id,
        lane=request.lane,
        state=OfficeConflictState.OPEN if for_rep else OfficeConflictState.WITH_ADMIN,
        body=request.body,
        report=(*request.report, *request.merged),
    )
    work.conflicts.save(kept)
    if not for_rep:
        open_case(kept, work, note="")
    status = AnswerStatus.IN_CONFLICT if for_rep else AnswerStatus.AWAITING_DECISION
    return Answer(status=status, conflict=conflict, order=_placed(stored))


def _accept(
    request: OrderRequest,
    evaluation: Evaluation,
    context: RuleContext,
    stored: OfficeOrder | None,
    work: WorkerTransaction,
) -> Answer:
    order = evaluation.order
    from_stock = _allocated(order, context)
    reserved = taken_by_sku(order, from_stock)
    number, named = number_of(order, request.sender, request.given_number, stored, work)
    named = (*named, *renumbered(request.given_number, number))
    by_head_office = (
        *named,
        *request.merged,
        *evaluation.report,
        *(change for change in request.report if request.by is not None or _is_of_dating(change)),
    )
    adjusted = was_cleaned(request.report) or any(
        change.field not in LEAVES_ORDER_AS_IS for change in by_head_office
    )
    waits = any(
        line.sku in context.stock and from_stock.get(line.line, 0) < line.quantity
        for line in order.lines
    )
    placed = PlacedOrder(
        order=order,
        number=number,
        state=OrderState.CONFIRMED,
        adjusted=adjusted,
        fulfilment=Fulfilment.BACK_ORDERED if waits else None,
        fulfilled_on=work.today if waits else None,
        reserved=tuple(sorted(reserved.items())),
    )
    if stored is None:
        work.orders.add(placed, request.sender, from_stock)
        work.context.note_placed(placed, reserved)
    else:
        work.orders.change(stored, placed, from_stock)
        work.context.note_changed(stored, order.customer, {line.sku for line in order.lines})
    return Answer(
        status=AnswerStatus.ADJUSTED if adjusted else AnswerStatus.CONFIRMED,
        order=placed,
        report=(*request.report, *request.merged, *evaluation.report, *named),
    )


def _allocated(order: Order, context: RuleContext) -> dict[int, int]:
    """How many pieces each line takes from the stock; lines of one product share it."""
    left: dict[str, int] = {}
    taken: dict[int, int] = {}
    for line in order.lines:
        stock = context.stock.get(line.sku)
        if stock is None:
            continue
        free = left.get(line.sku, max(stock.on_hand, 0))
        count = min(free, line.quantity)
        left[line.sku] = free - count
        if count:
            taken[line.line] = count
    return taken


def _placed(stored: OfficeOrder | None) -> PlacedOrder | None:
    return None if stored is None else stored.placed


def _with_decider(answer: Answer, request: OrderRequest) -> Answer:
    return answer if request.by is None else replace(answer, by=request.by, note=request.note)
