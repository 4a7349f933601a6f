"""The onlooker: sees what the programs do while a play goes on, and what may never be seen.

What both sides hold in the end can hide what went wrong on the way: another disaster may have put
it right. So what head office carries out is judged when it is, by what the world knows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from smartclient.contract.encoding import decode_body
from smartclient.contract.messages import (
    STANDS_ALONE,
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    PlaceOrder,
    Request,
    UpdateCustomer,
    Withdraw,
)
from smartclient.contract.operations import Receipt
from smartclient.domain.ids import OrderId, RequestId
from smartclient.domain.rules.problems import FieldPolicy, RuleCode
from smartclient.domain.sales.order_diff import ORDER_NUMBER_FIELD
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.worker.answering import ATTEMPTS
from tests.convergence.laptop import Laptop

_EFFECT: Final = frozenset({AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED})
_FURTHEST_EAST, _A_DAY = timedelta(hours=14), timedelta(days=1)
_CLOCKS_DIFFER: Final = timedelta(minutes=6)

Handle = Callable[[Incoming, Body, WorkerTransaction], Answer | PassedOn]


@dataclass
class Onlooker:
    """What was seen; ``wrong`` says in words what may not be."""

    wrong: list[str] = field(default_factory=list)
    withdrawn: set[tuple[str, RequestId]] = field(default_factory=set)
    """What head office, as it is now, was told never to carry out."""
    dropped: set[tuple[str, RequestId]] = field(default_factory=set)
    """What an admin decided not to carry out, and nobody sent since."""
    named_by: dict[RequestId, set[RequestId]] = field(default_factory=dict)
    """What each request withdraws or stands in for."""
    shown_as_taken_back: set[RequestId] = field(default_factory=set)
    """What a laptop began to show as taken back since head office was restored last.

    Of what it showed before, the withdrawal may be lost with the restore.
    """
    seen_taken_back: set[RequestId] = field(default_factory=set)
    carried_out: set[RequestId] = field(default_factory=set)
    may_be_lost: set[RequestId] = field(default_factory=set)
    """What was carried out before head office was restored.

    It may be withdrawn after that, and come back from a laptop that was told of its number.
    """
    failures: Counter[RequestId] = field(default_factory=Counter)
    """How often a worker failed or died at a request, and not at others."""
    in_hand: list[RequestId] = field(default_factory=list)
    """What the worker's open transaction has tried so far."""
    tried: dict[OrderId, set[RequestId]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    """Which order a laptop showed under each of head office's numbers."""
    unsure_numbers: set[str] = field(default_factory=set)
    """Numbers that head office can give again: nothing there knows that they were given."""
    number_on: dict[tuple[str, OrderId], str] = field(default_factory=dict)
    """Under which of head office's numbers each laptop showed an order last."""
    unreported: set[tuple[str, OrderId, str]] = field(default_factory=set)
    """Which orders have another number on a laptop by now, which nobody was told yet."""
    provisional_numbers: dict[str, set[str]] = field(default_factory=dict)
    repeatable: set[str] = field(default_factory=set)
    """Provisional numbers that a disk which was put back whole knows nothing of."""
    placed_on: dict[OrderId, date] = field(default_factory=dict)
    typed_at: dict[str, datetime] = field(default_factory=dict)
    """When each value of a customer's field was typed by somebody whose clock was right."""

    # laptops ------------------------------------------------------------------------------------

    def gave_number(self, login: str, number: str, record_id: str) -> None:
        """Note that a laptop gave a provisional number to a record."""
        records = self.provisional_numbers.setdefault(number, set())
        records.add(record_id)
        if len(records) > 1 and number not in self.repeatable:
            self.wrong.append(f"{login} gave {number} to {records}")

    def may_repeat(self, login: str) -> None:
        """Note that a whole disk of this login's was put back: decision 0031 promises no more."""
        letters = login.partition("\\")[2][:2].upper()
        given = self.provisional_numbers
        self.repeatable |= {number for number in given if number.startswith(letters)}

    def saw_laptop(self, laptop: Laptop) -> None:
        """Look at what a laptop shows: which orders by which numbers, and what as taken back."""
        with laptop.store._engine.connect() as connection:
            orders = connection.exec_driver_sql(
                "SELECT order_id, number, state FROM orders WHERE number <> ''"
            ).all()
        for order_id, number, _ in orders:
            known = self.numbers.setdefault(number, order_id)
            if known != order_id and number not in self.unsure_numbers:
                self.unsure_numbers.add(number)
                self.wrong.append(f"{number} is {known} and {order_id}")
        # of a cancelled order nobody needs to be told another number
        standing = {OrderId(of): number for of, number, state in orders if state != "cancelled"}
        self._look_for_renumbering(laptop, standing)
        taken_back = shown_as_taken_back(laptop)
        self.shown_as_taken_back |= taken_back - self.seen_taken_back
        self.seen_taken_back |= taken_back

    def _look_for_renumbering(self, laptop: Laptop, numbered: dict[OrderId, str]) -> None:
        """Keep which orders have another number than before, until the laptop reports it."""
        gone = {of for of in self.unreported if of[0] == laptop.name and of[1] not in numbered}
        self.unreported -= gone
        for order_id, number in numbered.items():
            before = self.number_on.get((laptop.name, order_id), number)
            if before != number:
                self.unreported.add((laptop.name, order_id, before))
            self.number_on[laptop.name, order_id] = number
        for name, order_id, before in tuple(self.unreported):
            if name == laptop.name and order_id in numbered:
                reported = laptop.use_cases.orders.history(order_id).report
                if any(
                    item.field == ORDER_NUMBER_FIELD and item.before == before for item in reported
                ):
                    self.unreported.discard((name, order_id, before))

    def disk_lost(self, laptop: Laptop) -> None:
        """Note that a laptop shows what another disk held."""
        self.number_on = {of: one for of, one in self.number_on.items() if of[0] != laptop.name}
        self.unreported = {item for item in self.unreported if item[0] != laptop.name}

    def head_office_went_back(self, withdrawn: set[tuple[str, RequestId]]) -> None:
        """Note that head office knows only of these withdrawals any more."""
        self.withdrawn = set(withdrawn)
        self.dropped.clear()
        self.shown_as_taken_back.clear()
        self.may_be_lost |= self.carried_out

    # the link -----------------------------------------------------------------------------------

    def received(self, login: str, batch: Sequence[Request], receipts: Iterable[Receipt]) -> None:
        """Note what head office was told by these requests never to carry out."""
        refused = {receipt.request_id for receipt in receipts if receipt.refusal}
        for request in batch:
            if request.id in refused:
                continue
            self.dropped.discard((login, request.id))
            named = set(request.withdraws)
            if request.kind in STANDS_ALONE and request.replaces is not None:
                named.add(request.replaces)
            body = decode_body(request)
            if isinstance(body, Withdraw):
                named.update(body.requests)
            self.named_by[request.id] = named
            self.withdrawn |= {(login, item) for item in named if item != request.id}

    # the worker ---------------------------------------------------------------------------------

    def looking_on(
        self, incoming: Incoming, body: Body, work: WorkerTransaction, handle: Handle
    ) -> Answer | PassedOn:
        """Carry out a request, and judge whether that was right."""
        self.in_hand.append(incoming.request_id)
        self._judge_whether_wanted(incoming)
        before = work.orders.get(body.order.id) if isinstance(body, _ORDERING) else None
        fields = _fields(body, work) if isinstance(body, UpdateCustomer) else {}
        answer = handle(incoming, body, work)
        if isinstance(answer, PassedOn):
            return answer
        if answer.status in _EFFECT:
            self.carried_out.add(incoming.request_id)
        if isinstance(body, _ORDERING):
            if before is not None:
                self._judge_whether_newer(incoming, body, before.placed.order, answer)
            elif isinstance(body, PlaceOrder):
                self._judge_day(incoming, body, answer, work)
            self.tried.setdefault(body.order.id, set()).add(incoming.request_id)
        elif isinstance(body, UpdateCustomer):
            self._judge_latest(body, fields, answer, work)
        return answer

    def committed(self) -> None:
        """Note that what was tried so far is over."""
        self.in_hand.clear()

    def failed(self, request_id: RequestId) -> None:
        """Note that a worker failed or died at this request, whatever else it had tried."""
        self.failures[request_id] += 1
        self.in_hand.clear()

    def died(self) -> None:
        """Note that a worker died with what it had tried so far: of several nobody is at fault."""
        if len(self.in_hand) == 1:
            self.failures[self.in_hand[0]] += 1
        self.in_hand.clear()

    def saw_stopped(self, request_ids: Iterable[RequestId]) -> None:
        """Look at what head office has set aside: each by its own fault."""
        for request_id in request_ids:
            if self.failures[request_id] < ATTEMPTS:
                self.wrong.append(f"{request_id} was set aside and is not at fault")

    # judging ------------------------------------------------------------------------------------

    def _judge_whether_wanted(self, incoming: Incoming) -> None:
        came_back = incoming.request is not None and incoming.request.given_number
        if (incoming.sender, incoming.request_id) in self.withdrawn and not came_back:
            self.wrong.append(f"{incoming.request_id} was withdrawn and is carried out")
        if (incoming.sender, incoming.request_id) in self.dropped:
            self.wrong.append(f"{incoming.request_id} was dropped and is carried out")

    def _judge_whether_newer(
        self, incoming: Incoming, body: PlaceOrder | AmendOrder, before: Order, answer: Answer
    ) -> None:
        """Check that a request changes nothing of an order but what it was to change."""
        if answer.order is None or answer.status not in _EFFECT or incoming.request is None:
            return
        was, asked, now = (
            _quantities(before),
            _quantities(body.order),
            _quantities(answer.order.order),
        )
        if was == now:
            return
        base = body.base if isinstance(body, AmendOrder) else None
        if base is None:
            named = self.named_by.get(incoming.request_id, set())
            if not named & self.tried.get(body.order.id, set()):
                self.wrong.append(f"{incoming.request_id} made {was} {now}, knowing neither")
            return
        began = _quantities(base)
        for line in {*was, *asked, *began}:
            mine, theirs, old = asked.get(line), was.get(line), began.get(line)
            if theirs != old and now.get(line) != theirs and mine != theirs:
                self.wrong.append(f"{incoming.request_id} overwrote line {line}: {was} by {now}")

    def _judge_day(
        self, incoming: Incoming, body: PlaceOrder, answer: Answer, work: WorkerTransaction
    ) -> None:
        """Check that a new order is of a day on which it can have been placed."""
        came_back = incoming.request is None or incoming.request.given_number
        if answer.order is None or answer.status not in _EFFECT or came_back:
            return
        day, received = answer.order.order.order_date, incoming.received_at.astimezone(UTC)
        oldest = work.context.policies().reference_limit.age + _A_DAY
        if not (received - oldest).date() <= day <= (received + _FURTHEST_EAST).date():
            self.wrong.append(f"{body.order.id}, received {received}, is of {day}")
        reported = any(item.rule == RuleCode.ORDER_DATE_NOT_BELIEVED for item in answer.report)
        if not reported and self.placed_on.get(body.order.id, day) != day:
            self.wrong.append(f"{body.order.id} of {self.placed_on[body.order.id]} is of {day}")

    def _judge_latest(
        self, body: UpdateCustomer, before: dict[str, str], answer: Answer, work: WorkerTransaction
    ) -> None:
        """Check that of two changes the one that was made last won, where that is the policy."""
        if answer.customer is None or answer.status not in _EFFECT:
            return
        for change in body.changes:
            theirs, name = before.get(change.field, ""), change.field
            if theirs in {change.base, change.mine}:
                continue
            if work.context.policies().for_field(name) is not FieldPolicy.LATEST:
                continue
            winner = getattr(answer.customer, name)
            loser = theirs if winner == change.mine else change.mine
            won_at, lost_at = self.typed_at.get(winner), self.typed_at.get(loser)
            if won_at and lost_at and won_at < lost_at - _CLOCKS_DIFFER:
                self.wrong.append(f"{winner} of {won_at} won over {loser} of {lost_at}")


_ORDERING: Final = (PlaceOrder, AmendOrder)


def shown_as_taken_back(laptop: Laptop) -> set[RequestId]:
    """Return the requests to place an order that a laptop shows as taken back."""
    with laptop.store._engine.connect() as connection:
        undone = connection.exec_driver_sql(
            "SELECT r.id FROM requests r JOIN tasks t ON t.id = r.task_id"
            " WHERE t.kind = 'place_order' AND t.status = 'undone' AND r.kind = 'place_order'"
        )
        return {RequestId(row.id) for row in undone}


def _quantities(order: Order) -> dict[tuple[int, str], int]:
    return {(line.line, line.sku): line.quantity for line in order.lines}


def _fields(body: UpdateCustomer, work: WorkerTransaction) -> dict[str, str]:
    t = tables_for(work.connection.dialect.name).customers
    row = work.connection.execute(select(t).where(t.c.number == body.number)).first()
    return (
        {} if row is None else {change.field: getattr(row, change.field) for change in body.changes}
    )
