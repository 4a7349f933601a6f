"""Three weeks offline with work of every kind, and the return over HTTPS by a link that is cut."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from smartclient.contract.operations import Operations
from smartclient.database.transactions import reading
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import Consequence
from smartclient.domain.freshness_kinds import ALWAYS_KEPT, DEFAULT_FRESHNESS
from smartclient.domain.ids import CustomerNumber, OrderId, RequestId, Sku
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.problems import Action, ActionKind
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine, OrderState
from smartclient.domain.tasks import TaskKind
from smartclient.gateway.https.operations import HttpsOperations
from smartclient.headoffice.admin.maintenance import change_product, set_policy
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.devices.file_gate import FileGate
from smartclient.reconcile.conflict import Conflict, ProblemAnswer, Resolution
from tests.https_company import HttpsCompany, WebOffice, web_office
from tests.set_clock import SetClock
from tests.slow_link import SlowLink
from tests.small_company import CUSTOMER, REP, SKUS
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop
from tests.sync.test_sync_repair import in_step

DAY = timedelta(days=1)
KEPT_POLICY = "1d mark, 7d warn, 14d refuse"
POLICY = f"{KEPT_POLICY}, 18d remove"
_SINCE = (
    (18, Consequence.REMOVE),
    (14, Consequence.REFUSE),
    (7, Consequence.WARN),
    (1, Consequence.MARK),
    (0, Consequence.USE),
)
DISCONTINUED, KEPT = SKUS[2], SKUS[1]
OTHER_CUSTOMER, TO_DELETE, PINNED = map(CustomerNumber, ("N-002", "N-005", "N-100"))
OF_REPS = {
    *(TaskKind.PLACE_ORDER, TaskKind.AMEND_ORDER, TaskKind.CANCEL_ORDER, TaskKind.PIN_CUSTOMER),
    *(TaskKind.CREATE_CUSTOMER, TaskKind.UPDATE_CUSTOMER, TaskKind.DELETE_CUSTOMER),
}


class FarLaptop(MachineLaptop):
    """A laptop of a rep whose way to head office is the web service, through a link."""

    def __init__(
        self, company: Company, folder: Path, clock: SetClock, web: WebOffice, wire: SlowLink
    ) -> None:
        super().__init__(company, folder, clock)
        self.wire = wire
        self.service = web.new_service(through=wire.port)
        web.switch.gate = FileGate(company.office.engine, company.clock, file=company.file)
        behind = HttpsCompany(office=company.office, clock=company.clock)
        behind.web = web
        self._credential = behind.enrolled(REP)

    def connect(self) -> Operations:
        self.link.operations = HttpsOperations(self.service, self._credential)
        return self.link

    def sync_and_answer(self) -> None:
        """Sync; head office's worker, which needs no link, answers what arrived."""
        self.sync(answer_now=None)
        self.company.office.answer_waiting()

    def sync_twice(self) -> None:
        """Send, have it answered, and collect the answers."""
        self.sync_and_answer()
        self.sync_and_answer()

    def queued(self) -> dict[RequestId, TaskKind]:
        return {entry.request_id: entry.kind for entry in self.use_cases.outbox.entries()}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebOffice]:
    with web_office(tmp_path_factory.mktemp("web")) as office:
        yield office


@pytest.fixture
def company(tmp_path: Path, clock: SetClock) -> Iterator[Company]:
    company = Company(tmp_path, clock)
    for kind in DEFAULT_FRESHNESS:
        policy = KEPT_POLICY if kind in ALWAYS_KEPT else POLICY
        set_policy(company.office.engine, f"freshness.{kind}", policy, clock=clock)
    set_policy(company.office.engine, "pinned_customers", str(Pinning.ALL), clock=clock)
    yield company
    company.office.close()


@pytest.fixture
def laptop(
    company: Company, tmp_path: Path, clock: SetClock, web: WebOffice
) -> Iterator[FarLaptop]:
    host, port = web.address.removeprefix("https://").split(":")
    with SlowLink((host, int(port))) as wire:
        laptop = FarLaptop(company, tmp_path / "laptop", clock, web, wire)
        laptop.sync_twice()
        yield laptop
        laptop.service.close()
        laptop.store.close()


