"""A desk that answers from memory, for what the window does apart from the store."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from smartclient.domain.devices import NewDevice
from smartclient.domain.errors import RefusedError
from smartclient.domain.link_quality import LinkQuality
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.domain.tasks import TaskKind
from smartclient.read_models.connection import LinkHistory, NetworkHint
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.overview import (
    ActionItem,
    AnsweredRequest,
)
from smartclient.read_models.readiness import Preparation
from smartclient.read_models.records import (
    POSSIBLE,
    CommandState,
    OrderRecord,
    OrderSummary,
)
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.sync_progress import LinkState
from smartclient.read_models.worker_outage import WorkerOutage
from tests.ui.small_customers import SmallCatalog, SmallCustomers
from tests.ui.small_office import (
    SmallAdmin,
    SmallConflicts,
    SmallMail,
    SmallOutbox,
    SmallTakeAlong,
    SmallTasks,
)
from tests.ui.small_orders import SmallEdits, SmallOrders
from tests.ui.small_status import SmallStatus
from tests.ui.small_values import NOW, PRICES


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
    left_out: dict[str, RefusedError] = field(default_factory=dict)
    quoted: list[Order] = field(default_factory=list)
    prices: dict[str, Decimal] = field(default_factory=lambda: dict(PRICES))

    def __post_init__(self) -> None:
        self.orders = SmallOrders(self)
        self.edits = SmallEdits(self)
        self.customers = SmallCustomers(self)
        self.catalog = SmallCatalog(self)
        self.outbox = SmallOutbox(self)
        self.tasks = SmallTasks()
        self.mail = SmallMail()
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
