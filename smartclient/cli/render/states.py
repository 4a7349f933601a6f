"""The states of records as a person reads them: a sign, a word and a style, never colour alone."""

from dataclasses import dataclass

from smartclient.cli.terminal.printing import can_print
from smartclient.domain.sales.given_numbers import starred
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.steps import ENDED, StepStatus
from smartclient.domain.tasks import FINISHED, TaskStatus
from smartclient.wording.labels import (
    fulfilment_labels,
    order_state_labels,
    step_status_labels,
    task_status_labels,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLook:
    """How a state looks. ``tentative``: the whole row is set in italics."""

    sign: str
    word: str
    style: str
    tentative: bool = False

    @property
    def text(self) -> str:
        """The sign, where the terminal has it, and the word."""
        return f"{self.sign_shown}{self.word}"

    @property
    def sign_shown(self) -> str:
        """The sign and a blank, where the terminal has it."""
        return f"{self.sign} " if can_print(self.sign) else ""

    @property
    def row_style(self) -> str:
        """The style of a whole row in this state."""
        return "italic" if self.tentative else ""


_TASK_SIGNS: dict[TaskStatus, tuple[str, str]] = {
    TaskStatus.QUEUED: ("◷", "yellow"),
    TaskStatus.SENDING: ("◷", "yellow"),
    TaskStatus.RECEIVED: ("⇥", "blue"),
    TaskStatus.CONFIRMED: ("✓", "green"),
    TaskStatus.ADJUSTED: ("✓", "green"),
    TaskStatus.IN_CONFLICT: ("⑂", "bold red"),
    TaskStatus.AWAITING_DECISION: ("…", "magenta"),
    TaskStatus.REJECTED: ("✗", "red"),
    TaskStatus.PARKED: ("■", "bold"),
    TaskStatus.TAKING_BACK: ("↩", "yellow"),
    TaskStatus.UNDONE: ("↩", "dim"),
}
_STEP_SIGNS: dict[StepStatus, tuple[str, str]] = {
    StepStatus.PENDING: ("◷", "yellow"),
    StepStatus.WAITING: ("◷", "dim"),
    StepStatus.SENT: ("⇥", "blue"),
    StepStatus.IN_CONFLICT: ("⑂", "bold red"),
    StepStatus.AWAITING_DECISION: ("…", "magenta"),
    StepStatus.CONFIRMED: ("✓", "green"),
    StepStatus.REFUSED: ("✗", "red"),
    StepStatus.PARKED: ("■", "bold"),
    StepStatus.TAKING_BACK: ("↩", "yellow"),
    StepStatus.TAKEN_BACK: ("↩", "dim"),
}
_STATE_SIGNS: dict[OrderState, tuple[str, str]] = {
    OrderState.DRAFT: ("✎", "dim"),
    OrderState.TENTATIVE: ("◷", "yellow"),
    OrderState.CONFIRMED: ("✓", "green"),
    OrderState.CANCELLED: ("-", "dim"),
    OrderState.REFUSED: ("✗", "red"),
}


def task_shown(status: TaskStatus) -> StateLook:
    """How a task's status looks."""
    sign, style = _TASK_SIGNS[status]
    return StateLook(
        sign=sign, word=task_status_labels[status], style=style, tentative=status not in FINISHED
    )


def step_shown(status: StepStatus) -> StateLook:
    """How the status of a step looks, or that of a task of several."""
    sign, style = _STEP_SIGNS[status]
    return StateLook(
        sign=sign, word=step_status_labels[status], style=style, tentative=status not in ENDED
    )


def order_shown(
    state: OrderState,
    task: TaskStatus | None,
    *,
    adjusted: bool = False,
    fulfilment: Fulfilment | None = None,
) -> StateLook:
    """How an order looks: by what its task waits for, else by what became of it."""
    if task is not None and task not in FINISHED and state is not OrderState.DRAFT:
        return task_shown(task)
    sign, style = _STATE_SIGNS[state]
    word = order_state_labels[state]
    if state is OrderState.CONFIRMED and fulfilment is not None:
        word = fulfilment_labels[fulfilment]
    if state is OrderState.CONFIRMED and adjusted:
        word = f"{word}, changed"
    return StateLook(sign=sign, word=word, style=style, tentative=state is OrderState.TENTATIVE)


def number_shown(number: str, provisional_number: str) -> str:
    """An order's number; a provisional one carries a star."""
    return starred(number, provisional_number)


def label_shown(label: str, *, provisional: bool) -> str:
    """A number or name as it is shown: a provisional number carries a star."""
    return number_shown("", label) if provisional else label
