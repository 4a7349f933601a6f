"""Overviews: all that a person needs to know of one record, or of one day."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from smartclient.domain.ids import Sku, TaskId
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.catalog import Product
from smartclient.domain.sales.customers import FieldChange
from smartclient.domain.tasks import Subject, TaskKind, TaskStatus
from smartclient.read_models.check_outs import CheckedOut
from smartclient.read_models.records import CustomerRecord, HistoryEvent, OrderSummary
from smartclient.read_models.sync_progress import ClientStatus


class ActionItemKind(StrEnum):
    """Why something needs a person."""

    CONFLICT = "conflict"
    MAIL = "mail"
    CASE = "case"
    STOPPED = "stopped"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem:
    """One item that needs a person to go on.

    ``id`` is the conflict's, the request's, the mail's or the order's, by ``kind``; ``value`` the
    order's total where it is about one; ``by`` the rep of a case. ``provisional``: the subject's
    label is a number head office has not given.
    """

    kind: ActionItemKind
    id: str
    subject: Subject
    customer_name: str
    since: datetime
    value: Decimal | None = None
    by: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRequest:
    """One task that head office has answered, with the record it is about as it is known now.

    ``provisional``: the subject's label is a number head office has not given.
    """

    task_id: TaskId
    kind: TaskKind
    subject: Subject
    status: TaskStatus
    at: datetime
    customer_name: str
    value: Decimal | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers since a person last looked, newest first; ``mark`` is the newest of them."""

    since: datetime | None
    mark: int
    rows: tuple[AnsweredRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSales:
    """The totals of the orders of one week, which begins on ``monday``."""

    monday: date
    confirmed: Decimal = Decimal(0)
    tentative: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """The total of both."""
        return self.confirmed + self.tentative


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The rep's day. ``weeks`` are the latest, oldest first, none left out."""

    client_status: ClientStatus
    needs: tuple[ActionItem, ...]
    drafts: int
    drafts_value: Decimal
    waiting_value: Decimal
    there_value: Decimal
    answers: Answers
    weeks: tuple[WeekSales, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How a customer's credit is used. ``limit`` None means there is none.

    Where it ``is_known`` not, as orders are not here, at least this much is used.
    """

    limit: Decimal | None
    balance: Decimal
    confirmed: Decimal
    tentative: Decimal
    is_known: bool = True

    @property
    def used(self) -> Decimal:
        """The balance and every open order."""
        return self.balance + self.confirmed + self.tentative

    @property
    def left(self) -> Decimal | None:
        """What may still be ordered; negative when the limit is exceeded."""
        return None if self.limit is None else self.limit - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCollision:
    """A field that the rep and someone at head office (``by``, "" = unknown) both changed."""

    field: str
    mine: str
    theirs: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEvent:
    """One event of a customer, or of an order of theirs.

    ``event`` is the step a task took, None for an order that came from head office;
    ``is_current``: the record is still where this step brought it. ``changes`` are the fields a rep
    changed with it, ``clashes`` those that collided, ``order`` the order it is about, ``report``
    what head office changed of the customer in answering.
    """

    at: datetime
    subject: Subject
    event: HistoryEvent | None = None
    order: OrderSummary | None = None
    changes: tuple[FieldChange, ...] = ()
    clashes: tuple[FieldCollision, ...] = ()
    report: tuple[Change, ...] = ()
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerOverview:
    """A customer with the credit and everything that happened. ``events`` is newest first.

    ``checked_out`` says who has checked it out, None for nobody.
    """

    record: CustomerRecord
    credit: Credit
    events: tuple[CustomerEvent, ...]
    checked_out: CheckedOut | None = None

    @property
    def report(self) -> tuple[Change, ...]:
        """Everything head office changed of the customer in answering, the newest first, once."""
        return tuple(dict.fromkeys(change for step in self.events for change in step.report))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """One offer for a product, with its price per piece. ``to_quantity`` None is open."""

    code: str
    description: str
    percent: Decimal
    from_quantity: int
    to_quantity: int | None
    price: Decimal
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSheet:
    """A product with its terms for a customer on one day.

    ``price`` is per piece before any discount; ``standard_price`` is everyone's; ``own_price``
    whether the price comes from the customer's own list. ``next_price`` begins on
    ``next_from``. ``stock`` None means that it is not counted.
    ``price_as_of`` is None for a price that has a last day of its own.
    """

    product: Product
    on: date
    price: Decimal
    standard_price: Decimal
    own_price: bool
    next_price: Decimal | None
    next_from: date | None
    offers: tuple[OfferTerms, ...]
    stock: int | None
    stock_as_of: datetime | None
    replacement: Product | None
    former_sku: Sku | None
    price_as_of: datetime | None = None
