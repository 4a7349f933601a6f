"""Head office restored from a backup without a word: noticed, and nothing is lost or doubled."""

import re
import shutil
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from smartclient.database.transactions import writing
from smartclient.diagnostics.restores import noticed_now
from smartclient.domain.clock import Clock, HeadOfficeClock
from smartclient.domain.errors import SetUpError
from smartclient.domain.sales.orders import OrderState
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.headoffice.worker.notices import Notice, RoundAnswered, Serving
from smartclient.read_models.server_restores import SHOWN_FOR, RestoreSign
from smartclient.sync import repair
from smartclient.sync.restores import hello_of
from smartclient.use_cases.use_cases import UseCases
from tests.small_company import ADMIN, SKUS, import_company
from tests.sync.restores import (
    back_up,
    epoch,
    keep_no_position,
    numbers,
    put_back,
    states,
    write_much,
)
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_open_work import poison


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
    keep_no_position(laptop)
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
    keep_no_position(admin, laptop)
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
    stranger = HeadOffice.open(f"sqlite:///{copy}", company.clock)
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
    serving = HeadOffice.open(company.url, company.clock)
    reported: list[Notice] = []
    stop = threading.Event()
    thread = threading.Thread(target=serving.serve, args=(stop, reported.append))
    thread.start()
    try:
        wait_until(lambda: Serving() in reported)
        laptop.order(SKUS[0])
        laptop.sync(answer_now=None)
        wait_until(lambda: RoundAnswered(requests=1) in reported)
        put_back(company)
        laptop.sync(answer_now=None)
        wait_until(lambda: reported.count(RoundAnswered(requests=1)) == 2)
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
