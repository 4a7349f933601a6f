"""Head office restored from a backup without a word: noticed, and nothing is lost or doubled."""

import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from smartclient.contract.operations import PulseRequest
from smartclient.database.transactions import writing
from smartclient.diagnostics.restores import noticed_now
from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.errors import NotFoundError, SetUpError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Change
from smartclient.domain.sales.customers import CustomerField
from smartclient.domain.sales.order_diff import CUSTOMER_NUMBER_FIELD, ORDER_NUMBER_FIELD
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.headoffice.worker.notices import Notice, RoundAnswered, Serving
from smartclient.read_models.server_restores import SHOWN_FOR, RestoreSign
from smartclient.sync import repair
from smartclient.sync.restores import hello_of
from smartclient.use_cases.use_cases import UseCases
from tests.small_company import ADMIN, OTHER_REP, SKUS, import_company
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_open_work import poison


def back_up(company: Company) -> None:
    backup = company.folder / "backup.db"
    backup.unlink(missing_ok=True)
    with company.office.engine.connect() as connection:
        connection.connection.cursor().execute("VACUUM INTO ?", (str(backup),))


def put_back(company: Company, *, alone: bool = False) -> None:
    """Put the backup in the place of the file, under whoever has that open.

    With ``alone`` head office has nothing left that knows better, as on another machine.
    """
    copy = company.folder / "copy.db"
    shutil.copy(company.folder / "backup.db", copy)
    for suffix in ("-wal", "-shm"):
        Path(f"{company.file}{suffix}").unlink(missing_ok=True)
    if alone:
        Path(f"{company.file}.history").unlink()
    copy.replace(company.file)


def epoch(company: Company) -> str:
    return company.office.operations(ADMIN).pulse(PulseRequest()).generation


def numbers(company: Company) -> list[str]:
    with company.office.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT number FROM sales_orders ORDER BY number")
        return list(rows.scalars())


def states(laptop: Laptop) -> dict[str, OrderState]:
    return {one.number or "none": one.state for one in laptop.use_cases.orders.search()}


def write_much(company: Company) -> None:
    """Give out more row versions at head office than were given since the backup."""
    with company.office.engine.begin() as connection:
        for _ in range(60):
            connection.exec_driver_sql("UPDATE sales_products SET color = color")


@pytest.fixture
def other(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "other", OTHER_REP)


def test_a_file_put_back_under_an_open_head_office_begins_an_epoch_by_itself(
    company: Company, laptop: Laptop
) -> None:
    """The six orders of a day are back, none is numbered twice, and it says when and why."""
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    back_up(company)
    before = epoch(company)
    for sku in SKUS[1:4]:
        laptop.order(sku)
    laptop.sync()
    given = states(laptop)
    put_back(company)
    fresh = laptop.order(SKUS[4])
    laptop.sync()
    laptop.sync()
    assert epoch(company) != before
    restores = status(company.office.engine).restores
    assert restores.restored_why == RestoreCause.FILE_WENT_BACK
    assert restores.restored_at is not None
    assert not laptop.use_cases.outbox.entries()
    now = states(laptop)
    assert set(now.values()) == {OrderState.CONFIRMED}
    assert set(given) < set(now)
    assert sorted(now) == numbers(company)
    assert laptop.use_cases.orders.get(fresh.order.id).number not in given
    restore = laptop.use_cases.status.current().restore
    assert restore is not None
    assert (restore.sign, restore.noticed_at) == (RestoreSign.EPOCH, company.clock.now())


