"""A link that gets worse: what expires soonest is fetched ahead, as far as it is worth that."""

from datetime import datetime, timedelta

from smartclient.domain.errors import OutOfReachError
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.domain.worth import LONGEST_HELD, REFRESH
from smartclient.headoffice.admin.maintenance import change_product, set_policy
from smartclient.read_models.connection import OF_LATE, NetworkHint
from smartclient.sync.handshake import note_outage
from smartclient.use_cases.commands.connection import note_link_state, note_network
from smartclient.use_cases.commands.network_mark import mark_network
from smartclient.use_cases.queries.fetching_ahead import fetch_ahead_at, link_degradation
from tests.set_clock import SetClock
from tests.small_company import SKUS
from tests.sync.sync_world import Company, Laptop

HOUR = timedelta(hours=1)
SOON = "freshness.stock", "8h refuse"
LATE = "freshness.stock", "30d refuse"


def be_given(company: Company, laptop: Laptop, policy: tuple[str, str]) -> None:
    set_policy(company.office.engine, *policy, clock=company.clock)
    laptop.sync()


def measure(laptop: Laptop, band: LinkBand) -> None:
    with laptop.store.work() as work:
        work.meta.link_quality = LinkQuality(kbit_per_s=40, band=band)
        note_link_state(work, laptop.clock.now())
        work.commit()


def go_to_a_costly_network(laptop: Laptop) -> None:
    with laptop.store.work() as work:
        note_network(work, NetworkHint(name="Hotel", reachable=True), laptop.clock.now())
        work.commit()
    mark_network(CostlyMark.ON, work=laptop.store.work(), clock=laptop.clock)


def planned(laptop: Laptop) -> datetime | None:
    with laptop.store.view() as view:
        return fetch_ahead_at(view, laptop.clock)


def test_a_link_that_gets_worse_has_what_expires_soon_fetched_at_once(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    be_given(company, laptop, SOON)
    measure(laptop, LinkBand.EXCELLENT)
    assert planned(laptop) is None
    measure(laptop, LinkBand.POOR)
    assert planned(laptop) == clock.now()
    # that is for once, also while the link stays as it is
    laptop.sync()
    assert planned(laptop) is None
    measure(laptop, LinkBand.MODERATE)
    assert planned(laptop) is None
    measure(laptop, LinkBand.POOR)
    assert planned(laptop) == clock.now()


def test_what_expires_later_is_not_fetched_ahead(company: Company, laptop: Laptop) -> None:
    be_given(company, laptop, LATE)
    measure(laptop, LinkBand.POOR)
    assert planned(laptop) is None


def test_nothing_is_planned_while_head_office_is_out_of_reach(
    company: Company, laptop: Laptop
) -> None:
    be_given(company, laptop, SOON)
    measure(laptop, LinkBand.POOR)
    with laptop.store.work() as work:
        work.meta.reached = False
        work.commit()
    assert planned(laptop) is None


def test_nothing_is_planned_while_working_offline(company: Company, laptop: Laptop) -> None:
    be_given(company, laptop, SOON)
    measure(laptop, LinkBand.POOR)
    laptop.work_offline(on=True)
    assert planned(laptop) is None


def test_on_a_costly_link_what_expires_is_fetched_in_time(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    be_given(company, laptop, SOON)
    go_to_a_costly_network(laptop)
    assert planned(laptop) is None  # not worth it yet: it came a moment ago
    change_product(company.office.engine, SKUS[0], stock=77, clock=company.clock)
    assert REFRESH in laptop.sync().held_back_data
    clock.advance(7 * HOUR)
    assert REFRESH not in laptop.sync().held_back_data


def test_on_a_costly_link_what_expires_later_waits_for_a_day(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    be_given(company, laptop, LATE)
    go_to_a_costly_network(laptop)
    change_product(company.office.engine, SKUS[0], stock=77, clock=company.clock)
    clock.advance(LONGEST_HELD / 3)
    assert REFRESH in laptop.sync().held_back_data


def test_a_link_that_is_lost_again_and_again_is_worse(laptop: Laptop, clock: SetClock) -> None:
    def degraded() -> int:
        with laptop.store.view() as view:
            return link_degradation(view, clock.now())

    laptop.sync()
    for losses in range(1, 3):
        clock.advance(timedelta(minutes=1))
        with laptop.store.work() as work:
            note_outage(work, OutOfReachError("The line is cut."), clock.now())
            work.commit()
        clock.advance(timedelta(minutes=1))
        laptop.sync()
        assert degraded() == (losses > 1)
    clock.advance(OF_LATE)
    assert degraded() == 0
