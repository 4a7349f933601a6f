"""A desk that answers from memory, for what the window does apart from the store."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from smartclient.contract.cases import Case, OpenConflict
from smartclient.contract.listed_devices import DeviceList
from smartclient.diagnostics.finding import Finding
from smartclient.domain.devices import NewDevice
from smartclient.domain.errors import NotFoundError
from smartclient.domain.ids import CustomerNumber, Login, OrderId, RequestId, Sku, TaskId
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.catalog import Product, ShipMethod
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.sales.origins import Origin
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.domain.services import HEAD_OFFICE
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.connection import LinkHistory, NetworkHint
from smartclient.read_models.data_ages import CacheState, data_ages
from smartclient.read_models.headoffice import (
    PolicyChange,
    PolicyStatus,
    RepStatus,
    StoppedRequest,
)
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.link_report import LinkReport
from smartclient.read_models.order_list import OrderedProduct, OrderFilter, OrderSums, PricePaid
from smartclient.read_models.overview import (
    ActionItem,
    AnsweredRequest,
    Answers,
    Credit,
    CustomerOverview,
    ProductSheet,
    Today,
    WeekSales,
)
from smartclient.read_models.readiness import EndsWith, Preparation, Readiness
from smartclient.read_models.records import (
    POSSIBLE,
    CatalogEntry,
    CommandState,
    CustomerRecord,
    CustomerSummary,
    OrderPreview,
    OrderRecord,
    OrderSummary,
    OutboxEntry,
)
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.services import ServiceReport
from smartclient.read_models.sync_progress import ClientStatus, LinkState, SyncProgress, SyncSummary
from smartclient.read_models.take_along import PinnedList, TakeAlong
from smartclient.read_models.worker_outage import WorkerOutage
from smartclient.reconcile.conflict import Conflict, ConflictSummary
from smartclient.settings.model import Settings
from smartclient.ui.ports import Carrying

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PRICES = {"LAMP": Decimal("40.00"), "LADDER": Decimal("120.00")}


def order_row(at: int, state: OrderState, task: TaskStatus | None = None) -> OrderSummary:
    return OrderSummary(
        id=OrderId(f"order-{at}"),
        provisional_number=f"LI-{at:04}",
        number="" if state is OrderState.TENTATIVE else f"SO-{at}",
        customer=CustomerNumber("C-1"),
        customer_name="Central Bicycle Specialists",
        state=state,
        task=task,
        adjusted=task is TaskStatus.ADJUSTED,
        fulfilment=None,
        order_date=date(2026, 11, 21),
        total=Decimal(at),
        changed_at=NOW,
    )


class SmallOrders:
    """Orders, kept and priced in memory."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def search(
        self,
        *,
        state: OrderState | None = None,
        text: str = "",
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[OrderSummary, ...]:
        self._all.calls.append(text)
        found = [row for row in self._all.rows if text.upper() in row.provisional_number]
        return tuple(found[offset : None if limit is None else offset + limit])

    def new(self, customer: CustomerNumber) -> Order:
        return Order(id=OrderId("new"), customer=customer, order_date=date(2026, 11, 21))

    def origins(self, order_id: OrderId) -> tuple[Origin, ...]:
        return ()

    def quote(self, order: Order, *, origins: tuple[Origin, ...] = ()) -> OrderPreview:
        self._all.quoted.append(order)
        lines = tuple(
            replace(
                line,
                unit_price=self._all.prices[line.sku],
                amount=self._all.prices[line.sku] * line.quantity,
            )
            for line in order.lines
        )
        net = sum((line.amount or Decimal(0) for line in lines), Decimal(0))
        priced = replace(order, lines=lines, totals=replace(order.totals, net=net, total=net))
        ages = data_ages(self._all.cache, tuple(self._all.cache), NOW)
        return OrderPreview(
            order=priced, products=self.products(order), ages=ages, save=self._all.save_order
        )

    def products(self, order: Order) -> dict[Sku, OrderedProduct]:
        return {line.sku: OrderedProduct(name=line.sku.title()) for line in order.lines}

    def prices_paid(
        self, customer: CustomerNumber, sku: Sku, *, without: OrderId, limit: int = 12
    ) -> tuple[PricePaid, ...]:
        return ()

    def discard_draft(self, order_id: OrderId) -> None:
        self._all.drafts = [order for order in self._all.drafts if order.id != order_id]

    def matching(
        self, wanted: OrderFilter, *, limit: int | None = None, offset: int = 0
    ) -> tuple[OrderSummary, ...]:
        return self.search(state=wanted.state, text=wanted.text, limit=limit, offset=offset)

    def sums(self, wanted: OrderFilter) -> OrderSums:
        return OrderSums()

    def place(
        self,
        order: Order,
        *,
        origins: tuple[Origin, ...] = (),
        not_after: datetime | None = None,
    ) -> OrderRecord:
        self._all.placed.append(order)
        self._all.latest_times.append(not_after)
        self._all.to_send += 1
        return self._all._record(replace(order, provisional_number="LI-0001"), OrderState.TENTATIVE)

    def save_draft(self, order: Order, *, origins: tuple[Origin, ...] = ()) -> OrderRecord:
        self.discard_draft(order.id)
        self._all.drafts.append(order)
        return self._all._record(replace(order, provisional_number="LI-0002"), OrderState.DRAFT)


