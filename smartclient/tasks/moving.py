"""Moving: taking a task to where head office's answer puts it, by legal steps only."""

from collections import deque
from datetime import datetime

from smartclient.domain.tasks import TRANSITIONS, Task, TaskStatus
from smartclient.store.unit_of_work import Repositories
from smartclient.tasks.causes import Cause

_ON_THE_WAY = frozenset({TaskStatus.QUEUED, TaskStatus.SENDING})


def reach(work: Repositories, task: Task, goal: TaskStatus, *, at: datetime, cause: str) -> Task:
    """Move ``task`` to ``goal`` by the shortest legal way, each step recorded.

    An answer may come while a task is only queued here: its request went out before a crash, or
    was offered again. Where no way leads there the task stays as it is.
    """
    for status in _way(task.status, goal):
        step_cause = cause if status is goal else Cause.HANDED_OVER
        task = work.tasks.move(task, status, at=at, cause=step_cause)
    return task


def _way(start: TaskStatus, goal: TaskStatus) -> tuple[TaskStatus, ...]:
    """Return the statuses from ``start`` to ``goal``, only queued and sending in between."""
    if start is goal:
        return ()
    ways: deque[tuple[TaskStatus, ...]] = deque([(start,)])
    seen = {start}
    while ways:
        way = ways.popleft()
        onward = TRANSITIONS[way[-1]]
        if goal in onward:
            return (*way[1:], goal)
        for status in sorted(onward & _ON_THE_WAY - seen):
            seen.add(status)
            ways.append((*way, status))
    return ()
