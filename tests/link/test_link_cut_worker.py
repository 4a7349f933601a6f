"""A worker whose own link is cut, in whatever commit it is: each request has one effect still."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartclient.bootstrap import Session
from smartclient.database.mssql.address import address_of
from tests.link.link_world import BadLink
from tests.link.storms import Service, Storm
from tests.live_server import LiveOffice
from tests.slow_link import SlowLink

ORDERS = 6
CUTS = 2
"""One more, and a request that was tried each time is set aside: three attempts it has."""
MOST_SYNCS = 2_000


@pytest.fixture
def worker(live: LiveOffice, tmp_path: Path) -> Iterator[Service]:
    address = address_of(live.url)
    with SlowLink((address.server, address.port or 0)) as link:
        there = f"@127.0.0.1:{link.port}/"
        url = live.url.replace(f"@{address.server}:{address.port}/", there)
        service = Service(url, Storm(link, random.Random(1)), tmp_path / "said.txt")
        yield service
        service.stop()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("office", ["mssql"], indirect=True)
def test_what_a_worker_was_doing_when_its_link_was_cut_is_done_once(
    bad_link: BadLink, session: Session, worker: Service, place: Callable[[int], list[str]]
) -> None:
    placed = place(ORDERS)
    worker.storm.rise(1.0)
    syncs = 0
    while session.use_cases.outbox.entries():
        if sum(worker.storm.cuts.values()) >= CUTS:
            worker.storm.calm()
        elif not syncs % 5:
            worker.carry_on()
        session.sync_now()
        syncs += 1
        assert syncs < MOST_SYNCS, worker.said
        assert worker.runs, worker.said

    assert sum(worker.storm.cuts.values()) >= CUTS
    orders = bad_link.orders()
    assert len(orders) == len(set(orders))
    assert set(placed) <= set(orders)
