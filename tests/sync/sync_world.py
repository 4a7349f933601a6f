"""A head office in a file, and a rep's laptop whose link a test can watch and spoil."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, FeedPlace
from smartclient.contract.fingerprints import Fingerprint
from smartclient.contract.messages import Reply, Request
from smartclient.contract.operations import Operations, Pulse, PulseRequest, Receipt
from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.sync_progress import SyncProgress, SyncSummary
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.use_cases.use_cases import UseCases
from tests.prepared import new_store, write_office
from tests.small_company import CUSTOMER, REP, SKUS, import_company

KEY = bytes(range(32))

Carried = TypeVar("Carried")


@dataclass
class Link:
    """The operations over a link that a test watches and spoils.

    ``before`` and ``after`` are called with the name of each operation; what they raise is what
    the laptop sees, before head office was asked or after it answered.
    """

    operations: Operations
    before: Callable[[str], None] = lambda _: None
    after: Callable[[str], None] = lambda _: None
    refuse: Callable[[Sequence[Request]], None] = lambda _: None
    receipts: Callable[[tuple[Receipt, ...]], tuple[Receipt, ...]] = lambda given: given
    pulses: Callable[[Pulse], Pulse] = lambda given: given
    pages: Callable[[FeedPage], FeedPage] = lambda given: given
    page_rows: int = 2_000
    calls: list[str] = field(default_factory=list)

    def submit(self, batch: Sequence[Request]) -> tuple[Receipt, ...]:
        self.refuse(batch)
        return self.receipts(self._carry("submit", lambda: self.operations.submit(batch)))

    def pulse(self, hello: PulseRequest) -> Pulse:
        return self.pulses(self._carry("pulse", lambda: self.operations.pulse(hello)))

    def replies(self, *, after: int, watermark: int, limit: int) -> tuple[Reply, ...]:
        rows = min(limit, self.page_rows)
        return self._carry(
            "replies", lambda: self.operations.replies(after=after, watermark=watermark, limit=rows)
        )

    def feed(
        self, kind: FeedKind, *, cursor: Cursor, watermark: int, limit: int, by_key: bool
    ) -> FeedPage:
        rows = min(limit, self.page_rows)
        page = self._carry(
            f"feed {kind}",
            lambda: self.operations.feed(
                kind, cursor=cursor, watermark=watermark, limit=rows, by_key=by_key
            ),
        )
        return self.pages(page)

    def feeds(
        self, places: Sequence[FeedPlace], *, watermark: int, limit: int
    ) -> tuple[FeedPage, ...]:
        self.calls.append("at once: " + " ".join(place.kind for place in places))
        # each by itself, so that a test may spoil any of them
        return tuple(
            self.feed(kind, cursor=cursor, watermark=watermark, limit=limit, by_key=by_key)
            for kind, cursor, by_key in places
        )

    def fingerprints(
        self, kind: FeedKind | None, *, watermark: int, width: int
    ) -> tuple[Fingerprint, ...]:
        return self._carry(
            f"fingerprints {kind or 'of all'}",
            lambda: self.operations.fingerprints(kind, watermark=watermark, width=width),
        )

    def close(self) -> None:
        self.operations.close()

    def _carry(self, name: str, call: Callable[[], Carried]) -> Carried:
        self.calls.append(name)
        self.before(name)
        answer = call()
        self.after(name)
        return answer


class Company:
    """A head office with the small company in it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.file = folder / "office.db"
        self.url = write_office(self.file, clock, import_company)
        self.office = HeadOffice.open(self.url, clock)

    def reopen(self) -> None:
        self.office.close()
        self.office = HeadOffice.open(self.url, self.clock)

    def orders(self) -> int:
        """Return how many orders head office holds."""
        with self.office.engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM sales_orders").scalar_one())


class Laptop:
    """A rep's laptop; ``link`` is what a test spoils."""

    def __init__(self, company: Company, folder: Path, login: str = REP) -> None:
        folder.mkdir()
        self.company = company
        self.login = login
        self.folder = folder
        self.store = new_store(folder / "store.db", KEY)
        self.clock = HeadOfficeClock(company.clock)
        self.use_cases = UseCases(self.store, self.clock)
        self.opened = 0
        self.link = Link(company.office.operations(login))

    def connect(self) -> Operations:
        self.opened += 1
        self.link.operations = self.company.office.operations(self.login)
        return self.link

    def engine(self, **options: object) -> SyncEngine:
        chosen: dict[str, object] = {
            "store": self.store,
            "connect": self.connect,
            "clock": self.clock,
            "lock": SyncLock(self.folder / "sync.lock", timeout=timedelta(0)),
            "random": lambda: 0.5,
            "answer_now": self.answer_now,
        }
        return SyncEngine(**(chosen | options))  # type: ignore[arg-type]

    def answer_now(self) -> None:
        self.company.office.answer_waiting()

    def sync(
        self,
        progress: Callable[[SyncProgress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        urgent: bool = True,
        **options: object,
    ) -> SyncSummary:
        return self.engine(**options).run(progress, cancelled, urgent=urgent)

    def order(self, *skus: str, customer: CustomerNumber = CUSTOMER) -> OrderRecord:
        """Place an order of one of each."""
        order = self.use_cases.orders.new(customer)
        for sku in skus or SKUS[:1]:
            order = order.with_line(
                OrderLine(line=order.next_line_number(), sku=Sku(sku), quantity=1 + self._placed)
            )
        self._placed += 1
        return self.use_cases.orders.place(order)

    _placed = 0

    def work_offline(self, *, on: bool) -> None:
        with self.store.work() as work:
            work.meta.offline_by_choice = on
            work.commit()
