"""A laptop of the sample company, and what the order pad is given of the very same data."""

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from smartclient.contract.feeds import COLUMNS, FeedKind
from smartclient.domain.ids import CustomerNumber, OrderId, Sku, new_id
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.orderpad.plain import plain
from tests.contract.synced_laptop import SyncedLaptop
from tests.office_company import Company
from tests.prepared import import_sample, write_office
from tests.set_clock import SetClock

LOGIN = "anna"
NOT_GIVEN = {FeedKind.MEMBERSHIP, FeedKind.TOMBSTONES, FeedKind.PHOTOS, FeedKind.DOCUMENT_PARTS}


class SampleDevice:
    """The device of one rep: ``laptop`` has what ``asked`` gives the order pad."""

    def __init__(self, folder: Path, clock: SetClock) -> None:
        folder.mkdir(exist_ok=True)
        url = write_office(folder / "office.db", clock, import_sample)
        self.company = Company(office=HeadOffice.open(url, clock), clock=clock)
        self.laptop = SyncedLaptop(self.company, folder / "laptop", LOGIN)
        self.laptop.sync()

    def close(self) -> None:
        self.laptop.store.close()
        self.company.office.close()

    def asked(self, order: Order, **more: object) -> dict[str, Any]:
        """Return the arguments of a call about an order."""
        return {"device": self.device(), "rows": self.rows, "order": plain(order), **more} | {
            "orders": self.orders()
        }

    def device(self) -> dict[str, Any]:
        with self.laptop.store.view() as view:
            as_of = {
                str(kind): plain(at)
                for kind in FeedKind
                if (at := view.feeds.as_of(kind)) is not None
            }
            return {
                "login": LOGIN,
                "generation": view.meta.generation,
                "currency": view.meta.currency,
                "now": plain(self.laptop.clock.now()),
                "today": plain(self.laptop.clock.today()),
                "id": view.meta.device,
                "code": view.meta.device_code,
                "as_of": as_of,
            }

    @cached_property
    def rows(self) -> dict[str, list[list[Any]]]:
        """The rows of feeds as they were after the first sync."""
        with self.laptop.store.view() as view:
            connection = view.orders._connection
            return {
                str(kind): [
                    list(row)
                    for row in connection.exec_driver_sql(
                        f"SELECT {', '.join(COLUMNS[kind])} FROM {kind}"
                    )
                ]
                for kind in FeedKind
                if kind not in {*NOT_GIVEN, FeedKind.ORDERS}
            }

    def orders(self) -> list[dict[str, Any]]:
        with self.laptop.store.view() as view:
            held = [
                view.orders.get(each.order.id) for each in self.laptop.use_cases.orders.records()
            ]
        return [
            {
                "order": plain(each.order),
                "state": each.state,
                "number": each.number,
                "fulfilment": each.fulfilment,
                "placed": plain(each.placed),
            }
            for each in held
            if each is not None
        ]

    def customers(self) -> tuple[CustomerNumber, ...]:
        return tuple(row[1] for row in self.rows[FeedKind.CUSTOMERS])

    def any_orders(self, count: int, seed: int) -> Iterator[Order]:
        """Yield orders as reps enter them, and some that nobody should."""
        source = random.Random(seed)
        rows = self.rows
        skus = [row[1] for row in rows[FeedKind.PRODUCTS]]
        former = [row[15] for row in rows[FeedKind.PRODUCTS] if row[15]]
        ways = ["", *(row[1] for row in rows[FeedKind.SHIP_METHODS])]
        today = self.laptop.clock.today()
        for _ in range(count):
            known = [*skus, *former, "NO-SUCH-THING"]
            lines = tuple(
                OrderLine(
                    line=number,
                    sku=Sku(source.choice(known if source.random() < 0.2 else skus)),
                    quantity=source.choice((1, 2, 3, 5, 7, 10, 12, 24, 100, 1000)),
                    without_offer=source.random() < 0.1,
                    back_order=source.random() < 0.1,
                )
                for number in range(1, source.randint(1, 12) + 1)
            )
            yield Order(
                id=OrderId(new_id()),
                customer=source.choice(self.customers()),
                order_date=today,
                lines=lines,
                ship_via=source.choice(ways),
                deliver_on=source.choice((None, today + timedelta(days=9))),
                reference=source.choice(("", "PO 4711")),
            )
