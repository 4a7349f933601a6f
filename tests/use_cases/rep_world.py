"""A rep's laptop with a real store, and the other end of its link played by the test."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from smartclient.contract.cases import Case, CaseState
from smartclient.contract.encoding import decode_body
from smartclient.contract.feeds import COLUMNS, FEED_COLUMNS, Cursor, FeedKind, FeedPage, Row, Value
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    PlaceOrder,
    Reply,
    Request,
    Withdraw,
)
from smartclient.contract.operations import Identity, Receipt
from smartclient.contract.versions import LINK_VERSION
from smartclient.domain.clock import Clock
from smartclient.domain.ids import ConflictId, CustomerNumber, Login, OrderId, Sku, new_id
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.domain.sales.orders import Order, OrderLine, OrderState, PlacedOrder
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.read_models.records import OrderRecord
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.store.database.json_codec import to_document
from smartclient.store.database.opening import open_store_file
from smartclient.use_cases.replies.apply_reply import apply_reply
from smartclient.use_cases.replies.delivery import claim_batch, note_receipts
from smartclient.use_cases.use_cases import UseCases
from tests.prepared import new_store

KEY = bytes(range(32))
LOGIN = Login("north\\linda3")
SHOP = CustomerNumber("C-1")
OTHER_SHOP = CustomerNumber("C-2")
BIKE, HELMET, NEW_BIKE = Sku("BIKE"), Sku("HELMET"), Sku("BIKE-2")


def row(kind: FeedKind, **values: Value) -> Row:
    """Return a row of a feed with what matters; the rest is empty."""
    empty: dict[str, Value] = {column.name: column.unknown for column in FEED_COLUMNS[kind]}
    defaults: dict[str, Value] = {
        "replaced_by": None,
        "former_sku": None,
        "min_order_quantity": 1,
        "pack_size": 1,
        "balance": 0,
        "merged_into": None,
        "tax_exempt": 0,
        "status": "active",
    }
    known = {name: value for name, value in defaults.items() if name in empty}
    return tuple((empty | known | values)[name] for name in COLUMNS[kind])


ROWS: dict[FeedKind, tuple[Row, ...]] = {
    FeedKind.CUSTOMERS: tuple(
        row(
            FeedKind.CUSTOMERS,
            id=number,
            number=f"C-{number}",
            name=f"Shop {number}",
            rep=LOGIN,
            phone=f"555-000{number}",
            email=f"shop{number}@example.org",
        )
        for number in (1, 2)
    ),
    FeedKind.PRODUCTS: tuple(
        row(FeedKind.PRODUCTS, id=number, sku=sku, name=f"The {sku}", list_price=price * 10_000)
        for number, (sku, price) in enumerate(
            ((BIKE, 1000), (HELMET, 50), (NEW_BIKE, 1100)), start=1
        )
    ),
}


WITHDRAWN = Answer(status=AnswerStatus.CONFIRMED, withdrawn=True)
"""What a withdrawal is answered that came in time."""


@lru_cache(maxsize=8)
def _store_with_reference_data(at: datetime) -> bytes:
    """Return the file of a signed-in laptop's store, whose reference data is of ``at``."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = new_store(path, KEY)
        with store.work() as work:
            work.meta.set_identity(Identity(login=LOGIN, rep_number="7"))
            work.meta.link_version = LINK_VERSION
            for kind in FeedKind:
                page = FeedPage(kind=kind, rows=ROWS.get(kind, ()), cursor=Cursor(0, 9), more=False)
                work.feeds.apply(page, by_key=True, watermark=10, as_of=at, complete=False)
                work.feeds.pass_over((kind,), watermark=0, as_of=at)
            work.commit()
        store.close()
        return path.read_bytes()


