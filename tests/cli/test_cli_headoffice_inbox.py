"""What waits for head office's worker is listed, with what holds it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from smartclient.cli.program import run
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.database.transactions import writing
from smartclient.domain.clock import Clock
from smartclient.headoffice.inbox import lanes
from smartclient.headoffice.worker.worker import Worker
from tests.office_company import ANN, KIOSK, SHOP, Company, found_company, line

OTHER_WORKER = "other-1"


@pytest.fixture
def company(tmp_path: Path, clock: Clock) -> Iterator[Company]:
    company_ = found_company(tmp_path, clock)
    yield company_
    company_.office.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/company.db"


def order(company: Company, customer: str) -> Request:
    body = PlaceOrder(order=company.order(line("A", 1), customer=customer))
    request = company.request(body, lane=customer)
    company.send(ANN, request)
    return request


def test_all_that_waits_is_listed_with_what_holds_it(
    company: Company, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    held, free = order(company, KIOSK), order(company, SHOP)
    t = company.tables.inbox
    with writing(company.office.engine) as (connection, transaction):
        failed = update(t).where(t.c.request_id == held.id)
        connection.execute(failed.values(attempts=2, error="KeyError: 'x'"))
        transaction.commit()
    worker = Worker(company.office.engine, company.clock, name=OTHER_WORKER)
    worker.claim(lanes.new_token(OTHER_WORKER), 1)
    assert run(["headoffice", "inbox", "--url", url, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["request"], first["login"], first["customer"]) == (held.id, ANN, KIOSK)
    assert (first["kind"], first["label"], first["attempts"]) == ("place_order", "AN-0001", 2)
    assert first["error"] == "KeyError: 'x'"
    assert first["leased_until"]
    assert first["deferred_until"] is None
    assert (second["request"], second["leased_until"]) == (free.id, None)
    assert run(["headoffice", "inbox", "--url", url]) == 0
    said = " ".join(capsys.readouterr().out.split())
    # it has shown no sign of life yet by which head office would know its name
    assert "Leased by a worker until" in said
    assert "Free: any worker may take it, and none does." in said
    assert "KeyError" in said


def test_one_customers_are_listed_alone(
    company: Company, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    order(company, KIOSK)
    wanted = order(company, SHOP)
    command = ["headoffice", "inbox", "--url", url, "--customer", SHOP.lower()]
    assert run([*command, "--json"]) == 0
    assert [item["request"] for item in json.loads(capsys.readouterr().out)] == [wanted.id]
    company.office.answer_waiting()
    assert run(command) == 0
    assert capsys.readouterr().out.strip() == "No request waits for the worker."


def test_serving_once_says_what_it_left_and_why(
    company: Company, url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    order(company, KIOSK)
    order(company, SHOP)
    lease_all = lanes.lease

    def lease_one(connection: object, token: str, requests: int) -> tuple[str, ...]:
        """Lease as a worker does that never finds the kiosk's requests."""
        leased = lease_all(connection, token, requests)  # type: ignore[arg-type]
        lanes.release(connection, token, [KIOSK])  # type: ignore[arg-type]
        return tuple(lane for lane in leased if lane != KIOSK)

    monkeypatch.setattr(lanes, "lease", lease_one)
    assert run(["headoffice", "serve", "--once", "--url", url]) == 0
    out = capsys.readouterr().out
    assert "1 request answered." in out
    assert "1 request still waits." in out
    assert f"For customer {KIOSK}: Free: any worker may take it, and none does." in out
