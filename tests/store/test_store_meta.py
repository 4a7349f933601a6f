"""What the store knows about itself."""

from datetime import UTC, datetime

from smartclient.contract.operations import Identity
from smartclient.domain.ids import Login
from smartclient.read_models.sync_progress import LinkState
from smartclient.store.unit_of_work import Store

NOON = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)


def test_a_new_store_knows_nothing_and_says_so(store: Store) -> None:
    with store.view() as view:
        assert view.meta.identity() is None
        assert view.meta.last_sync is None
        assert view.meta.worker_seen is None
        assert view.meta.replies_after == 0
        assert view.meta.clock_offset_seconds == 0
        assert view.meta.currency == "USD"
        assert view.meta.link is LinkState.UNREACHABLE
        assert not view.meta.offline_by_choice


def test_what_is_set_is_there_afterwards(store: Store) -> None:
    who = Identity(login=Login("hill\\jürg"), rep_number="7", title="Rep", is_admin=True)
    with store.work() as work:
        work.meta.set_identity(who)
        work.meta.url = "sqlite:////tmp/office.db"
        work.meta.company = "Hill & Søn"
        work.meta.currency = "EUR"
        work.meta.generation = "g1"
        work.meta.replies_after = 2**53
        work.meta.last_sync = NOON
        work.meta.worker_seen = NOON
        work.meta.clock_offset_seconds = -1.25
        work.meta.reached = True
        work.commit()
    with store.view() as view:
        meta = view.meta
        assert meta.identity() == who
        assert (meta.url, meta.company, meta.currency, meta.generation) == (
            "sqlite:////tmp/office.db",
            "Hill & Søn",
            "EUR",
            "g1",
        )
        assert meta.replies_after == 2**53
        assert meta.last_sync == meta.worker_seen == NOON
        assert meta.clock_offset_seconds == -1.25
        assert meta.link is LinkState.ONLINE


def test_choice_comes_before_what_was_seen_of_the_link(store: Store) -> None:
    with store.work() as work:
        work.meta.reached = True
        work.meta.offline_by_choice = True
        seen = [work.meta.link]
        work.meta.offline_by_choice = False
        seen.append(work.meta.link)
        assert seen == [LinkState.OFFLINE, LinkState.ONLINE]
        work.meta.worker_seen = NOON
        work.meta.worker_seen = None
        assert work.meta.worker_seen is None


def test_provisional_numbers_count_up_by_kind_and_only_when_committed(store: Store) -> None:
    with store.work() as work:
        assert [work.meta.next_provisional_number("order") for _ in range(3)] == [1, 2, 3]
        assert work.meta.next_provisional_number("customer") == 1
        work.commit()
    with store.work() as work:
        assert work.meta.next_provisional_number("order") == 4
    with store.work() as work:
        assert work.meta.next_provisional_number("order") == 4
