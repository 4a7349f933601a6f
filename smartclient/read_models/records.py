"""Records as a screen or a command sees them: what is known, and how certain it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, Sku, TaskId
from smartclient.domain.rules.problems import Change, Problem
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState
from smartclient.domain.sales.origins import Origin
from smartclient.domain.tasks import Subject, TaskKind, TaskStatus
from smartclient.read_models.check_outs import CheckedOut
from smartclient.read_models.data_ages import DataAge
from smartclient.read_models.demand import NO_DEMAND, TentativeDemand
from smartclient.read_models.order_list import OrderedProduct


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSummary:
    """One row of a list of orders. ``number`` is "" until head office gave one.

    ``task`` is the status of the newest task about the order, None for one that came from head
    office and was never touched here.
    """

    id: OrderId
    provisional_number: str
    number: str
    customer: CustomerNumber
    customer_name: str
    state: OrderState
    task: TaskStatus | None
    adjusted: bool
    fulfilment: Fulfilment | None
    order_date: date
    total: Decimal
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRecord:
    """An order with all that is known about it. ``order`` is how it looks to the rep now."""

    order: Order
    customer_name: str
    number: str
    state: OrderState
    task: TaskStatus | None
    task_id: TaskId | None
    adjusted: bool
    fulfilment: Fulfilment | None
    fulfilled_on: date | None
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandState:
    """Whether something can be done now; if not, why and what blocks it.

    ``why`` is a sentence template, with ``arguments``.
    """

    possible: bool
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    blocking: TaskId | None = None


POSSIBLE = CommandState(possible=True)
"""Whatever can be done now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPreview:
    """An order as the local data prices it, evaluated by head office's rules.

    ``report`` is what head office is going to change by itself, ``arrives`` the day on which the
    order may arrive, None where that can't be foreseen. A product that is not known here is
    missing in ``products``. ``changes`` are against what the draft was made from. ``ages`` are of
    the data that is too old to be used as it is; ``save`` says whether the order can be saved for
    head office all the same. ``unpriced`` are the numbers of lines that keep their last price, as
    what they are priced by was removed for its age. ``demand`` is what other orders that are not
    confirmed take of stock and credit.
    """

    order: Order
    problems: tuple[Problem, ...] = ()
    report: tuple[Change, ...] = ()
    products: Mapping[Sku, OrderedProduct] = field(default_factory=dict)
    arrives: date | None = None
    origins: tuple[Origin, ...] = ()
    changes: tuple[Change, ...] = ()
    ages: tuple[DataAge, ...] = ()
    save: CommandState = POSSIBLE
    unpriced: frozenset[int] = frozenset()
    demand: TentativeDemand = NO_DEMAND


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedEdit:
    """A placed order as it was last typed and not saved yet, and when.

    ``edit_base`` is the order as it was shown when the rep began to change it, None where that was
    not stored.
    """

    order: Order
    edit_base: Order | None
    kept_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSummary:
    """One row of a list of customers. ``credit_used``: balance plus open and tentative orders.

    It is None where that is not known, as orders are not here. ``deleted`` is set while a deletion
    waits. ``checked_out`` says who has checked it out, None for nobody.
    """

    number: CustomerNumber
    name: str
    contact: str
    phone: str
    email: str
    city: str
    status: str
    credit_limit: Decimal | None
    credit_used: Decimal | None
    tentative: bool
    task: TaskStatus | None = None
    deleted: bool = False
    checked_out: CheckedOut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRecord:
    """A customer as the rep sees it, own unanswered changes included.

    ``confirmed`` is head office's last version of it, None for one that is still only here;
    ``deleted`` is set while a deletion waits. ``credit_used`` is None where it is not known.
    """

    customer: Customer
    confirmed: Customer | None
    task: TaskStatus | None
    task_id: TaskId | None
    credit_used: Decimal | None
    deleted: bool = False

    @property
    def tentative(self) -> bool:
        """Whether something about the customer still waits for head office."""
        return self.task is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogEntry:
    """One row of the catalog, priced for a customer where one is given.

    ``price`` is per unit before any discount, ``offer`` the code of the best offer from the
    lowest quantity ("" = none); ``stock`` None means not tracked. ``price_as_of`` is None for a
    price that has a last day of its own.
    """

    sku: Sku
    name: str
    category: str
    price: Decimal
    offer: str
    offer_text: str
    stock: int | None
    stock_as_of: datetime | None
    on_sale: bool
    replaced_by: Sku | None
    sell_from: date | None
    discontinued: bool
    price_as_of: datetime | None = None
    image: str


class WaitsFor(StrEnum):
    """What a request waits for before it can be sent."""

    OFFLINE = "offline"
    TASK = "task"
    CHEAPER_LINK = "cheaper_link"
    NEXT_TRY = "next_try"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """A request not yet answered. ``why`` is a sentence template, with ``arguments``.

    The numbers and the customer's name are the record's as it is known now, "" where it has none.
    ``can_be_undone``: it is not being withdrawn already. ``waits_for`` is
    the task that must succeed first. ``worth`` is None for what waits for no link; it goes once
    that is at least ``price``, the link's. ``not_after`` is its latest time, None for none.
    ``exported``: it is in a file for head office, and nothing was heard of it since.
    ``is_mail_unknown``: it is a mail of which nobody knows whether it arrived.
    """

    request_id: RequestId
    task_id: TaskId
    kind: TaskKind
    subject: Subject
    status: TaskStatus
    since: datetime
    attempts: int
    next_try: datetime | None
    why: str
    arguments: dict[str, str] = field(default_factory=dict)
    value: Decimal | None = None
    waits_for: TaskId | None = None
    number: str = ""
    provisional_number: str = ""
    customer_name: str = ""
    goes_first: bool = False
    can_be_undone: bool = True
    held_by: WaitsFor | None = None
    worth: int | None = None
    price: int = 0
    not_after: datetime | None = None
    exported: bool = False
    is_mail_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEvent:
    """One step in a record's history: which task moved where, when, and why.

    Where head office's answer made the step, ``reasons`` and ``why`` (a sentence template, with
    ``arguments``) are why it refused, ``by`` and ``note`` who decided and their note.
    """

    task: TaskKind
    status: TaskStatus
    at: datetime
    cause: str = ""
    by: str = ""
    note: str = ""
    reasons: tuple[Problem, ...] = ()
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A record's whole history: its steps, and everything head office changed in it.

    ``origins`` are those of an order as a draft, ``changes`` where its prices differ
    from the quote there.
    """

    events: tuple[HistoryEvent, ...]
    report: tuple[Change, ...]
    origins: tuple[Origin, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySetting:
    """One policy as it is now: a rule's, a field's, a tolerance, a period, how old data may be.

    It is one of ``choices``, a number from ``least`` to ``most``, or written like ``example``; what
    it is not has no choices, None or "".
    """

    key: str
    setting: str
    default: str
    choices: tuple[str, ...]
    least: int | None = None
    most: int | None = None
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChoices:
    """What can be done with an order now, and how far along its newest task is, 0 to 100."""

    amend: CommandState
    repeat: CommandState
    cancel: CommandState
    undo: CommandState
    retry: CommandState
    percent_complete: int
