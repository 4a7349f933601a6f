"""What head office refused of late that no record's own page says."""

from datetime import datetime, timedelta
from typing import Final

from smartclient.domain.tasks import SubjectType, Task
from smartclient.read_models.refusals import Refusal
from smartclient.store.unit_of_work import ReadView

SHOWN_FOR: Final = timedelta(days=7)
"""How long a refusal is shown, unless the same is asked for again."""

_WITHOUT_A_PAGE: Final = frozenset(SubjectType) - {SubjectType.ORDER, SubjectType.CUSTOMER}


def refusals(*, view: ReadView, now: datetime) -> tuple[Refusal, ...]:
    """The newest refusals of requests about what has no page of its own, the oldest first."""
    refused = view.tasks.newest_refused(_WITHOUT_A_PAGE, since=now - SHOWN_FOR)
    return tuple(_refusal(view, task) for task in refused)


def _refusal(view: ReadView, task: Task) -> Refusal:
    answer = view.tasks.last_answer(task.id)
    return Refusal(
        task=task.kind,
        subject=task.subject,
        request_id=task.request_id,
        at=task.changed_at,
        reasons=() if answer is None else answer.reasons,
        why="" if answer is None else answer.why,
        arguments={} if answer is None else answer.arguments,
    )
