"""A rep's laptop with a store of its own, on any database that head office runs on."""

from datetime import timedelta
from pathlib import Path

from smartclient.contract.operations import Operations
from smartclient.domain.clock import HeadOfficeClock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.read_models.records import OrderRecord
from smartclient.read_models.sync_progress import SyncSummary
from smartclient.sync.engine import SyncEngine
from smartclient.sync.lock import SyncLock
from smartclient.use_cases.use_cases import UseCases
from tests.office_company import ANN, SHOP, Company
from tests.prepared import new_store

KEY = bytes(range(32))


class SyncedLaptop:
    """A laptop that syncs with the head office of a small company."""

    def __init__(self, company: Company, folder: Path, login: str = ANN) -> None:
        folder.mkdir(exist_ok=True)
        self.company = company
        self.login = login
        self.folder = folder
        self.store = new_store(folder / "store.db", KEY)
        self.clock = HeadOfficeClock(company.clock)
        self.use_cases = UseCases(self.store, self.clock)

    @property
    def link(self) -> Operations:
        return self.company.link(self.login)

    def sync(self, *, answered: bool = True) -> SyncSummary:
        """Sync; where ``answered``, a worker answers what was sent in between."""
        summary = SyncEngine(
            store=self.store,
            connect=lambda: self.link,
            answer_now=self._answer_now if answered else None,
            clock=self.clock,
            lock=SyncLock(self.folder / "sync.lock", timeout=timedelta(0)),
            random=lambda: 0.5,
        ).run(urgent=True)
        assert summary.why == ""
        return summary

    def _answer_now(self) -> None:
        self.company.office.answer_waiting()

    def order(
        self, sku: str = "A", quantity: int = 1, customer: CustomerNumber = SHOP
    ) -> OrderRecord:
        order = self.use_cases.orders.new(customer)
        return self.use_cases.orders.place(
            order.with_line(OrderLine(line=1, sku=Sku(sku), quantity=quantity))
        )

    def states(self) -> list[str]:
        return sorted(str(item.state) for item in self.use_cases.orders.search())
