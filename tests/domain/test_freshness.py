"""Freshness: what happens to data as it ages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.ages import OLDEST
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import (
    Consequence,
    FreshnessPolicy,
    FreshnessState,
    FreshnessStep,
    parse_freshness,
)
from smartclient.headoffice.database.tables.keeping import LONGEST_SETTING

LONGEST = 10_000_000
ages = st.integers(1, LONGEST).map(lambda seconds: timedelta(seconds=seconds))
moments = st.datetimes(timezones=st.just(UTC))
FROM_MARK_ON = tuple(Consequence)[1:]


@st.composite
def policies(draw: st.DrawFn) -> FreshnessPolicy:
    chosen = [consequence for consequence in FROM_MARK_ON if draw(st.booleans(), label=consequence)]
    at = sorted(draw(st.lists(ages, unique=True, min_size=len(chosen), max_size=len(chosen))))
    return FreshnessPolicy(
        steps=tuple(
            FreshnessStep(age=age, consequence=consequence)
            for age, consequence in zip(at, chosen, strict=True)
        )
    )


@given(policies())
def test_a_policy_is_read_as_it_is_written(policy: FreshnessPolicy) -> None:
    assert parse_freshness(str(policy)) == policy


@given(policies(), ages, ages)
def test_older_data_is_never_treated_more_mildly(
    policy: FreshnessPolicy, one: timedelta, other: timedelta
) -> None:
    younger, older = sorted((one, other))
    assert policy.consequence(older).reaches(policy.consequence(younger))


@given(policies(), moments, ages)
def test_what_is_used_as_it_is_is_fresh_and_what_met_every_step_expired(
    policy: FreshnessPolicy, as_of: datetime, age: timedelta
) -> None:
    try:
        now = as_of + age
    except OverflowError:
        return
    freshness = policy.freshness(as_of, now)
    consequence = policy.consequence(age)
    assert (freshness.state is FreshnessState.FRESH) == (consequence is Consequence.USE)
    last = policy.steps[-1].consequence if policy.steps else None
    assert (freshness.state is FreshnessState.EXPIRED) == (consequence is last)
    ends = (freshness.fresh_until, freshness.usable_until)
    assert ends == (None, None) or (ends[0] and ends[1] and as_of < ends[0] <= ends[1])


@given(policies(), ages)
def test_a_consequence_begins_at_its_age(policy: FreshnessPolicy, age: timedelta) -> None:
    for consequence in FROM_MARK_ON:
        begins = policy.age_of(consequence)
        assert policy.consequence(age).reaches(consequence) == (
            begins is not None and age >= begins
        )


def test_the_first_step_ends_fresh_and_the_last_ends_usable() -> None:
    as_of = datetime(2027, 3, 1, 8, tzinfo=UTC)
    freshness = parse_freshness("1d mark, 7d warn, 30d refuse").freshness(
        as_of, as_of + timedelta(days=7)
    )
    assert freshness.fresh_until == as_of + timedelta(days=1)
    assert freshness.usable_until == as_of + timedelta(days=30)
    assert freshness.state is FreshnessState.STALE


def test_data_that_never_arrived_is_expired_whatever_the_policy_says() -> None:
    freshness = FreshnessPolicy().freshness(None, datetime(2027, 3, 1, tzinfo=UTC))
    assert (freshness.fresh_until, freshness.usable_until) == (None, None)
    assert freshness.state is FreshnessState.EXPIRED


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("off", "off"),
        (" OFF ", "off"),
        ("1h use", "off"),
        ("1 mark", "1d mark"),
        ("1d use, 48 h mark , 7d  Remove", "2d mark, 7d remove"),
    ],
)
def test_a_policy_has_one_spelling(text: str, canonical: str) -> None:
    assert str(parse_freshness(text)) == canonical


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not say how old data may be"),
        ("1d", "does not say how old data may be"),
        ("mark", "does not say how old data may be"),
        ("1d mark, off", "does not say how old data may be"),
        ("1d mark;7d warn", "is not an age"),
        ("1d mark,", "does not say how old data may be"),
        ("soon mark", "is not an age"),
        ("1d warn, 7d mark", "is not in order"),
        ("7d mark, 1d warn", "is not in order"),
        ("1d mark, 24h warn", "is not in order"),
        ("1d mark, 7d mark", "is not in order"),
    ],
)
def test_what_is_no_policy_is_refused_with_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_freshness(text)
    assert sentence in refused.value.template


def test_the_longest_policy_can_be_stored() -> None:
    most = int(OLDEST.total_seconds())
    steps = zip(range(most - len(FROM_MARK_ON), most), FROM_MARK_ON, strict=True)
    longest = ", ".join(f"{seconds}s {consequence}" for seconds, consequence in steps)
    assert len(str(parse_freshness(longest))) <= LONGEST_SETTING