class Trip:
    """Work of every kind, of which nothing is sent, and what became of it."""

    def __init__(self, laptop: FarLaptop) -> None:
        self.laptop = laptop
        self.use_cases = laptop.use_cases
        self.placed: list[OrderId] = []
        self._amended, self._cancelled = self._ordered(KEPT), self._ordered(KEPT)
        self._resolved, self._escalated = self._ordered(DISCONTINUED), self._ordered(DISCONTINUED)

    def conflict_of(self, order_id: OrderId) -> Conflict:
        found = {conflict.subject.id: conflict for conflict in self.use_cases.conflicts.open()}
        return found[order_id]

    @property
    def work_of_days(self) -> Mapping[int, Callable[[], object]]:
        """What is done on which day beside an order a day."""
        return {
            0: self._amend,
            1: lambda: self.use_cases.orders.cancel(self._cancelled),
            2: self._open_customer,
            3: lambda: self.change_phone("555-0003"),
            4: lambda: self.use_cases.customers.delete(TO_DELETE),
            5: lambda: self.use_cases.take_along.pin(PINNED, pinned=True),
            6: self._drop_the_line,
            7: lambda: self.use_cases.conflicts.escalate(
                self.conflict_of(self._escalated).id, "what now?"
            ),
        }

    def place(self) -> None:
        self.placed.append(self._ordered(KEPT))

    def change_phone(self, phone: str) -> None:
        self.use_cases.customers.edit(CUSTOMER, {EditableField.PHONE: phone})

    def _ordered(self, sku: str, customer: CustomerNumber = CUSTOMER) -> OrderId:
        return self.laptop.order(sku, customer=customer).order.id

    def _amend(self) -> None:
        order = self.use_cases.orders.get(self._amended).order
        self.use_cases.orders.amend(_with_more(order))

    def _open_customer(self) -> None:
        created = self.use_cases.customers.create({EditableField.NAME: "New shop"}).customer
        self.placed.append(self._ordered(KEPT, created.number))

    def _drop_the_line(self) -> None:
        conflict = self.conflict_of(self._resolved)
        answers = tuple(
            ProblemAnswer(code=problem.code, line=problem.line, action=Action(ActionKind.CANCEL))
            for problem in conflict.problems
        )
        self.use_cases.conflicts.resolve(conflict.id, Resolution(problems=answers))

    def assert_all_is_done(self) -> None:
        """Check what each piece of work came to."""
        orders, customers = self.use_cases.orders, self.use_cases.customers
        states = {of: orders.get(of).state for of in self.placed}
        assert set(states.values()) == {OrderState.CONFIRMED}, states
        assert orders.get(self._amended).order.lines[0].quantity == 50
        assert orders.get(self._cancelled).state is OrderState.CANCELLED
        assert orders.get(self._resolved).state is OrderState.CANCELLED
        assert customers.get(CUSTOMER).customer.phone == "555-0003"
        known = {customer.number: customer for customer in customers.search()}
        assert TO_DELETE not in known
        assert "New shop" in {customer.name for customer in known.values()}
        pinned = self.use_cases.take_along.pinned().customers
        assert [each.customer.number for each in pinned] == [PINNED]


def _with_more(order: Order) -> Order:
    line: OrderLine = order.lines[0]
    return order.with_line(replace(line, quantity=50, unit_price=None))


def consequence_on(day: int, kind: str) -> Consequence:
    reached = next(consequence for since, consequence in _SINCE if day >= since)
    is_kept = kind in ALWAYS_KEPT and reached is Consequence.REMOVE
    return Consequence.REFUSE if is_kept else reached


def test_work_of_every_kind_waits_for_three_weeks_and_is_done_once_by_a_bad_link(
    company: Company, laptop: FarLaptop, clock: SetClock
) -> None:
    discontinue(company, DISCONTINUED)
    trip = Trip(laptop)
    laptop.sync_twice()
    laptop.work_offline(on=True)
    queued: dict[RequestId, TaskKind] = {}
    for day in range(22):
        laptop.sync(answer_now=None)  # the background's, which is offline
        status = laptop.use_cases.status.current()
        ages = {kind: cache.consequence(clock.now()) for kind, cache in status.cache.items()}
        assert ages == {kind: consequence_on(day, kind) for kind in ages}, day
        if day < 14:
            trip.place()
            trip.work_of_days.get(day, lambda: None)()
        else:
            with pytest.raises(RefusedError, match="products"):
                trip.place()
            with pytest.raises(
                RefusedError, match="customers" if day < 18 else str(OTHER_CUSTOMER)
            ):
                laptop.use_cases.customers.edit(OTHER_CUSTOMER, {EditableField.PHONE: "555-9"})
        assert queued.items() <= laptop.queued().items(), day
        queued = laptop.queued()
        clock.advance(DAY)
        laptop.machine.advance(DAY)

    assert set(queued.values()) >= OF_REPS
    before = len(requests_at(company))
    laptop.work_offline(on=False)
    rng = random.Random(12)
    while laptop.wire.cuts < 12:
        laptop.wire.cut_in(rng.randrange(100, 9_000))
        laptop.sync_and_answer()
    laptop.wire.stay_whole()
    for _ in range(4):
        laptop.sync_and_answer()
    arrived = requests_at(company)
    assert queued.keys() <= set(arrived)
    assert len(arrived) == len(set(arrived))
    assert before < len(arrived)
    trip.assert_all_is_done()
    assert in_step(laptop)
    status = laptop.use_cases.status.current()
    assert {cache.consequence(clock.now()) for cache in status.cache.values()} == {Consequence.USE}


def discontinue(company: Company, sku: Sku) -> None:
    engine, clock = company.office.engine, company.clock
    change_product(engine, sku, discontinue=clock.today(), actor="erp", clock=clock)


def requests_at(company: Company) -> list[RequestId]:
    """Return the id of each request that head office holds, as often as it holds it."""
    inbox = tables_for("sqlite").inbox
    with reading(company.office.engine) as connection:
        return list(connection.scalars(select(inbox.c.request_id)))
