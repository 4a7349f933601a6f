"""Laws of the desk, whatever happens in whatever order: legal steps, nothing lost or doubled."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import DataObject, booleans, data, integers, sampled_from

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CancelOrder,
    PlaceOrder,
    Request,
)
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import FINISHED, TRANSITIONS, SubjectType, TaskStatus
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.use_cases.rep_world import REFUSED, Rep, placed, rule_conflict, with_quantity


class StillClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 21, 9, tzinfo=UTC)

    def today(self) -> object:
        return self.now().date()


class UseCases(RuleBasedStateMachine):
    """A rep at work on orders, and a head office that answers anything to anything it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.rep = Rep(self.folder / "store.db", StillClock())  # type: ignore[arg-type]
        self.orders: list[OrderId] = []
        self.bodies: dict[str, str] = {}

    def teardown(self) -> None:
        self.rep.store.close()
        shutil.rmtree(self.folder)

    def attempt(self, call: Callable[[], object]) -> None:
        try:
            call()
        except RefusedError:
            return

    @rule()
    def place(self) -> None:
        self.orders.append(self.rep.place().order.id)

    @precondition(lambda self: self.orders)
    @rule(chosen=data(), quantity=integers(1, 9))
    def amend(self, chosen: DataObject, quantity: int) -> None:
        order = self.rep.use_cases.orders.get(chosen.draw(sampled_from(self.orders))).order
        self.attempt(lambda: self.rep.use_cases.orders.amend(with_quantity(order, quantity)))

    @precondition(lambda self: self.orders)
    @rule(chosen=data())
    def cancel(self, chosen: DataObject) -> None:
        order_id = chosen.draw(sampled_from(self.orders))
        self.attempt(lambda: self.rep.use_cases.orders.cancel(order_id))

    @rule(chosen=data(), undo=booleans())
    def change_the_outbox(self, chosen: DataObject, undo: bool) -> None:  # noqa: FBT001
        waiting = self.rep.use_cases.outbox.entries()
        if waiting:
            request_id = chosen.draw(sampled_from(waiting)).request_id
            call = self.rep.use_cases.outbox.undo if undo else self.rep.use_cases.outbox.retry
            self.attempt(lambda: call(request_id))

    @rule(
        chosen=data(),
        kind=sampled_from([ActionKind.TAKE_REPLACEMENT, ActionKind.DROP_LINE, ActionKind.CANCEL]),
    )
    def resolve(self, chosen: DataObject, kind: ActionKind) -> None:
        conflicts = self.rep.use_cases.conflicts.open()
        if conflicts:
            conflict = chosen.draw(sampled_from(conflicts))
            answer = ProblemAnswer(code=RuleCode.DISCONTINUED, line=1, action=Action(kind))
            self.attempt(
                lambda: self.rep.use_cases.conflicts.resolve(
                    conflict.id, Resolution(problems=(answer,))
                )
            )

    @rule()
    def escalate(self) -> None:
        for conflict in self.rep.use_cases.conflicts.open():
            self.attempt(partial(self.rep.use_cases.conflicts.escalate, conflict.id, ""))

    @rule(acknowledged=booleans())
    def send(self, acknowledged: bool) -> None:  # noqa: FBT001
        batch = self.rep.take()
        for request in batch:
            assert self.bodies.setdefault(request.id, request.body) == request.body
        if acknowledged:
            self.rep.acknowledge(*batch)

    @precondition(lambda self: self.rep.sent)
    @rule(chosen=data(), status=sampled_from(list(AnswerStatus)))
    def answer(self, chosen: DataObject, status: AnswerStatus) -> None:
        request = chosen.draw(sampled_from(self.rep.sent))
        self.rep.answer(request, some_answer(request, status))

    @rule()
    def crash(self) -> None:
        self.rep.restart()

    @invariant()
    def every_step_is_legal(self) -> None:
        with self.rep.store.view() as view:
            for order_id in self.orders:
                last: dict[str, TaskStatus] = {}
                for step in view.tasks.steps(SubjectType.ORDER, order_id):
                    task_id, moved = step.task.id, step.transition
                    assert moved.before == last.get(task_id)
                    assert moved.before is None or moved.after in TRANSITIONS[moved.before]
                    last[task_id] = moved.after
                for task in view.tasks.about(SubjectType.ORDER, order_id):
                    assert last[task.id] is task.status

    @invariant()
    def nothing_is_lost(self) -> None:
        for order_id in self.orders:
            record = self.rep.use_cases.orders.get(order_id)
            if record.state is OrderState.TENTATIVE:
                assert record.task is not None
                assert record.task not in FINISHED

    @invariant()
    def every_conflict_shown_can_be_answered(self) -> None:
        with self.rep.store.view() as view:
            for conflict in view.conflicts.open():
                stored = view.conflicts.get(conflict.id)
                assert stored is not None
                task = view.tasks.get(stored.task_id)
                assert task is not None
                assert task.status is TaskStatus.IN_CONFLICT

    @invariant()
    def every_unfinished_task_has_its_request(self) -> None:
        with self.rep.store.view() as view:
            for order_id in self.orders:
                for task in view.tasks.unfinished_about(SubjectType.ORDER, order_id):
                    carried_by = view.outbox.get(task.request_id)
                    assert carried_by is not None
                    assert carried_by.task_id == task.id


def some_answer(request: Request, status: AnswerStatus) -> Answer:
    """Return an answer that head office could give to a request."""
    body = decode_body(request)
    has_order = isinstance(body, PlaceOrder | AmendOrder)
    match status:
        case AnswerStatus.CONFIRMED | AnswerStatus.ADJUSTED:
            return Answer(status=status, order=placed(request) if has_order else None)
        case AnswerStatus.IN_CONFLICT | AnswerStatus.AWAITING_DECISION:
            if not has_order or isinstance(body, CancelOrder):
                return REFUSED
            return Answer(
                status=status, conflict=rule_conflict(request, conflict_id=f"about {request.id}")
            )
        case AnswerStatus.PARKED:
            return Answer(status=status, why="It broke.")
        case AnswerStatus.REJECTED:
            return REFUSED


TestUseCases = UseCases.TestCase
TestUseCases.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
