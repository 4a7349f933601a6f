"""Services as a device shows them, and whether one that is away makes it offline."""

from datetime import timedelta

import pytest

from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.json_output.link import status_json
from smartclient.cli.json_output.values import instant
from smartclient.domain.errors import OutOfReachError, SignInError
from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.read_models.connection import HOLD, ConnectionState, NetworkHint
from smartclient.read_models.sync_progress import ClientStatus, LinkState
from smartclient.use_cases.commands.connection import note_network
from tests.set_clock import SetClock
from tests.sync.sync_world import Company, Laptop

AWAY = OutOfReachError("Nothing answers at {host}.", host="sales:443")
REFUSED = SignInError("Head office does not know {login}.", login="maria")


def current(laptop: Laptop) -> ClientStatus:
    return laptop.use_cases.status.current()


def lose_head_office(laptop: Laptop, clock: SetClock, error: Exception = AWAY) -> None:
    def connect() -> None:
        raise error

    clock.advance(2 * HOLD)
    try:
        laptop.sync(connect=connect)
    except SignInError:
        assert error is REFUSED


def test_the_services_are_shown_with_their_states_and_queues(
    laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    contact = laptop.use_cases.status.connection().last_contact
    assert status_json(current(laptop))["services"] == {"head_office": "online"}
    lose_head_office(laptop, clock)
    laptop.order()
    assert status_json(current(laptop))["services"] == {"head_office": "unreachable"}
    shape = link_shape(laptop.use_cases.status.connection())["services"]
    assert shape == {
        "head_office": {
            "state": "unreachable",
            "offline_without": True,
            "waiting": 1,
            "next_try": None,
            "last_contact": instant(contact),
        }
    }


@pytest.mark.parametrize(
    ("setting", "link", "connection"),
    [
        ("yes", LinkState.UNREACHABLE, ConnectionState.UNREACHABLE),
        ("no", LinkState.ONLINE, ConnectionState.ONLINE),
    ],
)
def test_head_office_being_away_counts_as_the_policy_says(
    company: Company,
    laptop: Laptop,
    clock: SetClock,
    setting: str,
    link: LinkState,
    connection: ConnectionState,
) -> None:
    set_policy(company.office.engine, "offline_without.head_office", setting, clock=clock)
    laptop.sync()
    lose_head_office(laptop, clock)
    clock.advance(timedelta(seconds=1))
    assert (current(laptop).link, current(laptop).shown_connection) == (link, connection)


def test_a_network_that_wants_a_sign_in_counts_in_any_case(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    set_policy(company.office.engine, "offline_without.head_office", "no", clock=clock)
    laptop.sync()
    with laptop.store.work() as work:
        note_network(work, NetworkHint(name="Hotel", captive=True), clock.now())
        work.commit()
    lose_head_office(laptop, clock)
    assert current(laptop).link is LinkState.UNREACHABLE


def test_a_refusal_counts_in_any_case(company: Company, laptop: Laptop, clock: SetClock) -> None:
    set_policy(company.office.engine, "offline_without.head_office", "no", clock=clock)
    laptop.sync()
    lose_head_office(laptop, clock, REFUSED)
    assert current(laptop).link is LinkState.UNREACHABLE
    assert current(laptop).is_refused
