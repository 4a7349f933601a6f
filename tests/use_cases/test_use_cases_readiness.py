"""Readiness: whether all is here, and until when orders can be taken with it."""

from datetime import date, timedelta

import pytest

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.read_models.readiness import EndsWith
from tests.use_cases.rep_world import BIKE, HELMET, Rep, row


def bring(rep: Rep, kind: FeedKind, *rows: Row) -> None:
    page = FeedPage(kind=kind, rows=rows, cursor=Cursor(20, 9), more=False)
    with rep.store.work() as work:
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()


def price(at: int, sku: str, valid_from: str, valid_to: str | None, prices: str = "") -> Row:
    return row(
        FeedKind.PRICES,
        id=at,
        sku=sku,
        price_list=prices,
        valid_from=valid_from,
        valid_to=valid_to,
        amount=10_000,
    )


def test_a_laptop_is_complete_until_head_office_finds_its_data_too_old(rep: Rep) -> None:
    found = rep.use_cases.status.readiness()

    assert found.missing == ()
    assert found.until == rep.clock.now() + timedelta(days=30)
    assert found.ends_with is EndsWith.AGE
    assert found.complete_at(rep.clock.now())
    assert not found.complete_at(rep.clock.now() + timedelta(days=31))


def test_the_policy_of_head_office_says_how_old_is_too_old(rep: Rep) -> None:
    bring(
        rep, FeedKind.POLICIES, row(FeedKind.POLICIES, id=1, key="reference_data_days", setting="7")
    )

    assert rep.use_cases.status.readiness().until == rep.clock.now() + timedelta(days=7)


def test_a_price_that_runs_out_ends_it_sooner(rep: Rep) -> None:
    bring(rep, FeedKind.PRICES, price(1, BIKE, "2026-01-01", "2026-11-27"))

    found = rep.use_cases.status.readiness()

    assert found.ends_with is EndsWith.PRICES
    assert found.until is not None
    assert found.until.date() == date(2026, 11, 27)


@pytest.mark.parametrize(
    "rows",
    [
        (price(1, BIKE, "2026-01-01", "2026-11-27"), price(2, BIKE, "2026-11-28", None)),
        (price(1, BIKE, "2025-01-01", "2026-11-20"),),
        (price(1, BIKE, "2026-11-25", "2026-11-27"),),
        (price(1, BIKE, "2026-01-01", None),),
        (price(1, "GONE", "2026-01-01", "2026-11-27"),),
    ],
    ids=["another follows", "ran out before", "not in use yet", "open", "no such product"],
)
def test_a_price_that_ends_nothing_is_not_counted(rep: Rep, rows: tuple[Row, ...]) -> None:
    bring(rep, FeedKind.PRICES, *rows)

    assert rep.use_cases.status.readiness().ends_with is EndsWith.AGE


def test_a_price_of_another_list_does_not_follow(rep: Rep) -> None:
    bring(
        rep,
        FeedKind.PRICES,
        price(1, HELMET, "2026-01-01", "2026-11-27", "CLUB"),
        price(2, HELMET, "2026-11-28", None, "OTHER"),
    )

    assert rep.use_cases.status.readiness().ends_with is EndsWith.PRICES


def test_what_is_still_loading_is_missing(rep: Rep) -> None:
    with rep.store.work() as work:
        work.feeds.restart((FeedKind.PHOTOS,))
        work.commit()

    found = rep.use_cases.status.readiness()

    assert found.missing == ("photos",)
    assert not found.complete_at(rep.clock.now())


def test_it_counts_what_is_not_answered(rep: Rep) -> None:
    rep.use_cases.orders.place(rep.order())

    assert rep.use_cases.status.readiness().to_send == 1
