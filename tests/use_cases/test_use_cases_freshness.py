"""Freshness: how old the data here is, and what its policy makes of that."""

from datetime import timedelta

from smartclient.contract.feeds import FOR_ADMINS, Cursor, FeedKind, FeedPage, Row
from smartclient.domain.freshness import Consequence, FreshnessState
from tests.set_clock import SetClock
from tests.use_cases.rep_world import Rep, row


def bring_policies(rep: Rep, settings: dict[str, str]) -> None:
    rows: list[Row] = [
        row(FeedKind.POLICIES, id=number, key=key, setting=setting)
        for number, (key, setting) in enumerate(settings.items(), start=1)
    ]
    page = FeedPage(kind=FeedKind.POLICIES, rows=tuple(rows), cursor=Cursor(20, 9), more=False)
    with rep.store.work() as work:
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()


def test_each_kind_goes_from_fresh_to_expired_by_its_own_policy(rep: Rep, clock: SetClock) -> None:
    bring_policies(rep, {"freshness.prices": "1h mark, 2h warn, 3h refuse"})
    as_of = rep.use_cases.status.current().cache["prices"].as_of
    assert as_of is not None
    states, consequences = [], []
    for _ in range(4):
        status = rep.use_cases.status.current()
        states.append(status.cache["prices"].freshness(status.taken_at).state)
        consequences.append(status.cache["prices"].consequence(status.taken_at))
        assert status.cache["products"].consequence(status.taken_at) is Consequence.USE
        clock.advance(timedelta(hours=1))
    assert states == [
        FreshnessState.FRESH,
        FreshnessState.STALE,
        FreshnessState.STALE,
        FreshnessState.EXPIRED,
    ]
    assert consequences == list(Consequence)[:4]
    freshness = rep.use_cases.status.current().cache["prices"].freshness(rep.clock.now())
    assert freshness.fresh_until == as_of + timedelta(hours=1)
    assert freshness.usable_until == as_of + timedelta(hours=3)


def test_every_kind_that_the_rep_sees_has_its_policy(rep: Rep) -> None:
    cache = rep.use_cases.status.current().cache
    assert not set(cache) & FOR_ADMINS
    assert str(cache["prices"].policy) == "1d mark, 7d warn, 30d refuse"
    assert str(cache["photos"].policy) == "off"
