"""Undoing: what taking a step back does, by its kind and by how far it has come.

Whatever head office has not carried out is withdrawn. What it has confirmed is compensated: by a
request of its own, which is tentative and may be refused or in conflict like any other.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from smartclient.domain.steps import TO_WITHDRAW, StepStatus
from smartclient.domain.tasks import TaskKind


class TakeBackEffect(StrEnum):
    """What taking a step back does."""

    NOT_SENT = "not_sent"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    CHANGED_BACK = "changed_back"
    PLACED_AGAIN = "placed_again"
    DELETED = "deleted"
    CREATED_AGAIN = "created_again"
    PINNED_AGAIN = "pinned_again"
    UNPINNED = "unpinned"
    CORRECTED = "corrected"
    NONE = "none"


COMPENSATIONS: Final[Mapping[TaskKind, TakeBackEffect]] = MappingProxyType(
    {
        TaskKind.PLACE_ORDER: TakeBackEffect.CANCELLED,
        TaskKind.AMEND_ORDER: TakeBackEffect.CHANGED_BACK,
        TaskKind.CANCEL_ORDER: TakeBackEffect.PLACED_AGAIN,
        TaskKind.CREATE_CUSTOMER: TakeBackEffect.DELETED,
        TaskKind.UPDATE_CUSTOMER: TakeBackEffect.CHANGED_BACK,
        TaskKind.DELETE_CUSTOMER: TakeBackEffect.CREATED_AGAIN,
        TaskKind.PIN_CUSTOMER: TakeBackEffect.UNPINNED,
        TaskKind.UNPIN_CUSTOMER: TakeBackEffect.PINNED_AGAIN,
    }
)
"""What takes a confirmed step back, by its kind. One of any other kind stays as it is."""

COMPENSATING: Final = frozenset(COMPENSATIONS.values())
"""Effects that are a request of their own, to take back what head office has confirmed."""


def take_back_effect(kind: TaskKind, status: StepStatus, *, was_sent: bool) -> TakeBackEffect:
    """What taking a step back does now.

    ``was_sent``: head office may have it, be it in a file. A withdrawal that is too late is
    followed by what takes a confirmed step back.
    """
    if status is StepStatus.CONFIRMED:
        return COMPENSATIONS.get(kind, TakeBackEffect.NONE)
    if status not in TO_WITHDRAW:
        return TakeBackEffect.NONE
    return TakeBackEffect.WITHDRAWN if was_sent else TakeBackEffect.NOT_SENT
