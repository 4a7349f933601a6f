"""The conflicts of all reps, as an admin sees them."""

from __future__ import annotations

from smartclient.contract.cases import OpenConflict
from smartclient.domain.clock import Clock
from smartclient.domain.tasks import SubjectType
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.conflicts import what
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats


def open_conflict_model(clock: Clock) -> SnapshotModel[OpenConflict]:
    """The model of the open conflicts."""
    columns = (
        Column[OpenConflict](
            title=translate("OpenConflicts", "State"),
            text=_status_text,
            is_state=True,
        ),
        Column[OpenConflict](title=translate("OpenConflicts", "Rep"), text=lambda row: row.sender),
        Column[OpenConflict](title=translate("OpenConflicts", "About"), text=_about),
        Column[OpenConflict](
            title=translate("OpenConflicts", "Customer"),
            text=lambda row: row.customer,
        ),
        Column[OpenConflict](
            title=translate("OpenConflicts", "What is wrong"),
            text=lambda row: what(row.conflict),
            width=0,
            tip=lambda row: what(row.conflict),
            elides=True,
        ),
        Column[OpenConflict](
            title=translate("OpenConflicts", "Waiting"),
            text=lambda row: formats.age(row.since, clock.now()),
        ),
    )
    return SnapshotModel(
        columns,
        key=lambda row: row.id,
        shown=lambda row: status_badges.shown(_badge(row), _status_text(row)),
    )


def _about(row: OpenConflict) -> str:
    if row.conflict.subject.type is SubjectType.ORDER:
        return formats.label(row.label.text, provisional=row.label.provisional)
    return translate("OpenConflicts", "Customer data")


def _badge(row: OpenConflict) -> StatusBadge:
    return (
        StatusBadge.AWAITING_DECISION
        if row.with_admin or row.taking_over
        else StatusBadge.IN_CONFLICT
    )


def _status_text(row: OpenConflict) -> str:
    if row.with_admin:
        return translate("OpenConflicts", "A case")
    if row.taking_over:
        return translate("OpenConflicts", "Being taken over")
    return translate("OpenConflicts", "The rep's turn")
