"""Head office's clock where it is a file: one computer's wrong clock misleads no other."""

import platform
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from smartclient.contract.devices import DeviceClaim
from smartclient.contract.messages import AnswerStatus, PlaceOrder
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import new_id
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.orders import Fulfilment
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import office_clock, schema
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.office_clock import CONFIRMED_AFTER, LEAP, KnownTime
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder
from tests.office_company import ANN, BEN, HEAD, SHOP, TODAY, Company, line
from tests.set_clock import SetClock
from tests.small_company import write_company

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LAST_YEAR = TODAY.replace(year=2025)


class Computer:
    """A computer with a clock of its own, that has the small company's file open."""

    def __init__(self, company: Company, file: Path, name: str, wrong_by: timedelta) -> None:
        self.clock = SetClock(company.clock.now() + wrong_by)
        self.office = HeadOffice.open(f"sqlite:///{file}", self.clock)
        self.company = Company(self.office, self.clock)
        self._name = name

    def use(self, monkeypatch: pytest.MonkeyPatch) -> Company:
        """The company as this computer sees it, from now on at this computer."""
        monkeypatch.setattr(platform, "node", lambda: self._name)
        return self.company


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "company.db"


def used_today(company: Company) -> None:
    """Sync from a laptop whose clock is right."""
    company.link(BEN).pulse(PulseRequest(waiting=1))


def latest(company: Company) -> datetime | None:
    return company.office.known_time().latest


# what is known ------------------------------------------------------------------------------------


def test_a_clock_that_is_behind_changes_nothing() -> None:
    known = KnownTime(latest=NOON, by="a")
    assert known.after(NOON - YEAR, "b") == known
    assert known.is_ahead_of(NOON - YEAR)
    assert not known.is_ahead_of(NOON - timedelta(minutes=4))


def test_time_that_passes_is_known_at_once() -> None:
    assert KnownTime(latest=NOON, by="a").after(NOON + LEAP, "b") == KnownTime(
        latest=NOON + LEAP, by="b"
    )


def test_a_leap_counts_for_others_when_another_computer_confirms_it() -> None:
    leapt = KnownTime(latest=NOON, by="a").after(NOON + 30 * DAY, "b")
    assert (leapt.latest, leapt.leap, leapt.leap_by) == (NOON, NOON + 30 * DAY, "b")
    assert leapt.after(NOON + 30 * DAY + HOUR, "b") == leapt
    assert leapt.after(NOON + 30 * DAY + HOUR, "a").latest == NOON + 30 * DAY + HOUR


def test_a_leap_counts_for_others_when_it_is_confirmed_a_day_later() -> None:
    leapt = KnownTime(latest=NOON, by="a").after(NOON + 30 * DAY, "a")
    later = NOON + 30 * DAY + CONFIRMED_AFTER
    assert leapt.after(later, "a") == KnownTime(latest=later, by="a")


def test_a_leap_is_forgotten_when_another_clock_says_otherwise() -> None:
    leapt = KnownTime(latest=NOON, by="a").after(NOON + YEAR, "b")
    assert leapt.after(NOON + HOUR, "a") == KnownTime(latest=NOON + HOUR, by="a")
    month = leapt.after(NOON + 30 * DAY, "a")
    assert (month.latest, month.leap, month.leap_by) == (NOON, NOON + 30 * DAY, "a")


@given(
    st.lists(
        st.tuples(st.integers(-(10**8), 10**8), st.sampled_from("abc")), min_size=1, max_size=12
    )
)
def test_the_latest_time_never_goes_back_and_was_said_by_somebody(
    looks: list[tuple[int, str]],
) -> None:
    known, said = KnownTime(), set()
    for seconds, by in looks:
        at = NOON + timedelta(seconds=seconds)
        said.add(at)
        after = known.after(at, by)
        assert after.latest in said
        assert known.latest is None or known.latest <= after.latest
        assert after.leap is None or after.leaps_to(after.leap)
        known = after


# a clock that is behind ---------------------------------------------------------------------------


