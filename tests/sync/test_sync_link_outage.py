"""A link outage: a laptop keeps since when head office was out of reach, and why."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from smartclient.domain.errors import (
    ClientTooOldError,
    OutOfReachError,
    SignInError,
    SmartClientError,
)
from smartclient.read_models.link_outage import SHOWN_FOR, LinkOutage
from smartclient.read_models.sync_progress import LinkState
from smartclient.store.database.opening import open_store_file
from smartclient.use_cases.use_cases import UseCases
from tests.set_clock import SetClock
from tests.sync.sync_world import KEY, Laptop

MINUTE = timedelta(minutes=1)
HOST = {"host": "sales:443"}


def away(template: str) -> Callable[[], None]:
    def connect() -> None:
        raise OutOfReachError(template, detail="for the log", host=HOST["host"])

    return connect


def last_outage(laptop: Laptop) -> LinkOutage | None:
    return laptop.use_cases.status.current().link_outage


@pytest.fixture
def laptop(laptop: Laptop) -> Laptop:
    laptop.sync()
    return laptop


def test_it_lasts_from_the_first_failure_to_the_next_contact(
    laptop: Laptop, clock: SetClock
) -> None:
    assert last_outage(laptop) is None
    since = clock.now()
    laptop.sync(connect=away("Nothing answers at {host}."))
    clock.advance(MINUTE)
    laptop.sync(connect=away("The proxy wants a password."))
    assert last_outage(laptop) == LinkOutage(
        since=since, why="The proxy wants a password.", arguments=HOST
    )

    clock.advance(MINUTE)
    laptop.sync()
    until = clock.now()
    over = LinkOutage(since=since, why="The proxy wants a password.", arguments=HOST, until=until)
    assert last_outage(laptop) == over
    clock.advance(MINUTE)
    laptop.sync()
    assert last_outage(laptop) == over

    since = clock.now()
    laptop.sync(connect=away("Nothing answers at {host}."))
    found = last_outage(laptop)
    assert found is not None
    assert (found.since, found.until) == (since, None)
    assert found.reason == "Nothing answers at sales:443."


def test_a_link_that_breaks_during_a_sync_begins_one(laptop: Laptop, clock: SetClock) -> None:
    def cut(name: str) -> None:
        if name == "submit":
            raise OutOfReachError("The connection was cut.")

    laptop.order()
    laptop.link.before = cut
    laptop.sync()
    assert last_outage(laptop) == LinkOutage(since=clock.now(), why="The connection was cut.")


def test_it_is_kept_when_the_program_ends(laptop: Laptop, clock: SetClock) -> None:
    laptop.sync(connect=away("Nothing answers at {host}."))
    laptop.store.close()
    laptop.store = open_store_file(laptop.folder / "store.db", KEY)
    laptop.use_cases = UseCases(laptop.store, laptop.clock)
    found = last_outage(laptop)
    assert found is not None
    assert (found.since, found.reason) == (clock.now(), "Nothing answers at sales:443.")


def test_one_that_is_over_is_shown_for_some_days(laptop: Laptop, clock: SetClock) -> None:
    laptop.sync(connect=away("Nothing answers."))
    clock.advance(SHOWN_FOR + MINUTE)
    assert last_outage(laptop) is not None
    laptop.sync()
    clock.advance(SHOWN_FOR)
    assert last_outage(laptop) is not None
    clock.advance(MINUTE)
    assert last_outage(laptop) is None


def test_going_offline_by_choice_during_a_call_begins_none(laptop: Laptop) -> None:
    def switched_off_meanwhile() -> None:
        laptop.work_offline(on=True)
        raise OutOfReachError("The connection was cut.")

    laptop.sync(connect=switched_off_meanwhile)
    laptop.work_offline(on=False)
    assert last_outage(laptop) is None


@pytest.mark.parametrize("kind", [SignInError, ClientTooOldError])
def test_a_head_office_that_refuses_this_device_is_not_out_of_reach(
    laptop: Laptop, clock: SetClock, kind: type[SmartClientError]
) -> None:
    def refuse() -> None:
        raise kind("Head office signed this device out.")

    laptop.sync(connect=away("Nothing answers at {host}."))
    clock.advance(MINUTE)
    since = clock.now()
    for _ in range(2):
        with pytest.raises(kind):
            laptop.sync(connect=refuse)
        clock.advance(MINUTE)
    status = laptop.use_cases.status.current()
    assert status.is_refused
    assert status.link is LinkState.UNREACHABLE
    assert status.link_outage == LinkOutage(
        since=since, why="Head office signed this device out.", is_refusal=True
    )
    laptop.sync()
    status = laptop.use_cases.status.current()
    assert not status.is_refused
    assert status.link is LinkState.ONLINE
