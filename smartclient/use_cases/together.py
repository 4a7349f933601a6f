"""Together: the requests of steps that stand together, as the one that head office gets.

None of them goes by itself before head office has carried them out: they go when all of them may.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from smartclient.contract.members import MEMBER_KINDS, together_request
from smartclient.contract.messages import Request
from smartclient.contract.operations import MAX_BODY_BYTES
from smartclient.contract.versions import TOGETHER_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import TO_SEND, WITHDRAWN, Task, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.store.work.stored_request import StoredRequest

_ON_ITS_WAY = frozenset({TaskStatus.SENDING, TaskStatus.RECEIVED})
_MAY_GO = TO_SEND - WITHDRAWN
_TO_BE_CORRECTED = frozenset({TaskStatus.QUEUED, TaskStatus.IN_CONFLICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request as it is handed over, and the stored ones that it carries: itself, or several."""

    request: Request
    stored: tuple[StoredRequest, ...]

    @property
    def is_together(self) -> bool:
        """Whether it carries requests that stand together."""
        return self.stored[0].request.id != self.request.id


def tasks_beside(view: ReadView, task: Task) -> tuple[Task, ...]:
    """The tasks that stand together with one, itself among them: it alone where there are none."""
    return standing_together(view, task.id) or (task,)


def outgoing(
    view: ReadView,
    waiting: Iterable[StoredRequest],
    *,
    device: str,
    may_go: Callable[[], Iterable[StoredRequest]] | None,
) -> Iterator[Outgoing]:
    """Yield what is handed over of what waits: requests that stand together as one.

    Those go where all of them are among what ``may_go``; None, with a device's last work: as they
    are. Where head office is too old for them, they wait.
    """
    allowed: frozenset[RequestId] | None = None
    done: set[TaskId] = set()
    for stored in waiting:
        members = _members(view, stored)
        if not members:
            request = replace(stored.request, device=device)
            yield Outgoing(request=request, stored=(stored,))
            continue
        ids = {member.request.id for member in members}
        if stored.task_id in done or stored.request.id not in ids:
            continue
        done.update(member.task_id for member in members)
        if may_go is not None and allowed is None:
            allowed = frozenset(other.request.id for other in may_go())
        if allowed is None or (ids <= allowed and _is_whole(view, members)):
            carried = [replace(member.request, device=device) for member in members]
            yield Outgoing(request=together_request(carried), stored=members)


def mark_carried(work: UnitOfWork, items: Iterable[Outgoing]) -> None:
    """Note in which request those that stand together are sent. The caller commits."""
    for item in items:
        if item.is_together:
            work.outbox.mark_carried([one.request.id for one in item.stored], item.request.id)


def _members(view: ReadView, stored: StoredRequest) -> tuple[StoredRequest, ...]:
    """The requests that one goes with, itself among them; () for one that goes by itself.

    What head office carried out once is offered to it by itself: each with its number.
    """
    if stored.request.kind not in MEMBER_KINDS:
        return ()
    together = standing_together(view, stored.task_id)
    found = [view.outbox.get(task.request_id) for task in together]
    members = tuple(member for member in found if member is not None)
    return () if any(member.was_carried_out for member in members) else members


def _is_whole(view: ReadView, members: Sequence[StoredRequest]) -> bool:
    if view.meta.link_version < TOGETHER_SINCE:
        return False
    tasks = [view.tasks.get(member.task_id) for member in members]
    return all(
        task is not None and task.status in _MAY_GO and member.request.kind in MEMBER_KINDS
        for task, member in zip(tasks, members, strict=True)
    )


def check_fits_together(view: ReadView, task_ids: Iterable[TaskId]) -> None:
    """Raise RefusedError for tasks whose requests are too long to be sent as one."""
    tasks = [view.tasks.get(task_id) for task_id in task_ids]
    found = [view.outbox.get(task.request_id) for task in tasks if task is not None]
    whole = together_request([stored.request for stored in found if stored is not None])
    if len(whole.body) > MAX_BODY_BYTES:
        raise RefusedError(
            "These orders are too long to stand together. Place each by itself, or fewer at once."
        )


def release_held_back(work: UnitOfWork, clock: Clock, task_id: TaskId) -> None:
    """Queue again what head office did not carry out because of what it stands together with.

    It goes once that is corrected; what an admin was to decide is asked again with it. The caller
    commits.
    """
    together = standing_together(work, task_id)
    found = {task.status for task in together}
    if not found & _TO_BE_CORRECTED:
        return
    held_back = _ON_ITS_WAY
    if TaskStatus.IN_CONFLICT in found:
        held_back |= {TaskStatus.AWAITING_DECISION}
    for task in together:
        if task.status in held_back and _is_member(work, task):
            work.conflicts.close_of(task.id)
            work.outbox.requeue([task.request_id])
            work.tasks.move(
                task, TaskStatus.QUEUED, at=clock.now(), cause=TransitionReason.HELD_BACK
            )


def _is_member(view: ReadView, task: Task) -> bool:
    stored = view.outbox.get(task.request_id)
    return stored is not None and stored.request.kind in MEMBER_KINDS


def standing_together(view: ReadView, task_id: TaskId) -> tuple[Task, ...]:
    """The tasks that stand together with the one of this id; () where there are none."""
    found = [view.tasks.get(other) for other in view.composed_tasks.standing_together(task_id)]
    return tuple(task for task in found if task is not None)
