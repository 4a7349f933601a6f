"""Cases: conflicts that wait for an admin, as they travel to one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.subject_labels import Label, conflict_label
from smartclient.domain.ids import ConflictId, CustomerNumber, Login
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import SubjectType
from smartclient.reconcile.conflict import Conflict


class CaseState(StrEnum):
    """Whether a case still waits for an admin."""

    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A conflict an admin is asked to resolve. ``note`` is the rep's, ``value`` the order's total.

    ``customer`` is whom it is about, as head office had it then: an admin's laptop need not hold
    the rep's customers. ``decision`` is the action taken, ``decision_note`` the note with it.
    """

    conflict: Conflict
    rep: Login
    note: str = ""
    state: CaseState = CaseState.OPEN
    opened_at: datetime
    value: Decimal | None = None
    order: Order | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = ""
    customer: Customer | None = None
    decision_note: str = ""

    @property
    def label(self) -> Label:
        """The number or name of what it is about."""
        return conflict_label(self.conflict, self.order)

    @property
    def lane(self) -> str:
        """What a decision is answered in one sequence with: the number of the customer."""
        if self.order is not None:
            return self.order.customer
        if self.conflict.subject.type is SubjectType.CUSTOMER:
            return self.conflict.subject.id
        return POLICY_LANE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConflict:
    """A rep's conflict that nobody has resolved yet. ``with_admin``: it is a case already.

    ``taking_over``: an admin's wish to decide it instead of the rep is on its way. ``label`` is
    the number or name of what it is about.
    """

    id: ConflictId
    conflict: Conflict
    sender: Login
    customer: CustomerNumber
    with_admin: bool
    since: datetime
    taking_over: bool = False
    label: Label
