"""The connection as syncs see it: what is shown changes calmly, and says why it did."""

from datetime import timedelta

import pytest

from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.render.link import status_page
from smartclient.domain.errors import OutOfReachError
from smartclient.domain.link_price import Transport
from smartclient.read_models.connection import HOLD, ConnectionState, NetworkHint
from smartclient.read_models.link_report import LinkReport
from smartclient.use_cases.commands.connection import note_network
from tests.set_clock import SetClock
from tests.sync.sync_world import Laptop

CAPTIVE = "This network wants you to sign in to it first. Open a web page and do that."


def away() -> None:
    raise OutOfReachError("Nothing answers at {host}.", host="sales:443")


def report(laptop: Laptop) -> LinkReport:
    return laptop.use_cases.status.connection()


def states(laptop: Laptop) -> list[ConnectionState]:
    return [change.state for change in report(laptop).changes]


def test_before_the_first_sync_nothing_has_changed(laptop: Laptop) -> None:
    shape = link_shape(report(laptop))
    assert (shape["state"], shape["since"], shape["history"]) == ("unreachable", None, [])
    assert shape["cause"] == "Head office has not been called yet."


def test_the_first_sync_is_shown_at_once(laptop: Laptop, clock: SetClock) -> None:
    with laptop.store.work() as work:
        note_network(work, NetworkHint(transport=Transport.WIFI, name="Hotel"), clock.now())
        work.commit()
    assert link_shape(report(laptop))["since"] is None
    clock.advance(timedelta(seconds=1))
    laptop.sync()
    shape = link_shape(report(laptop))
    assert (shape["state"], shape["held_until"]) == ("online", None)
    assert shape["cause"] == "Head office answers."
    assert states(laptop) == [ConnectionState.ONLINE]
    assert laptop.use_cases.status.current().shown_connection is ConnectionState.ONLINE


def test_twelve_alternating_syncs_are_one_change(laptop: Laptop, clock: SetClock) -> None:
    laptop.sync()
    for _ in range(6):
        clock.advance(timedelta(seconds=2))
        laptop.sync(connect=away)
        clock.advance(timedelta(seconds=2))
        laptop.sync()
    assert states(laptop) == [ConnectionState.ONLINE]


def test_what_was_held_back_is_shown_once_its_time_has_come(
    laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    clock.advance(timedelta(seconds=2))
    laptop.sync(connect=away)
    held = report(laptop)
    assert (held.state, held.observed) == (ConnectionState.ONLINE, ConnectionState.UNREACHABLE)
    clock.advance(HOLD)
    shape = link_shape(report(laptop))
    assert shape["state"] == "unreachable"
    assert shape["cause"] == "Nothing answers at sales:443."
    assert shape["since"] == shape["history"][-1]["at"]  # type: ignore[index, call-overload]


def test_the_three_words_of_the_status_go_by_the_last_call(laptop: Laptop, clock: SetClock) -> None:
    laptop.sync()
    clock.advance(timedelta(seconds=2))
    laptop.sync(connect=away)
    assert laptop.use_cases.status.current().link == "unreachable"


@pytest.mark.parametrize("reachable", [True, False, None])
def test_what_the_system_says_counts_only_where_no_call_succeeds(
    laptop: Laptop, clock: SetClock, *, reachable: bool | None
) -> None:
    laptop.sync()
    clock.advance(2 * HOLD)
    with laptop.store.work() as work:
        hint = NetworkHint(transport=Transport.WIFI, name="Hotel", reachable=reachable)
        assert note_network(work, hint, clock.now())
        assert not note_network(work, hint, clock.now())
        work.commit()
    assert report(laptop).state is ConnectionState.ONLINE
    laptop.sync(connect=away)
    expected = ConnectionState.NO_NETWORK if reachable is False else ConnectionState.UNREACHABLE
    assert report(laptop).state is expected


@pytest.mark.parametrize("reachable", [True, False, None])
def test_a_network_that_wants_a_sign_in_says_so_until_a_call_succeeds(
    laptop: Laptop, clock: SetClock, *, reachable: bool | None
) -> None:
    laptop.sync(connect=away)
    clock.advance(2 * HOLD)
    with laptop.store.work() as work:
        hint = NetworkHint(
            transport=Transport.WIFI, name="Hotel", captive=True, reachable=reachable
        )
        note_network(work, hint, clock.now())
        work.commit()
    shape = link_shape(report(laptop))
    assert (shape["state"], shape["cause"]) == ("unreachable", CAPTIVE)
    status = laptop.use_cases.status.current()
    assert CAPTIVE in list(status_page(status))
    clock.advance(2 * HOLD)
    laptop.sync()
    assert link_shape(report(laptop))["cause"] == "Head office answers."
    assert not laptop.use_cases.status.current().is_captive
