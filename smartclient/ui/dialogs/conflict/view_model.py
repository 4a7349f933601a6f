"""What a conflict dialog shows: the conflict, its place among the others, and its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from smartclient.contract.cases import Case
from smartclient.domain.errors import NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId, CustomerNumber
from smartclient.domain.sales.customers import Customer, EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.reconcile.conflict import Conflict, Resolution
from smartclient.ui.models.headoffice import case_about, case_customer
from smartclient.ui.models.resolution_draft import ProblemName
from smartclient.ui.text import formats

if TYPE_CHECKING:
    from smartclient.domain.rules.problems import Action
    from smartclient.use_cases.use_cases import UseCases


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictViewModel:
    """A conflict with its place among the others, its subject as text, and its order.

    ``others`` are the fields of its customer that nobody disagrees about. ``before`` and ``after``
    are its neighbours in the list. ``changed_at`` is when the rep who looks made the change. Of a
    case, ``rep`` asked for it at ``since``, and ``customer`` is whom it is about. ``beside``
    are the records that stand together with it, and ``asking`` is whether head office can decide.
    """

    conflict: Conflict
    name: str
    position: int = 1
    count: int = 1
    order: Order | None = None
    others: Mapping[str, str] = field(default_factory=dict)
    before: object = None
    after: object = None
    changed_at: datetime | None = None
    rep: str = ""
    since: datetime | None = None
    customer: Customer | None = None
    beside: tuple[Subject, ...] = ()
    asking: CommandState = POSSIBLE


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option makes of the order's total; None when it cancels the order."""

    option: tuple[ProblemName, Action] | None
    total: Decimal | None


def found_for_rep(use_cases: UseCases, conflict_id: ConflictId) -> ConflictViewModel:
    """Look up one of the rep's own conflicts."""
    waiting = [summary.conflict.id for summary in use_cases.conflicts.waiting()]
    conflict = use_cases.conflicts.get(conflict_id)
    position = waiting.index(conflict_id) if conflict_id in waiting else 0
    return ConflictViewModel(
        conflict=conflict,
        name=_name(use_cases, conflict),
        position=position + 1,
        count=max(1, len(waiting)),
        order=use_cases.conflicts.order(conflict_id),
        others=_undisputed(_customer_of(use_cases, conflict), conflict),
        before=waiting[position - 1] if position else None,
        after=waiting[position + 1] if position + 1 < len(waiting) else None,
        changed_at=use_cases.conflicts.changed_at(conflict_id),
        beside=use_cases.conflicts.beside(conflict_id),
        asking=use_cases.conflicts.asking(conflict_id),
    )


def found_for_admin(use_cases: UseCases, conflict_id: ConflictId) -> ConflictViewModel:
    """Look up a case as it is now; RefusedError when it is closed."""
    cases = use_cases.admin.cases()
    position = next(
        (position for position, case in enumerate(cases) if case.conflict.id == conflict_id), None
    )
    if position is None:
        raise RefusedError("This case does not wait for a decision any more.")
    case: Case = cases[position]
    about = case_about(case) if case.order is not None else ""
    return ConflictViewModel(
        conflict=case.conflict,
        name=", ".join(part for part in (about, case_customer(case)) if part),
        position=position + 1,
        count=len(cases),
        order=case.order,
        others=_undisputed(case.customer, case.conflict),
        before=cases[position - 1] if position else None,
        after=cases[position + 1] if position + 1 < len(cases) else None,
        rep=case.rep,
        since=case.opened_at,
        customer=case.customer,
    )


def effect_for_rep(
    use_cases: UseCases, conflict_id: ConflictId, resolution: Resolution
) -> Decimal | None:
    """What a rep's answers make of the total."""
    outcome = use_cases.conflicts.preview(conflict_id, resolution)
    return None if outcome is None else outcome.totals.total


def effect_for_admin(
    use_cases: UseCases, conflict_id: ConflictId, resolution: Resolution
) -> Decimal | None:
    """What an admin's answers make of the total."""
    outcome = use_cases.admin.preview_case(conflict_id, resolution)
    return None if outcome is None else outcome.totals.total


def _undisputed(customer: Customer | None, conflict: Conflict) -> dict[str, str]:
    if customer is None or not conflict.fields:
        return {}
    disputed = {conflicting.field for conflicting in conflict.fields} | set(conflict.merged)
    return {
        str(name): str(getattr(customer, name)) for name in EditableField if name not in disputed
    }


def _customer_of(use_cases: UseCases, conflict: Conflict) -> Customer | None:
    if conflict.subject.type is not SubjectType.CUSTOMER:
        return None
    try:
        return use_cases.customers.get(CustomerNumber(conflict.subject.id)).customer
    except NotFoundError:
        return None


def _name(use_cases: UseCases, conflict: Conflict) -> str:
    """What a conflict is about: an order by number and customer, else by its label."""
    if conflict.subject.type is not SubjectType.ORDER:
        return conflict.subject.label
    record = use_cases.orders.get(conflict.subject.id)
    number = formats.order_number(record.number, record.order.provisional_number)
    return f"{number}, {record.customer_name}"
