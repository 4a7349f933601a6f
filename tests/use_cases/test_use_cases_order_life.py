"""The life of an order: every step recorded, what a refusal leaves, and what can be done."""

from dataclasses import replace
from typing import Any

import pytest

from smartclient.contract.messages import Answer, AnswerStatus, ResolveConflict
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import OrderId
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.tasks import TRANSITIONS, SubjectType, TaskStatus
from smartclient.read_models.records import OrderRecord
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.use_cases.rep_world import NEW_BIKE, REFUSED, Rep, asked, placed, with_quantity

TAKE = Resolution(
    problems=(
        ProblemAnswer(
            code=RuleCode.DISCONTINUED, line=1, action=Action(ActionKind.TAKE_REPLACEMENT)
        ),
    )
)


def test_every_step_is_recorded_and_legal(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    conflict = rep.collide(first)
    rep.use_cases.conflicts.resolve(conflict.id, TAKE)
    (second,) = rep.send()
    assert isinstance(asked(second), ResolveConflict)
    corrected = record.order.with_line(replace(record.order.lines[0], sku=NEW_BIKE))
    confirmed = replace(placed(first), order=corrected)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=confirmed, by="boss"))
    assert rep.statuses(record) == [
        "queued",
        "sending",
        "received",
        "in_conflict",
        "queued",
        "sending",
        "received",
        "confirmed",
    ]
    assert rep.use_cases.orders.history(record.order.id).events[-1].by == "boss"
    with rep.store.view() as view:
        steps = view.tasks.steps(SubjectType.ORDER, record.order.id)
    for step in steps:
        moved = step.transition
        assert moved.before is None or moved.after in TRANSITIONS[moved.before]


def test_a_missing_order_has_no_history(rep: Rep) -> None:
    with pytest.raises(NotFoundError):
        rep.use_cases.orders.history(OrderId("nothing"))


def test_refused_reasons_are_in_the_history(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    last = rep.use_cases.orders.history(record.order.id).events[-1]
    assert [reason.code for reason in last.reasons] == [RuleCode.CUSTOMER_CLOSED]


def drafts(rep: Rep) -> list[OrderRecord]:
    return [
        rep.use_cases.orders.get(item.id)
        for item in rep.use_cases.orders.search(state=OrderState.DRAFT)
    ]


def test_a_refused_order_leaves_a_draft_copy(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.answer(first, REFUSED)
    assert rep.shown(record).state is OrderState.REFUSED
    assert rep.shown(record).task is TaskStatus.REJECTED
    (copy,) = drafts(rep)
    assert copy.order.id != record.order.id
    assert copy.order.lines == record.order.lines
    rep.use_cases.orders.place(copy.order)
    assert len(rep.send()) == 1


def test_the_draft_copy_holds_the_edit_made_meanwhile(rep: Rep) -> None:
    record = rep.place()
    (first,) = rep.take()
    rep.use_cases.orders.amend(with_quantity(record.order, 8))
    rep.answer(first, REFUSED)
    (copy,) = drafts(rep)
    assert copy.order.lines[0].quantity == 8
    assert rep.send() == ()
    assert rep.use_cases.outbox.entries() == ()


# what can be done -------------------------------------------------------------------------------


def possible(rep: Rep, record: OrderRecord) -> str:
    """Return the first letters of what can be done with an order now."""
    choices = rep.use_cases.orders.allowed_actions(record.order.id)
    return "".join(
        name[0] for name in ("amend", "cancel", "undo", "retry") if getattr(choices, name).possible
    )


def test_what_can_be_done_follows_the_task(rep: Rep) -> None:
    assert possible(rep, rep.use_cases.orders.save_draft(rep.order())) == "ac"
    record = rep.place()
    assert possible(rep, record) == "acu"
    (first,) = rep.take()
    assert possible(rep, record) == "acu"
    rep.acknowledge(first)
    assert possible(rep, record) == "acu"
    retry = rep.use_cases.orders.allowed_actions(record.order.id).retry
    assert retry.blocking == record.task_id
    assert retry.arguments == {"label": "LI-KXQR-0002"}
    rep.confirm(first)
    assert possible(rep, record) == "ac"
    assert rep.use_cases.orders.allowed_actions(record.order.id).percent_complete == 100
    rep.use_cases.orders.cancel(record.order.id)
    assert possible(rep, record) == "u"
    (second,) = rep.send()
    gone = placed(first, state=OrderState.CANCELLED)
    rep.answer(second, Answer(status=AnswerStatus.CONFIRMED, order=gone))
    assert possible(rep, record) == ""


@pytest.mark.parametrize(
    "over", [{"state": OrderState.CANCELLED}, {"fulfilment": Fulfilment.SHIPPED}]
)
def test_what_head_office_said_meanwhile_counts_though_a_change_is_on_its_way(
    rep: Rep, over: dict[str, Any]
) -> None:
    record = rep.place()
    (first,) = rep.send()
    rep.confirm(first)
    rep.use_cases.orders.amend(with_quantity(rep.shown(record).order, 5))
    assert possible(rep, record) == "acu"
    with rep.store.work() as work:
        stored = work.orders.get(record.order.id)
        assert stored is not None
        held = replace(placed(first), **over)
        work.orders.save(replace(stored, placed=held, fulfilment=held.fulfilment))
        work.commit()
    assert possible(rep, record) == "u"
