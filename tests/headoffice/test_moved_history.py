"""The history of a customer that changes hands reaches the new rep, a portion at a time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, func, insert, select, update

from smartclient.contract.feeds import COLUMNS, Cursor, FeedKind
from smartclient.contract.operations import PulseRequest
from smartclient.database.transactions import reading, writing
from smartclient.domain.clock import Clock, SystemClock
from smartclient.domain.ids import new_id
from smartclient.headoffice.worker import moved_history
from smartclient.headoffice.worker.moved_history import write_history_again
from tests.live_company import found_live_company
from tests.live_server import LiveOffice
from tests.office_company import ANN, BEN, BENS, SHOP, Company, found_company

LONG = 37
PORTION = 5


@pytest.fixture(params=["sqlite", "mssql"])
def company(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Company]:
    monkeypatch.setattr(moved_history, "ORDERS_AT_ONCE", PORTION)
    if request.param == "mssql":
        live: LiveOffice = request.getfixturevalue("live")
        yield found_live_company(live, SystemClock())
        live.hang_up()
        return
    founded = found_company(tmp_path, clock)
    yield founded
    founded.office.close()


class KilledError(Exception):
    """The worker ends here."""


@dataclass
class Device:
    """What a rep's device reads of two feeds, a page at a time, and what it holds then."""

    company: Company
    login: str
    limit: int = 7
    orders: dict[str, str] = field(default_factory=dict)
    cursors: dict[FeedKind, Cursor] = field(default_factory=dict)

    def pull(self) -> None:
        link = self.company.link(self.login)
        watermark = link.pulse(PulseRequest()).watermark
        for kind in (FeedKind.MEMBERSHIP, FeedKind.ORDERS):
            more = True
            while more:
                page = link.feed(
                    kind,
                    cursor=self.cursors.get(kind, Cursor()),
                    watermark=watermark,
                    limit=self.limit,
                    by_key=False,
                )
                for values in page.rows:
                    self._apply(kind, dict(zip(COLUMNS[kind], values, strict=False)))
                self.cursors[kind] = page.cursor
                more = page.more

    def _apply(self, kind: FeedKind, row: dict[str, object]) -> None:
        if kind is FeedKind.ORDERS:
            self.orders[str(row["number"])] = str(row["customer"])
        elif not row["is_member"]:
            self.orders = {n: c for n, c in self.orders.items() if c != row["customer"]}


def give_history(company: Company, customer: str, count: int = LONG) -> None:
    row = {"rep": ANN, "customer": customer, "state": "confirmed", "total": Decimal(1)}
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(
            insert(company.tables.orders),
            [
                {
                    **row,
                    "order_id": new_id(),
                    "number": f"{customer}-{n}",
                    "order_date": company.clock.now().date(),
                    "document": "{}",
                }
                for n in range(count)
            ],
        )
        transaction.commit()


def move(company: Company, rep: str, *customers: str) -> None:
    c = company.tables.customers.c
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(
            update(company.tables.customers).where(c.number.in_(customers)).values(rep=rep)
        )
        transaction.commit()


def write_all(engine: Engine) -> int:
    portions = 0
    while write_history_again(engine):
        portions += 1
    return portions


def numbers_of(company: Company, rep: str) -> dict[str, str]:
    t = company.tables
    with reading(company.office.engine) as connection:
        rows = connection.execute(
            select(t.orders.c.number, t.orders.c.customer)
            .join(t.customers, t.customers.c.number == t.orders.c.customer)
            .where(t.customers.c.rep == rep)
        )
        return {row.number: row.customer for row in rows}


def waiting(company: Company) -> int:
    with reading(company.office.engine) as connection:
        t = company.tables.moved_customers
        return connection.scalar(select(func.count()).select_from(t)) or 0


def test_a_long_history_follows_in_portions_of_one_transaction_each(company: Company) -> None:
    give_history(company, SHOP)
    bens = Device(company, BEN)
    bens.pull()
    move(company, BEN, SHOP)
    bens.pull()
    assert SHOP not in bens.orders.values()
    brought = []
    while write_history_again(company.office.engine):
        before = len(bens.orders)
        bens.pull()
        brought.append(len(bens.orders) - before)
    assert set(brought) <= {0, LONG % PORTION, PORTION}
    assert bens.orders == numbers_of(company, BEN)
    assert waiting(company) == 0


def test_a_short_history_is_there_at_once(company: Company) -> None:
    give_history(company, SHOP, 3)
    bens = Device(company, BEN)
    bens.pull()
    move(company, BEN, SHOP)
    bens.pull()
    assert bens.orders == numbers_of(company, BEN)
    assert write_all(company.office.engine) == 0


def test_a_customer_that_moves_on_takes_all_of_its_history_along(company: Company) -> None:
    give_history(company, SHOP)
    devices = Device(company, ANN), Device(company, BEN)
    for device in devices:
        device.pull()
    move(company, BEN, SHOP)
    for _ in range(3):
        write_history_again(company.office.engine)
    for device in devices:
        device.pull()
    move(company, ANN, SHOP)
    write_all(company.office.engine)
    for device in devices:
        device.pull()
        assert device.orders == numbers_of(company, device.login)


def test_a_worker_that_is_late_leaves_a_portion_alone(company: Company) -> None:
    give_history(company, SHOP)
    move(company, BEN, SHOP)
    engine = company.office.engine
    with reading(engine) as connection:
        late = moved_history._next(connection)
    assert late is not None
    write_history_again(engine)
    with writing(engine) as (connection, _):
        assert not moved_history._take(connection, late)


def test_whatever_moves_and_dies_every_rep_ends_with_the_whole_history(company: Company) -> None:
    for customer in (SHOP, BENS):
        give_history(company, customer)
    # a live server is slow
    for seed in range(12 if company.office.engine.dialect.name == "sqlite" else 2):
        play(company, random.Random(seed))


def play(company: Company, rng: random.Random) -> None:
    engine = company.office.engine
    devices = Device(company, ANN, rng.randint(1, 9)), Device(company, BEN, rng.randint(1, 9))
    fuse = [0]

    def burn(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        fuse[0] -= 1
        if not fuse[0]:
            raise KilledError(statement)

    event.listen(engine, "before_cursor_execute", burn)
    steps = 60 if engine.dialect.name == "sqlite" else 15
    for _ in range(steps):
        match rng.randint(0, 4):
            case 0:
                move(company, rng.choice((ANN, BEN)), *rng.choice(((SHOP,), (BENS,), (SHOP, BENS))))
            case 1:
                rng.choice(devices).pull()
            case 2:
                fuse[0] = rng.randint(1, 8)
                try:
                    write_history_again(engine)
                except KilledError:
                    pass
                finally:
                    fuse[0] = 0
            case _:
                write_history_again(engine)
    event.remove(engine, "before_cursor_execute", burn)
    write_all(engine)
    for device in devices:
        device.pull()
        assert device.orders == numbers_of(company, device.login)


def test_a_worker_that_answers_writes_the_history_too(company: Company) -> None:
    give_history(company, SHOP)
    move(company, BEN, SHOP)
    company.office.answer_waiting()
    assert waiting(company) == 0
