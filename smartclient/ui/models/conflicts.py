"""The conflicts that wait for the rep, and the cases that wait for an admin."""

from __future__ import annotations

from smartclient.contract.cases import Case
from smartclient.domain.clock import Clock
from smartclient.reconcile.conflict import Conflict, ConflictKind
from smartclient.ui import formats, signs, wording
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.signs import Sign


def what(conflict: Conflict) -> str:
    """Return in one line what a conflict is about."""
    if conflict.kind is ConflictKind.DATA:
        names = ", ".join(wording.field_words(field.field) for field in conflict.fields)
        return translate("Conflicts", "Changed by two people: {fields}").format(fields=names)
    return " ".join(wording.problem_text(problem) for problem in conflict.problems)


def conflict_model(clock: Clock) -> SnapshotModel[Conflict]:
    """Return the model of the rep's conflicts."""
    columns = (
        Column[Conflict](
            title=translate("Conflicts", "State"),
            text=lambda _row: signs.word(Sign.IN_CONFLICT),
            width=140,
            is_state=True,
        ),
        Column[Conflict](
            title=translate("Conflicts", "About"), text=lambda row: row.subject.label, width=200
        ),
        Column[Conflict](
            title=translate("Conflicts", "What is wrong"), text=what, width=0, tip=what
        ),
        Column[Conflict](
            title=translate("Conflicts", "Since"),
            text=lambda row: formats.moment(row.raised_at, clock.now()),
            width=110,
        ),
    )
    return SnapshotModel(
        columns, key=lambda row: row.id, shown=lambda _row: signs.shown(Sign.IN_CONFLICT)
    )


def case_model(clock: Clock) -> SnapshotModel[Case]:
    """Return the model of the cases an admin is asked to settle."""
    columns = (
        Column[Case](
            title=translate("Cases", "State"),
            text=lambda _row: signs.word(Sign.AWAITING_DECISION),
            width=200,
            is_state=True,
        ),
        Column[Case](title=translate("Cases", "Rep"), text=lambda row: row.rep, width=100),
        Column[Case](
            title=translate("Cases", "About"),
            text=lambda row: row.conflict.subject.label,
            width=110,
        ),
        Column[Case](
            title=translate("Cases", "What is wrong"),
            text=lambda row: what(row.conflict),
            width=0,
            tip=lambda row: what(row.conflict),
        ),
        Column[Case](
            title=translate("Cases", "Value"),
            text=lambda row: formats.money(row.value),
            width=110,
            is_money=True,
        ),
        Column[Case](
            title=translate("Cases", "Since"),
            text=lambda row: formats.moment(row.opened_at, clock.now()),
            width=80,
            spare=1,
        ),
        Column[Case](
            title=translate("Cases", "Rep's note"),
            text=lambda row: row.note,
            width=180,
            spare=2,
            tip=lambda row: row.note,
        ),
    )
    return SnapshotModel(
        columns,
        key=lambda row: row.conflict.id,
        shown=lambda _row: signs.shown(Sign.AWAITING_DECISION),
    )
