"""What a small desk knows of head office: nothing that needs anybody."""

from dataclasses import replace
from typing import TYPE_CHECKING

from smartclient.contract.cases import Case, OpenConflict
from smartclient.contract.listed_devices import DeviceList
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, TaskId
from smartclient.domain.mail import MailRecipients
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.headoffice import (
    PolicyChange,
    PolicyStatus,
    RepStatus,
    StoppedRequest,
)
from smartclient.read_models.mail_form import MailOffer
from smartclient.read_models.records import (
    CommandState,
    OutboxEntry,
)
from smartclient.read_models.take_along import PinnedList, TakeAlong
from smartclient.read_models.tasks import DraftPlan, KeptAccountOrder, UndoChoice
from smartclient.reconcile.conflict import Conflict, ConflictSummary
from tests.ui.small_values import NOW

if TYPE_CHECKING:
    from tests.ui.small_use_cases import SmallUseCases


class SmallOutbox:
    """As many requests as wait."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def entries(self) -> tuple[OutboxEntry, ...]:
        return tuple(
            OutboxEntry(
                request_id=RequestId(str(index)),
                task_id=TaskId(str(index)),
                kind=TaskKind.PLACE_ORDER,
                subject=Subject(type=SubjectType.ORDER, id=str(index), label=f"LI-{index:04}"),
                status=TaskStatus.QUEUED,
                since=NOW,
                attempts=0,
                next_try=None,
                why="",
                waits_for=TaskId("0") if index else None,
            )
            for index in range(self._all.to_send)
        )


class SmallTasks:
    """Nothing that could be undone, and no task of several steps."""

    def about(self, _subject: SubjectType, _subject_id: str) -> TaskId | None:
        return None

    def plan(self, _order_id: OrderId) -> DraftPlan:
        return DraftPlan()

    def account_orders(self) -> tuple[KeptAccountOrder, ...]:
        return ()

    def undo_of(self, subject: SubjectType, subject_id: str) -> UndoChoice:
        why = CommandState(possible=False, why="Nothing was asked for here that could be undone.")
        return UndoChoice(task_id=None, state=why)


class SmallMail:
    """Head office sends no mail."""

    def offer(self, address: str) -> MailOffer:
        why = CommandState(possible=False, why="Head office sends no mail.")
        return MailOffer(address=address, recipients=MailRecipients.OWN, sending=why)


class SmallConflicts:
    """No conflict."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def open(self) -> tuple[Conflict, ...]:
        return ()

    def waiting(self) -> tuple[ConflictSummary, ...]:
        return ()


class SmallAdmin:
    """Nothing to decide, and nobody else."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def cases(self) -> tuple[Case, ...]:
        return ()

    decided_cases = cases

    def reps(self) -> tuple[RepStatus, ...]:
        return ()

    def devices(self) -> DeviceList:
        return DeviceList()

    def open_conflicts(self) -> tuple[OpenConflict, ...]:
        return ()

    def stopped_requests(self) -> tuple[StoppedRequest, ...]:
        return ()

    def policy_statuses(self) -> tuple[PolicyStatus, ...]:
        return ()

    def policy_history(self) -> tuple[PolicyChange, ...]:
        return ()


class SmallTakeAlong:
    """The data sets and pinned customers that a test asks for."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything
        self.given: list[TakeAlong] = []
        self.list = PinnedList(customers=(), allowed=Pinning.NOBODY, as_of=None)

    def all(self) -> tuple[TakeAlong, ...]:
        return tuple(self.given)

    def pinned(self) -> PinnedList:
        return self.list

    def choose(self, name: str, *, on: bool) -> None:
        self._all.calls.append(f"choose {name} {on}")
        self.given = [
            replace(one, taken=on, as_of=None) if one.name == name else one for one in self.given
        ]

    def pin(self, number: CustomerNumber, *, pinned: bool) -> None:
        self._all.calls.append(f"pin {number} {pinned}")
