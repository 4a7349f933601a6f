"""What is worth how much: nothing starves, and nothing dear waits behind something cheap."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as some

from smartclient.domain.clock import CLOCK_TOLERANCE
from smartclient.domain.worth import (
    ALWAYS_HIGHEST,
    DEFAULT_WORTHS,
    HIGHEST_WORTH,
    LONGEST_HELD,
    inherited_worths,
    worth_at_least,
    worth_of,
)

SAVED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

bases = some.integers(0, HIGHEST_WORTH)
waits = some.timedeltas(timedelta(0), timedelta(days=40))
latest_times = some.none() | waits.map(lambda wait: SAVED + wait)
graphs = some.integers(1, 12).flatmap(
    lambda size: some.tuples(
        some.fixed_dictionaries(dict.fromkeys(range(size), bases)),
        some.fixed_dictionaries(
            {each: some.sets(some.integers(0, size + 2), max_size=3) for each in range(size)}
        ),
    )
)


@given(bases, waits, latest_times)
def test_everything_goes_within_a_day(
    base: int, wait: timedelta, not_after: datetime | None
) -> None:
    now = SAVED + LONGEST_HELD + wait
    assert worth_of(base, since=SAVED, now=now, not_after=not_after) == HIGHEST_WORTH


@given(bases, waits.filter(bool))
def test_everything_goes_before_its_latest_time(base: int, wait: timedelta) -> None:
    shortly_before = SAVED + wait - min(wait / 4, timedelta(minutes=59))
    worth = worth_of(base, since=SAVED, now=shortly_before, not_after=SAVED + wait)
    assert worth == HIGHEST_WORTH


@given(bases, waits, waits, latest_times)
def test_worth_never_falls_while_something_waits(
    base: int, first: timedelta, more: timedelta, not_after: datetime | None
) -> None:
    earlier = worth_of(base, since=SAVED, now=SAVED + first, not_after=not_after)
    later = worth_of(base, since=SAVED, now=SAVED + first + more, not_after=not_after)
    assert base <= earlier <= later <= HIGHEST_WORTH


@given(bases, some.none() | waits.filter(bool).map(lambda wait: SAVED + wait))
def test_what_was_just_saved_has_the_worth_of_its_kind(
    base: int, not_after: datetime | None
) -> None:
    assert worth_of(base, since=SAVED, now=SAVED, not_after=not_after) == base


@given(bases)
def test_a_clock_that_is_slightly_off_changes_no_worth(base: int) -> None:
    assert worth_of(base, since=SAVED, now=SAVED - CLOCK_TOLERANCE) == base


@given(bases, waits.filter(lambda wait: wait > CLOCK_TOLERANCE))
def test_what_was_saved_while_a_clock_was_ahead_is_not_held_back(
    base: int, ahead: timedelta
) -> None:
    assert worth_of(base, since=SAVED + ahead, now=SAVED) == HIGHEST_WORTH


@given(bases, bases, latest_times)
def test_it_is_known_beforehand_when_something_will_be_worth_the_price(
    base: int, price: int, not_after: datetime | None
) -> None:
    at = worth_at_least(price, base=base, since=SAVED, not_after=not_after)
    assert worth_of(base, since=SAVED, now=at, not_after=not_after) >= price
    assume(at > SAVED)
    before = at - timedelta(microseconds=1)
    assert worth_of(base, since=SAVED, now=before, not_after=not_after) < price


@given(graphs)
def test_nothing_dear_waits_behind_something_cheap(
    graph: tuple[Mapping[int, int], Mapping[int, set[int]]],
) -> None:
    worths, waits_for = graph
    inherited = inherited_worths(worths, waits_for)
    assert inherited.keys() == worths.keys()
    for each, required in waits_for.items():
        assert all(inherited[item] >= inherited[each] for item in required if item in worths)


@given(graphs)
def test_worth_comes_only_from_what_waits(
    graph: tuple[Mapping[int, int], Mapping[int, set[int]]],
) -> None:
    worths, waits_for = graph
    for each, worth in inherited_worths(worths, waits_for).items():
        assert worth >= worths[each]
        assert worth in {worths[item] for item in worths if _leads_to(item, each, waits_for)}


def _leads_to(start: int, end: int, waits_for: Mapping[int, set[int]]) -> bool:
    seen, found = set[int](), [start]
    while found:
        each = found.pop()
        if each not in seen:
            seen.add(each)
            found.extend(waits_for.get(each, ()))
    return end in seen


def test_what_undoes_is_never_held_back() -> None:
    assert {"withdraw", "cancel_order"} <= ALWAYS_HIGHEST
    assert not ALWAYS_HIGHEST & DEFAULT_WORTHS.keys()
