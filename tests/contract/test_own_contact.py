"""An admin's own contact with head office: no news for the admin, and read with what is news."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.sync.repair import schedule_check
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import ANN, HEAD, Company
from tests.sync.sync_world import Link


class WatchedLaptop(SyncedLaptop):
    """An admin's laptop that counts what it asks head office for."""

    def __init__(self, company: Company, folder: Path) -> None:
        super().__init__(company, folder, HEAD)
        self.watched = Link(company.link(HEAD))

    @property
    def link(self) -> Operations:
        return self.watched

    def asked(self) -> list[str]:
        """Sync; return the names of the operations that it took."""
        self.watched.calls.clear()
        self.sync(answered=False)
        return self.watched.calls

    def clock_offset(self, login: str) -> int:
        """Return what the store holds of a login's contact: how far its clock was off."""
        with self.store.view() as view:
            (held,) = (rep for rep in view.admin_data.reps() if rep.login == login)
        return held.clock_offset_seconds


@pytest.fixture
def laptop(company: Company, tmp_path: Path) -> Iterator[WatchedLaptop]:
    admin = WatchedLaptop(company, tmp_path / "admin")
    admin.sync()
    admin.sync()
    yield admin
    admin.store.close()


def let_a_minute_pass(company: Company) -> None:
    """Have the admin's last contact be longer ago, so that the next one is stored."""
    earlier = company.office_time() - timedelta(minutes=2)
    company.change("laptops", {"login": HEAD}, seen_at=earlier)


def test_an_admins_sync_without_news_is_one_round_trip_whenever_the_last_one_was(
    company: Company, laptop: WatchedLaptop
) -> None:
    for _ in range(3):
        let_a_minute_pass(company)
        assert laptop.asked() == ["pulse"]


def test_an_older_client_is_given_its_own_contact_as_before(
    company: Company, laptop: WatchedLaptop
) -> None:
    let_a_minute_pass(company)
    older = laptop.watched.operations.pulse(PulseRequest())
    newer = laptop.watched.operations.pulse(PulseRequest(without_own_contact=True))
    assert older.heads[FeedKind.LAPTOPS] > newer.heads[FeedKind.LAPTOPS]


def test_anothers_contact_is_news_and_brings_the_own_one_along(
    company: Company, laptop: WatchedLaptop
) -> None:
    company.change("laptops", {"login": HEAD}, clock_offset_seconds=71)
    assert laptop.asked() == ["pulse"]
    company.link(ANN).pulse(PulseRequest())
    company.change("laptops", {"login": ANN}, clock_offset_seconds=72)
    assert "feed laptops" in laptop.asked()
    assert (laptop.clock_offset(HEAD), laptop.clock_offset(ANN)) == (71, 72)


def test_the_own_contact_comes_with_news_of_other_feeds(
    company: Company, laptop: WatchedLaptop
) -> None:
    company.change("laptops", {"login": HEAD}, clock_offset_seconds=71)
    company.change_product("A", name="Another")
    company.change("reps", {"login": ANN}, title="Another")
    assert "at once: products reps laptops" in laptop.asked()
    assert laptop.clock_offset(HEAD) == 71


def test_the_own_contact_is_read_before_feeds_are_compared(
    company: Company, laptop: WatchedLaptop, caplog: pytest.LogCaptureFixture
) -> None:
    company.change("laptops", {"login": HEAD}, clock_offset_seconds=71)
    schedule_check(laptop.store)
    with caplog.at_level(logging.WARNING, logger="smartclient.sync.repair"):
        assert laptop.asked() == ["pulse", "feed laptops", "fingerprints of all"]
    assert not caplog.records
