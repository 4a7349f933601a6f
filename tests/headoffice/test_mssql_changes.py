"""Changes on a live SQL Server by whatever program: seen, held back, and restored."""

from datetime import timedelta

import pytest

from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.operations import PulseRequest
from smartclient.database.transactions import writing
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.mssql import feeds
from tests.live_company import LiveCompany
from tests.live_server import LiveOffice
from tests.office_company import ANN, BEN, BENS


def test_how_long_the_feeds_are_held_back_is_reported(live_company: LiveCompany) -> None:
    live, link = live_company.live, live_company.link(ANN)
    products = live_company.tables.products
    with writing(live_company.office.engine) as (connection, transaction):
        connection.execute(products.update().where(products.c.sku == "A").values(name="late"))
        live_company.change_product("B", name="early")
        watermark = link.pulse(PulseRequest()).watermark
        assert live.stored_info()["held_bound"] == str(watermark)
        live.set_stored_info(
            "held_since", str(live_company.office_time() - timedelta(minutes=20))[:26]
        )
        held = link.pulse(PulseRequest()).held_seconds
        reported = status(live_company.office.engine).held
        transaction.rollback()
    live_company.change_product("B", name="later")
    assert held >= 20 * 60
    assert link.pulse(PulseRequest()).held_seconds == 0
    # the session is named, with how long its transaction is open by the server's own count
    assert reported is not None
    assert reported.holder is not None
    assert reported.holder.program == "Smart Client"
    assert reported.seconds is not None
    assert reported.seconds < 20 * 60
    if live.is_real:
        # elsewhere other databases' transactions count too
        assert status(live_company.office.engine).held is None


def test_without_the_right_to_see_sessions_at_least_the_age_is_reported(
    live_company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, link = live_company.live, live_company.link(ANN)
    products = live_company.tables.products
    with writing(live_company.office.engine) as (connection, transaction):
        connection.execute(products.update().where(products.c.sku == "A").values(name="late"))
        live_company.change_product("B", name="early")
        link.pulse(PulseRequest())
        live.set_stored_info(
            "held_since", str(live_company.office_time() - timedelta(minutes=20))[:26]
        )
        refused = "THROW 50000, N'VIEW SERVER STATE permission was denied', 1"
        monkeypatch.setattr(feeds, "LONGEST_OPEN", refused)
        reported = status(live_company.office.engine).held
        transaction.rollback()
    assert reported is not None
    assert reported.holder is None
    assert reported.seconds is not None
    assert reported.seconds >= 20 * 60


def test_a_restore_begins_an_epoch_above_every_reported_version(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    before = link.pulse(PulseRequest())
    live_company.office.restored()
    after = link.pulse(PulseRequest())
    assert after.generation != before.generation
    assert after.watermark > before.watermark + 900_000_000
    page = link.feed(
        FeedKind.CUSTOMERS, cursor=Cursor(), watermark=after.watermark, limit=100, by_key=False
    )
    assert len(page.rows) == 2
    live_company.live.set_stored_info("version_ahead", "0")


def test_a_change_by_hand_travels_with_who_and_when(live_company: LiveCompany) -> None:
    live = live_company.live
    with live.as_admin() as admin:
        admin.execute("UPDATE sales.customers SET phone = N'by hand' WHERE number = ?", BENS)
        ((who,),) = admin.execute("SELECT SUSER_SNAME()")[0:1][0]
    (logged,) = live_company.log("customer", BENS)
    assert logged == ("phone", "555-0100", "by hand", who)


def test_a_feed_can_not_be_truncated(live: LiveOffice) -> None:
    with live.as_admin() as admin, pytest.raises(admin.errors):
        admin.execute("TRUNCATE TABLE sales.products")


def test_reps_who_swap_customers_are_given_all_of_them(live_company: LiveCompany) -> None:
    link = live_company.link(BEN)
    watermark = link.pulse(PulseRequest()).watermark
    with live_company.live.as_admin() as admin:
        admin.execute(
            "UPDATE sales.customers SET rep = CASE rep WHEN ? THEN ? ELSE ? END", ANN, BEN, ANN
        )
    now = link.pulse(PulseRequest()).watermark
    cursor = Cursor(watermark - 1, 2**62)
    for kind, count in ((FeedKind.CUSTOMERS, 2), (FeedKind.ADDRESSES, 2), (FeedKind.MEMBERSHIP, 3)):
        page = link.feed(kind, cursor=cursor, watermark=now, limit=100, by_key=False)
        assert len(page.rows) == count, kind


def test_a_row_committed_late_is_not_passed_over(live_company: LiveCompany) -> None:
    link = live_company.link(ANN)
    products = live_company.tables.products
    start = Cursor(link.pulse(PulseRequest()).watermark - 1, 2**62)
    with writing(live_company.office.engine) as (connection, transaction):
        late = products.update().where(products.c.sku == "A").values(name="late")
        connection.execute(late)
        live_company.change_product("B", name="early")
        watermark = link.pulse(PulseRequest()).watermark
        page = link.feed(
            FeedKind.PRODUCTS, cursor=start, watermark=watermark, limit=100, by_key=False
        )
        assert not [row for row in page.rows if row[1] == "A"]
        transaction.commit()
    watermark = link.pulse(PulseRequest()).watermark
    rows = link.feed(
        FeedKind.PRODUCTS, cursor=page.cursor, watermark=watermark, limit=100, by_key=False
    )
    assert {row[2] for row in (*page.rows, *rows.rows)} >= {"late", "early"}
