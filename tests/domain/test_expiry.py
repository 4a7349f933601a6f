"""Expiry: what is removed goes by the whole policy and head office's time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.ages import OLDEST
from smartclient.domain.expiry import TOGETHER, AgingData, expired_kinds, next_step, soonest_first
from smartclient.domain.freshness import (
    Consequence,
    FreshnessPolicy,
    FreshnessStep,
    parse_freshness,
)

BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=7300)).map(lambda passed: BEGIN + passed)
ages = st.timedeltas(timedelta(seconds=1), OLDEST).map(
    lambda age: timedelta(seconds=max(1, round(age.total_seconds())))
)


@st.composite
def policies(draw: st.DrawFn) -> FreshnessPolicy:
    consequences = [each for each in Consequence if each is not Consequence.USE]
    chosen = sorted(draw(st.sets(st.sampled_from(consequences))), key=consequences.index)
    steps = sorted(draw(st.sets(ages, min_size=len(chosen), max_size=len(chosen))))
    return FreshnessPolicy(
        steps=tuple(
            FreshnessStep(age=age, consequence=consequence)
            for age, consequence in zip(steps, chosen, strict=True)
        )
    )


aging = st.builds(AgingData, as_of=st.none() | moments, policy=policies())


@given(st.dictionaries(st.sampled_from("abcdef"), aging), moments)
def test_nothing_changes_before_the_next_step_and_something_does_at_it(
    data: dict[str, AgingData], now: datetime
) -> None:
    moment = next_step(data, now)

    def consequences(at: datetime) -> list[Consequence]:
        known = ((each.policy, each.as_of) for each in data.values() if each.as_of is not None)
        return [policy.consequence(at - as_of) for policy, as_of in known]

    if moment is None:
        assert consequences(now) == consequences(datetime.max.replace(tzinfo=UTC))
        return
    assert moment > now
    just_before = max(now, moment - timedelta(microseconds=1))
    assert consequences(just_before) == consequences(now)
    assert consequences(moment) != consequences(now)


@given(st.dictionaries(st.sampled_from("abcdef"), aging), moments, st.timedeltas(timedelta(0)))
def test_what_has_expired_stays_expired_until_it_is_refreshed(
    data: dict[str, AgingData], now: datetime, passed: timedelta
) -> None:
    try:
        later = now + passed
    except OverflowError:
        return
    assert expired_kinds(data, now) <= expired_kinds(data, later)


@pytest.mark.parametrize(
    ("hours", "expired"), [(-1, False), (2, False), (3, True), (999_999, True)]
)
def test_data_expires_at_the_age_of_remove_alone(hours: int, *, expired: bool) -> None:
    as_of = datetime(2026, 10, 25, tzinfo=UTC)
    data = AgingData(as_of=as_of, policy=parse_freshness("1h mark, 2h refuse, 3h remove"))
    assert data.is_expired(as_of + timedelta(hours=hours)) is expired


def test_data_that_never_came_does_not_expire() -> None:
    data = AgingData(as_of=None, policy=parse_freshness("1s remove"))
    assert not data.is_expired(datetime(2026, 1, 1, tzinfo=UTC))
    assert data.next_step(datetime(2026, 1, 1, tzinfo=UTC)) is None


ends_of_kinds = st.dictionaries(
    st.sampled_from(["customers", "addresses", "prices", "products", "stock", "offers"]),
    st.integers(0, 300).map(lambda minutes: BEGIN + timedelta(minutes=minutes)),
)


@given(ends_of_kinds, st.sets(st.sampled_from(["customers", "addresses", "prices"])))
def test_what_expires_clearly_earlier_is_first_and_else_what_is_needed(
    ends: dict[str, datetime], needed: set[str]
) -> None:
    order = soonest_first(ends, needed)
    assert sorted(order) == sorted(ends)
    for place, later in enumerate(order):
        for earlier in order[:place]:
            assert ends[earlier] - ends[later] <= TOGETHER
            if earlier not in needed and later in needed:
                assert ends[earlier] < ends[later]


def test_of_what_expires_at_about_the_same_time_what_is_needed_is_first() -> None:
    ends = {"stock": BEGIN, "offers": BEGIN + TOGETHER, "prices": BEGIN + TOGETHER}
    assert soonest_first(ends, ()) == ("stock", "offers", "prices")
    assert soonest_first(ends, {"prices"}) == ("prices", "stock", "offers")
    later = ends | {"prices": BEGIN + TOGETHER + timedelta(seconds=1)}
    assert soonest_first(later, {"prices"}) == ("stock", "offers", "prices")