@dataclass
class Rep:
    """One rep's laptop; ``send`` and ``answer`` are head office's part."""

    path: Path
    clock: Clock
    sent: list[Request] = field(default_factory=list)
    row_version: int = 100

    def __post_init__(self) -> None:
        self.path.write_bytes(_store_with_reference_data(self.clock.now()))
        self.store = open_store_file(self.path, KEY)
        self.use_cases = UseCases(self.store, self.clock)
        with self.store.work() as work:
            work.meta.device, work.meta.device_code = new_id(), "KXQR"
            work.commit()

    def restart(self) -> None:
        """Lose whatever was only in memory."""
        self.store.close()
        self.store = open_store_file(self.path, KEY)
        self.use_cases = UseCases(self.store, self.clock)

    def set_policies(self, settings: dict[str, str]) -> None:
        """Bring policies that head office has set, as if a sync had."""
        rows = tuple(
            row(FeedKind.POLICIES, id=number, key=key, setting=setting)
            for number, (key, setting) in enumerate(settings.items(), start=1)
        )
        page = FeedPage(kind=FeedKind.POLICIES, rows=rows, cursor=Cursor(20, 9), more=False)
        with self.store.work() as work:
            work.feeds.apply(
                page, by_key=False, watermark=30, as_of=self.clock.now(), complete=True
            )
            work.commit()

    def order(self, *lines: tuple[Sku, int], customer: CustomerNumber = SHOP) -> Order:
        order = self.use_cases.orders.new(customer)
        for number, (sku, quantity) in enumerate(lines or ((BIKE, 2),), start=1):
            order = order.with_line(OrderLine(line=number, sku=sku, quantity=quantity))
        return order

    def place(self, *lines: tuple[Sku, int], customer: CustomerNumber = SHOP) -> OrderRecord:
        return self.use_cases.orders.place(self.order(*lines, customer=customer))

    def take(self) -> tuple[Request, ...]:
        """Hand requests over; head office has not acknowledged them yet."""
        batch = claim_batch(self.store.work(), self.clock, max_rows=200, max_bytes=8_000_000)
        self.sent += batch
        return batch

    def acknowledge(self, *requests: Request) -> None:
        receipts = [Receipt(request_id=request.id, digest=request.digest) for request in requests]
        note_receipts(self.store.work(), receipts, self.clock)

    def send(self) -> tuple[Request, ...]:
        """Hand requests over, acknowledged."""
        batch = self.take()
        self.acknowledge(*batch)
        return batch

    def reply(self, request: Request, answer: Answer) -> Reply:
        self.row_version += 1
        return Reply(
            request_id=request.id,
            row_version=self.row_version,
            answered_at=self.clock.now(),
            answer=answer,
        )

    def apply(self, reply: Reply) -> AnswerStatus | None:
        with self.store.work() as work:
            status = apply_reply(work, reply, self.clock)
            work.commit()
        return status

    def answer(self, request: Request, answer: Answer) -> AnswerStatus | None:
        return self.apply(self.reply(request, answer))

    def confirm(self, request: Request, number: str = "SO-1", **changes: object) -> None:
        """Let head office take the order of a request as it is asked for."""
        self.answer(request, Answer(status=AnswerStatus.CONFIRMED, order=placed(request, number)))

    def withdraw(self) -> Withdraw:
        """Hand over the withdrawal that waits; head office confirms it, and has done nothing."""
        (request,) = self.send()
        body = asked(request)
        assert isinstance(body, Withdraw)
        self.answer(request, WITHDRAWN)
        return body

    def collide(
        self, request: Request, *, code: RuleCode = RuleCode.DISCONTINUED, conflict_id: str = ""
    ) -> Conflict:
        conflict = rule_conflict(request, code=code, conflict_id=conflict_id)
        self.answer(request, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict))
        return conflict

    def statuses(self, record: OrderRecord) -> list[str]:
        """Return every status the order's tasks went through."""
        return [
            event.status.value for event in self.use_cases.orders.history(record.order.id).events
        ]

    def shown(self, record: OrderRecord) -> OrderRecord:
        return self.use_cases.orders.get(record.order.id)


SOLD_FROM = ("products", "prices", "offers", "offer_products", "tax_rates")
"""What is refused, as delivered, when it is too old to sell from."""

NEVER_REFUSED = {f"freshness.{kind}": "off" for kind in SOLD_FROM}
"""Policies by which orders are taken with data of any age."""


def asked(request: Request) -> Body:
    return decode_body(request)


def order_in(request: Request) -> Order:
    body = decode_body(request)
    assert isinstance(body, PlaceOrder | AmendOrder)
    return body.order


def placed(
    request: Request, number: str = "SO-1", state: OrderState = OrderState.CONFIRMED
) -> PlacedOrder:
    return PlacedOrder(order=order_in(request), number=number, state=state)


def rule_conflict(
    request: Request, *, code: RuleCode = RuleCode.DISCONTINUED, conflict_id: str = ""
) -> Conflict:
    order = order_in(request)
    return Conflict(
        id=ConflictId(conflict_id or new_id()),
        kind=ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id=order.id, label=order.provisional_number),
        request_id=request.id,
        raised_at=datetime.fromisoformat("2026-11-21T10:00:00+00:00"),
        problems=(
            Problem(
                code=code,
                line=1,
                sku=order.lines[0].sku,
                before=order.lines[0].sku,
                after=NEW_BIKE,
                arguments={
                    "replacement_price": "1100.00",
                    "replacement_percent": "0",
                    "replacement_offer": "",
                },
                actions=(
                    Action(ActionKind.TAKE_REPLACEMENT),
                    Action(ActionKind.DROP_LINE),
                    Action(ActionKind.CANCEL),
                ),
                settled_by=ResolvedBy.REP,
            ),
        ),
    )


def data_conflict(request: Request, number: CustomerNumber = SHOP) -> Conflict:
    return Conflict(
        id=ConflictId(new_id()),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.CUSTOMER, id=number, label="Shop 1"),
        request_id=request.id,
        raised_at=datetime.fromisoformat("2026-11-21T10:00:00+00:00"),
        fields=(FieldConflict(field="phone", base="555-0001", mine="555-1111", theirs="555-2222"),),
    )


def customer(number: str, name: str = "Shop 1", **values: str) -> Customer:
    return Customer(number=CustomerNumber(number), name=name, rep=LOGIN, **values)  # type: ignore[arg-type]


def with_quantity(order: Order, quantity: int) -> Order:
    return order.with_line(replace(order.lines[0], quantity=quantity))


REFUSED = Answer(
    status=AnswerStatus.REJECTED,
    reasons=(Problem(code=RuleCode.CUSTOMER_CLOSED, settled_by=ResolvedBy.REFUSE),),
)
TOMORROW = timedelta(days=1)
TODAY = date(2026, 11, 21)
HUNDRED = Decimal(100)
ANY_ORDER = OrderId("nothing")


def bring_case(rep: Rep, state: CaseState = CaseState.OPEN) -> Case:
    """Let the feed bring a case about some rep's order."""
    record = rep.place()
    (request,) = rep.send()
    case = Case(
        conflict=rule_conflict(request, conflict_id="case-1"),
        rep=Login("north\\someone"),
        opened_at=datetime.fromisoformat("2026-11-21T10:00:00+00:00"),
        state=state,
        order=record.order,
        value=record.order.totals.total,
        decided_by="boss" if state is CaseState.DECIDED else "",
    )
    with rep.store.work() as work:
        rows = ((1, case.conflict.id, str(state), to_document(case)),)
        page = FeedPage(kind=FeedKind.CASES, rows=rows, cursor=Cursor(20, 1), more=False)
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()
    return case
