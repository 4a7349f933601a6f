"""What an amendment is made from, in every state of the order and its tasks."""

from dataclasses import replace

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, Request
from smartclient.domain.ids import ConflictId
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import Subject, SubjectType, TaskStatus
from smartclient.read_models.records import OrderRecord
from smartclient.reconcile.conflict import (
    Conflict,
    ConflictKind,
    FieldAnswer,
    FieldConflict,
    Resolution,
)
from tests.use_cases.rep_world import (
    BIKE,
    HELMET,
    REFUSED,
    Rep,
    asked,
    order_in,
    placed,
    with_quantity,
)

FIELD = f"line 1 {BIKE} quantity"


def began(request: Request) -> Order | None:
    body = asked(request)
    assert isinstance(body, AmendOrder)
    return body.full_base


def confirmed(rep: Rep) -> OrderRecord:
    record = rep.place((BIKE, 2), (HELMET, 1))
    (request,) = rep.send()
    rep.confirm(request)
    return rep.shown(record)


def collide(rep: Rep, request: Request, record: OrderRecord, theirs: int) -> Conflict:
    """Answer an amendment: somebody else changed the quantity of its first line, too."""
    conflict = Conflict(
        id=ConflictId("conflict-1"),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.ORDER, id=record.order.id, label="SO-1"),
        request_id=request.id,
        raised_at=rep.clock.now(),
        fields=(FieldConflict(field=FIELD, base="2", mine="5", theirs=str(theirs)),),
    )
    held = replace(placed(request), order=with_quantity(record.order, theirs))
    rep.answer(request, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict, order=held))
    return conflict


def test_the_base_of_an_amendment_is_head_offices_last_version(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (request,) = rep.send()
    assert began(request) == record.order
    body = asked(request)
    assert isinstance(body, AmendOrder)
    assert body.base is not None
    assert ([line.line for line in body.base.lines], body.unchanged) == ([1], (2,))


def test_an_amendment_of_an_unsent_amendment_has_the_same_base(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 6))
    (request,) = rep.send()
    assert began(request) == record.order
    assert order_in(request).lines[0].quantity == 6


def test_the_base_of_an_amendment_of_what_is_not_answered_yet_is_what_was_sent(rep: Rep) -> None:
    record = rep.place((BIKE, 2))
    (first,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    rep.confirm(first)
    (second,) = rep.send()
    assert began(second) == order_in(first)
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 7))
    rep.confirm(second)
    (third,) = rep.send()
    assert began(third) == order_in(second)


def test_the_base_of_an_amendment_is_what_the_rep_looked_at(rep: Rep) -> None:
    record = confirmed(rep)
    looked_at = with_quantity(record.order, 1)
    rep.use_cases.orders.amend(with_quantity(looked_at, 5), edit_base=looked_at)
    (request,) = rep.send()
    assert began(request) == looked_at


def test_the_base_of_an_amendment_that_waited_for_a_refused_one_is_the_order_as_it_is(
    rep: Rep,
) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (first,) = rep.send()
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 6))
    rep.answer(first, REFUSED)
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 7))
    (request,) = rep.send()
    assert began(request) == record.order


def test_an_amendment_instead_of_resolving_a_collision_has_the_same_base(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (request,) = rep.send()
    collide(rep, request, record, theirs=3)
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 8))
    (again,) = rep.send()
    assert again.replaces == request.id
    assert began(again) == record.order


def test_a_collision_shows_my_order_and_is_resolved_with_the_value_chosen(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (request,) = rep.send()
    conflict = collide(rep, request, record, theirs=3)
    shown = rep.use_cases.conflicts.order(conflict.id)
    assert shown is not None
    assert shown.lines[0].quantity == 5
    assert rep.use_cases.conflicts.open() == (conflict,)
    answer = FieldAnswer(field=FIELD, value="4", seen="3")
    rep.use_cases.conflicts.resolve(conflict.id, Resolution(fields=(answer,)))
    resolved = rep.shown(record)
    assert (resolved.task, resolved.order.lines[0].quantity) == (TaskStatus.QUEUED, 4)


def test_an_order_cancelled_on_another_laptop_is_shown_cancelled(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (request,) = rep.send()
    held = replace(placed(request), order=record.order, state=OrderState.CANCELLED)
    rep.answer(
        request,
        Answer(status=AnswerStatus.REJECTED, why="This order was cancelled.", order=held),
    )
    shown = rep.shown(record)
    assert (shown.state, shown.task) == (OrderState.CANCELLED, TaskStatus.REJECTED)
    assert shown.order.lines[0].quantity == 2


def test_what_was_typed_before_a_sync_is_saved_on_what_it_began_with(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.edits.autosave(with_quantity(record.order, 5), edit_base=record.order)
    rep.restart()
    typed = rep.use_cases.edits.get(record.order.id)
    assert typed is not None
    assert typed.edit_base == record.order
    rep.use_cases.orders.amend(typed.order, edit_base=typed.edit_base)
    (request,) = rep.send()
    assert began(request) == record.order


def test_a_refused_change_is_kept_to_be_corrected(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    wanted = rep.shown(record).order
    (request,) = rep.send()
    rep.answer(request, replace(REFUSED, order=replace(placed(request), order=record.order)))
    shown = rep.shown(record)
    assert (shown.state, shown.order) == (OrderState.CONFIRMED, record.order)
    typed = rep.use_cases.edits.get(record.order.id)
    assert typed is not None
    assert (typed.order, typed.edit_base) == (wanted, record.order)


def test_a_later_change_is_not_lost_to_a_refused_one(rep: Rep) -> None:
    record = confirmed(rep)
    rep.use_cases.orders.amend(with_quantity(record.order, 5))
    (request,) = rep.send()
    later = with_quantity(record.order, 6)
    rep.use_cases.edits.autosave(later, edit_base=record.order)
    rep.answer(request, REFUSED)
    typed = rep.use_cases.edits.get(record.order.id)
    assert typed is not None
    assert typed.order == later
