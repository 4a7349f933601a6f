"""Tasks as a person sees them: their steps, what each waits for, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import TaskId
from smartclient.domain.rules.problems import Problem
from smartclient.domain.sales.branches import Branch
from smartclient.domain.sales.customers import Address, EditableField
from smartclient.domain.sales.orders import Order
from smartclient.domain.services import ServiceName
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.domain.tasks import Subject, TaskKind
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.records import CommandState, OrderPreview, OrderRecord

_CHANGING = frozenset(
    {
        TaskKind.AMEND_ORDER,
        TaskKind.CANCEL_ORDER,
        TaskKind.UPDATE_CUSTOMER,
        TaskKind.DELETE_CUSTOMER,
        TaskKind.UNPIN_CUSTOMER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step of a task; ``percent`` is how far it is, 0 to 100.

    ``why`` is a sentence template with ``arguments``, or ``reasons`` say why it was refused.
    ``compensates`` is the step that it takes back. ``stays`` are the fields that it changed and
    that taking it back leaves: somebody changed them again.
    """

    id: TaskId
    service: ServiceName
    kind: TaskKind
    subject: Subject
    status: StepStatus
    percent: int = 0
    needs: tuple[TaskId, ...] = ()
    is_optional: bool = False
    compensates: TaskId | None = None
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    reasons: tuple[Problem, ...] = ()
    if_taken_back: TakeBackEffect = TakeBackEffect.NONE
    stays: tuple[str, ...] = ()

    @property
    def changes_its_record(self) -> bool:
        """Whether its record was there before: its name alone does not say what the step does."""
        return self.kind in _CHANGING


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChoices:
    """What can be done with a task now, and if not, why and which task blocks it."""

    send: CommandState
    undo: CommandState
    amend: CommandState
    retry: CommandState


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task with its steps, in the order in which they were saved. ``percent``: 0 to 100."""

    id: TaskId
    policy: TaskPolicy
    status: StepStatus
    percent: int
    created_at: datetime
    steps: tuple[StepView, ...]
    choices: TaskChoices

    @property
    def forward(self) -> tuple[StepView, ...]:
        """The steps that take back no other one."""
        return tuple(step for step in self.steps if step.compensates is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoChoice:
    """The task about a record that undoing takes back, and what that does now; or why not."""

    task_id: TaskId | None
    state: CommandState
    effect: TakeBackEffect = TakeBackEffect.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """A customer that is opened with the first orders."""

    fields: Mapping[EditableField, str]
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlan:
    """What a draft is to become beside one order: one for each branch, or for a new account.

    ``mail_to`` is whom each order is mailed to once it is confirmed: "" for the customer's own
    address, None for nobody.
    """

    branches: tuple[Branch, ...] = ()
    policy: TaskPolicy = TaskPolicy.EACH
    account: NewAccount | None = None
    mail_to: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the draft becomes one order for a customer that there is."""
        return not self.branches and self.account is None

    def for_another_customer(self) -> DraftPlan:
        """The plan once another customer is chosen, whose address is another one."""
        return replace(self, account=None, mail_to="" if self.mail_to else self.mail_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAccountOrder:
    """An order for a new account as it was last typed."""

    order: Order
    plan: DraftPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOrder:
    """An order of a task that is not saved yet, as the rules see it after those before it.

    ``refusal`` is why it can't be placed, None where it can. ``preview`` is None where nothing is
    known of it, such as for a customer who is not the rep's any more.
    """

    preview: OrderPreview | None
    refusal: SmartClientError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOrders:
    """Orders that were saved as steps of one task, each with what the rules say of it today."""

    task_id: TaskId
    orders: tuple[OrderRecord, ...]
    previews: tuple[OrderPreview, ...]
