"""A company whose currency has other decimals than two: both sides round and show alike."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, sign_in
from smartclient.domain.clock import Clock
from smartclient.domain.ids import Sku
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from tests.small_company import CUSTOMER, REP, SKUS, write_company


def _company(folder: Path, currency: str) -> Path:
    write_company(folder)
    (folder / "prices.csv").write_text(
        "sku,valid_from,valid_to,amount,currency\n"
        f"{SKUS[0]},2020-01-01,,1255.1250,{currency}\n{SKUS[1]},2020-01-01,,0.0049,{currency}\n"
    )
    (folder / "tax_rates.csv").write_text(
        "country,state,applies_to,rate_percent,name\nUS,WA,all,10,Tax\n"
    )
    return folder


@pytest.fixture(params=["JPY", "KWD"])
def session(
    request: pytest.FixtureRequest, tmp_path: Path, home: Path, clock: Clock
) -> Iterator[Session]:
    url = f"sqlite:///{tmp_path / 'of-this-currency.db'}"
    office = HeadOffice.open(url, clock)
    office.init()
    import_folder(office.engine, _company(tmp_path / "files", request.param), clock=clock)
    office.close()
    with sign_in(home, url=url, login=REP, clock=clock) as opened:
        yield opened


SUMS = {
    "JPY": ("1255", "5", "1260", "126", "1386"),
    "KWD": ("1255.125", "4.900", "1260.025", "126.003", "1386.028"),
}


def test_head_office_and_the_laptop_round_to_the_unit_of_the_currency(session: Session) -> None:
    use_cases = session.use_cases
    order = use_cases.orders.new(CUSTOMER)
    order = order.with_line(OrderLine(line=1, sku=Sku(SKUS[0]), quantity=1))
    order = order.with_line(OrderLine(line=2, sku=Sku(SKUS[1]), quantity=1000))
    here = use_cases.orders.place(order).order
    session.sync_now()
    there = use_cases.orders.get(here.id)
    assert there.state is OrderState.CONFIRMED
    assert not there.adjusted
    assert there.order.totals == here.totals
    totals = there.order.totals
    shown = (*(line.amount for line in there.order.lines), totals.net, totals.tax, totals.total)
    assert tuple(map(str, shown)) == SUMS[use_cases.catalog.currency()]
    assert there.order.lines[1].unit_price == Decimal("0.0049")
