"""A laptop whose data expires after three days, for the tests of what leaves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert, update

from smartclient.headoffice.admin.maintenance import set_policy
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from tests.set_clock import SetClock
from tests.small_company import ADMIN, SKUS
from tests.sync.sync_world import Company
from tests.sync.test_sync_clock import MachineLaptop

DAY = timedelta(days=1)
ALL = ("customers", "addresses", "products", "prices", "offers", "stock", "ship_methods", "orders")
T = tables_for("sqlite")


@contextmanager
def expiring_laptop(company: Company, folder: Path, clock: SetClock) -> Iterator[MachineLaptop]:
    """A laptop that has synced a company with photos and prices, all of which expires."""
    with audited_transaction(company.office.engine, actor=ADMIN, at=clock.now()) as connection:
        for number, sku in enumerate(SKUS):
            named = T.products.c.sku == sku
            shown = {"image": f"{sku}.png", "weight": "5 lb"}
            connection.execute(update(T.products).where(named), shown)
            photo = {"name": f"{sku}.png", "hash": f"{number:064}", "content": sku.encode() * 9}
            connection.execute(insert(T.photos), photo)
            dated = {"valid_to": clock.today() + 20 * DAY} if sku == SKUS[0] else {}
            price = {"sku": sku, "valid_from": clock.today(), "amount": Decimal(number + 1)}
            connection.execute(insert(T.prices), price | dated)
        connection.execute(
            insert(T.ship_methods), {"name": "Van", "base": Decimal(4), "rate": Decimal(2)}
        )
    for kind in ALL:
        set_policy(company.office.engine, f"freshness.{kind}", "1d mark, 3d remove", clock=clock)
    laptop = MachineLaptop(company, folder / "laptop", clock)
    laptop.sync()
    yield laptop
    laptop.store.close()


def pass_days(laptop: MachineLaptop, clock: SetClock, days: int) -> None:
    clock.advance(days * DAY)
    laptop.machine.advance(days * DAY)


def rows(laptop: MachineLaptop) -> dict[str, int]:
    """Return how many rows the store's tables hold of what the rep was given, hidden or not."""
    with laptop.store.work() as work:
        counts = work.feeds.counts()
    return {kind: counts[kind].rows for kind in (*ALL, "photos") if counts[kind].rows}


def sync_offline(laptop: MachineLaptop) -> None:
    laptop.work_offline(on=True)
    laptop.sync()
    laptop.work_offline(on=False)
