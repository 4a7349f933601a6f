"""Workers on a live SQL Server: rounds, lanes, and others' locks."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

import contextlib
import logging
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import pytest
from sqlalchemy import Connection, delete, text

from smartclient.contract.messages import Answer, AnswerStatus, PlaceOrder
from smartclient.database.mssql import engine as mssql_engine
from smartclient.domain.errors import ContendedError
from smartclient.headoffice import handlers
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database import schema
from smartclient.headoffice.database.checkpoints import record_checkpoint
from smartclient.headoffice.database.mssql import rows
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.headoffice.inbox import inbox, lanes
from smartclient.headoffice.inbox.inbox import PassedOn
from smartclient.headoffice.opening import open_database
from smartclient.headoffice.sales.reference_cache import up_to_date
from smartclient.headoffice.worker.answering import ATTEMPTS
from smartclient.headoffice.worker.worker import LeaseLostError, Worker
from tests.headoffice.live_workers import CLOCK, another, let_leases_run_out, orders, status, token
from tests.live_company import LiveCompany, found_live_company
from tests.live_server import LiveOffice, live_office
from tests.office_company import BEN, BENS, KIOSK, SHOP

LOCK_TIMEOUT, DEADLOCK = ("(1222)", "lock timeout"), ("(1205)", "deadlock detected")
"""How the driver reports an error of SQL Server's, and of Babelfish."""


@pytest.fixture(scope="module")
def live() -> Iterator[LiveOffice]:
    with live_office(CLOCK, "workers") as made:
        yield made


@pytest.fixture
def company(live: LiveOffice) -> LiveCompany:
    return found_live_company(live, CLOCK)