@pytest.mark.parametrize(
    ("since", "sign"),
    [(lambda _: None, RestoreSign.ROW_VERSIONS), (write_much, RestoreSign.RECEIPTS)],
)
def test_a_laptop_notices_what_head_office_does_not_know(
    company: Company, laptop: Laptop, since: Callable[[Company], None], sign: RestoreSign
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    back_up(company)
    for sku in SKUS[1:4]:
        laptop.order(sku)
    laptop.sync()
    given = states(laptop)
    put_back(company, alone=True)
    before = epoch(company)
    since(company)
    laptop.order(SKUS[4])
    laptop.sync()
    laptop.sync()
    assert epoch(company) == before, "a laptop's word changes no epoch"
    now = states(laptop)
    assert set(now.values()) == {OrderState.CONFIRMED}
    assert set(given) < set(now)
    assert sorted(now) == numbers(company)
    restore = laptop.use_cases.status.current().restore
    assert restore is not None
    assert restore.sign is sign
    company.clock.advance(SHOWN_FOR + timedelta(days=1))  # type: ignore[attr-defined]
    assert laptop.use_cases.status.current().restore is None


def test_what_was_received_and_never_answered_is_offered_again(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync(answer_now=None)
    put_back(company, alone=True)
    write_much(company)
    laptop.sync()
    laptop.sync()
    # beyond the numbers that may have been given since the backup
    assert states(laptop) == {"SO-30001": OrderState.CONFIRMED}


def test_an_admin_is_asked_and_answers(company: Company, laptop: Laptop, other: Laptop) -> None:
    admin = Laptop(company, company.folder / "admin", ADMIN)
    admin.sync(), laptop.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    before = epoch(company)
    laptop.sync(), laptop.sync(), admin.sync()
    found = status(company.office.engine).restores
    assert (found.suspected_by, found.restored_at) == (1, None)
    question = admin.use_cases.status.current().restore_question
    assert question is not None
    assert question.logins == 1
    assert laptop.use_cases.status.current().restore_question is None
    company.office.not_restored()
    admin.sync(), laptop.sync(), admin.sync()
    assert admin.use_cases.status.current().restore_question is None
    assert epoch(company) == before
    company.office.restored()
    assert epoch(company) != before
    assert status(company.office.engine).restores.restored_why == RestoreCause.COMMAND


def test_numbers_that_laptops_were_given_are_not_given_to_others(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    for sku in SKUS[:2]:
        laptop.order(sku)
    laptop.sync()
    given = states(laptop)
    put_back(company, alone=True)
    # both reach head office before its worker answers either
    other.order(SKUS[3], customer=other.use_cases.customers.search()[0].number)
    other.sync(answer_now=None)
    laptop.sync(answer_now=None)
    company.office.answer_waiting()
    laptop.sync(), other.sync()
    assert set(states(laptop)) == set(given)
    assert len(set(numbers(company))) == len(numbers(company)) == 3
    assert not set(states(other)) & set(given)


def test_a_number_that_somebody_else_saw_is_not_given_again(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Who had it need not come first: whoever read it in a feed has head office leave it out."""
    admin = Laptop(company, company.folder / "admin", ADMIN)
    laptop.sync(), other.sync(), admin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), admin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    before = epoch(company)
    admin.sync()
    fresh = other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    assert other.use_cases.orders.get(fresh.order.id).number not in {"", given}
    laptop.sync(), laptop.sync()
    assert states(laptop) == {given: OrderState.CONFIRMED}
    assert epoch(company) == before, "a laptop's word changes no epoch"


def test_a_rep_whose_order_has_another_number_is_told(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Another order had the number before anybody who knew of it came: news, story and paper.

    The rep's other laptop, which only read of the order, tells it, too.
    """
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    theirs = other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    assert other.use_cases.orders.get(theirs.order.id).number == given
    news = [laptop.sync(), laptop.sync()]
    record = laptop.use_cases.orders.get(placed.order.id)
    assert record.number not in {"", given}
    assert (record.state, record.adjusted) == (OrderState.CONFIRMED, True)
    assert sum(one.adjusted for one in news) == 1
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=record.number)
    life = laptop.use_cases.orders.history(placed.order.id)
    assert life.report == laptop.use_cases.orders.document(placed.order.id).changes == (change,)
    assert life.events[-1].status is TaskStatus.ADJUSTED
    assert not laptop.use_cases.outbox.entries()
    twin.sync(), twin.sync()
    assert twin.use_cases.orders.get(placed.order.id).number == record.number
    assert twin.use_cases.orders.get(placed.order.id).adjusted
    assert twin.use_cases.orders.history(placed.order.id).report == (change,)
    laptop.use_cases.orders.cancel(placed.order.id)
    laptop.sync(), twin.sync()
    assert twin.use_cases.orders.history(placed.order.id).report == ()


@pytest.mark.parametrize("of_a_new_customer", [False, True])
def test_a_laptop_that_an_order_left_meanwhile_tells_of_its_new_number(
    company: Company, laptop: Laptop, other: Laptop, *, of_a_new_customer: bool
) -> None:
    """It synced after head office was restored, and before the order came back, or its customer."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync(), twin.sync()
    back_up(company)
    customer = laptop.use_cases.customers.search()[0].number
    if of_a_new_customer:
        customer = laptop.use_cases.customers.create(
            {CustomerField.NAME: "Corner shop"}
        ).customer.number
    placed = laptop.order(SKUS[0], customer=customer)
    laptop.sync(), laptop.sync(), twin.sync()
    given = twin.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync(), twin.sync()
    with pytest.raises(NotFoundError):
        twin.use_cases.orders.get(placed.order.id)
    laptop.sync(), laptop.sync(), twin.sync()
    number = twin.use_cases.orders.get(placed.order.id).number
    assert number not in {"", given}
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=number)
    assert twin.use_cases.orders.history(placed.order.id).report == (change,)


def test_an_order_that_was_cancelled_while_it_was_forgotten_tells_of_its_new_number(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """Head office knew of nothing to cancel, and the order comes back with another number."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), other.sync(), twin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    given = twin.use_cases.orders.get(placed.order.id).number
    put_back(company, alone=True)
    other.order(SKUS[1], customer=other.use_cases.customers.search()[0].number)
    other.sync(), other.sync()
    twin.use_cases.orders.cancel(placed.order.id)
    twin.sync()
    assert twin.use_cases.orders.get(placed.order.id).state is OrderState.CANCELLED
    laptop.sync(), laptop.sync(), twin.sync()
    number = twin.use_cases.orders.get(placed.order.id).number
    assert number not in {"", given}
    change = Change(rule="", field=ORDER_NUMBER_FIELD, before=given, after=number)
    assert change in twin.use_cases.orders.history(placed.order.id).report


def test_a_rep_whose_customer_has_another_number_is_told(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    mine = laptop.use_cases.customers.create({CustomerField.NAME: "Corner shop"}).customer
    placed = laptop.use_cases.orders.place(
        laptop.use_cases.orders.new(mine.number).with_line(
            OrderLine(line=1, sku=SKUS[0], quantity=1)
        )
    )
    laptop.sync(), laptop.sync()
    given = laptop.use_cases.orders.get(placed.order.id).order.customer
    put_back(company, alone=True)
    other.use_cases.customers.create({CustomerField.NAME: "Kiosk"})
    other.sync(), other.sync()
    news = [laptop.sync(), laptop.sync(), laptop.sync()]
    (found,) = [one for one in laptop.use_cases.customers.search() if one.name == "Corner shop"]
    assert found.number not in {mine.number, given}
    assert laptop.use_cases.orders.get(placed.order.id).order.customer == found.number
    assert sum(one.adjusted for one in news) == 1
    change = Change(rule="", field=CUSTOMER_NUMBER_FIELD, before=given, after=found.number)
    story = laptop.use_cases.customers.overview(found.number).events
    assert [event.report for event in story if event.report] == [(change,)]


def test_who_saw_a_number_gets_it_for_no_order_of_its_own(company: Company, laptop: Laptop) -> None:
    """Head office is told before the order is sent."""
    twin = Laptop(company, company.folder / "twin", laptop.login)
    laptop.sync(), twin.sync()
    back_up(company)
    placed = laptop.order(SKUS[0])
    laptop.sync(), twin.sync()
    put_back(company, alone=True)
    fresh = twin.order(SKUS[1])
    twin.sync(), twin.sync()
    given = laptop.use_cases.orders.get(placed.order.id).number
    assert twin.use_cases.orders.get(fresh.order.id).number not in {"", given}
    laptop.sync(), laptop.sync(), twin.sync()
    assert set(states(laptop)) == set(states(twin)) == set(numbers(company))


def test_room_is_left_once_however_often_laptops_say_that_head_office_went_back(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    link = company.office.operations(laptop.login)
    for sku in SKUS[:3]:
        link.pulse(PulseRequest(went_back="row_versions"))
        laptop.order(sku)
        laptop.sync()
    assert numbers(company) == ["SO-30001", "SO-30002", "SO-30003"]


@pytest.mark.parametrize("asked", ["SO-12000", "SO-45000", "SO-99999999", "SO-\u0661\u0662"])
def test_numbers_are_not_used_up_by_asking(company: Company, laptop: Laptop, asked: str) -> None:
    """Whoever asks for numbers moves them on once, and no further than a restore explains."""
    laptop.sync()
    link = company.office.operations(laptop.login)
    for _ in range(3):
        laptop.order(SKUS[0])
        with laptop.store.view() as view:
            waiting = [
                one.request
                for one in view.outbox.to_send(company.clock.now(), knows_withdrawals=True)
            ]
        link.submit([replace(request, given_number=asked) for request in waiting])
        laptop.sync()
    assert max(int(number.removeprefix("SO-")) for number in numbers(company)) <= 30_003


def test_the_doctor_says_before_a_sync_that_head_office_went_back(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    with laptop.store.view() as view:
        pulse = company.office.operations(laptop.login).pulse(hello_of(view, company.clock))
        (finding,) = noticed_now(view, pulse)
    assert not finding.ok
    assert "restored" in finding.detail


def test_rows_that_differ_without_a_cause_have_requests_offered_again(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    with company.office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER sales_orders_tombstone")
        connection.exec_driver_sql("DELETE FROM sales_orders")
        connection.exec_driver_sql("DELETE FROM sales_order_lines")
        connection.exec_driver_sql("DELETE FROM sync_replies")
        connection.exec_driver_sql("DELETE FROM sync_inbox")
    with laptop.store.work() as work:
        work.meta.delete("recent_receipts")
        work.meta.delete("last_reply")
        work.commit()
    repair.schedule_check(laptop.store)
    laptop.sync(), laptop.sync()
    assert states(laptop) == {numbers(company)[0]: OrderState.CONFIRMED}
    restore = laptop.use_cases.status.current().restore
    assert restore is not None
    assert (restore.sign, restore.offered) == (RestoreSign.FINGERPRINTS, 1)


class JumpingClock:
    """A laptop's clock that somebody sets wrongly."""

    def __init__(self, right: Clock) -> None:
        self._right = right
        self.wrong_by = timedelta(0)

    def now(self) -> datetime:
        return self._right.now() + self.wrong_by

    def today(self) -> date:
        return self.now().date()


def test_what_a_restore_loses_comes_back_though_the_clock_jumped_in_a_sync(
    company: Company, laptop: Laptop
) -> None:
    """Nothing was forgotten as settled long ago."""
    clock = JumpingClock(company.clock)
    laptop.clock = HeadOfficeClock(clock)
    laptop.use_cases = UseCases(laptop.store, laptop.clock)
    laptop.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    laptop.order(SKUS[1])

    def jump(operation: str) -> None:
        if operation == "replies":
            clock.wrong_by = timedelta(days=365)

    laptop.link.before = jump
    laptop.sync()
    laptop.link.before = lambda _: None
    clock.wrong_by = timedelta(0)
    laptop.sync()
    given = states(laptop)
    put_back(company, alone=True)
    laptop.sync(), laptop.sync()
    assert sorted(given) == numbers(company) == ["SO-10001", "SO-10002"]


def test_a_second_restore_of_one_backup_gives_no_number_again(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    """What was given after the first restore is as unknown to the backup as what was before it."""
    laptop.sync(), other.sync()
    back_up(company)
    given: dict[str, str] = {}
    for sku in SKUS[:3]:
        placed = laptop.order(sku)
        laptop.sync()
        number = laptop.use_cases.orders.get(placed.order.id).number
        assert number not in given
        given[number] = placed.order.id
        put_back(company)
        # head office is asked first by one who knows nothing of that number
        fresh = other.order(sku, customer=CustomerNumber("N-100"))
        other.sync(), other.sync()
        number = other.use_cases.orders.get(fresh.order.id).number
        assert number not in given
        given[number] = fresh.order.id


def test_who_says_that_it_was_restored_has_no_number_given_again_that_is_known_beside_the_file(
    company: Company, laptop: Laptop, other: Laptop
) -> None:
    laptop.sync(), other.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    # the number that it was given moves head office's numbers on
    laptop.sync(), laptop.sync()
    theirs = other.order(SKUS[1], customer=CustomerNumber("N-100"))
    other.sync(), other.sync()
    put_back(company)
    company.office.restored()
    mine = laptop.order(SKUS[2])
    laptop.sync(), laptop.sync()
    given = other.use_cases.orders.get(theirs.order.id).number
    assert laptop.use_cases.orders.get(mine.order.id).number not in {"", given}


def test_what_was_sent_again_is_offered_once_more_where_a_restore_forgot_only_that(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Head office holds the request, and the answer that it was stopped: no sign of a restore."""
    laptop.sync()
    laptop.order(SKUS[0])
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    (stopped,) = laptop.use_cases.outbox.entries()
    back_up(company)
    laptop.use_cases.outbox.retry(stopped.request_id)
    laptop.sync(answer_now=None)
    put_back(company, alone=True)
    write_much(company)
    repair.schedule_check(laptop.store)
    laptop.sync()
    assert laptop.use_cases.status.current().restore is None
    laptop.sync(), laptop.sync()
    assert not laptop.use_cases.outbox.entries()
    assert states(laptop) == {numbers(company)[0]: OrderState.CONFIRMED}


@pytest.mark.parametrize("leave_log", [True, False])
def test_a_copy_written_over_the_open_file_is_used_and_stays_whole(
    company: Company, laptop: Laptop, *, leave_log: bool
) -> None:
    """As ``cp`` does it: the file keeps its identity, and the open log belongs to the other."""
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    back_up(company)
    for sku in SKUS[1:4]:
        laptop.order(sku)
    laptop.sync()
    # what the log holds is in the file by now, as it is sooner or later
    with company.office.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint")
    laptop.order(SKUS[4])
    laptop.sync()
    given = states(laptop)
    before = epoch(company)
    shutil.copyfile(company.folder / "backup.db", company.file)
    if not leave_log:
        for suffix in ("-wal", "-shm"):
            Path(f"{company.file}{suffix}").unlink()
    laptop.sync(), laptop.sync()
    assert epoch(company) != before
    assert states(laptop) == given
    assert sorted(given) == numbers(company)
    company.reopen()
    with company.office.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert sorted(given) == numbers(company)


def test_a_copy_written_over_the_open_file_is_noticed_though_the_file_grew_by_nothing(
    company: Company,
) -> None:
    """SQLite counts in the header only what changes the header itself."""
    _empty_the_log(company)
    shutil.copyfile(company.file, company.folder / "backup.db")
    before = epoch(company)
    with writing(company.office.engine) as (connection, transaction):
        connection.exec_driver_sql(
            f"UPDATE sales_products SET name = 'New' WHERE sku = '{SKUS[0]}'"
        )
        transaction.commit()
    _empty_the_log(company)
    assert company.office.restores().restored_at is None
    shutil.copyfile(company.folder / "backup.db", company.file)
    assert company.office.restores().restored_at is not None
    assert epoch(company) != before
    with company.office.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sales_products").scalars()
        assert "New" not in set(names)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def _empty_the_log(company: Company) -> None:
    with company.office.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("Bikes", "Other Bikes", "is Other Bikes's, and the work here is Bikes's. Nothing"),
        ("Bikes", "", "belongs to another company than the work here. Nothing"),
        ("", "Other Bikes", "belongs to another company than the work here. Nothing"),
        ("", "", "belongs to another company than the work here. Nothing"),
        ("Bikes", "Bikes", "belongs to another company than the work here. Nothing"),
    ],
)
def test_another_companys_head_office_is_sent_nothing(
    company: Company, laptop: Laptop, tmp_path: Path, here: str, there: str, said: str
) -> None:
    company.office.describe(company=here)
    laptop.sync()
    laptop.order(SKUS[0])
    copy = tmp_path / "copy.db"
    stranger = HeadOffice.at(f"sqlite:///{copy}", company.clock)
    stranger.init()
    import_company(stranger, company.clock)
    stranger.describe(company=there)
    stranger.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{company.file}{suffix}").unlink(missing_ok=True)
    copy.replace(company.file)
    with pytest.raises(SetUpError, match=re.escape(said)):
        laptop.sync()
    assert numbers(company) == []
    with company.office.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sync_inbox").scalar_one() == 0
    assert len(laptop.use_cases.outbox.entries()) == 1


def test_a_serving_worker_goes_on_with_the_file_that_is_there_now(
    company: Company, laptop: Laptop
) -> None:
    laptop.sync()
    back_up(company)
    serving = HeadOffice.at(company.url, company.clock)
    told: list[Notice] = []
    stop = threading.Event()
    thread = threading.Thread(target=serving.serve, args=(stop, told.append))
    thread.start()
    try:
        wait_until(lambda: Serving() in told)
        laptop.order(SKUS[0])
        laptop.sync(answer_now=None)
        wait_until(lambda: RoundAnswered(requests=1) in told)
        put_back(company)
        laptop.sync(answer_now=None)
        wait_until(lambda: told.count(RoundAnswered(requests=1)) == 2)
    finally:
        stop.set()
        thread.join(30)
        serving.close()
    laptop.sync()
    (number,) = numbers(company)
    assert states(laptop) == {number: OrderState.CONFIRMED}


def wait_until(what: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(1_500):
        if what():
            return
        pause.wait(0.02)
    raise AssertionError("it did not come to that")
