"""A request that waits while others are answered is found, and whatever holds it is named."""

# ruff: noqa: ANN401 (a row's values are of any type)

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from smartclient.cli.json_output.headoffice import head_office_shape
from smartclient.cli.render.headoffice import status_page
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.database.transactions import reading, writing
from smartclient.diagnostics.finding import Finding
from smartclient.diagnostics.headoffice import head_office_findings
from smartclient.domain.clock import SystemClock
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.inbox.waiting import OVERDUE_AFTER, overdue_requests
from smartclient.headoffice.worker import heartbeat
from smartclient.headoffice.worker.worker import Worker
from smartclient.read_models.headoffice import WaitingRequest
from tests.doctor_findings import by_check
from tests.office_company import ANN, KIOSK, SHOP, Company, line

LONG = OVERDUE_AFTER + timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    """Head office's time is the real one here: leases go by the database's clock."""
    return SystemClock().now()


def order(company: Company, customer: str = SHOP, login: str = ANN) -> Request:
    request = company.request(
        PlaceOrder(order=company.order(line("A", 1), customer=customer)), lane=customer
    )
    company.send(login, request)
    return request


def change(company: Company, request: Request, **values: Any) -> None:
    t = company.tables.inbox
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(update(t).where(t.c.request_id == request.id).values(**values))
        transaction.commit()


def overdue(company: Company) -> tuple[WaitingRequest, ...]:
    with reading(company.office.engine) as connection:
        return overdue_requests(connection)


@pytest.fixture
def passed_over(company: Company, now: datetime) -> Request:
    """A request that has waited for long although one of another customer was answered after it."""
    waiting = order(company, KIOSK)
    later = order(company, SHOP)
    change(company, waiting, received_at=now - 2 * LONG, status="done")
    company.office.answer_waiting()
    change(company, waiting, status="received")
    change(company, later, answered_at=now - LONG)
    replies(company, now)
    return waiting


Doctor = Callable[[], Finding]


@pytest.fixture
def finding(company: Company, tmp_path: Path) -> Doctor:
    """What the doctor says of the workers."""
    url = f"sqlite:///{tmp_path}/company.db"
    clock = SystemClock()

    def check() -> Finding:
        found = head_office_findings(url, clock, lambda: HeadOffice.open(url, clock))
        return by_check(found)["worker"]

    return check


def seen_now(company: Company, now: datetime) -> None:
    with writing(company.office.engine) as (connection, transaction):
        heartbeat.extend_serving(connection, "w", now)
        transaction.commit()


def test_one_that_is_passed_over_is_named_with_everything_about_it(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    seen_now(company, now)
    assert [found.request_id for found in overdue(company)] == [passed_over.id]
    said = finding()
    assert not said.ok
    for part in (passed_over.id, ANN, f"customer {KIOSK}", "AN-0001", "Place the order"):
        assert part in said.detail
    assert f"{(now - 2 * LONG).astimezone():%Y-%m-%d %H:%M}" in said.detail
    assert "any worker may take it, and none does" in said.detail
    assert "headoffice inbox" in said.advice


def test_the_status_names_it_and_leads_to_the_manual(
    company: Company, passed_over: Request
) -> None:
    found = status(company.office.engine)
    lines = list(status_page(found, OfficeHints(url="", admin="")))
    assert any(passed_over.id in line and "gets nowhere" in line for line in lines)
    assert lines[-1].endswith("smartclient manual operating")
    shape = head_office_shape(found)["overdue"]
    assert isinstance(shape, list)
    assert [item["request"] for item in shape if isinstance(item, dict)] == [passed_over.id]


def test_what_a_laptop_sent_forges_no_line(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    seen_now(company, now)
    change(company, passed_over, kind="odd\nForged: all is well")
    assert "odd Forged" in finding().detail
    assert "\n" not in finding().detail


def test_without_a_worker_it_is_the_worker_that_is_missing(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    assert passed_over.id not in finding().detail
    assert finding().detail == "Requests wait, and no worker answers them."


def test_one_that_waits_a_moment_is_not_overdue(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    change(company, passed_over, received_at=now - timedelta(minutes=1))
    assert overdue(company) == ()
    seen_now(company, now)
    assert finding().ok


def test_a_backlog_that_is_worked_off_in_order_is_not_overdue(
    company: Company, now: datetime
) -> None:
    earlier = order(company, SHOP)
    company.office.answer_waiting()
    change(company, earlier, received_at=now - 3 * LONG, answered_at=now - LONG)
    waiting = order(company, KIOSK)
    change(company, waiting, received_at=now - 2 * LONG)
    replies(company, now)
    assert overdue(company) == ()


def test_one_that_waits_while_nothing_at_all_is_answered_is_overdue(
    company: Company, now: datetime
) -> None:
    earlier = order(company, SHOP)
    company.office.answer_waiting()
    change(company, earlier, received_at=now - 3 * LONG, answered_at=now - LONG)
    waiting = order(company, KIOSK)
    change(company, waiting, received_at=now - 2 * LONG)
    replies(company, now - LONG)
    assert [found.request_id for found in overdue(company)] == [waiting.id]


def replies(company: Company, answered_at: datetime) -> None:
    """Have every reply be from then."""
    with writing(company.office.engine) as (connection, transaction):
        connection.execute(update(company.tables.replies).values(answered_at=answered_at))
        transaction.commit()


def test_whoever_leased_its_lane_is_named_until_when(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    seen_now(company, now)
    worker = Worker(company.office.engine, company.clock, name="w")
    token = lanes.new_token("w")
    worker.claim(token, 10)
    (found,) = overdue(company)
    assert found.leased_by == "w"
    assert found.leased_until is not None
    assert now < found.leased_until <= SystemClock().now() + lanes.LEASE
    said = finding()
    assert "Leased by worker w until" in said.detail
    assert "that worker" in said.advice


def test_one_whose_lane_is_deferred_says_until_when(
    company: Company, passed_over: Request, now: datetime, finding: Doctor
) -> None:
    seen_now(company, now)
    worker = Worker(company.office.engine, company.clock, name="w")
    token = lanes.new_token("w")
    leased, taken = worker.claim(token, 10)
    worker.release(token, leased, taken, deferred=True)
    (found,) = overdue(company)
    assert (found.leased_by, found.leased_until) == ("", None)
    assert found.deferred_until is not None
    assert "Deferred until" in finding().detail


def test_a_token_of_an_older_worker_is_of_nobody_known() -> None:
    token = lanes.new_token("w")
    assert len(token) <= 36
    assert token != lanes.new_token("w")
    assert lanes.worker_of(token, ("v", "w")) == "w"
    assert lanes.worker_of("0193a2b4-aaaa-7bbb-8ccc-0123456789ab", ("v", "w")) == ""
