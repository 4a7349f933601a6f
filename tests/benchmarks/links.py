"""A rep's day on a poor and on an expensive link: what crosses it beside the requests alone."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import zstandard
from sqlalchemy import select, update

from smartclient.bootstrap import Session
from smartclient.bootstrap.device_sign_in import enroll_device
from smartclient.database.transactions import reading
from smartclient.domain.link_price import CostlyMark
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from tests.benchmarks.figures import Figure, amount_of_at_most
from tests.benchmarks.workplace import CLOCK
from tests.bootstrap.https_office import HttpsOffice, https_office
from tests.prepared import write_office
from tests.set_clock import SetClock
from tests.slow_link import Crossed, SlowLink
from tests.small_company import CUSTOMER, REP, SKUS, import_company

SYNCS: Final = 16
"""Of a working day, one every half an hour."""

BYTES_AT_MOST: Final = 20
"""Times the requests alone: each sync also asks for answers and for what is new."""

_BETWEEN: Final = timedelta(minutes=30)
_LINES: Final = 5
_POOR_DELAY: Final = 0.15
_POOR_BYTES_PER_SECOND: Final = 100 * 1_000 / 8
_TABLES: Final = tables_for("sqlite")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What crossed in a day, the bytes of its requests alone, and how many syncs sent some."""

    crossed: Crossed
    floor: int
    sending: int


def measure(folder: Path) -> list[Figure]:
    """Play the same day on both links, by a clock that is set, over HTTPS."""
    os.environ["SMARTCLIENT_PASSPHRASE"] = "a passphrase for measuring"
    poor = _day(folder / "poor", _make_poor)
    costly = _day(folder / "costly", _make_costly)
    figures: list[Figure] = []
    for name, day, connections in (("poor", poor, 1), ("expensive", costly, costly.sending)):
        sys.stdout.write(f"a day on a link that is {name}: {day}\n")
        figures += [
            amount_of_at_most(
                f"a day on a link that is {name}: bytes",
                day.crossed.bytes,
                BYTES_AT_MOST * day.floor,
                floor=day.floor,
            ),
            amount_of_at_most(
                f"a day on a link that is {name}: connections",
                day.crossed.connections,
                connections,
                floor=1,
            ),
        ]
    return figures


def _make_poor(_session: Session, link: SlowLink) -> None:
    link.delay, link.bytes_per_second = _POOR_DELAY, _POOR_BYTES_PER_SECOND


def _make_costly(session: Session, _link: SlowLink) -> None:
    session.mark_network(CostlyMark.ON)


def _day(folder: Path, make: Callable[[Session, SlowLink], None]) -> Day:
    folder.mkdir()
    clock = SetClock(CLOCK.now())
    url = write_office(folder / "headoffice.db", clock, import_company)
    with (
        https_office(url, folder / "service", clock) as office,
        SlowLink(("127.0.0.1", office.service.port)) as link,
        enroll_device(
            folder / "laptop",
            url=f"https://127.0.0.1:{link.port}",
            code=office.code(REP),
            clock=clock,
        ) as session,
    ):
        session.sync_now()
        make(session, link)
        # one by which the link is known
        session.sync_now()
        link.forget()
        sending = sum(_half_an_hour(number, session, office, clock) for number in range(SYNCS))
        return Day(crossed=link.crossed(), floor=_bytes_alone(office), sending=sending)


def _half_an_hour(number: int, session: Session, office: HttpsOffice, clock: SetClock) -> bool:
    """Work and sync; whether the sync sent anything."""
    clock.advance(_BETWEEN)
    if number % 2 == 0:
        _change_a_price(office, clock, number)
    if number % 4 == 0:
        phone = {EditableField.PHONE: f"555-01{number:02}"}
        session.use_cases.customers.edit(CUSTOMER, phone)
    order = session.use_cases.orders.new(CUSTOMER)
    for line in range(_LINES):
        order = order.with_line(OrderLine(line=line + 1, sku=SKUS[line], quantity=number + 1))
    session.use_cases.orders.place(session.use_cases.orders.quote(order).order)
    summary = session.sync_now()
    office.office.answer_waiting()
    return summary.sent > 0


def _change_a_price(office: HttpsOffice, clock: SetClock, number: int) -> None:
    """Have head office change what no order is about: it is news and no conflict."""
    products = _TABLES.products
    with audited_transaction(office.office.engine, actor="erp", at=clock.now()) as connection:
        connection.execute(
            update(products)
            .where(products.c.sku == SKUS[-1])
            .values(list_price=Decimal(20 + number))
        )


def _bytes_alone(office: HttpsOffice) -> int:
    """How many bytes the requests that were sent are, each compressed by itself as it went."""
    inbox = _TABLES.inbox.c
    with reading(office.office.engine) as connection:
        bodies = list(connection.scalars(select(inbox.body).where(inbox.sender == REP)))
    return sum(len(zstandard.ZstdCompressor().compress(body.encode())) for body in bodies)
