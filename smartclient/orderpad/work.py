"""Work in a browser: its orders, the tasks about them and customers, their requests, and conflicts.

An order or a customer has at most one task that is not finished. Each function of a command returns
``Changes``: records that the page stores in one transaction, all or none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from smartclient.contract.batch_item import BatchItem
from smartclient.contract.messages import BODY_TYPES, Answer, Body, RequestKind, kind_of
from smartclient.contract.versions import downgrade_body, upgrade_body, version_at
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import OrderId, RequestId, TaskId, new_id
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.tasks import Subject, SubjectType, Task, TaskKind, TaskStatus
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.orderpad.device_data import Device
from smartclient.orderpad.plain import compact, plain, read
from smartclient.read_models.request_status import RequestStatus
from smartclient.read_models.stored_orders import StoredOrder
from smartclient.reconcile.stored_conflicts import StoredConflict


@dataclass(frozen=True, slots=True, kw_only=True)
class PadRequest:
    """A request with its delivery and its newest answer.

    ``answer_version`` orders answers; None where none came. ``shows`` are the fields of a customer
    as the request asks for them.
    """

    item: BatchItem
    task_id: TaskId
    status: RequestStatus = RequestStatus.QUEUED
    answer: Answer | None = None
    answer_version: int | None = None
    shows: Mapping[EditableField, str] = field(default_factory=dict)

    @property
    def id(self) -> RequestId:
        """Its id."""
        return RequestId(self.item.id)

    @property
    def may_be_at_head_office(self) -> bool:
        """Whether it was handed over, or is being."""
        return self.status not in {RequestStatus.QUEUED, RequestStatus.SUPERSEDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Records to store together."""

    orders: tuple[StoredOrder, ...] = ()
    tasks: tuple[Task, ...] = ()
    requests: tuple[PadRequest, ...] = ()
    conflicts: tuple[StoredConflict, ...] = ()

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            orders=(*self.orders, *other.orders),
            tasks=(*self.tasks, *other.tasks),
            requests=(*self.requests, *other.requests),
            conflicts=(*self.conflicts, *other.conflicts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a browser holds about one order or customer.

    Its task is the newest, its requests are oldest first. ``order`` is None for a customer.
    """

    order: StoredOrder | None = None
    task: Task | None = None
    requests: tuple[PadRequest, ...] = ()
    conflicts: tuple[StoredConflict, ...] = field(default=())

    @property
    def saved(self) -> StoredOrder:
        """The order; NotFoundError where it was never saved here."""
        if self.order is None:
            raise NotFoundError("This order is not on this device any more. Look at the list.")
        return self.order

    @property
    def current(self) -> PadRequest | None:
        """The request that carries the task now."""
        if self.task is None:
            return None
        wanted = self.task.request_id
        return next((each for each in self.requests if each.id == wanted), None)

    @property
    def label(self) -> str:
        """What a person calls what this is about."""
        if self.order is None and self.task is not None:
            return self.task.subject.label
        stored = self.saved
        return stored.number or stored.order.provisional_number or stored.order.id

    @property
    def lane(self) -> str:
        """What its requests are answered in one sequence with: the number of the customer."""
        if self.order is None and self.task is not None:
            return self.task.subject.id
        return self.saved.order.customer


def order_subject(order_id: OrderId, label: str) -> Subject:
    """How tasks about an order name it."""
    return Subject(type=SubjectType.ORDER, id=order_id, label=label)


def new_task(
    kind: TaskKind,
    subject: Subject,
    body: Body,
    lane: str,
    *,
    device: Device,
    withdraws: tuple[RequestId, ...] = (),
    replaces: RequestId | None = None,
    shows: Mapping[EditableField, str] | None = None,
) -> tuple[Task, PadRequest]:
    """A task that is queued, and its request."""
    task_id = TaskId(new_id())
    request = new_request(
        body,
        lane,
        task_id,
        device=device,
        withdraws=withdraws,
        replaces=replaces,
        shows=shows,
    )
    task = Task(
        id=task_id,
        kind=kind,
        subject=subject,
        status=TaskStatus.QUEUED,
        request_id=request.id,
        created_at=device.now,
        changed_at=device.now,
        cause=TransitionReason.SAVED,
    )
    return task, request


def new_request(
    body: Body,
    lane: str,
    task_id: TaskId,
    *,
    device: Device,
    withdraws: tuple[RequestId, ...] = (),
    replaces: RequestId | None = None,
    shows: Mapping[EditableField, str] | None = None,
) -> PadRequest:
    """The message that carries ``body``, in the version that head office reads."""
    kind = kind_of(body)
    version = version_at(kind, device.link_version)
    text = compact(downgrade_body(kind, version, plain(body), lane))
    return PadRequest(
        item=BatchItem(
            n=0,
            id=new_id(),
            kind=kind,
            version=version,
            lane=lane,
            body=text,
            digest=sha256(text.encode()).hexdigest(),
            made_at=device.now,
            replaces=replaces,
            withdraws=withdraws,
            device=device.id,
            clock_offset=device.clock_offset,
        ),
        task_id=task_id,
        shows=shows or {},
    )


def body_of(item: BatchItem) -> Body:
    """What a request of this browser asks for, in the form of now."""
    kind = RequestKind(item.kind)
    return read(BODY_TYPES[kind], upgrade_body(kind, item.version, json.loads(item.body)))


def of_task(work: Work) -> tuple[PadRequest, ...]:
    """The requests of the task that ask for something, oldest first: all but withdrawals."""
    task = work.task
    return asking(tuple(each for each in work.requests if task and each.task_id == task.id))


def asking(requests: tuple[PadRequest, ...]) -> tuple[PadRequest, ...]:
    """Those that ask for something: all but withdrawals."""
    return tuple(each for each in requests if each.item.kind != RequestKind.WITHDRAW)


def named(requests: tuple[PadRequest, ...]) -> tuple[RequestId, ...]:
    """What is to be named so that nothing they ask for is carried out any more."""
    ids = (item for each in asking(requests) for item in (*each.item.withdraws, each.id))
    return tuple(dict.fromkeys(RequestId(item) for item in ids))


def superseded(request: PadRequest) -> PadRequest:
    """A request that another takes the place of before it was handed over."""
    return replace(request, status=RequestStatus.SUPERSEDED)


def moved(
    task: Task, status: TaskStatus, at: datetime, cause: str, request: PadRequest | None = None
) -> Task:
    """``task`` in ``status``, carried by ``request`` from now on."""
    after = task.moved(status, at=at, cause=cause)
    return after if request is None else replace(after, request_id=request.id)