class SmallEdits:
    """No edit is kept."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def all(self) -> tuple[OrderRecord, ...]:
        return ()


class SmallCustomers:
    """One customer."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def overview(self, number: CustomerNumber) -> CustomerOverview:
        credit = Credit(
            limit=Decimal(1000), balance=Decimal(100), confirmed=Decimal(50), tentative=Decimal(25)
        )
        return CustomerOverview(record=self.get(number), credit=credit, events=())

    def search(
        self, text: str = "", *, limit: int | None = None, offset: int = 0
    ) -> tuple[CustomerSummary, ...]:
        row = CustomerSummary(
            number=CustomerNumber("C-1"),
            name="Central Bicycle Specialists",
            contact="",
            phone="555-0100",
            email="",
            city="Phoenix",
            status="active",
            credit_limit=None,
            credit_used=Decimal(0),
            tentative=False,
        )
        return (row,) if row.name.lower().startswith(text.lower()) and not offset else ()

    def get(self, number: CustomerNumber) -> CustomerRecord:
        customer = Customer(number=number, name="Central Bicycle Specialists", rep=Login("linda"))
        return CustomerRecord(
            customer=customer, confirmed=customer, task=None, task_id=None, credit_used=Decimal(0)
        )


class SmallCatalog:
    """A few products at fixed prices."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def product(self, sku: Sku, customer: CustomerNumber | None = None) -> ProductSheet:
        return ProductSheet(
            product=Product(sku=sku, name=sku.title()),
            on=date(2026, 11, 21),
            price=PRICES[sku],
            standard_price=PRICES[sku],
            own_price=False,
            next_price=None,
            next_from=None,
            offers=(),
            stock=None,
            stock_as_of=None,
            replacement=None,
            former_sku=None,
        )

    def photo(self, name: str) -> bytes | None:
        return None

    def documents(self, sku: Sku) -> tuple[ProductDocument, ...]:
        return ()

    def documents_left_out(self, sku: Sku) -> int:
        return 0

    def currency(self) -> str:
        return self._all.currency

    def search(
        self,
        text: str = "",
        *,
        customer: CustomerNumber | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[CatalogEntry, ...]:
        return tuple(
            CatalogEntry(
                sku=Sku(sku),
                name=sku.title(),
                category="",
                price=price,
                offer="",
                offer_text="",
                stock=self._all.stock.get(sku),
                stock_as_of=None,
                on_sale=sku not in self._all.discontinued,
                replaced_by=None,
                sell_from=None,
                discontinued=sku in self._all.discontinued,
                image="",
            )
            for sku, price in self._all.prices.items()
            if sku.startswith(text.upper()) and not offset
        )

    def ship_methods(self) -> tuple[ShipMethod, ...]:
        return ()

    def product_by_code(self, code: str) -> Product:
        sku = self._all.eans.get(code, code.upper())
        if sku not in self._all.prices:
            raise NotFoundError("There is no product {sku}. Look in the catalog.", sku=sku)
        return Product(sku=Sku(sku), name=sku.title())


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


class SmallStatus:
    """The status and the day that a test asks for."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def current(self) -> ClientStatus:
        return ClientStatus(
            link=self._all.link,
            link_outage=self._all.link_outage,
            connection=self._all.history.state if self._all.history.changes else None,
            connection_held_until=self._all.history.held_until,
            is_captive=bool(self._all.network.captive),
            offline_by_choice=self._all.offline,
            to_send=self._all.to_send,
            at_head_office=self._all.at_head_office,
            conflicts=0,
            last_sync=NOW - timedelta(hours=3),
            taken_at=NOW,
            login=self._all.login,
            is_admin=self._all.is_admin,
            company="Small Company",
            currency=self._all.currency,
            outage=self._all.outage,
            refusals=self._all.refusals,
            new_devices=tuple(self._all.new_devices),
            cache=dict(self._all.cache),
            begin_order=self._all.begin_order,
            open_documents=self._all.open_documents,
            begin_task=dict(self._all.begin_task),
        )

    def dismiss_new_devices(self, devices: Collection[str]) -> None:
        self._all.new_devices = [
            each for each in self._all.new_devices if each.device not in devices
        ]

    def preparation(self) -> Preparation:
        return self._all.preparation

    def connection(self) -> LinkReport:
        history = self._all.history
        return LinkReport(
            state=history.state,
            observed=history.state if history.observed is None else history.observed.state,
            current=history.current,
            held_until=history.held_until,
            network=self._all.network,
            costly=False,
            price=0,
            quality=self._all.quality,
            last_contact=NOW,
            changes=history.known_changes,
            services=(
                ServiceReport(
                    service=HEAD_OFFICE,
                    state=history.state,
                    observed=history.state,
                    waiting=self._all.to_send,
                    next_try=self._all.next_try,
                    last_contact=NOW,
                    was_called=bool(history.known_changes),
                ),
            ),
        )

    def readiness(self) -> Readiness:
        return Readiness(
            missing=self._all.missing,
            as_of=NOW,
            until=NOW + timedelta(days=6, hours=9),
            ends_with=EndsWith.PRICES,
            to_send=self._all.to_send,
            at_head_office=0,
        )

    def today(self) -> Today:
        self._all.calls.append("today")
        return Today(
            client_status=self.current(),
            needs=tuple(self._all.needs),
            drafts=0,
            drafts_value=Decimal(0),
            waiting_value=Decimal(0),
            there_value=Decimal(0),
            answers=Answers(since=None, mark=1, rows=tuple(self._all.answers)),
            weeks=tuple(
                WeekSales(monday=date(2026, 11, 16) - timedelta(weeks=back))
                for back in range(11, -1, -1)
            ),
        )

    def mark_answers_read(self, mark: int) -> None:
        self._all.answers.clear()


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


