"""Repair: what no change of a feed can tell is found by fingerprint, and mended."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import insert, text

from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.fingerprints import COMPARED, WHOLE
from smartclient.contract.operations import PulseRequest
from smartclient.domain.errors import OutOfReachError, SchemaError
from smartclient.domain.ids import Sku
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.database.tables import tables_for
from smartclient.sync.repair import (
    AGAIN_AFTER,
    CHECKED_EVERY,
    PART,
    SOONEST,
    WORKING_DAY,
    time_of_check,
)
from tests.small_company import CUSTOMER, SKUS
from tests.sync.sync_world import Company, Laptop


def pass_time(company: Company, by: timedelta) -> None:
    company.clock.advance(by)  # type: ignore[attr-defined]


def spoil(laptop: Laptop, *statements: str) -> None:
    """Do to the store's rows what no feed ever does."""
    with laptop.store.work() as work:
        assert work._connection is not None
        for statement in statements:
            work._connection.exec_driver_sql(statement)
        work.commit()


def beside_the_triggers(company: Company, *statements: str) -> None:
    """Change head office's rows as a bulk load does: without a version, a tombstone or a log."""
    with company.office.engine.begin() as connection:
        triggers = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        for trigger in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger.name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
        for trigger in triggers:
            connection.exec_driver_sql(trigger.sql)


def in_step(laptop: Laptop) -> bool:
    """Tell whether every feed comes to the same on both sides."""
    there = laptop.company.office.operations(laptop.login)
    watermark = there.pulse(PulseRequest()).watermark
    theirs = {
        fingerprint.kind: (fingerprint.rows, fingerprint.total)
        for fingerprint in there.fingerprints(None, watermark=watermark, width=WHOLE)
    }
    with laptop.store.view() as view:
        ours = {
            kind: (item.rows, item.total)
            for kind in COMPARED
            for item in view.feeds.sums(kind, WHOLE).values()
        }
    return ours == theirs


@pytest.fixture
def checked(company: Company, laptop: Laptop) -> Laptop:
    """Return a laptop in step with head office, whose next sync has to check."""
    laptop.sync()
    for sku in SKUS[:3]:
        laptop.order(sku)
    laptop.use_cases.customers.edit(CUSTOMER, {EditableField.CONTACT: "Zoë 🚲"})
    laptop.sync()
    assert in_step(laptop)
    pass_time(company, CHECKED_EVERY * 2)
    laptop.link.calls.clear()
    return laptop


def asked(laptop: Laptop, what: str) -> list[str]:
    return [call for call in laptop.link.calls if call.startswith(what)]


SPOILT = {
    "a name": "UPDATE products SET name = 'Thing' WHERE sku = 'P-02'",
    "a price": "UPDATE products SET list_price = list_price + 1 WHERE sku = 'P-02'",
    "an empty column": "UPDATE customers SET email = NULL WHERE number = 'N-002'",
    "a row that is missing": "DELETE FROM customers WHERE number = 'N-003'",
    "a whole feed": "DELETE FROM products",
    "an address of nobody": (
        "INSERT INTO addresses (id, customer, kind) VALUES (777777, 'N-001', 'other')"
    ),
    "a way to ship": "UPDATE ship_methods SET base = 0",
    "an order's document": "UPDATE orders SET placed = replace(placed, 'P-01', 'P-02')",
    "an order's number": "UPDATE orders SET number = 'SO-1' WHERE number = 'SO-10002'",
    "an order that is missing": "DELETE FROM orders WHERE number = 'SO-10003'",
}


@pytest.mark.parametrize("statement", SPOILT.values(), ids=SPOILT.keys())
def test_what_is_wrong_on_the_laptop_is_found_and_repaired(checked: Laptop, statement: str) -> None:
    spoil(checked, statement)
    assert not in_step(checked)
    assert checked.sync().why == ""
    assert in_step(checked)
    states = {order.state for order in checked.use_cases.orders.search()}
    assert states == {OrderState.CONFIRMED}
    assert len(checked.use_cases.orders.search()) == 3


def test_what_was_repaired_is_found_by_searching(checked: Laptop) -> None:
    spoil(checked, "DELETE FROM products", "DELETE FROM products_search")
    checked.sync()
    with checked.store.view() as view:
        assert [product.sku for product in view.catalog.search("P-05", limit=9)] == ["P-05"]


def test_where_both_sides_agree_it_costs_one_call_a_day(company: Company, checked: Laptop) -> None:
    checked.sync()
    assert asked(checked, "fingerprints") == ["fingerprints of all"]
    assert not asked(checked, "feed")
    pass_time(company, SOONEST - timedelta(minutes=1))
    checked.sync()
    assert len(asked(checked, "fingerprints")) == 1
    pass_time(company, CHECKED_EVERY * 2)
    checked.sync()
    assert len(asked(checked, "fingerprints")) == 2


