"""The progress of a sync and the state of the link, as a screen or a command shows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from smartclient.domain.clock import NOTHING_LEARNT, ClockProof, LearntTime
from smartclient.domain.devices import NewDevice
from smartclient.domain.sales.given_numbers import Numbered
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.number_supply import NumberSupply
from smartclient.read_models.records import POSSIBLE, CommandState
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.server_restores import Restore, RestoreQuestion
from smartclient.read_models.services import ServiceReport
from smartclient.read_models.worker_outage import WorkerOutage


class LinkState(StrEnum):
    """The link as the rep sees it: in use, switched off by choice, or out of reach."""

    ONLINE = "online"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"


class SyncStep(StrEnum):
    """What a sync is doing, or what carries work by hand instead of one."""

    CONNECTING = "connecting"
    SENDING = "sending"
    COLLECTING = "collecting"
    PULLING = "pulling"
    WRITING = "writing"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncProgress:
    """One step of what is running: ``done`` of ``total`` items (total 0 = not known yet)."""

    step: SyncStep
    what: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int | None:
        """How far the step is, 0 to 100; None while that is not known."""
        return percent_of(self.done, self.total)


Report = Callable[[SyncProgress], None]
"""Is given how far something is, each time that it came further."""


def no_report(_progress: SyncProgress) -> None:
    """Report to nobody."""


def percent_of(done: int, total: int) -> int | None:
    """How many hundredths of ``total`` are done; None where there is no total."""
    return min(100, 100 * done // total) if total > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncSummary:
    """What one sync did, in requests sent, tasks that moved, and rows pulled.

    ``confirmed_orders`` is how many of those confirmed are orders. ``not_taken_back`` counts
    what head office had carried out before it could be withdrawn, ``not_carried_out`` what was
    withdrawn or replaced from another device. ``restored`` is there when this sync noticed that
    head office was restored from a backup. ``clock_offset`` is head office's clock less this
    computer's, at the last contact.
    ``waiting`` counts requests still unanswered afterwards, without those of ``held_back``,
    ``unsent`` those of them that still wait for the link;
    ``conflicts`` and ``stopped`` all that needs the rep, whether or not from this sync; ``outage``
    is since when nobody answers what head office has of them; ``why`` is the template of a sentence
    when the link was not used or broke, "" otherwise, and ``arguments`` what goes into it.
    ``retry_after`` is how long head office asks to be left alone then. ``is_wiped``: this device's
    data was removed.
    ``has_failed``: it ended with what only a person can put right, which ``why`` says.
    ``content_waits``: photos and documents are fetched once the link is faster.
    ``held_back`` counts the requests that wait for a cheaper link, ``held_back_data`` says which of
    ``refresh``, ``photos`` and ``documents`` do. ``refusals`` are those of the ``rejected`` that no
    record's own page says.
    """

    link: LinkState
    sent: int = 0
    confirmed: int = 0
    adjusted: int = 0
    in_conflict: int = 0
    awaiting_decision: int = 0
    rejected: int = 0
    parked: int = 0
    waiting: int = 0
    unsent: int = 0
    pulled: int = 0
    why: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    confirmed_orders: int = 0
    outage: WorkerOutage | None = None
    taken_back: int = 0
    not_taken_back: int = 0
    not_carried_out: int = 0
    restored: Restore | None = None
    conflicts: int = 0
    stopped: int = 0
    clock_offset: timedelta = timedelta(0)
    retry_after: timedelta = timedelta(0)
    is_wiped: bool = False
    has_failed: bool = False
    content_waits: bool = False
    held_back: int = 0
    held_back_data: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def unanswered(self) -> int:
        """How many requests head office has and has not answered."""
        return self.waiting - self.unsent

    @property
    def trouble(self) -> str:
        """Why the link was not used or broke, in English."""
        return self.why.format(**self.arguments) if self.arguments else self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientStatus:
    """The client's status, and who is signed in to whose head office.

    Everything that is counted for a person is counted here: tiles, badges, lists and the status
    bar show these figures. ``stopped`` counts what needs the rep to go on, ``cases`` what waits for
    an admin's decision. Of those ``at_head_office`` ``being_decided`` wait for somebody there to
    decide, the others for the worker.
    ``outage`` is None unless head office holds requests and no worker answers,
    ``restore`` unless it was restored from a backup in the last 90 days. ``restore_question`` is
    the question for an admin.
    ``new_devices`` were signed in as this login of late, and nobody has dismissed them here.
    ``link_outage`` is the last time that head office was out of reach or refused this device, None
    for none of late. ``connection`` is the state of the connection as it is shown, None for what
    ``link`` says; another one was observed where ``connection_held_until`` says when that is shown.
    ``is_captive``: head office is out of reach, and the network asks for a sign-in of its own.
    ``taken_at`` is the time, by head office's clock, of all this.
    ``begin_order``, ``open_documents`` and ``begin_task``, by the kind of the task, say whether the
    data here is fresh enough for that.
    ``learnt_time`` is what the last contact taught of head office's clock, ``clock_proof`` how far
    its time, and with it every age, is proven. ``link`` and ``connection`` are those of all
    ``services`` that count. ``refusals`` are what head office refused of late that no record's own
    page says. ``numbers`` is how new records of each kind get their numbers.
    """

    link: LinkState
    offline_by_choice: bool
    to_send: int
    at_head_office: int
    conflicts: int
    last_sync: datetime | None
    taken_at: datetime
    cache: dict[str, CacheState] = field(default_factory=dict)
    worker_seen: datetime | None = None
    clock_offset_seconds: float = 0.0
    login: str = ""
    is_admin: bool = False
    company: str = ""
    currency: str = "USD"
    cases: int = 0
    outage: WorkerOutage | None = None
    restore: Restore | None = None
    restore_question: RestoreQuestion | None = None
    stopped: int = 0
    being_decided: int = 0
    new_devices: tuple[NewDevice, ...] = ()
    link_outage: LinkOutage | None = None
    price: int = 0
    connection: ConnectionState | None = None
    connection_held_until: datetime | None = None
    is_captive: bool = False
    begin_order: CommandState = POSSIBLE
    open_documents: CommandState = POSSIBLE
    begin_task: Mapping[TaskKind, CommandState] = field(default_factory=dict)
    learnt_time: LearntTime = NOTHING_LEARNT
    clock_proof: ClockProof = ClockProof.PROVEN
    services: tuple[ServiceReport, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    numbers: Mapping[Numbered, NumberSupply] = field(default_factory=dict)

    def can_begin(self, kind: TaskKind) -> CommandState:
        """Whether the data here is fresh enough to begin a task of this kind."""
        return self.begin_task.get(kind, POSSIBLE)

    @property
    def shown_connection(self) -> ConnectionState:
        """The state of the connection as it is shown, which changes calmly."""
        if self.offline_by_choice:
            return ConnectionState.OFFLINE
        return self.connection or ConnectionState(self.link)

    @property
    def is_refused(self) -> bool:
        """Whether head office answers, and will have nothing of this device or program."""
        outage = self.link_outage
        return (
            self.link is LinkState.UNREACHABLE
            and outage is not None
            and outage.is_refusal
            and outage.until is None
        )

    @property
    def awaiting_answer(self) -> int:
        """How many requests wait for head office's worker."""
        return self.at_head_office - self.being_decided

    @property
    def needs_you(self) -> int:
        """How many items need the person who is signed in."""
        return self.conflicts + self.stopped + self.cases
