"""The conflicts that wait for the rep."""

from __future__ import annotations

from smartclient.domain.clock import Clock
from smartclient.reconcile.conflict import Conflict, ConflictKind, ConflictSummary
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording


def what(conflict: Conflict) -> str:
    """In one line what a conflict is about."""
    if conflict.kind is ConflictKind.DATA:
        names = ", ".join(wording.field_label(field.field) for field in conflict.fields)
        return translate("Conflicts", "Changed by two people: {fields}").format(fields=names)
    return " ".join(wording.problem_text(problem) for problem in conflict.problems)


def about(row: ConflictSummary) -> str:
    """What kind of record a conflict is about: an order by its number."""
    number = formats.order_number(row.number, row.provisional_number)
    return number or translate("Conflicts", "Customer data")


def conflict_model(clock: Clock) -> SnapshotModel[ConflictSummary]:
    """The model of the rep's conflicts."""
    columns = (
        Column[ConflictSummary](
            title=translate("Conflicts", "State"),
            text=lambda _row: status_badges.badge_label(StatusBadge.IN_CONFLICT),
            is_state=True,
        ),
        Column[ConflictSummary](title=translate("Conflicts", "About"), text=about),
        Column[ConflictSummary](
            title=translate("Conflicts", "Customer"),
            text=lambda row: row.customer_name,
            width=190,
            tip=lambda row: row.customer_name,
            elides=True,
        ),
        Column[ConflictSummary](
            title=translate("Conflicts", "What is wrong"),
            text=lambda row: what(row.conflict),
            width=0,
            tip=lambda row: what(row.conflict),
            elides=True,
        ),
        Column[ConflictSummary](
            title=translate("Conflicts", "Value"),
            text=lambda row: formats.money(row.value),
            spare=2,
            is_money=True,
        ),
        Column[ConflictSummary](
            title=translate("Conflicts", "Since"),
            text=lambda row: formats.moment(row.conflict.raised_at, clock.now()),
            spare=1,
        ),
    )
    return SnapshotModel(
        columns,
        key=lambda row: row.conflict.id,
        shown=lambda _row: status_badges.shown(StatusBadge.IN_CONFLICT),
    )
