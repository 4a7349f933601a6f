"""Column types: what goes in comes out, and text order is time order."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Dialect, Engine, Integer, MetaData, Table, delete, insert, select
from sqlalchemy.engine import make_url

from smartclient.database.engines import create_office_file, open_engine
from smartclient.database.transactions import writing
from smartclient.database.types import Amount, Day, Instant, instant_from_text, instant_text
from smartclient.domain.errors import RefusedError

table = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("amount", Amount),
    Column("day", Day),
    Column("at", Instant),
)

instants = st.integers(0, 7_000_000_000_000_000).map(
    lambda microseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    create_office_file(tmp_path / "things.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'things.db'}")
    with writing(engine) as (connection, transaction):
        table.create(connection)
        transaction.commit()
    yield engine
    engine.dispose()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    amount=st.none() | st.decimals(-(10**12), 10**12, places=4, allow_nan=False),
    day=st.none() | st.dates(),
    at=st.none() | instants,
)
def test_a_value_comes_back_as_it_was(
    engine: Engine, amount: Decimal | None, day: date | None, at: datetime | None
) -> None:
    with writing(engine) as (connection, transaction):
        connection.execute(delete(table))
        connection.execute(insert(table).values(id=1, amount=amount, day=day, at=at))
        back = connection.execute(select(table.c.amount, table.c.day, table.c.at)).one()
        transaction.commit()
    assert tuple(back) == (amount, day, at)


@pytest.mark.parametrize(
    "dialect", [make_url(f"{name}://").get_dialect()() for name in ("sqlite", "mssql")]
)
@pytest.mark.parametrize("amount", ["0.00004", "1.23456", "1e15"])
def test_an_amount_that_would_be_cut_is_refused(amount: str, dialect: Dialect) -> None:
    with pytest.raises(RefusedError):
        Amount().process_bind_param(Decimal(amount), dialect)


@given(one=instants, other=instants)
def test_the_order_of_texts_is_the_order_of_time(one: datetime, other: datetime) -> None:
    assert (instant_text(one) < instant_text(other)) == (one < other)
    assert instant_from_text(instant_text(one)) == one


def test_an_instant_is_stored_in_utc_wherever_it_was_taken() -> None:
    there = timezone(timedelta(hours=-8))
    assert instant_text(datetime(2026, 11, 21, 1, tzinfo=there)) == "2026-11-21T09:00:00.000000Z"
