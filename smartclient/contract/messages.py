"""Requests and replies: what a task sends, and what head office answers."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from smartclient.contract.admin_bodies import (
    AnswerRestore,
    ChangePolicy,
    CloseStopped,
    DecideCase,
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RetryStopped,
    RevokeDevice,
    TakeOver,
)
from smartclient.contract.check_outs import (
    BreakCheckOut,
    CheckInCustomer,
    CheckOutCustomer,
    ListCheckOuts,
    ListedCheckOut,
)
from smartclient.contract.mail import AnswerMail, SendMail
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.contract.take_along import ChangeDataSet, PinCustomer
from smartclient.contract.together import Together
from smartclient.domain.ids import ConflictId, CustomerNumber, OrderId, RequestId
from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.sales.customers import Address, Customer, FieldChange
from smartclient.domain.sales.number_blocks import NumberBlock
from smartclient.domain.sales.orders import Order, PlacedOrder
from smartclient.domain.tasks import SUCCEEDED, TaskStatus
from smartclient.reconcile.conflict import Conflict, Resolution

POLICY_LANE = ""
"""The lane of requests that concern no customer."""


def customer_of_lane(lane: str) -> CustomerNumber:
    """The customer whose requests are in ``lane``.

    At head office the lane of a customer that is not opened yet begins with its rep.
    """
    return CustomerNumber(lane.rpartition("|")[2])


class RequestKind(StrEnum):
    """What a request asks for."""

    PLACE_ORDER = "place_order"
    AMEND_ORDER = "amend_order"
    CANCEL_ORDER = "cancel_order"
    CREATE_CUSTOMER = "create_customer"
    UPDATE_CUSTOMER = "update_customer"
    DELETE_CUSTOMER = "delete_customer"
    ESCALATE_CONFLICT = "escalate_conflict"
    RESOLVE_CONFLICT = "resolve_conflict"
    DECIDE_CASE = "decide_case"
    CHANGE_POLICY = "change_policy"
    RETRY_STOPPED = "retry_stopped"
    WITHDRAW = "withdraw"
    TAKE_OVER = "take_over"
    CLOSE_STOPPED = "close_stopped"
    ANSWER_RESTORE = "answer_restore"
    ENROL_DEVICE = "enrol_device"
    REVOKE_DEVICE = "revoke_device"
    RELEASE_HANDED_OVER = "release_handed_over"
    DROP_HANDED_OVER = "drop_handed_over"
    CHANGE_DATA_SET = "change_data_set"
    PIN_CUSTOMER = "pin_customer"
    SEND_MAIL = "send_mail"
    ANSWER_MAIL = "answer_mail"
    LEASE_NUMBERS = "lease_numbers"
    TOGETHER = "together"
    CHECK_OUT = "check_out"
    CHECK_IN = "check_in"
    BREAK_CHECK_OUT = "break_check_out"
    LIST_CHECK_OUTS = "list_check_outs"


STANDS_ALONE = frozenset(
    {
        RequestKind.PLACE_ORDER,
        RequestKind.AMEND_ORDER,
        RequestKind.CANCEL_ORDER,
        RequestKind.CREATE_CUSTOMER,
        RequestKind.UPDATE_CUSTOMER,
        RequestKind.DELETE_CUSTOMER,
        RequestKind.WITHDRAW,
    }
)
"""Kinds that say all they ask for: what they replace is not to be carried out any more.

