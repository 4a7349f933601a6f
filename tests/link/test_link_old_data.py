"""Orders from old data over a link that is cut: refreshed and sent again, each carried out once."""

import random
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from smartclient.bootstrap import Session
from smartclient.domain.ids import OrderId
from smartclient.domain.sales.order_diff import REFERENCE_FIELD
from smartclient.domain.sales.orders import OrderState
from smartclient.store.database.tables import cursors
from tests.link.conftest import CLOCK
from tests.link.link_world import BadLink

TOO_LONG = timedelta(days=31)
"""Longer than reference data may be old, as delivered."""


def let_data_grow_old(session: Session) -> None:
    """Have the laptop's data as it was before ``TOO_LONG``."""
    with session._store.work() as work:
        work.feeds._connection.execute(update(cursors).values(as_of=CLOCK.now() - TOO_LONG))
        work.commit()


def unanswered(session: Session) -> int:
    status = session.use_cases.status.current()
    return status.to_send + status.at_head_office


def test_orders_from_old_data_are_carried_out_once_whatever_is_cut(
    bad_link: BadLink, session: Session, place: Callable[[int], list[str]]
) -> None:
    rng = random.Random(11)
    let_data_grow_old(session)
    placed = place(5)
    for _ in range(6):
        bad_link.link.cut_in(rng.randrange(100, 15_000))
        session.sync_now()
        bad_link.answer()
    bad_link.link.stay_whole()
    syncs = 0
    while unanswered(session):
        session.sync_now()
        bad_link.answer()
        syncs += 1
        assert syncs < 10
    orders = bad_link.orders()
    assert len(orders) == len(set(orders))
    assert set(placed) <= set(orders)
    for order_id in placed:
        record = session.use_cases.orders.get(order_id)
        assert record.state is OrderState.CONFIRMED
        report = session.use_cases.orders.history(OrderId(order_id)).report
        assert [change.field for change in report].count(REFERENCE_FIELD) == 1