def test_devices_check_at_times_of_their_own_spread_over_the_working_day() -> None:
    begin, end = WORKING_DAY
    times = sorted(time_of_check(f"device-{number}") for number in range(600))
    assert begin <= times[0]
    assert times[-1] < end
    hours = Counter((time - begin) // timedelta(hours=1) for time in times)
    assert len(hours) == (end - begin) // timedelta(hours=1)
    assert max(hours.values()) < 2 * min(hours.values())
    assert time_of_check("device-1") == time_of_check("device-1") != time_of_check("device-2")


def checks_by_hour(company: Company, laptop: Laptop, hours: range, days: int) -> list[datetime]:
    """Sync hourly in these hours of days; return when feeds were checked."""
    found: list[datetime] = []
    for _ in range(days * 24):
        pass_time(company, timedelta(hours=1))
        if company.clock.now().hour in hours:
            laptop.link.calls.clear()
            laptop.sync()
            found += [company.clock.now()] * len(asked(laptop, "fingerprints of all"))
    return found


def test_a_device_that_is_on_all_day_checks_once_a_day_at_its_time(
    company: Company, laptop: Laptop
) -> None:
    company.office.describe(time_zone="Etc/GMT")
    laptop.sync()
    with laptop.store.view() as view:
        moment = time_of_check(view.meta.device)
    found = checks_by_hour(company, laptop, range(24), days=3)
    assert 1 <= len(found) <= 3
    for at in found:
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        assert timedelta(0) <= at - midnight - moment <= timedelta(hours=1)


def test_a_device_that_is_off_at_its_time_checks_when_it_is_on_again(
    company: Company, laptop: Laptop
) -> None:
    company.office.describe(time_zone="Etc/GMT")
    laptop.sync()
    found = checks_by_hour(company, laptop, range(2, 3), days=4)
    assert 3 <= len(found) <= 4
    assert all(later - earlier >= SOONEST for earlier, later in pairwise(found))


def test_the_first_sync_needs_no_check(laptop: Laptop) -> None:
    laptop.sync()
    assert not asked(laptop, "fingerprints")


def test_only_the_parts_that_differ_are_reloaded(company: Company, laptop: Laptop) -> None:
    products = tables_for("sqlite").products
    many = [
        {"sku": f"X-{n:05}", "name": f"Extra {n}", "list_price": Decimal(1)}
        for n in range(4 * PART)
    ]
    with company.office.engine.begin() as connection:
        connection.execute(insert(products), many)
    laptop.sync()
    spoil(laptop, f"UPDATE products SET name = 'x' WHERE sku = 'X-{2 * PART:05}'")
    pass_time(company, CHECKED_EVERY * 2)
    laptop.link.calls.clear()
    summary = laptop.sync()
    assert in_step(laptop)
    assert asked(laptop, "fingerprints") == ["fingerprints of all", "fingerprints products"]
    assert asked(laptop, "feed") == ["feed products"]
    assert summary.pulled == PART


def test_what_head_office_loaded_past_its_triggers_arrives(
    company: Company, checked: Laptop
) -> None:
    beside_the_triggers(
        company,
        "DELETE FROM sales_products WHERE sku = 'P-07'",
        "UPDATE sales_products SET name = 'Loaded in bulk' WHERE sku = 'P-06'",
    )
    checked.sync()
    assert in_step(checked)
    names = {entry.sku: entry.name for entry in checked.use_cases.catalog.search()}
    assert names[Sku("P-06")] == "Loaded in bulk"
    assert Sku("P-07") not in names


def test_what_changes_while_it_is_compared_comes_with_the_next_pull(
    company: Company, checked: Laptop
) -> None:
    def change(call: str) -> None:
        if call == "fingerprints of all":
            with company.office.engine.begin() as connection:
                connection.exec_driver_sql("UPDATE sales_products SET name = 'New'")

    checked.link.before = change
    checked.sync()
    assert asked(checked, "fingerprints") == ["fingerprints of all", "fingerprints products"]
    assert not asked(checked, "feed")
    checked.sync()
    assert asked(checked, "feed") == ["feed products"]
    assert {entry.name for entry in checked.use_cases.catalog.search()} == {"New"}


def test_unsent_work_on_an_order_that_head_office_does_not_know_stays(
    company: Company, checked: Laptop
) -> None:
    record = checked.use_cases.orders.search()[0]
    checked.use_cases.orders.cancel(record.id)
    beside_the_triggers(
        company,
        f"DELETE FROM sales_order_lines WHERE order_id = '{record.id}'",
        f"DELETE FROM sales_orders WHERE order_id = '{record.id}'",
    )
    checked.sync(answer_now=None)
    assert in_step(checked)
    assert checked.use_cases.orders.get(record.id).order.id == record.id
    assert len(checked.use_cases.outbox.entries()) == 1


def test_the_first_part_is_read_from_a_place_that_every_head_office_reads_from(
    checked: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, cursors = checked.link.feed, list[Cursor]()

    def watched(kind: FeedKind, *, cursor: Cursor, **more: int) -> FeedPage:
        cursors.append(cursor)
        return feed(kind, cursor=cursor, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(checked.link, "feed", watched)
    spoil(checked, SPOILT["a name"])
    checked.sync()
    assert in_step(checked)
    assert cursors == [Cursor(0, 0)]


def test_a_head_office_without_fingerprints_harms_nothing(checked: Laptop) -> None:
    def older(call: str) -> None:
        if call.startswith("fingerprints"):
            raise SchemaError("It is older.")

    checked.link.before = older
    spoil(checked, SPOILT["a name"])
    assert checked.sync().why == ""
    assert not in_step(checked)


def test_a_link_that_breaks_in_the_check_does_not_spoil_every_sync(
    company: Company, checked: Laptop
) -> None:
    def cut(call: str) -> None:
        if call.startswith("feed"):
            raise OutOfReachError("The link broke.")

    spoil(checked, SPOILT["a name"])
    checked.link.before = cut
    assert checked.sync().why
    assert not checked.sync().why
    assert not in_step(checked)
    checked.link.before = lambda _: None
    pass_time(company, AGAIN_AFTER)
    checked.sync()
    assert in_step(checked)