An answer to a conflict needs the request that raised it, and does not withdraw that one.
"""

CONFLICT_ANSWERS = frozenset({RequestKind.RESOLVE_CONFLICT, RequestKind.ESCALATE_CONFLICT})
"""Kinds by which a rep answers a conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrder:
    """Place this order. ``reference_as_of``: how fresh the data was that it was quoted from.

    ``refreshed_from`` is there when head office found an earlier one too old: how fresh the data
    was in that, before it was refreshed. Amounts and discounts are still those that the rep saw.
    ``check_out`` is the number of the check-out under which the rep saved it, "" for none.
    """

    order: Order
    reference_as_of: datetime | None = None
    refreshed_from: datetime | None = None
    check_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendOrder:
    """Make an order that head office already has (or has in conflict) look like this.

    ``base`` is the order that the rep began with, as head office last answered it: what others made
    of it since is merged. Its lines that stand in ``order`` just as they were are left out and
    named in ``unchanged``, so that a long order stays within the limit of a body. None, from an
    older laptop: the order is to look like this whatever it looks like by now. ``refreshed_from``
    and ``check_out`` are as in ``PlaceOrder``.
    """

    order: Order
    reference_as_of: datetime | None = None
    base: Order | None = None
    unchanged: tuple[int, ...] = ()
    refreshed_from: datetime | None = None
    check_out: str = ""

    @classmethod
    def from_base(
        cls, base: Order | None, order: Order, *, reference_as_of: datetime | None
    ) -> "AmendOrder":
        """Amendment by which ``base`` becomes ``order``."""
        if base is None:
            return cls(order=order, reference_as_of=reference_as_of)
        same = frozenset(line.line for line in base.lines if order.line(line.line) == line)
        changed = tuple(line for line in base.lines if line.line not in same)
        return cls(
            order=order,
            reference_as_of=reference_as_of,
            base=replace(base, lines=changed),
            unchanged=tuple(sorted(same)),
        )

    @property
    def full_base(self) -> Order | None:
        """The whole order that the rep began with."""
        if self.base is None:
            return None
        same = frozenset(self.unchanged)
        lines = [line for line in self.order.lines if line.line in same]
        merged = sorted((*self.base.lines, *lines), key=lambda line: line.line)
        return replace(self.base, lines=tuple(merged))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder:
    """Cancel an order that head office has. ``check_out`` is as in ``PlaceOrder``.

    ``compensates``: it takes back what was confirmed, so an admin decides where it can't be done.
    """

    order_id: OrderId
    note: str = ""
    check_out: str = ""
    compensates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCustomer:
    """Open a customer; head office answers with the number that replaces the provisional one."""

    provisional_number: CustomerNumber
    name: str
    contact: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateCustomer:
    """Change fields of a customer, each with the value it had when the rep began.

    ``check_out`` is as in ``PlaceOrder``.
    """

    number: CustomerNumber
    changes: tuple[FieldChange, ...]
    check_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteCustomer:
    """Delete a customer that has no open orders.

    ``check_out`` is as in ``PlaceOrder``, ``compensates`` as in ``CancelOrder``.
    """

    number: CustomerNumber
    check_out: str = ""
    compensates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateConflict:
    """Leave a conflict to an admin; ``note`` is the rep's."""

    conflict_id: ConflictId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveConflict:
    """Resolve a conflict as the rep chose."""

    conflict_id: ConflictId
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Carry out none of these requests of the sender's own, whether they have arrived or not.

    All of them asked for the same: the newest and what it replaced.
    """

    requests: tuple[RequestId, ...]


Body = (
    PlaceOrder
    | AmendOrder
    | CancelOrder
    | CreateCustomer
    | UpdateCustomer
    | DeleteCustomer
    | EscalateConflict
    | ResolveConflict
    | DecideCase
    | ChangePolicy
    | RetryStopped
    | Withdraw
    | TakeOver
    | CloseStopped
    | AnswerRestore
    | EnrolDevice
    | RevokeDevice
    | ReleaseHandedOver
    | DropHandedOver
    | ChangeDataSet
    | PinCustomer
    | SendMail
    | AnswerMail
    | LeaseNumbers
    | Together
    | CheckOutCustomer
    | CheckInCustomer
    | BreakCheckOut
    | ListCheckOuts
)

BODY_TYPES: dict[RequestKind, type[Body]] = {
    RequestKind.PLACE_ORDER: PlaceOrder,
    RequestKind.AMEND_ORDER: AmendOrder,
    RequestKind.CANCEL_ORDER: CancelOrder,
    RequestKind.CREATE_CUSTOMER: CreateCustomer,
    RequestKind.UPDATE_CUSTOMER: UpdateCustomer,
    RequestKind.DELETE_CUSTOMER: DeleteCustomer,
    RequestKind.ESCALATE_CONFLICT: EscalateConflict,
    RequestKind.RESOLVE_CONFLICT: ResolveConflict,
    RequestKind.DECIDE_CASE: DecideCase,
    RequestKind.CHANGE_POLICY: ChangePolicy,
    RequestKind.RETRY_STOPPED: RetryStopped,
    RequestKind.WITHDRAW: Withdraw,
    RequestKind.TAKE_OVER: TakeOver,
    RequestKind.CLOSE_STOPPED: CloseStopped,
    RequestKind.ANSWER_RESTORE: AnswerRestore,
    RequestKind.ENROL_DEVICE: EnrolDevice,
    RequestKind.REVOKE_DEVICE: RevokeDevice,
    RequestKind.RELEASE_HANDED_OVER: ReleaseHandedOver,
    RequestKind.DROP_HANDED_OVER: DropHandedOver,
    RequestKind.CHANGE_DATA_SET: ChangeDataSet,
    RequestKind.PIN_CUSTOMER: PinCustomer,
    RequestKind.SEND_MAIL: SendMail,
    RequestKind.ANSWER_MAIL: AnswerMail,
    RequestKind.LEASE_NUMBERS: LeaseNumbers,
    RequestKind.TOGETHER: Together,
    RequestKind.CHECK_OUT: CheckOutCustomer,
    RequestKind.CHECK_IN: CheckInCustomer,
    RequestKind.BREAK_CHECK_OUT: BreakCheckOut,
    RequestKind.LIST_CHECK_OUTS: ListCheckOuts,
}
_KINDS = {body: kind for kind, body in BODY_TYPES.items()}


def kind_of(body: Body) -> RequestKind:
    """The kind of the request that carries ``body``."""
    return _KINDS[type(body)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message as it is queued, sent and kept. ``body`` is ASCII JSON text.

    ``lane`` is the customer's number (final or provisional), POLICY_LANE for none. ``replaces``
    names the request this one stands in for, ``withdraws`` all of the sender's that are not to be
    carried out once this one has been received. ``given_number`` is outside the digest: the number
    head office gave when it first answered, sent only when a request is submitted again after head
    office was restored from a backup, so that a number given to a customer stays valid. ``device``
    is the one that sends it, ``clock_offset`` head office's clock less the device's, in seconds, as
    it was known when the request was made; an older device sends neither.
    """

    id: RequestId
    kind: RequestKind
    version: int
    lane: str
    body: str
    digest: str
    made_at: datetime
    replaces: RequestId | None = None
    withdraws: tuple[RequestId, ...] = ()
    given_number: str = ""
    device: str = ""
    clock_offset: int | None = None


