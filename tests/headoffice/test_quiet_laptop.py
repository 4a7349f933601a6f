"""A laptop pays for its own changes: what others do costs it nothing, in a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.operations import Operations, PulseRequest
from smartclient.domain.clock import Clock
from smartclient.headoffice.database.feeds import SCOPES, Scope
from tests.office_company import ANN, BEN, HEAD, SHOP, Company, found_company

SOMEBODYS = tuple(kind for kind, scope in SCOPES.items() if scope is not Scope.EVERYBODY)
FEW, MANY = 20, 2_000

OTHERS_WORK = """
INSERT INTO sales_customers (number, name, rep) SELECT :name || i, 'Shop', :rep FROM n;
INSERT INTO sales_addresses (customer, kind) SELECT :name || i, 'main' FROM n;
INSERT INTO sales_orders
    (order_id, number, customer, rep, state, order_date, total, document)
    SELECT :name || i, :name || i, :name || i, :rep, 'confirmed', '2026-11-21', 0, '{}' FROM n;
INSERT INTO sync_open_work
    (item_id, sender, state, since, request_id, kind, version, lane, body, digest, made_at)
    SELECT :name || i, :rep, 'open', '', '', '', 1, '', '', '', '' FROM n;
INSERT INTO sync_cases (conflict_id, state, rep, opened_at, document)
    SELECT :name || i, 'open', :rep, '', '' FROM n;
INSERT INTO sync_enrolled_devices (device, login, kind, enrolled_at, enrolled_by, seen_on)
    SELECT :name || i, :rep, 'laptop', '', '', '' FROM n;
INSERT INTO sync_take_along (rep, name, required, content, products, size)
    SELECT :rep, :name || i, 1, '{}', 0, 0 FROM n;
INSERT INTO sync_pinned_customers (rep, customer, document) SELECT :rep, :name || i, '{}' FROM n
"""
NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many)"


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    made = found_company(tmp_path, clock)
    yield made
    made.office.close()


def work(company: Company, rep: str, name: str, many: int) -> None:
    """Let a rep get customers, orders, conflicts, cases and devices, all new."""
    with company.office.engine.begin() as connection:
        for statement in OTHERS_WORK.split(";"):
            from_numbers = statement.replace("SELECT", f"{NUMBERS} SELECT")
            connection.exec_driver_sql(from_numbers, {"rep": rep, "name": name, "many": many})


@contextmanager
def steps_of(company: Company) -> Iterator[list[int]]:
    """The steps that SQLite's machine takes for head office meanwhile, rows read among them."""
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    def watch(connection: object, *_: object) -> None:
        connection.set_progress_handler(count, 1)  # type: ignore[attr-defined]

    def leave(connection: object, *_: object) -> None:
        connection.set_progress_handler(None, 1)  # type: ignore[attr-defined]

    pool = company.office.engine.pool
    event.listen(pool, "checkout", watch)
    event.listen(pool, "checkin", leave)
    try:
        yield steps
    finally:
        event.remove(pool, "checkout", watch)
        event.remove(pool, "checkin", leave)


def read_on(link: Operations, kind: FeedKind, after: int, watermark: int) -> int:
    """Read a feed on from a row version; return how many rows came."""
    cursor = Cursor(after, 2**62)
    page = link.feed(kind, cursor=cursor, watermark=watermark, limit=500, by_key=False)
    return len(page.rows)


@pytest.mark.parametrize("kind", SOMEBODYS)
def test_reading_on_costs_nothing_for_what_others_changed(company: Company, kind: FeedKind) -> None:
    work(company, ANN, "A", FEW)
    link = company.link(ANN)
    before = link.pulse(PulseRequest()).watermark
    steps = []
    for number, many in enumerate((FEW, MANY)):
        work(company, BEN, f"B{number}-", many)
        watermark = link.pulse(PulseRequest()).watermark
        with steps_of(company) as taken:
            assert read_on(link, kind, before - 1, watermark) == 0
        steps += taken
    assert steps[0] == steps[1]


def test_a_pulse_costs_nothing_for_what_others_changed(company: Company) -> None:
    work(company, ANN, "A", FEW)
    link = company.link(ANN)
    link.pulse(PulseRequest())
    steps = []
    for number, many in enumerate((FEW, MANY)):
        work(company, BEN, f"B{number}-", many)
        with steps_of(company) as taken:
            link.pulse(PulseRequest())
        steps += taken
    assert steps[0] == steps[1]


def test_it_costs_nothing_for_orders_that_were_read_long_ago(company: Company) -> None:
    link = company.link(ANN)
    steps = []
    for many in (FEW, MANY):
        with company.office.engine.begin() as connection:
            orders = OTHERS_WORK.split(";")[2].replace(":name || i, :rep", ":shop, :rep")
            values = {"rep": ANN, "name": f"{many}-", "many": many, "shop": SHOP}
            connection.exec_driver_sql(orders.replace("SELECT", f"{NUMBERS} SELECT"), values)
        watermark = link.pulse(PulseRequest()).watermark
        with steps_of(company) as taken:
            assert read_on(link, FeedKind.ORDERS, watermark - 1, watermark) == 0
            link.pulse(PulseRequest())
        steps += taken
    assert steps[0] == steps[1]


# a pulse writes down that the laptop was there, after it has read what is new
@pytest.mark.parametrize("kind", [kind for kind in SOMEBODYS if kind is not FeedKind.LAPTOPS])
def test_what_is_ones_own_comes_whatever_others_do(company: Company, kind: FeedKind) -> None:
    login = HEAD if SCOPES[kind] is Scope.ADMIN else ANN
    link = company.link(login)
    before = link.pulse(PulseRequest()).watermark
    work(company, login, "A", FEW)
    company.policy("customer.phone", "rep")
    work(company, BEN, "B", FEW)
    pulse = link.pulse(PulseRequest())
    found = read_on(link, kind, before - 1, pulse.watermark)
    assert (found > 0) == (pulse.heads[kind] >= before)
    every = {
        FeedKind.CASES: 2 * FEW,
        FeedKind.ENROLLED_DEVICES: 2 * FEW,
        FeedKind.POLICY_HISTORY: 1,
    }
    none = {FeedKind.REPS: 0, FeedKind.STOPPED: 0}
    assert found == (every | none).get(kind, FEW)