def test_an_order_from_a_computer_a_year_back_gets_todays_prices(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.add(
        "prices",
        {"sku": "A", "valid_from": LAST_YEAR, "valid_to": TODAY - DAY, "amount": Decimal("1.00")},
        {"sku": "A", "valid_from": TODAY, "valid_to": None, "amount": Decimal("10.00")},
    )
    used_today(company)
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    order = replace(company.order(line("A", 1, unit_price=Decimal("1.00"))), order_date=LAST_YEAR)
    _, answer = behind.place(order)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert [(problem.code, problem.after) for problem in answer.conflict.problems] == [
        (RuleCode.PRICE_CHANGED, "10.00")
    ]
    behind.office.close()


def test_every_time_that_is_given_or_kept_is_the_files(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    right = company.clock.now()
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    engine, clock = behind.office.engine, behind.clock
    hello = PulseRequest(clock=clock.now(), device=DeviceClaim(id=new_id()))
    pulse = behind.link(ANN).pulse(hello)
    assert pulse.clock == right
    assert pulse.device is not None
    behind.place(company.order(line("A", 1)))
    maintenance.change_customer(engine, SHOP, phone="555-9", clock=clock)
    maintenance.change_product(engine, "A", price=Decimal(12), clock=clock)
    maintenance.set_policy(engine, "price_changed", "admin", clock=clock)
    t = company.tables
    with engine.connect() as connection:
        kept = [
            *connection.scalars(select(t.inbox.c.received_at)),
            *connection.scalars(select(t.inbox.c.answered_at)),
            *connection.scalars(select(t.workers.c.seen_at)),
            *connection.scalars(select(t.laptops.c.seen_at)),
            *connection.scalars(select(t.devices.c.seen_at)),
            *connection.scalars(select(t.change_log.c.at)),
            *connection.scalars(select(t.policies.c.changed_at)),
        ]
        first_day = connection.scalar(
            select(t.prices.c.valid_from).where(t.prices.c.amount == Decimal(12))
        )
    assert {at for at in kept if at is not None} == {right}
    assert first_day == TODAY
    behind.office.close()


def test_an_import_is_logged_at_the_files_time(tmp_path: Path, clock: SetClock) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path}/small.db", clock)
    office.init()
    folder = write_company(tmp_path / "import")
    import_folder(office.engine, folder, clock=clock)
    customers = folder / "customers.csv"
    customers.write_text(customers.read_text().replace("555-0001", "555-9999"))
    import_folder(office.engine, folder, clock=SetClock(clock.now() - YEAR))
    with office.engine.connect() as connection:
        log = tables_for("sqlite").change_log
        assert set(connection.scalars(select(log.c.at))) == {clock.now()}
    office.close()


def test_a_fulfilment_without_a_day_is_of_the_files_day(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, answer = company.place(company.order(line("A", 1)))
    assert answer.order is not None
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    maintenance.change_order_fulfilment(
        behind.office.engine, answer.order.number, Fulfilment.SHIPPED, clock=behind.clock
    )
    with company.office.engine.connect() as connection:
        orders = company.tables.orders
        assert connection.scalar(select(orders.c.fulfilled_on)) == TODAY
    behind.office.close()


def test_a_device_a_year_back_that_knows_head_offices_time_is_believed(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own clock says last year; what it enters is of today, by head office's time."""
    used_today(company)
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    order = replace(company.order(line("A", 1, unit_price=Decimal(10))), order_date=TODAY)
    _, answer = behind.place(order)
    assert answer.order is not None
    assert answer.order.order.order_date == TODAY
    assert RuleCode.ORDER_DATE_NOT_BELIEVED not in {change.rule for change in answer.report}
    behind.office.close()


# a clock that is ahead ----------------------------------------------------------------------------


def test_a_computer_a_year_ahead_misleads_no_other(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    ahead = Computer(company, file, "ahead", YEAR).use(monkeypatch)
    ahead.link(ANN).pulse(PulseRequest(waiting=1))
    ahead.place(ahead.order(line("A", 1)))
    right = Computer(company, file, "right", HOUR)
    there = right.use(monkeypatch)
    assert there.link(BEN).pulse(PulseRequest()).clock == right.clock.now()
    order = replace(company.order(line("A", 1, unit_price=Decimal(10))), order_date=TODAY)
    _, answer = there.place(order)
    assert answer.order is not None
    assert answer.order.order.order_date == TODAY
    assert latest(company) == right.clock.now()
    for office in (ahead.office, there.office):
        office.close()


@pytest.mark.parametrize("older", [False, True])
def test_a_computer_that_was_ahead_once_misleads_no_other_days_later(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch, *, older: bool
) -> None:
    """Time comes near to what it said: that it said so bears nothing out."""
    used_today(company)
    ahead = Computer(company, file, "ahead", 7 * DAY)
    if older:
        write_as_an_older_program(company, BEN, ahead.clock.now())
    else:
        ahead.use(monkeypatch).link(ANN).pulse(PulseRequest(waiting=1))
    for days in (1, 4, 6):
        right = Computer(company, file, "right", days * DAY)
        there = right.use(monkeypatch)
        assert there.link(HEAD).pulse(PulseRequest(waiting=days)).clock == right.clock.now()
        assert latest(company) == right.clock.now()
        there.office.close()
    ahead.office.close()


def test_a_file_that_a_clock_led_ahead_goes_on_and_is_set_right(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    ahead = Computer(company, file, "ahead", YEAR)
    there = ahead.use(monkeypatch)
    device = DeviceClaim(id=new_id(), is_idle=True)
    there.link(ANN).pulse(PulseRequest(device=device))
    ahead.clock.advance(CONFIRMED_AFTER)
    there.link(ANN).pulse(PulseRequest(device=device))
    there.send(ANN, there.request(PlaceOrder(order=there.order(line("A", 1)))))
    led = ahead.clock.now()
    right = Computer(company, file, "right", HOUR)
    here = right.use(monkeypatch)
    # nobody knows which of the two is right: the file's time counts, and nothing is refused
    assert here.link(BEN).pulse(PulseRequest()).clock == led
    known = here.office.known_time()
    assert (known.latest, known.by) == (led, "ahead")
    assert known.is_ahead_of(right.clock.now())
    here.office.set_clock_right()
    assert here.link(BEN).pulse(PulseRequest()).clock == right.clock.now()
    t = company.tables
    with here.office.engine.connect() as connection:
        for column in (
            t.laptops.c.seen_at,
            t.devices.c.seen_at,
            t.devices.c.idle_at,
            t.workers.c.seen_at,
            t.inbox.c.received_at,
        ):
            assert all(at <= right.clock.now() for at in connection.scalars(select(column)) if at)
    for office in (there.office, here.office):
        office.close()


def test_a_file_nobody_used_for_a_month_is_used_by_the_day_it_is(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    holiday = Computer(company, file, "home", 30 * DAY)
    home = holiday.use(monkeypatch)
    assert home.link(ANN).pulse(PulseRequest()).clock == holiday.clock.now()
    other = Computer(company, file, "other", 30 * DAY + HOUR)
    assert (
        other.use(monkeypatch).link(BEN).pulse(PulseRequest(waiting=2)).clock == other.clock.now()
    )
    assert latest(company) == other.clock.now()
    for office in (home.office, other.office):
        office.close()


# other programs -----------------------------------------------------------------------------------


def write_as_an_older_program(company: Company, login: str, at: datetime) -> None:
    """Write what a program leaves that knows nothing of the file's time."""
    laptops = company.tables.laptops
    with company.office.engine.begin() as connection:
        connection.execute(
            update(laptops).where(laptops.c.login == login).values(seen_at=at, waiting=7)
        )


def test_a_file_of_before_goes_by_when_each_login_was_seen(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    with audited_transaction(company.office.engine, actor="", at=company.clock.now()) as connection:
        pass
    with company.office.engine.begin() as connection:
        info = company.tables.info
        connection.execute(info.delete().where(info.c.name == "clock"))
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    assert behind.link(ANN).pulse(PulseRequest()).clock == company.clock.now()
    behind.office.close()


def test_what_an_older_program_writes_meanwhile_counts(
    company: Company, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used_today(company)
    tomorrow = company.clock.now() + DAY
    write_as_an_older_program(company, BEN, tomorrow)
    behind = Computer(company, file, "behind", -YEAR).use(monkeypatch)
    assert behind.link(ANN).pulse(PulseRequest()).clock == tomorrow
    write_as_an_older_program(company, BEN, tomorrow + YEAR)
    assert behind.link(ANN).pulse(PulseRequest()).clock == tomorrow
    behind.office.close()


@pytest.mark.parametrize("reported", ["{", "[]", '{"latest": "x"}', '{"latest": 1, "by": 2}', "7"])
def test_stored_info_that_can_not_be_read_stops_nobody(company: Company, reported: str) -> None:
    used_today(company)
    with company.office.engine.begin() as connection:
        schema.set_info(connection, "clock", reported)
    assert company.link(ANN).pulse(PulseRequest()).clock == company.clock.now()


def test_the_fact_fits_where_it_is_kept(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "ü" * 300)
    used_today(company)
    company.clock.advance(YEAR)  # type: ignore[attr-defined]
    company.link(ANN).pulse(PulseRequest())
    with company.office.engine.connect() as connection:
        assert len(schema.info(connection, "clock")) <= 200


def test_the_clock_is_read_on_the_connection_that_is_open(company: Company) -> None:
    """On a full disk there is no other: who waited for one would wait for himself."""
    used_today(company)
    opened = []
    with company.office.engine.connect() as connection:
        clock = office_clock.OfficeClock(company.office.engine, company.clock).within(connection)
        company.office.engine.dispose()
        pool = company.office.engine.pool
        opened.append(pool.checkedin())  # type: ignore[attr-defined]
        clock.now()
        opened.append(pool.checkedin())  # type: ignore[attr-defined]
    assert opened[0] == opened[1]