ANSWERED_BEFORE = (
    "Head office answered this long ago and keeps only what came of it. Look at the record as it "
    "is now."
)
"""What a person reads of an answer that was purged."""


class AnswerStatus(StrEnum):
    """What head office may answer."""

    CONFIRMED = "confirmed"
    ADJUSTED = "adjusted"
    IN_CONFLICT = "in_conflict"
    AWAITING_DECISION = "awaiting_decision"
    REJECTED = "rejected"
    PARKED = "parked"

    @property
    def task_status(self) -> TaskStatus:
        """The status the answered task moves to."""
        return TaskStatus(self.value)

    @property
    def succeeded(self) -> bool:
        """Whether head office carried out what was asked for."""
        return self.task_status in SUCCEEDED


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddress:
    """Where devices reach the web service; ``certificate`` is the SHA-256 to pin, in hex, or ""."""

    url: str
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reply says: the body of a reply.

    ``order`` or ``customer`` is the record as head office now holds it, where there is one;
    ``customer_number_was`` the provisional number it replaces; ``customer_deleted`` that it is
    gone. ``report`` is what head office changed and why. ``conflict`` is there when the status
    is in_conflict or awaiting_decision. ``reasons`` say why a request was refused, ``why`` is
    the sentence template for a refusal that no rule made (with ``arguments``). ``note`` and
    ``by`` are the deciding admin's. ``withdrawn``: the request was taken back or replaced, and
    will never be carried out; as the answer to a withdrawal, that this is so of all it names.
    ``purged``: the request was answered so long ago that only the outcome is kept: the record is
    in the feed, as it is now. A client that does not know the word takes the outcome alone.
    ``mail_unknown``: nobody knows whether the mail that was asked for arrived; its rep decides.
    ``block`` are the numbers that the device may give from now on. ``check_outs`` is what an admin
    asked to have listed.
    """

    status: AnswerStatus
    order: PlacedOrder | None = None
    customer: Customer | None = None
    customer_number_was: CustomerNumber | None = None
    customer_deleted: bool = False
    report: tuple[Change, ...] = ()
    conflict: Conflict | None = None
    reasons: tuple[Problem, ...] = ()
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    note: str = ""
    by: str = ""
    withdrawn: bool = False
    purged: bool = False
    service: ServiceAddress | None = None
    mail_unknown: bool = False
    block: NumberBlock | None = None
    check_outs: tuple[ListedCheckOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The newest answer to one request. ``row_version`` orders replies for collecting."""

    request_id: RequestId
    row_version: int
    answered_at: datetime
    answer: Answer
