"""Check-outs: one holder at a time by head office's word, whatever a device's clock says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.domain.check_out import (
    MARGIN,
    CheckOut,
    CheckOutEnd,
    Hold,
    check_out_from,
    grant,
)
from smartclient.domain.clock import ClockProof
from smartclient.domain.ids import Login

ANN, BEN = Login("north\\ann"), Login("south\\ben")
START = datetime(2026, 11, 30, 8, tzinfo=UTC)
EPOCH, LATER_EPOCH = "first", "second"
LOGINS = st.sampled_from((ANN, BEN))
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=5))
DAYS = st.integers(min_value=1, max_value=4)
PROOFS = st.sampled_from(list(ClockProof))


def granted(**how: object) -> CheckOut:
    values = {"holder": ANN, "device": "laptop", "days": 3, "now": START, "epoch": EPOCH}
    found = grant(None, **{**values, **how})  # type: ignore[arg-type]
    assert found is not None
    return found


def test_another_gets_nothing_while_it_is_held_and_a_greater_number_after() -> None:
    first = granted()
    later = START + timedelta(days=2)
    asked = {"holder": BEN, "device": "phone", "days": 1}
    assert grant(first, now=later, epoch=EPOCH, **asked) is None  # type: ignore[arg-type]
    expired = grant(first, now=first.until, epoch=EPOCH, **asked)  # type: ignore[arg-type]
    assert expired is not None
    assert (expired.holder, expired.counter) == (BEN, first.counter + 1)


def test_its_holder_asks_again_and_keeps_the_number() -> None:
    first = granted()
    later = START + timedelta(days=2)
    again = grant(first, holder=ANN, device="other", days=1, now=later, epoch=EPOCH)
    assert again is not None
    assert (again.number, again.since) == (first.number, START)
    assert (again.until, again.device) == (later + timedelta(days=1), "other")


@pytest.mark.parametrize("end", CheckOutEnd)
def test_what_ended_locks_nothing_and_says_how(end: CheckOutEnd) -> None:
    ended = granted().ended(end, at=START, by="chief")
    assert not ended.is_held(now=START, epoch=EPOCH)
    assert check_out_from(ended.to_text()) == ended


def test_after_a_restore_it_holds_nothing_until_it_is_asked_for_again() -> None:
    before = granted()
    assert not before.is_held(now=START, epoch=LATER_EPOCH)
    again = grant(before, holder=BEN, device="", days=1, now=START, epoch=LATER_EPOCH)
    assert again is not None
    assert again.holder == BEN
    assert again.number != before.number


@given(
    asks=st.lists(st.tuples(LOGINS, SPANS, DAYS, st.sampled_from(("ask", "renew", "end", "epoch"))))
)
def test_numbers_only_grow_and_nobody_gets_what_another_holds(
    asks: list[tuple[Login, timedelta, int, str]],
) -> None:
    last: CheckOut | None = None
    now, epochs = START, 0
    for login, passed, days, what in asks:
        now += passed
        epoch = f"epoch {epochs}"
        holder = last.holder if last is not None and last.is_held(now=now, epoch=epoch) else None
        match what:
            case "epoch":
                epochs += 1
            case "end" if last is not None:
                last = last.ended(CheckOutEnd.RETURNED, at=now)
            case "renew" if last is not None and holder is not None:
                renewed = last.renewed(now=now, most_days=4)
                assert renewed.until >= last.until
                assert renewed.until <= max(last.until, last.asked_at + timedelta(days=4))
                last = renewed
            case "ask":
                found = grant(last, holder=login, device="", days=days, now=now, epoch=epoch)
                assert (found is None) == (holder not in (None, login))
                if found is not None:
                    counter = 0 if last is None else last.counter
                    assert found.counter == counter + (holder is None)
                    assert found.is_held(now=now, epoch=epoch)
                    last = found


@given(passed=SPANS, wrong=st.timedeltas(min_value=-MARGIN, max_value=MARGIN), proof=PROOFS)
def test_a_device_that_is_sure_of_it_is_right_though_its_clock_is_off_by_the_margin(
    passed: timedelta, wrong: timedelta, proof: ClockProof
) -> None:
    held = granted()
    now = START + passed
    hold = held.hold(ANN, now=now + wrong, epoch=EPOCH, proof=proof)
    if hold is Hold.OWN:
        assert held.is_held(now=now, epoch=EPOCH)
        assert proof is ClockProof.PROVEN
    assert held.hold(BEN, now=now + wrong, epoch=EPOCH, proof=proof) in (Hold.OTHERS, Hold.FREE)


@given(passed=SPANS)
def test_one_that_expired_locks_nothing_for_anybody(passed: timedelta) -> None:
    held = granted()
    for login in (ANN, BEN):
        now = held.until + passed
        assert held.hold(login, now=now, epoch=EPOCH, proof=ClockProof.PROVEN) is Hold.FREE


def test_within_the_margin_its_holder_is_not_sure_of_it() -> None:
    check_out = granted()
    for before, hold in ((MARGIN, Hold.UNSURE), (MARGIN + timedelta(seconds=1), Hold.OWN)):
        now = check_out.until - before
        found = check_out.hold(ANN, now=now, epoch=check_out.epoch, proof=ClockProof.PROVEN)
        assert found is hold


def test_a_renewal_never_shortens_it_though_fewer_days_are_allowed_now() -> None:
    check_out = granted(days=5)
    renewed = check_out.renewed(now=check_out.since + timedelta(hours=1), most_days=2)
    assert renewed.until == check_out.until


def test_a_renewal_is_due_once_it_adds_a_tenth_and_never_beyond_the_most_days() -> None:
    held = granted()
    assert not held.is_due(now=START + timedelta(hours=7), most_days=14)
    assert held.is_due(now=START + timedelta(hours=8), most_days=14)
    assert not held.is_due(now=START + timedelta(days=2), most_days=3)


@pytest.mark.parametrize(
    "text", ["", "no JSON", "{}", "[]", '"x"', '{"epoch":"e","counter":"many"}', "null", "1"]
)
def test_what_can_not_be_read_locks_nothing(text: str) -> None:
    assert check_out_from(text) is None


@given(st.lists(LOGINS, min_size=1, max_size=8))
def test_work_under_an_earlier_number_counts_unless_another_held_it_in_between(
    holders: list[Login],
) -> None:
    """Each holds the customer once the check-out before has ended."""
    grants: list[CheckOut] = []
    for turn, holder in enumerate(holders):
        now = START + turn * timedelta(days=10)
        last = grants[-1] if grants else None
        given_out = grant(last, holder=holder, device="", days=3, now=now, epoch=EPOCH)
        assert given_out is not None
        grants.append(given_out)
    *_, held = grants
    for place, earlier in enumerate(grants):
        others = {one.holder for one in grants[place:]} - {held.holder}
        assert held.covers(earlier.number) == (not others)


@pytest.mark.parametrize(
    "number", ["second-1", "first-2", "first-0", "first-", "first-1x", "first-²", "-1", "1" * 5_000]
)
def test_a_number_that_is_none_of_its_own_does_not_count(number: str) -> None:
    assert granted().covers("first-1")
    assert granted().covers("")
    assert not granted().covers(number)


def test_after_a_restore_what_was_saved_before_does_not_count() -> None:
    before = granted()
    after = grant(before, holder=ANN, device="", days=3, now=START, epoch=LATER_EPOCH)
    assert after is not None
    assert not after.covers(before.number)
    assert after.covers(after.number)


def test_to_ask_again_for_fewer_days_never_makes_it_shorter() -> None:
    first = granted(days=3)
    again = grant(first, holder=ANN, device="other", days=1, now=START, epoch=EPOCH)
    assert again is not None
    assert again.until == first.until