@dataclass
class SmallUseCases:
    """Keeps what it is given; only what the tests look at is there."""

    login: str = "linda"
    is_admin: bool = False
    offline: bool = False
    currency: str = "USD"
    to_send: int = 0
    next_try: datetime | None = None
    rows: list[OrderSummary] = field(default_factory=list)
    placed: list[Order] = field(default_factory=list)
    latest_times: list[datetime | None] = field(default_factory=list)
    drafts: list[Order] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    needs: list[ActionItem] = field(default_factory=list)
    answers: list[AnsweredRequest] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    at_head_office: int = 0
    outage: WorkerOutage | None = None
    refusals: tuple[Refusal, ...] = ()
    link: LinkState = LinkState.ONLINE
    link_outage: LinkOutage | None = None
    preparation: Preparation = field(default_factory=lambda: Preparation(size=0, time=timedelta(0)))
    history: LinkHistory = field(default_factory=LinkHistory)
    network: NetworkHint = field(default_factory=NetworkHint)
    quality: LinkQuality = field(default_factory=LinkQuality)
    new_devices: list[NewDevice] = field(default_factory=list)
    cache: dict[str, CacheState] = field(default_factory=dict)
    begin_order: CommandState = POSSIBLE
    save_order: CommandState = POSSIBLE
    open_documents: CommandState = POSSIBLE
    begin_task: dict[TaskKind, CommandState] = field(default_factory=dict)
    discontinued: set[str] = field(default_factory=set)
    stock: dict[str, int] = field(default_factory=dict)
    eans: dict[str, str] = field(default_factory=dict)
    quoted: list[Order] = field(default_factory=list)
    prices: dict[str, Decimal] = field(default_factory=lambda: dict(PRICES))

    def __post_init__(self) -> None:
        self.orders = SmallOrders(self)
        self.edits = SmallEdits(self)
        self.customers = SmallCustomers(self)
        self.catalog = SmallCatalog(self)
        self.outbox = SmallOutbox(self)
        self.conflicts = SmallConflicts(self)
        self.admin = SmallAdmin(self)
        self.status = SmallStatus(self)
        self.take_along = SmallTakeAlong(self)

    def _record(self, order: Order, state: OrderState) -> OrderRecord:
        return OrderRecord(
            order=order,
            customer_name="Central Bicycle Specialists",
            number="",
            state=state,
            task=None,
            task_id=None,
            adjusted=False,
            fulfilment=None,
            fulfilled_on=None,
            changed_at=NOW,
        )


@dataclass
class SmallLink:
    """Steers a small desk's link: a sync sends all that waits, once ``busy`` is set."""

    use_cases: SmallUseCases
    busy: threading.Event | None = None
    syncs: int = 0
    nudges: int = 0
    marks: list[CostlyMark] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    hints: list[NetworkHint] = field(default_factory=list)
    sends: bool = True
    settings: Settings = field(
        default_factory=lambda: Settings(url="sqlite:////office.db", login="linda")
    )
    findings: tuple[Finding, ...] = ()

    @property
    def carrying(self) -> Carrying:
        raise NotImplementedError("a small desk has nobody who carries")

    def note_network(self, hint: NetworkHint) -> None:
        self.hints.append(hint)

    def save_preferences(self, settings: Settings) -> None:
        self.settings = settings

    def sign_in_again(self, code: str) -> None:
        self.codes.append(code)

    def doctor(self) -> tuple[Finding, ...]:
        return self.findings

    def sync_now(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        at_any_price: bool = False,
    ) -> SyncSummary:
        while self.busy is not None and not self.busy.wait(0.01):
            if cancelled is not None and cancelled():
                return SyncSummary(link=LinkState.ONLINE)
        self.syncs += 1
        sent = self.use_cases.to_send if self.sends else 0
        self.use_cases.to_send -= sent
        return SyncSummary(link=LinkState.ONLINE, sent=sent, confirmed=sent)

    def mark_network(self, mark: CostlyMark) -> None:
        self.marks.append(mark)

    def work_offline(self, on: bool) -> None:  # noqa: FBT001
        self.use_cases.offline = on

    def start_background(self, on_finished: Callable[[SyncSummary], None]) -> None:
        pass

    def nudge(self) -> None:
        self.nudges += 1
