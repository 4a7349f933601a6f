"""The whole story over HTTPS: head office is a process of its own, which is killed, too."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, open_session
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.served_office import (
    CAST,
    Served,
    looks,
    sell_with_a_revoked_and_a_wiped_device,
)
from tests.cli.terminal import Terminal

ORDERS = 120


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    owner = Terminal(home=tmp_path / "owner", url=f"sqlite:///{tmp_path}/office.db")
    owner.says(*owner.at_head_office("init"))
    owner.says(*owner.at_head_office("import", str(sample_folder())))
    options = ("--self-signed", "--with-worker")
    with ExitStack() as stack:
        yield Served(tmp_path, stack, url=owner.url, service_url=owner.url, options=options)


def test_the_story_and_a_device_that_is_revoked_and_another_that_is_wiped(served: Served) -> None:
    sell_with_a_revoked_and_a_wiped_device(served)


def place(session: Session, count: int) -> set[str]:
    """Place orders, no two of them alike, and return their ids."""
    orders, ids = session.use_cases.orders, set[str]()
    for quantity in range(1, count + 1):
        order = orders.new(CustomerNumber(CAST.customer))
        line = OrderLine(line=1, sku=Sku(CAST.plain), quantity=quantity)
        ids.add(str(orders.place(order.with_line(line)).order.id))
    return ids


@pytest.mark.skipif(os.name == "nt", reason="processes are killed in another way there")
def test_a_service_that_is_killed_while_orders_arrive_loses_and_doubles_none(
    served: Served,
) -> None:
    served.sign_in(served.laptop, "first")
    with open_session(served.laptop.home) as session:
        session.sync_now()
        placed = place(session, ORDERS)
        for moment in (0.05, 0.3, 0.8):
            syncing = threading.Thread(target=session.sync_now)
            syncing.start()
            syncing.join(moment)
            served.process.send_signal(signal.SIGKILL)
            served.process.wait(30)
            syncing.join(60)
            assert not syncing.is_alive()
            served.serve()
        for _ in looks():
            status = session.use_cases.status.current()
            if not status.to_send and not status.at_head_office:
                break
            session.sync_now()
        assert (status.to_send, status.at_head_office) == (0, 0)
        in_conflict = {item.subject.id for item in session.use_cases.conflicts.open()}
    received = [row.request_id for row in served.rows("inbox")]
    orders = [row.order_id for row in served.rows("orders")]
    assert len(received) == len(set(received)) == ORDERS
    assert len(orders) == len(set(orders))
    # what asks for more than there is in stock is in conflict
    assert len(placed.intersection(orders) | in_conflict) == ORDERS
