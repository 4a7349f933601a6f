"""Bad weather: slow, thin links that are cut anywhere, for laptops and worker alike.

At the end every order is at head office exactly once, every reply has settled what it answers,
and what each laptop holds is what head office has for it, row by row.
"""

import logging
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from smartclient.contract.fingerprints import COMPARED, WHOLE
from smartclient.contract.operations import PulseRequest
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.maintenance import change_customer
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from tests.bootstrap.https_office import https_office
from tests.link.link_world import FarOffice, ServerOffice, ServiceOffice
from tests.link.storms import Storm, Traveller, let_storms_know, sync_together
from tests.live_server import live_office
from tests.prepared import write_office
from tests.slow_link import SlowLink
from tests.small_company import OTHER_REP, REP, write_company

logger = logging.getLogger(__name__)

CLOCK = SystemClock()
SEEDS = range(int(os.environ.get("SMARTCLIENT_LINK_SEEDS", "2")))
ROUNDS = 2
ORDERS_A_ROUND = 5
MOST_ROUNDS = 25
PRODUCTS = 400
PEOPLE = ((REP, "N-001"), (OTHER_REP, "N-100"), (REP, "N-002"))
"""Two laptops are one rep's."""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a company whose catalog has several pages."""
    folder = write_company(tmp_path_factory.mktemp("company") / "files")
    with (folder / "products.csv").open("a", encoding="utf-8") as products:
        for number in range(PRODUCTS):
            products.write(f"Q-{number:04},Spare part {number},Parts,,,EA,,,,5.0000,,,,,\n")
    return folder


@pytest.fixture(scope="module", params=["mssql", "https"])
def office(
    request: pytest.FixtureRequest, company: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FarOffice]:
    """A head office of this company on each transport that has a network."""
    if request.param == "mssql":
        with live_office(CLOCK, "storm") as live:
            import_folder(live.office.engine, company, clock=CLOCK)
            logins = {REP: live.rep_login("10", "ann"), OTHER_REP: live.rep_login("11", "ben")}
            yield ServerOffice(live, logins)
        return
    folder = tmp_path_factory.mktemp("service")

    def fill(office: HeadOffice, clock: Clock) -> None:
        import_folder(office.engine, company, clock=clock)

    url = write_office(folder / "office.db", CLOCK, fill)
    with https_office(url, folder / "home", CLOCK) as behind:
        yield ServiceOffice(behind)


class Weather:
    """Everybody in one storm, and what has to be true when it is over."""

    def __init__(self, office: FarOffice, folder: Path, seed: int, stack: ExitStack) -> None:
        self.office = office
        self.rng = random.Random(seed)
        self.quantities = count(1 + 1_000 * seed)
        """No two orders alike: that would be a possible duplicate."""
        self.held_before = set(office.orders())
        self.were_cut: list[bool] = []
        """For each storm and laptop, whether its link was cut."""
        self.travellers = [
            self._traveller(folder / str(place), *person, stack)
            for place, person in enumerate(PEOPLE)
        ]
        self.pool = stack.enter_context(ThreadPoolExecutor(len(PEOPLE)))

    def first_load(self) -> None:
        """Let everybody load everything, over links that are cut meanwhile."""
        for blows in (0.8, 0.6):
            self._raise_storms(blows)
            self._sync_in_storm()
        self._until(lambda: all(traveller.loaded for traveller in self.travellers))

    def work(self) -> None:
        """Let everybody place orders and edit, while head office changes things, too."""
        for _ in range(ROUNDS):
            self._raise_storms(0.6)
            for traveller in self.travellers:
                for _ in range(ORDERS_A_ROUND):
                    traveller.place(next(self.quantities))
                traveller.edit(f"555-{next(self.quantities)}")
            change_customer(
                self.office.engine,
                f"N-00{self.rng.randint(3, 5)}",
                email=f"{next(self.quantities)}@shop.test",
                actor="erp",
                clock=CLOCK,
            )
            self._sync_in_storm()

    def clear_up(self) -> None:
        """Let the links hold, slow as they are, until everything is answered."""
        self._until(lambda: not any(traveller.unanswered for traveller in self.travellers))
        # what one laptop changed last comes to the other of the same rep
        sync_together(self.pool, self.travellers, self.answer)

    def answer(self) -> None:
        self.office.answer()

    def cuts(self) -> Counter[str]:
        return sum((storm.cuts for storm in self._storms()), Counter())

    def _traveller(self, home: Path, login: str, customer: str, stack: ExitStack) -> Traveller:
        link = stack.enter_context(SlowLink(self.office.target))
        session = stack.enter_context(self.office.enroll(home, login, link, CLOCK))
        rng = random.Random(self.rng.random())
        storm = Storm(link, rng, receipts_turn=self.office.receipts_turn)
        return Traveller(session, storm, CustomerNumber(customer))

    def _storms(self) -> list[Storm]:
        return [traveller.storm for traveller in self.travellers]

    def _raise_storms(self, blows: float) -> None:
        for storm in self._storms():
            storm.rise(blows)

    def _sync_in_storm(self) -> None:
        """Let everybody sync; where no link was cut by chance, once more with one that is."""
        sync_together(self.pool, self.travellers, self.answer)
        calm = [traveller for traveller in self.travellers if not traveller.storm.has_cut]
        for traveller in calm:
            traveller.storm.is_certain = True
        sync_together(self.pool, calm, self.answer)
        self.were_cut += [traveller.storm.has_cut for traveller in self.travellers]

    def _until(self, done: Callable[[], bool]) -> None:
        for storm in self._storms():
            storm.calm()
        rounds = 0
        while not done():
            sync_together(self.pool, self.travellers, self.answer)
            rounds += 1
            assert rounds < MOST_ROUNDS


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_storm_both_sides_hold_the_same(
    seed: int, office: FarOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_storms_know(monkeypatch)
    with ExitStack() as stack:
        weather = Weather(office, tmp_path, seed, stack)
        weather.first_load()
        weather.work()
        weather.clear_up()

        logger.info("seed %s, cuts: %s", seed, dict(weather.cuts()))
        assert_every_order_is_there_once(weather)
        assert_every_reply_is_applied(weather)
        assert_the_feeds_are_equal(weather)
        assert weather.were_cut == [True] * (2 + ROUNDS) * len(PEOPLE), "it was no storm"


def assert_every_order_is_there_once(weather: Weather) -> None:
    placed = [order.lower() for traveller in weather.travellers for order in traveller.placed]
    there = [order for order in weather.office.orders() if order not in weather.held_before]
    assert sorted(there) == sorted(placed)
    held = weather.office.held()
    assert len(held) == len(set(held))


def assert_every_reply_is_applied(weather: Weather) -> None:
    for traveller in weather.travellers:
        use_cases = traveller.session.use_cases
        assert use_cases.outbox.entries() == ()
        assert use_cases.conflicts.open() == ()
        assert {use_cases.orders.get(order).state for order in traveller.placed} == {
            OrderState.CONFIRMED
        }


def assert_the_feeds_are_equal(weather: Weather) -> None:
    """Compare what the rows of every feed come to, here and there."""
    for (login, _), one in zip(PEOPLE, weather.travellers, strict=True):
        there = weather.office.operations(login)
        reported = there.fingerprints(
            None, watermark=there.pulse(PulseRequest()).watermark, width=WHOLE
        )
        theirs = {print_.kind: (print_.rows, print_.total) for print_ in reported}
        with one.session._store.view() as view:
            sums = {kind: view.feeds.sums(kind, WHOLE).get(0) for kind in COMPARED}
        ours = {kind: (held.rows, held.total) for kind, held in sums.items() if held is not None}
        assert ours == {kind: found for kind, found in theirs.items() if kind in ours or found[0]}
