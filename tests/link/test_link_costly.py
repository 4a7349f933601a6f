"""An expensive link over HTTPS: what is cheap waits, the rest goes once, whatever is cut."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from smartclient.bootstrap import Session
from smartclient.domain.ids import OrderId, RequestId
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.worth import LONGEST_HELD
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.records import WaitsFor
from smartclient.store.database.tables import requests
from tests.link.conftest import CLOCK
from tests.link.link_world import BadLink

pytestmark = pytest.mark.parametrize("office", ["https"], indirect=True)


@pytest.fixture
def costly(session: Session) -> Iterator[Session]:
    session.mark_network(CostlyMark.ON)
    session.sync_now()
    yield session
    session.mark_network(CostlyMark.AUTO)


def create_customers(session: Session, count: int) -> set[RequestId]:
    """Queue requests that are worth less than the link costs."""
    for number in range(count):
        session.use_cases.customers.create({EditableField.NAME: f"Hill Books {number}"})
    entries = session.use_cases.outbox.entries()
    return {entry.request_id for entry in entries if entry.held_by is WaitsFor.CHEAPER_LINK}


def let_a_day_pass(session: Session) -> None:
    """Have what waits as it was saved a day ago."""
    with session._store.work() as work:
        work.outbox._connection.execute(
            update(requests).values(made_at=CLOCK.now() - LONGEST_HELD - timedelta(seconds=1))
        )
        work.commit()


def test_only_what_is_worth_it_crosses_and_in_one_connection(
    bad_link: BadLink, costly: Session, place: Callable[[int], list[str]]
) -> None:
    held = create_customers(costly, 3)
    assert len(held) == 3
    before = bad_link.link.crossed()
    placed = place(4)
    summary = costly.sync_now()
    after = bad_link.link.crossed()
    assert (summary.sent, summary.held_back) == (4, 3)
    assert after.connections - before.connections == 1, "the one before was closed"
    assert costly.use_cases.status.connection().state is ConnectionState.COSTLY
    assert not held & set(bad_link.held())
    bad_link.answer()
    assert set(placed) <= set(bad_link.orders())


def test_a_cancellation_goes_at_once(
    bad_link: BadLink, costly: Session, place: Callable[[int], list[str]]
) -> None:
    [placed] = place(1)
    costly.sync_now()
    create_customers(costly, 1)
    costly.use_cases.orders.cancel(OrderId(placed))
    summary = costly.sync_now()
    assert (summary.sent, summary.held_back) == (1, 1)
    bad_link.answer()


def test_everything_goes_within_a_day_and_once_whatever_is_cut(
    bad_link: BadLink, costly: Session, place: Callable[[int], list[str]]
) -> None:
    rng = random.Random(7)
    before = len(bad_link.held())
    held = create_customers(costly, 5)
    placed = place(5)
    for _ in range(6):
        bad_link.link.cut_in(rng.randrange(100, 12_000))
        costly.sync_now()
        assert not held & set(bad_link.held())
    bad_link.link.stay_whole()
    costly.sync_now()
    assert not held & set(bad_link.held())
    let_a_day_pass(costly)
    for _ in range(6):
        bad_link.link.cut_in(rng.randrange(100, 12_000))
        costly.sync_now()
        bad_link.answer()
    bad_link.link.stay_whole()
    for _ in range(5):
        costly.sync_now()
        bad_link.answer()
    assert costly.use_cases.outbox.entries() == ()
    arrived = bad_link.held()
    assert len(arrived) == len(set(arrived)) == before + 10
    assert held <= set(arrived)
    orders = bad_link.orders()
    assert len(orders) == len(set(orders))
    assert set(placed) <= set(orders)
