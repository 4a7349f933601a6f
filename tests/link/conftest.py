"""What the link's tests share: a live head office, and laptops that reach it over a bad link."""

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.database.mssql.address import address_of
from smartclient.domain.clock import SystemClock
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.importers import import_folder
from tests.link.link_world import BadLink
from tests.live_server import LiveOffice, live_office
from tests.slow_link import SlowLink
from tests.small_company import CUSTOMER, REP, SKUS, write_company

CLOCK = SystemClock()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    with live_office(CLOCK, "link") as made:
        folder = write_company(tmp_path_factory.mktemp("company") / "files")
        import_folder(made.office.engine, folder, clock=CLOCK)
        made.rep_login("10", "ann")
        yield made


@pytest.fixture
def bad_link(live: LiveOffice) -> Iterator[BadLink]:
    address = address_of(live.url)
    with SlowLink((address.server, address.port or 0)) as link:
        yield BadLink(live, live.logins["ann"], link)


@pytest.fixture
def session(bad_link: BadLink, tmp_path: Path) -> Iterator[Session]:
    with sign_in(tmp_path / "home", url=bad_link.url, login=REP, clock=CLOCK) as opened:
        yield opened


@pytest.fixture(scope="session")
def quantities() -> Iterator[int]:
    """Return quantities that never come again: two orders alike are a possible duplicate."""
    return count(1)


@pytest.fixture
def place(session: Session, quantities: Iterator[int]) -> Callable[[int], None]:
    """Return what places so many orders."""

    def place(orders: int) -> None:
        for quantity in islice(quantities, orders):
            order = session.use_cases.orders.new(CUSTOMER)
            for line in range(1, 6):
                order = order.with_line(
                    OrderLine(line=line, sku=Sku(SKUS[line]), quantity=quantity)
                )
            session.use_cases.orders.place(order)

    return place