@pytest.fixture
def impatient(live: LiveOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[HeadOffice]:
    """The head office on connections that wait for a lock half a second only."""
    prepare = tuple(
        "SET LOCK_TIMEOUT 500" if "LOCK_TIMEOUT" in statement else statement
        for statement in mssql_engine._PREPARE
    )
    monkeypatch.setattr(mssql_engine, "_PREPARE", prepare)
    engine = open_database(live.url)
    yield HeadOffice(engine, CLOCK)
    engine.dispose()


def test_many_requests_share_a_round_and_keep_their_order(company: LiveCompany) -> None:
    requests = orders(company, 20)
    assert another(company).round() == 20
    assert [status(company, request) for request in requests] == [AnswerStatus.CONFIRMED] * 20
    placed = sorted(company.rows("orders"), key=lambda row: int(row.id))
    assert [row.number for row in placed] == [f"SO-{10001 + n}" for n in range(20)]
    assert another(company).round() is None


def test_workers_share_the_lanes(company: LiveCompany) -> None:
    orders(company, 3), orders(company, 3, KIOSK), orders(company, 3, BENS, BEN)
    one, _ = another(company).claim(token("one"), 3)
    two, _ = another(company).claim(token("two"), 3)
    three, _ = another(company).claim(token("three"), 3)
    assert sorted((*one, *two, *three)) == sorted((SHOP, KIOSK, BENS))
    assert another(company).claim(token("four"), 3) == ((), ())


def test_a_worker_that_was_too_slow_can_do_nothing(company: LiveCompany) -> None:
    orders(company, 2)
    slow = another(company, "slow")
    leased, taken = slow.claim(token("slow"), 10)
    let_leases_run_out(company)
    assert another(company, "fast").answer_waiting() == 2
    with pytest.raises(LeaseLostError):
        slow.answer(token("slow"), leased, taken)
    assert company.count("orders") == 2
    assert company.count("inbox", status="done") == 2


def test_stock_that_another_worker_took_meanwhile_is_not_sold_again(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two workers evaluate by the same stock, the second evaluates again."""
    orders(company, 1, sku="D")
    (request,) = orders(company, 1, BENS, BEN, sku="D")
    company.change("stock", {"sku": "D"}, on_hand=1)
    first, second = another(company, "first"), another(company, "second")
    mine, theirs = first.claim(token("first"), 1), second.claim(token("second"), 1)
    real = handlers.HANDLERS[PlaceOrder]
    came_between: list[int] = []

    def evaluated_then_overtaken(incoming: Any, body: PlaceOrder, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        if incoming.sender == BEN and not came_between:
            came_between.append(1)
            with company.office.engine.connect() as other:
                other.execute(text("UPDATE sales.stock SET on_hand = 0 WHERE sku = N'D'"))
                other.commit()
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, evaluated_then_overtaken)
    with contextlib.suppress(ContendedError):
        second.answer(token("second"), *theirs)
    monkeypatch.undo()
    assert first is not None
    assert mine
    let_leases_run_out(company)
    another(company).answer_waiting()
    assert company.stock("D") == 0
    taken = sum(row.from_stock for row in company.rows("order_lines", sku="D"))
    assert taken <= 1
    assert status(company, request) != AnswerStatus.CONFIRMED


def test_a_request_that_breaks_the_transaction_is_parked_and_harms_no_other(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    mine, others = orders(company, 3), orders(company, 3, BENS, BEN)
    real = handlers.HANDLERS[PlaceOrder]

    def broken(incoming: Any, body: PlaceOrder, work: Any) -> Answer | PassedOn:
        answer = real(incoming, body, work)
        if incoming.request_id == mine[1].id:
            work.connection.execute(
                text("INSERT INTO sync.info (name, value) VALUES (N'currency', N'')")
            )
        return answer

    monkeypatch.setitem(handlers.HANDLERS, PlaceOrder, broken)
    assert another(company).answer_waiting() == 6
    statuses = [status(company, request) for request in mine]
    assert statuses == [AnswerStatus.CONFIRMED, AnswerStatus.PARKED, AnswerStatus.CONFIRMED]
    assert all(status(company, other) == AnswerStatus.CONFIRMED for other in others)
    (parked,) = company.rows("inbox", status="parked")
    assert parked.attempts >= ATTEMPTS
    assert "IntegrityError" in parked.error
    assert company.count("orders") == 5


def test_somebody_elses_lock_is_waited_out_and_holds_no_other_customer(
    company: LiveCompany, impatient: HeadOffice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="smartclient.headoffice.worker.worker")
    (locked,) = orders(company, 1, sku="D")
    (other,) = orders(company, 1, BENS, BEN)
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.stock SET on_hand = 4 WHERE sku = N'D'"))
        assert Worker(impatient.engine, CLOCK, name="w").answer_waiting() == 1
        erp.rollback()
    assert any(said in caplog.text for said in LOCK_TIMEOUT)
    assert status(company, other) == AnswerStatus.CONFIRMED
    assert company.count("replies", request_id=locked.id) == 0
    assert company.rows("inbox", request_id=locked.id)[0].attempts == 0
    let_leases_run_out(company)
    assert another(company).answer_waiting() == 1
    assert status(company, locked) == AnswerStatus.CONFIRMED
    assert company.stock("D") == 4


def test_the_victim_of_a_deadlock_answers_later_and_once(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker holds its lane and wants the stock; another program, the other way round."""
    caplog.set_level(logging.INFO, logger="smartclient.headoffice.worker.worker")
    (request,) = orders(company, 1, sku="D")
    real = inbox.still_waiting
    with company.office.engine.connect() as erp, ThreadPoolExecutor(1) as beside:
        if company.live.is_real:
            erp.execute(text("SET DEADLOCK_PRIORITY HIGH"))
        # a statement's first time takes some engines long
        lanes.lock(erp, KIOSK)
        erp.execute(text("UPDATE sales.stock SET on_hand = 4 WHERE sku = N'D'"))
        crossing: list[Future[None]] = []

        def goes_on() -> None:
            lanes.lock(erp, SHOP)
            erp.commit()

        def crossed(connection: Connection, taken: Any) -> set[int]:
            if not crossing:
                crossing.append(beside.submit(goes_on))
                # an engine looks for a circle when a wait has lasted for a while, and the one
                # who finds it is its victim: the other's look must be over
                time.sleep(2)
            return real(connection, taken)

        monkeypatch.setattr(inbox, "still_waiting", crossed)
        with pytest.raises(ContendedError):
            another(company).answer_waiting()
        crossing[0].result(30)
    assert any(said in caplog.text for said in DEADLOCK)
    assert company.count("replies") == company.count("orders") == 0
    assert company.rows("inbox", request_id=request.id)[0].attempts == 0
    let_leases_run_out(company)
    assert another(company).answer_waiting() == 1
    assert status(company, request) == AnswerStatus.CONFIRMED
    assert company.stock("D") == 3
    assert company.count("orders") == 1


def test_prices_that_are_committed_late_hold_from_the_next_round(company: LiveCompany) -> None:
    """A change may be written before another and committed after it: its version is the lower."""
    own = another(company)
    with company.office.engine.connect() as erp:
        erp.execute(text("UPDATE sales.products SET sell_until = '2020-01-01' WHERE sku = N'A'"))
        company.change_product("C", name="Thing that was changed after it")
        (before,) = orders(company, 1)
        assert own.answer_waiting() == 1
        assert status(company, before) == AnswerStatus.CONFIRMED
        erp.commit()
    (request,) = orders(company, 1, KIOSK)
    own.answer_waiting()
    assert status(company, request) == AnswerStatus.IN_CONFLICT


def test_what_a_worker_knows_is_kept_while_nobody_changes_it(company: LiveCompany) -> None:
    with company.office.engine.connect() as connection:
        known = up_to_date(connection, None)
    with company.office.engine.connect() as connection:
        assert up_to_date(connection, known) is known
    company.change_product("C", name="Thing that was changed")
    with company.office.engine.connect() as connection:
        assert up_to_date(connection, known) is not known


def test_an_admins_decision_and_the_customers_lane_wait_for_each_other(
    company: LiveCompany, impatient: HeadOffice
) -> None:
    orders(company, 1)
    leased, _ = another(company).claim(token("rep"), 10)
    with company.office.engine.connect() as deciding:
        lanes.lock(deciding, SHOP)
        with impatient.engine.connect() as answering, pytest.raises(ContendedError):
            lanes.renew(answering, token("rep"), leased)
        deciding.rollback()


def test_importing_brings_everything_and_again_changes_nothing(live: LiveOffice) -> None:
    live.empty()
    first = import_folder(live.office.engine, sample_folder(), clock=CLOCK)
    again = import_folder(live.office.engine, sample_folder(), clock=CLOCK)
    assert first.counts == again.counts
    assert first.changed["products"] == first.counts["products"] > 0
    assert not any(again.changed.values())


def test_of_two_who_store_the_first_value_of_a_name_one_tries_again(
    company: LiveCompany, monkeypatch: pytest.MonkeyPatch
) -> None:
    with company.office.engine.begin() as connection:
        schema.set_info(connection, "name_of_nothing", "one")
    monkeypatch.setattr(rows, "_existing_keys", lambda *_: set())
    with pytest.raises(ContendedError), company.office.engine.begin() as connection:
        schema.set_info(connection, "name_of_nothing", "two")
    with company.office.engine.connect() as connection:
        assert schema.info(connection, "name_of_nothing") == "one"


def test_of_two_workers_that_begin_at_once_one_makes_the_key_of_the_history(
    company: LiveCompany,
) -> None:
    engine = company.office.engine
    with engine.begin() as connection:
        connection.execute(delete(company.tables.secrets))
    with engine.connect() as one, engine.connect() as two, ThreadPoolExecutor(1) as other:
        first, second = one.begin(), two.begin()
        record_checkpoint(one)
        recording = other.submit(record_checkpoint, two)
        assert not wait([recording], 1.0).done
        first.commit()
        with pytest.raises(ContendedError):
            recording.result(60)
        second.rollback()
