"""A poor link: less at once, what expires first is first, and photos wait until it is faster."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from smartclient.contract.feeds import FeedKind
from smartclient.contract.messages import Request
from smartclient.contract.operations import Receipt
from smartclient.domain.link_quality import LinkBand, LinkQuality
from smartclient.domain.transfer_time import transfer_time
from smartclient.domain.worth import LONGEST_HELD
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.quoting.quoted_feeds import QUOTED_FROM
from smartclient.read_models.connection import ConnectionState
from smartclient.read_models.readiness import Preparation
from smartclient.sync.batch_size import batch_size
from smartclient.sync.feed_order import by_expiry
from tests.set_clock import SetClock
from tests.small_company import CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop

POOR = LinkQuality(kbit_per_s=40, round_trip_ms=900, band=LinkBand.POOR)
PHOTO_FEED = f"feed {FeedKind.PHOTOS}"


def slow_down(laptop: Laptop, quality: LinkQuality | None = POOR) -> None:
    with laptop.store.work() as work:
        work.meta.link_quality = quality
        work.commit()


def add_photo(company: Company, clock: SetClock, name: str = "1.jpg") -> None:
    with audited_transaction(company.office.engine, actor="erp", at=clock.now()) as connection:
        connection.exec_driver_sql(
            "INSERT INTO sales_photos (name, hash, content) VALUES (?, ?, ?)",
            (name, f"{name:0>64}", b"photo"),
        )


def test_photos_wait_on_a_poor_link_and_come_by_themselves_once_it_is_faster(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    add_photo(company, clock)
    slow_down(laptop)
    summary = laptop.sync()
    assert summary.content_waits
    assert PHOTO_FEED not in laptop.link.calls
    assert laptop.use_cases.status.readiness().missing == (FeedKind.PHOTOS,)
    assert laptop.use_cases.status.current().last_sync == clock.now()

    slow_down(laptop, None)
    assert not laptop.sync().content_waits
    assert not laptop.use_cases.status.readiness().missing


def test_whoever_asks_for_everything_gets_the_photos_on_a_poor_link(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    add_photo(company, clock)
    slow_down(laptop)
    assert not laptop.engine().run(urgent=True, at_any_price=True).content_waits
    assert not laptop.use_cases.status.readiness().missing


def test_a_poor_link_is_shown(laptop: Laptop, clock: SetClock) -> None:
    slow_down(laptop)
    laptop.sync()
    assert laptop.use_cases.status.connection().observed is ConnectionState.POOR


def test_less_is_sent_at_once_on_a_poor_link(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    most = 40
    for _ in range(most):
        laptop.order()
    slow_down(laptop)
    sizes: list[int] = []

    def counted(batch: Sequence[Request]) -> tuple[Receipt, ...]:
        sizes.append(len(batch))
        return submit(batch)

    submit = laptop.link.submit
    monkeypatch.setattr(laptop.link, "submit", counted)
    laptop.sync(batch_rows=most)
    assert max(sizes) == batch_size(most, 2) < most
    assert sum(sizes) == most


def test_what_expires_first_is_pulled_first(laptop: Laptop, clock: SetClock) -> None:
    laptop.sync()
    with laptop.store.view() as view:
        order = by_expiry(view, FeedKind, clock)
    places = {kind: place for place, kind in enumerate(order)}
    # two days, against ninety of the prices and no end of the customers
    assert places[FeedKind.STOCK] < places[FeedKind.PRICES]
    assert sorted(order) == sorted(FeedKind)
    fixed = [kind for kind in FeedKind if kind not in QUOTED_FROM]
    assert [kind for kind in order if kind not in QUOTED_FROM] == fixed
    assert order.index(FeedKind.TOMBSTONES) == list(FeedKind).index(FeedKind.TOMBSTONES)


def test_what_todays_customers_need_is_pulled_before_what_expires_with_it(
    laptop: Laptop, clock: SetClock
) -> None:
    laptop.sync()
    with laptop.store.view() as view:
        order = by_expiry(view, FeedKind, clock)
        policies = view.rule_context.policies()
    assert policies.for_kind(FeedKind.PRODUCTS) == policies.for_kind(FeedKind.PRICES)
    assert order.index(FeedKind.PRODUCTS) < order.index(FeedKind.PRICES)

    laptop.use_cases.orders.save_draft(laptop.use_cases.orders.new(CUSTOMER))
    with laptop.store.view() as view:
        order = by_expiry(view, FeedKind, clock)
    assert order.index(FeedKind.PRICES) < order.index(FeedKind.PRODUCTS)
    assert order.index(FeedKind.STOCK) < order.index(FeedKind.PRICES)


@pytest.mark.parametrize("days", [0, 1])
def test_a_customer_is_of_today_until_the_day_after_the_last_order(
    laptop: Laptop, clock: SetClock, days: int
) -> None:
    laptop.sync()
    laptop.order()
    laptop.sync()
    clock.advance(timedelta(days=days))
    with laptop.store.view() as view:
        assert view.feeds.has_customers_today(clock.today()) is (days == 0)


def test_photos_wait_for_a_day_at_most(company: Company, laptop: Laptop, clock: SetClock) -> None:
    laptop.sync()
    add_photo(company, clock)
    slow_down(laptop)
    assert laptop.sync().content_waits
    clock.advance(LONGEST_HELD + timedelta(hours=1))
    assert not laptop.sync().content_waits
    assert PHOTO_FEED in laptop.link.calls


def test_photos_that_never_came_wait_for_a_day_at_most(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    add_photo(company, clock)
    slow_down(laptop)
    for _ in range(2):
        assert laptop.sync().content_waits
        clock.advance(LONGEST_HELD / 2)
    assert not laptop.sync().content_waits
    assert PHOTO_FEED in laptop.link.calls
    assert not laptop.use_cases.status.readiness().missing


def test_where_there_are_no_photos_none_wait(laptop: Laptop) -> None:
    slow_down(laptop)
    assert not laptop.sync().content_waits
    assert not laptop.use_cases.status.readiness().missing


def test_what_preparing_for_offline_use_takes_is_known_by_the_photos_to_come(
    company: Company, laptop: Laptop, clock: SetClock
) -> None:
    assert laptop.use_cases.status.preparation() == Preparation(size=None, time=None)
    add_photo(company, clock)
    with audited_transaction(company.office.engine, actor="erp", at=clock.now()) as connection:
        connection.exec_driver_sql(
            "UPDATE sales_products SET image = '1.jpg' WHERE sku = ?", (SKUS[0],)
        )
        changed = connection.exec_driver_sql("SELECT changes()").scalar_one()
    assert changed == 1
    slow_down(laptop)
    laptop.sync()
    size = 20_000
    time = transfer_time(size, laptop.use_cases.status.connection().quality)
    assert time is not None
    assert laptop.use_cases.status.preparation() == Preparation(size=size, time=time)
    laptop.engine().run(urgent=True, at_any_price=True)
    assert laptop.use_cases.status.preparation().size == 0
