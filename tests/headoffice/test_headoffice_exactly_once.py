"""Exactly once and in order, whatever mix of resends, kills, slow workers and lost leases."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.messages import AnswerStatus, PlaceOrder, Request
from smartclient.headoffice.worker.answering import ATTEMPTS
from smartclient.headoffice.worker.worker import LeaseLostError, Worker
from tests.examples import examples
from tests.office_company import ANN, KIOSK, SHOP, Company, line

LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00Z")

_STEPS = st.one_of(
    st.tuples(st.just("send"), st.integers(0, 3)),
    st.tuples(st.just("send again"), st.integers(0, 50)),
    st.tuples(st.just("take"), st.integers(0, 2)),
    st.tuples(st.just("answer"), st.integers(0, 2)),
    st.tuples(st.just("die"), st.integers(0, 2)),
    st.tuples(st.just("leases run out"), st.just(0)),
    st.tuples(st.just("round"), st.integers(0, 2)),
)


class Race:
    """Three workers over one inbox, each between taking requests and answering them at times."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.sent: list[Request] = []
        self.workers = [
            Worker(company.office.engine, company.clock, name=name) for name in ("x", "y", "z")
        ]
        self.holding: list[tuple[str, tuple, tuple] | None] = [None, None, None]  # type: ignore[type-arg]
        self._tokens = 0
        self.deaths = 0

    def step(self, what: str, which: int) -> None:
        match what:
            case "send":
                self.send(SHOP if which % 2 else KIOSK)
            case "send again" if self.sent:
                self.company.send(ANN, self.sent[which % len(self.sent)])
            case "take" if self.holding[which] is None:
                self._tokens += 1
                token = f"token {self._tokens}"
                self.holding[which] = (token, *self.workers[which].claim(token, 3))
            case "answer":
                self.answer(which)
            case "die":
                self.deaths += self.holding[which] is not None
                self.holding[which] = None
            case "leases run out":
                self.expire()
            case "round" if self.holding[which] is None:
                self.workers[which].round(2)

    def send(self, customer: str) -> None:
        # never the same twice, so that no order looks like a double of another
        quantity = self.company.count("inbox") + 1
        order = self.company.order(line("B", quantity), customer=customer)
        request = self.company.request(PlaceOrder(order=order), lane=customer)
        self.sent.append(request)
        self.company.send(ANN, request)

    def answer(self, which: int) -> None:
        held, self.holding[which] = self.holding[which], None
        if held is None or not held[2]:
            return
        try:
            self.workers[which].answer(*held)
        except LeaseLostError:
            self.workers[which].release(*held)

    def expire(self) -> None:
        if any(row.token for row in self.company.rows("lanes")):
            for row in self.company.rows("lanes"):
                self.company.change("lanes", {"lane": row.lane}, leased_until=LONG_AGO)


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(_STEPS, max_size=30))
def test_every_request_has_one_effect_in_the_order_of_its_lane(
    company: Company, steps: list[tuple[str, int]]
) -> None:
    company.change_customer(KIOSK, credit_limit=None)
    before = company.count("orders")
    race = Race(company)
    for what, which in steps:
        race.step(what, which)
    race.expire()
    company.office.answer_waiting()
    assert company.count("inbox", status="received") == 0
    answers = {request.id: company.answer(ANN, request) for request in race.sent}
    given_up = [item for item in race.sent if answers[item.id].status is AnswerStatus.PARKED]
    # only what three workers died over is not answered by its handler
    assert len(given_up) * ATTEMPTS <= race.deaths * 3
    assert company.count("orders") == before + len(race.sent) - len(given_up)
    for lane in (SHOP, KIOSK):
        orders = [answers[item.id].order for item in race.sent if item.lane == lane]
        numbers = [int(order.number.removeprefix("SO-")) for order in orders if order is not None]
        assert numbers == sorted(set(numbers))
