"""Status: one silent worker of several is seen, and one that was stopped is not missed."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from smartclient.cli.json_output.headoffice import head_office_shape
from smartclient.cli.render.headoffice import status_page
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.database.transactions import writing
from smartclient.domain.retention import Retained
from smartclient.domain.sales.numbering import Numbering
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.worker import heartbeat
from tests.office_company import SHOP, Company
from tests.set_clock import SetClock


@pytest.fixture
def workers(company: Company) -> Company:
    """The company with one worker that serves, one that fell silent and one that ended."""
    t = company.tables.workers
    with writing(company.office.engine) as (connection, transaction):
        now = company.clock.now()
        for name, minutes in (("serves", 0), ("silent", 30), ("ended", 60)):
            heartbeat.extend_serving(connection, name, now - timedelta(minutes=minutes))
        passed = now - timedelta(days=4_000)
        connection.execute(update(t).where(t.c.worker == "silent").values(serving_until=passed))
        heartbeat.stop_serving(connection, "ended")
        transaction.commit()
    return company


def test_a_silent_worker_of_several_is_reported(workers: Company) -> None:
    found = status(workers.office.engine)
    assert [(worker.name, worker.silent) for worker in found.workers] == [
        ("silent", True),
        ("serves", False),
    ]
    assert found.worker_seen == workers.clock.now()
    lines = [
        line
        for line in status_page(found, OfficeHints(url="", admin=""))
        if line.startswith("Worker ")
    ]
    assert [line.split(" 20")[0] for line in lines] == [
        "Worker silent: silent since",
        "Worker serves: serving, last seen",
    ]
    shape = head_office_shape(found)["workers"]
    assert isinstance(shape, list)
    assert len(shape) == 2


def test_a_worker_seen_before_the_clock_was_put_back_is_not_there(workers: Company) -> None:
    t = workers.tables.workers
    with writing(workers.office.engine) as (connection, transaction):
        later = workers.clock.now() + timedelta(days=4_000)
        ahead = update(t).where(t.c.worker == "serves").values(seen_at=later, serving_until=later)
        connection.execute(ahead)
        transaction.commit()
    assert [
        worker.name for worker in status(workers.office.engine).workers if not worker.silent
    ] == []
    assert not workers.office.serving()
    with writing(workers.office.engine) as (connection, transaction):
        heartbeat.forget_long_silent(connection, workers.clock.now())
        transaction.commit()
    assert "serves" not in [row.worker for row in workers.rows("workers")]


def test_a_worker_that_was_killed_is_forgotten_after_days(workers: Company) -> None:
    later = workers.clock.now() + heartbeat.REMEMBERED
    with writing(workers.office.engine) as (connection, transaction):
        heartbeat.forget_long_silent(connection, later - timedelta(minutes=10))
        transaction.commit()
    assert [row.worker for row in workers.rows("workers")] == ["serves"]


def test_a_purge_by_hand_is_the_last_one_and_a_trial_is_none(
    company: Company, clock: SetClock
) -> None:
    company.place(company.order())
    clock.advance(timedelta(days=400))
    assert status(company.office.engine).last_purge is None
    company.office.purge(is_trial=True)
    assert status(company.office.engine).last_purge is None
    done = company.office.purge()
    found = status(company.office.engine).last_purge
    assert found is not None
    assert (found.worker, found.rows) == ("", sum(each.rows for each in done))
    assert found.rows > 0


def test_the_status_says_what_policies_say_of_numbers_and_days(company: Company) -> None:
    for key, setting in (("numbering", "gapless"), ("keep_changes_days", "1095")):
        company.policy(key, setting)
    found = status(company.office.engine)
    assert found.numbering.setting is Numbering.GAPLESS
    assert not found.numbering.may_have_gaps
    assert found.retention[Retained.CHANGES] == 1_095
    assert not found.numbering.passed_over


def test_numbers_that_a_restore_passed_over_are_named(company: Company) -> None:
    company.place(company.order())
    company.office.restored()
    numbers = status(company.office.engine).numbering.passed_over["order_number"]
    assert len(numbers) > 10_000


def test_customers_whose_history_is_to_follow_are_counted(company: Company) -> None:
    company.add("moved_customers", {"customer": SHOP})
    assert status(company.office.engine).moved_customers == 1
