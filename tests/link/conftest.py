"""What the link's tests share: a head office on each transport, and laptops behind a bad link."""

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from smartclient.bootstrap import Session
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.importers import import_folder
from tests.bootstrap.https_office import https_office
from tests.link.link_world import BadLink, FarOffice, ServerOffice, ServiceOffice
from tests.live_server import LiveOffice, live_office
from tests.prepared import write_office
from tests.slow_link import SlowLink
from tests.small_company import CUSTOMER, REP, SKUS, import_company, write_company

CLOCK = SystemClock()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    with live_office(CLOCK, "link") as made:
        folder = write_company(tmp_path_factory.mktemp("company") / "files")
        import_folder(made.office.engine, folder, clock=CLOCK)
        made.rep_login("10", "ann")
        yield made


@pytest.fixture(scope="session")
def service_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceOffice]:
    """A head office that is a file, behind a web service."""
    folder = tmp_path_factory.mktemp("service")
    url = write_office(folder / "office.db", CLOCK, import_company)
    with https_office(url, folder / "home", CLOCK) as behind:
        yield ServiceOffice(behind)


@pytest.fixture(params=["mssql", "https"])
def office(request: pytest.FixtureRequest) -> FarOffice:
    """A head office that is reached over each transport that has a network."""
    if request.param == "https":
        behind: ServiceOffice = request.getfixturevalue("service_office")
        return behind
    live: LiveOffice = request.getfixturevalue("live")
    return ServerOffice(live, {REP: live.logins["ann"]})


@pytest.fixture
def bad_link(office: FarOffice) -> Iterator[BadLink]:
    with SlowLink(office.target) as link:
        yield BadLink(office, link)


@pytest.fixture
def session(bad_link: BadLink, tmp_path: Path) -> Iterator[Session]:
    with bad_link.office.enroll(tmp_path / "home", REP, bad_link.link, CLOCK) as opened:
        opened.sync_now()
        yield opened


@pytest.fixture(scope="session")
def quantities() -> Iterator[int]:
    """Return quantities that never come again: two orders alike are a possible duplicate."""
    return count(1)


@pytest.fixture
def place(session: Session, quantities: Iterator[int]) -> Callable[[int], list[str]]:
    """Return what places so many orders, and returns the id of each."""

    def place(orders: int) -> list[str]:
        placed: list[str] = []
        for quantity in islice(quantities, orders):
            order = session.use_cases.orders.new(CUSTOMER)
            for line in range(1, 6):
                order = order.with_line(
                    OrderLine(line=line, sku=Sku(SKUS[line]), quantity=quantity)
                )
            placed.append(session.use_cases.orders.place(order).order.id)
        return placed

    return place
