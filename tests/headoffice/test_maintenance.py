"""Changes by head office's staff are logged under their name, or refused with a sentence."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update

from smartclient.database.transactions import reading
from smartclient.domain.clock import Clock
from smartclient.domain.errors import NotFoundError, RefusedError, SchemaError
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Fulfilment, PlacedOrder
from smartclient.headoffice.admin.maintenance import (
    change_customer,
    change_order_fulfilment,
    change_product,
    change_rep_role,
    policies,
    set_policy,
)
from smartclient.headoffice.admin.status import InboxStatus, status
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.opening import open_database
from tests.headoffice.company_to_import import change, write_company
from tests.prepared import new_office_database

TABLES = tables_for("sqlite")


@pytest.fixture
def engine(tmp_path: Path, clock: Clock) -> Iterator[Engine]:
    engine = new_office_database(tmp_path / "headoffice.db")
    folder = write_company(tmp_path / "company")
    change(folder, "orders.csv", "invoiced,2026-03-09", ",")
    import_folder(engine, folder, clock=clock)
    yield engine
    engine.dispose()


def one(engine: Engine, table: str, key: str, value: str) -> dict[str, Any]:
    rows = TABLES.table_named(table)
    with reading(engine) as connection:
        found = connection.execute(select(rows).where(rows.c[key] == value)).one()
    return dict(found._mapping)


def prices(engine: Engine, sku: str = "A-1") -> list[tuple[str, str, str]]:
    c = TABLES.prices.c
    with reading(engine) as connection:
        found = connection.execute(
            select(c.valid_from, c.valid_to, c.amount).where(c.sku == sku).order_by(c.valid_from)
        )
        return [(str(row[0]), str(row[1] or ""), f"{row[2]:.2f}") for row in found]


def logged(engine: Engine) -> list[tuple[str, str, str, str]]:
    c = TABLES.change_log.c
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(c.key, c.field, c.after, c.by))]


def row_version(engine: Engine) -> int:
    c = TABLES.counters.c
    with reading(engine) as connection:
        return int(connection.scalar(select(c.value).where(c.name == "row_version")) or 0)


def test_a_product_is_discontinued_in_favour_of_another(engine: Engine, clock: Clock) -> None:
    change_product(
        engine,
        "a-1 ",
        discontinue=date(2026, 11, 20),
        replaced_by="b-1",
        actor="Kim",
        clock=clock,
    )
    product = one(engine, "products", "sku", "A-1")
    assert (product["discontinued_on"], product["replaced_by"]) == (date(2026, 11, 20), "B-1")
    assert {(key, field, by) for key, field, _, by in logged(engine)} == {
        ("A-1", "discontinued_on", "kim"),
        ("A-1", "replaced_by", "kim"),
    }


def test_a_new_price_ends_the_one_before(engine: Engine, clock: Clock) -> None:
    change_product(engine, "A-1", price=Decimal("2.5"), price_from=date(2026, 11, 20), clock=clock)
    assert prices(engine) == [
        ("2025-01-01", "2025-12-31", "1.90"),
        ("2026-01-01", "2026-11-19", "2.00"),
        ("2026-11-20", "", "2.50"),
    ]


def test_a_new_price_holds_until_the_next_that_is_planned(engine: Engine, clock: Clock) -> None:
    change_product(engine, "A-1", price=Decimal(3), price_from=date(2027, 1, 1), clock=clock)
    change_product(engine, "A-1", price=Decimal("2.5"), price_from=date(2026, 12, 1), clock=clock)
    assert prices(engine)[1:] == [
        ("2026-01-01", "2026-11-30", "2.00"),
        ("2026-12-01", "2026-12-31", "2.50"),
        ("2027-01-01", "", "3.00"),
    ]


def test_a_price_from_a_day_that_has_one_replaces_it(engine: Engine, clock: Clock) -> None:
    change_product(engine, "A-1", price=Decimal("2.1"), price_from=date(2026, 1, 1), clock=clock)
    assert prices(engine)[1:] == [("2026-01-01", "", "2.10")]


def test_a_price_without_a_day_begins_today(engine: Engine, clock: Clock) -> None:
    change_product(engine, "B-1", price=Decimal("1.2"), clock=clock)
    assert prices(engine, "B-1") == [(clock.today().isoformat(), "", "1.20")]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(1, 400), st.integers(1, 9999)), max_size=6))
def test_price_periods_never_overlap_and_the_price_set_holds_from_its_day(
    engine: Engine, clock: Clock, changes: list[tuple[int, int]]
) -> None:
    with audited_transaction(engine, actor="", at=clock.now()) as connection:
        connection.execute(delete(TABLES.prices))
    for offset, cents in changes:
        first = date(2026, 1, 1) + timedelta(days=offset)
        amount = Decimal(cents).scaleb(-2)
        change_product(engine, "B-1", price=amount, price_from=first, clock=clock)
        assert (first.isoformat(), f"{amount:.2f}") in {(p[0], p[2]) for p in prices(engine, "B-1")}
    history = prices(engine, "B-1")
    assert all(earlier[1] < later[0] for earlier, later in pairwise(history))
    # no gap either: each holds until the next begins, and the last without end
    assert [bool(last) for _, last, _ in history] == [True] * (len(history) - 1) + [False] * bool(
        history
    )


def test_stock_is_set_and_begins_to_be_tracked(engine: Engine, clock: Clock) -> None:
    change_product(engine, "A-1", stock=7, clock=clock)
    change_product(engine, "B-1", stock=3, clock=clock)
    assert one(engine, "stock", "sku", "A-1")["on_hand"] == 7
    assert one(engine, "stock", "sku", "B-1")["on_hand"] == 3


def test_a_change_of_product_is_all_or_nothing(engine: Engine, clock: Clock) -> None:
    with pytest.raises(NotFoundError, match="no product Z-9"):
        change_product(
            engine, "A-1", discontinue=date(2026, 1, 1), replaced_by="Z-9", stock=1, clock=clock
        )
    assert one(engine, "products", "sku", "A-1")["discontinued_on"] is None
    assert one(engine, "stock", "sku", "A-1")["on_hand"] == 50


def test_what_makes_no_sense_for_a_product_is_refused(engine: Engine, clock: Clock) -> None:
    with pytest.raises(NotFoundError, match="no product Z-9"):
        change_product(engine, "z-9", stock=1, clock=clock)
    with pytest.raises(RefusedError, match="by itself"):
        change_product(engine, "A-1", replaced_by="a-1", clock=clock)
    with pytest.raises(RefusedError, match="at least 0"):
        change_product(engine, "A-1", stock=-1, clock=clock)
    with pytest.raises(RefusedError, match="negative"):
        change_product(engine, "A-1", price=Decimal(-1), clock=clock)
    with pytest.raises(RefusedError, match="too large"):
        change_product(engine, "A-1", price=Decimal(10) ** 10, clock=clock)
    with pytest.raises(RefusedError, match="too large"):
        change_product(engine, "A-1", stock=2**31, clock=clock)
    for day in (date.min, date.max):
        with pytest.raises(RefusedError, match="is not a day from"):
            change_product(engine, "A-1", discontinue=day, clock=clock)
        with pytest.raises(RefusedError, match="is not a day from"):
            change_product(engine, "A-1", price=Decimal(1), price_from=day, clock=clock)


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u200b", "\u202e", "\n"])
def test_hidden_characters_are_refused(engine: Engine, clock: Clock, hidden: str) -> None:
    with pytest.raises(RefusedError, match="phone holds a character"):
        change_customer(engine, "K1", phone=f"5{hidden}5", clock=clock)
    with pytest.raises(RefusedError, match="email holds a character"):
        change_customer(engine, "K1", email=f"5{hidden}5", clock=clock)
    with pytest.raises(RefusedError, match="product number holds a character"):
        change_product(engine, f"A{hidden}1", stock=1, clock=clock)


def test_a_customer_is_changed_and_who_did_it_is_logged(engine: Engine, clock: Clock) -> None:
    change_customer(
        engine,
        "k1",
        status=CustomerStatus.ON_HOLD,
        credit_limit=Decimal(500),
        phone=" 555-0199 ",
        email="new@example.com",
        actor="boss",
        clock=clock,
    )
    customer = one(engine, "customers", "number", "K1")
    assert customer["status"] == "on_hold"
    assert customer["credit_limit"] == Decimal(500)
    assert (customer["phone"], customer["email"]) == ("555-0199", "new@example.com")
    assert {(field, by) for _, field, _, by in logged(engine)} == {
        ("status", "boss"),
        ("credit_limit", "boss"),
        ("phone", "boss"),
        ("email", "boss"),
    }


def test_a_customer_that_is_as_wanted_is_not_written(engine: Engine, clock: Clock) -> None:
    before = row_version(engine)
    change_customer(engine, "K1", phone="555-0100", status=CustomerStatus.ACTIVE, clock=clock)
    change_rep_role(engine, "boss", "admin", clock=clock)
    assert row_version(engine) == before


def test_a_customer_moves_to_another_rep(engine: Engine, clock: Clock) -> None:
    change_customer(engine, "K1", rep="BOSS", clock=clock)
    c = TABLES.membership.c
    with reading(engine) as connection:
        members = connection.execute(select(c.rep, c.is_member).where(c.customer == "K1"))
        assert {tuple(row) for row in members} == {("kim", False), ("boss", True)}


def test_a_customer_gets_several_reps_and_one_again(engine: Engine, clock: Clock) -> None:
    change_customer(engine, "K1", rep="kim; BOSS ;kim", clock=clock)
    c, t = TABLES.membership.c, TABLES.customers.c
    members = select(c.rep).where(c.customer == "K1", c.is_member)
    with reading(engine) as connection:
        reps = connection.execute(select(t.rep, t.more_reps).where(t.number == "K1")).one()
        assert tuple(reps) == ("kim", "boss")
        assert set(connection.scalars(members)) == {"kim", "boss"}
    change_customer(engine, "K1", rep="boss", clock=clock)
    with reading(engine) as connection:
        reps = connection.execute(select(t.rep, t.more_reps).where(t.number == "K1")).one()
        assert tuple(reps) == ("boss", "")
        assert set(connection.scalars(members)) == {"boss"}


def test_a_customer_or_rep_that_is_not_there_is_named(engine: Engine, clock: Clock) -> None:
    with pytest.raises(NotFoundError, match="no customer K9"):
        change_customer(engine, "K9", phone="1", clock=clock)
    with pytest.raises(NotFoundError, match="no rep nobody"):
        change_customer(engine, "K1", rep="kim; Nobody", clock=clock)
    with pytest.raises(RefusedError, match="Name a rep"):
        change_customer(engine, "K1", rep=" ; ", clock=clock)
    with pytest.raises(NotFoundError, match="no rep nobody"):
        change_rep_role(engine, "nobody", "admin", clock=clock)
    with pytest.raises(RefusedError, match="no role king"):
        change_rep_role(engine, "kim", "king", clock=clock)
    with pytest.raises(RefusedError, match="negative"):
        change_customer(engine, "K1", credit_limit=Decimal(-1), clock=clock)


def test_a_rep_becomes_an_admin(engine: Engine, clock: Clock) -> None:
    change_rep_role(engine, "Kim", "admin", clock=clock)
    assert one(engine, "reps", "login", "kim")["role"] == "admin"


def test_an_order_goes_its_way_and_is_added_to_the_balance_once(
    engine: Engine, clock: Clock
) -> None:
    for step in (Fulfilment.BACK_ORDERED, Fulfilment.SHIPPED):
        change_order_fulfilment(engine, "so-1", step, clock=clock)
        assert one(engine, "customers", "number", "K1")["balance"] == Decimal(0)
    for _ in range(2):
        change_order_fulfilment(engine, "SO-1", Fulfilment.INVOICED, clock=clock)
        assert one(engine, "customers", "number", "K1")["balance"] == Decimal("6.00")
    row = one(engine, "orders", "number", "SO-1")
    placed = msgspec.json.decode(row["document"], type=PlacedOrder)
    assert placed.fulfilment is Fulfilment.INVOICED
    assert placed.fulfilled_on == row["fulfilled_on"] == clock.today()


def test_an_order_does_not_go_back_on_its_way(engine: Engine, clock: Clock) -> None:
    change_order_fulfilment(engine, "SO-1", Fulfilment.INVOICED, clock=clock)
    with pytest.raises(RefusedError, match="already invoiced; it can't become back-ordered"):
        change_order_fulfilment(engine, "SO-1", Fulfilment.BACK_ORDERED, clock=clock)
    with pytest.raises(NotFoundError, match="no order SO-2"):
        change_order_fulfilment(engine, "SO-2", Fulfilment.SHIPPED, clock=clock)


def test_an_order_that_does_not_stand_is_not_fulfilled(engine: Engine, clock: Clock) -> None:
    with audited_transaction(engine, actor="", at=clock.now()) as connection:
        connection.execute(update(TABLES.orders).values(state="cancelled"))
    with pytest.raises(RefusedError, match="SO-1 is cancelled"):
        change_order_fulfilment(engine, "SO-1", Fulfilment.SHIPPED, clock=clock)


def test_a_policy_is_set_and_listed(engine: Engine, clock: Clock) -> None:
    set_policy(engine, "phone", "head_office", actor="boss", clock=clock)
    set_policy(engine, "price_tolerance_percent", "5", clock=clock)
    set_policy(engine, "price_tolerance_percent", "4", clock=clock)
    found = {policy.key: policy for policy in policies(engine)}
    assert found["customer.phone"].setting == "head_office"
    assert found["price_tolerance_percent"].setting == "4"
    assert found["discontinued"].setting == found["discontinued"].default == "rep"
    stored = one(engine, "policies", "key", "customer.phone")
    assert (stored["changed_by"], stored["changed_at"]) == ("boss", clock.now())


def test_a_policy_that_is_none_is_refused(engine: Engine, clock: Clock) -> None:
    with pytest.raises(RefusedError):
        set_policy(engine, "weather", "sunny", clock=clock)
    with pytest.raises(RefusedError):
        set_policy(engine, "discontinued", "sunny", clock=clock)


def test_status_counts_what_is_there(engine: Engine) -> None:
    found = status(engine)
    assert found.inbox == InboxStatus(received=0, done=0, parked=0)
    assert (found.orders, found.cases, found.worker_seen) == (1, 0, None)
    assert (found.customers, found.products) == (2, 2)


def test_status_counts_the_inbox_by_state(engine: Engine, clock: Clock) -> None:
    states = ("received", "received", "done", "parked")
    with audited_transaction(engine, actor="", at=clock.now()) as connection:
        for number, state in enumerate(states):
            connection.execute(
                TABLES.inbox.insert().values(
                    sender="kim",
                    request_id=str(number),
                    kind="place_order",
                    version=1,
                    lane="K1",
                    body="{}",
                    digest="",
                    made_at=clock.now(),
                    received_at=clock.now(),
                    status=state,
                )
            )
        connection.execute(TABLES.workers.insert().values(worker="w", seen_at=clock.now()))
    found = status(engine)
    assert found.inbox == InboxStatus(received=2, done=1, parked=1)
    assert found.worker_seen == found.oldest_waiting == clock.now()


def test_a_head_office_that_is_not_set_up_says_so(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "other.db"
    file.touch()
    engine = open_database(f"sqlite:///{file}")
    with pytest.raises(SchemaError, match="headoffice init"):
        status(engine)
    with pytest.raises(SchemaError, match="headoffice init"):
        change_product(engine, "A-1", stock=1, clock=clock)
    engine.dispose()
