"""Two services: neither the state nor the queue of one acts on the other's."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.encoding import request_for
from smartclient.contract.messages import DeleteCustomer
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.ids import CustomerNumber, RequestId, TaskId
from smartclient.domain.services import HEAD_OFFICE, ServiceName
from smartclient.domain.worth import LinkTerms
from smartclient.store.unit_of_work import Store, UnitOfWork
from smartclient.store.work.stored_request import NO_REASON
from smartclient.sync.handshake import note_outage, note_reached
from smartclient.use_cases.commands.connection import note_link_state
from smartclient.use_cases.queries.connection import link_facts
from smartclient.use_cases.queries.services import service_reports
from tests.set_clock import SetClock

COURIER = ServiceName("courier")
START = datetime(2026, 11, 21, 9, tzinfo=UTC)
COSTLY = LinkTerms(price=6, worths={"delete_customer": 2})

Step = tuple[ServiceName, str, int]
steps = st.lists(
    st.tuples(
        st.sampled_from([HEAD_OFFICE, COURIER]),
        st.sampled_from(["reached", "away", "queue", "urgent", "fail", "retry", "first"]),
        st.integers(min_value=0, max_value=90),
    ),
    max_size=14,
)


class World:
    """A unit of work in which things happen to services; it is never committed."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._numbers = {service: count() for service in (HEAD_OFFICE, COURIER)}

    def run(self, happenings: Iterable[tuple[Step, datetime]]) -> None:
        for (service, event, seconds), at in happenings:
            self._happen(service, event, seconds, at)

    def _happen(self, service: ServiceName, event: str, seconds: int, at: datetime) -> None:
        queue = self._work.outbox.of_service(service)
        waiting = [entry.request.id for entry in queue.without_receipt()]
        if event == "reached":
            note_reached(self._work.meta, at, service)
            note_link_state(self._work, at, service)
        elif event == "away":
            error = OutOfReachError("Nothing answers at {host}.", host=f"{service}:{seconds}")
            note_outage(self._work, error, at, service)
        elif event == "retry":
            queue.retry_all_now()
        elif event in {"queue", "urgent"}:
            self._queue(service, at, at + timedelta(hours=1) if event == "urgent" else None)
        elif waiting and event == "fail":
            queue.note_failure(waiting[0], NO_REASON, at + timedelta(seconds=seconds))
        elif waiting:
            queue.send_first(waiting[-1])

    def _queue(self, service: ServiceName, at: datetime, not_after: datetime | None) -> None:
        name = RequestId(f"{service}-{next(self._numbers[service])}")
        body = DeleteCustomer(number=CustomerNumber("C-1"))
        request = request_for(body, request_id=name, lane="C-1", made_at=at)
        queue = self._work.outbox.of_service(service)
        queue.append(request, TaskId(f"t-{name}"), not_after=not_after)

    def seen(self, service: ServiceName, now: datetime) -> tuple[object, ...]:
        """All that is known of a service and its queue."""
        queue = self._work.outbox.of_service(service)
        waiting = queue.without_receipt()
        return (
            service_reports(self._work, SetClock(now), (service,)),
            link_facts(self._work, service),
            self._work.meta.of_service(service).link_history,
            [(each.request.id, each.attempts, each.next_try) for each in waiting],
            [each.request.id for each in queue.to_send(now, knows_withdrawals=True)],
            [each.request.id for each in queue.to_send(now, knows_withdrawals=True, terms=COSTLY)],
            queue.next_try_at(now, COSTLY),
            queue.worths(now, COSTLY),
            queue.count_held_back(now, COSTLY),
            queue.overdue(now + timedelta(hours=2)),
            queue.count_unanswered(),
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(happenings=steps)
def test_what_happens_to_a_service_is_nothing_to_another(
    store: Store, happenings: list[Step]
) -> None:
    timed = [(step, START + timedelta(seconds=20 * i)) for i, step in enumerate(happenings)]
    now = START + timedelta(seconds=20 * len(timed))
    with store.work() as work:
        together = World(work)
        together.run(timed)
        seen = {service: together.seen(service, now) for service in (HEAD_OFFICE, COURIER)}
    for service in (HEAD_OFFICE, COURIER):
        with store.work() as work:
            alone = World(work)
            alone.run(each for each in timed if each[0][0] == service)
            assert alone.seen(service, now) == seen[service]


def test_a_request_stays_in_the_queue_of_its_service(store: Store) -> None:
    with store.work() as work:
        World(work).run([((COURIER, "queue", 0), START)])
        assert work.outbox.of_service(COURIER).count_undelivered() == 1
        assert work.outbox.count_undelivered() == 0
        assert not list(work.outbox.to_send(START, knows_withdrawals=True))
