"""Open work at head office: in step with conflicts and stopped requests, earlier ones included."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from smartclient.contract.admin_bodies import RetryStopped
from smartclient.contract.documents import document_from_json
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    Body,
    EscalateConflict,
    PlaceOrder,
    Request,
)
from smartclient.domain.retention import SHORTEST_DAYS
from smartclient.headoffice import handlers
from smartclient.headoffice.database.migrations.sqlite_0003 import open_work as made
from tests.office_company import ANN, HEAD, Company, line


@pytest.fixture
def busy(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Company:
    """A company with an open conflict, a case and a stopped request."""
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    company.change_product("A", discontinued_on=company.clock.today() - timedelta(days=1))
    _, answer = company.place(company.order(line("A", 1)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    _, answer = company.place(company.order(line("A", 2)))
    company.escalate(answer.conflict, "They insist.")
    with monkeypatch.context() as patch:
        patch.setitem(handlers.HANDLERS, PlaceOrder, _fails)
        company.place(company.order(line("B", 1)))
    return company


def _fails(*_: object) -> None:
    raise ZeroDivisionError


def rows(company: Company) -> list[tuple[Any, ...]]:
    """Every row but for what a migration can't know: ids, versions and since when."""
    found = sorted(company.rows("open_work"), key=lambda row: row.item_id)
    return [
        tuple(value for name, value in row._mapping.items() if name not in _OWN) for row in found
    ]


_OWN = {"id", "row_version", "since"}


def test_what_was_open_before_the_feed_was_there_is_in_it(busy: Company) -> None:
    before = rows(busy)
    assert sorted(row.state for row in busy.rows("open_work")) == ["open", "parked", "with_admin"]
    filling = [item for item in made.statements() if item.startswith("INSERT")]
    with busy.office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sync_open_work")
        for statement in filling:
            connection.exec_driver_sql(statement)
    assert rows(busy) == before


def test_a_stopped_request_that_is_sent_again_leaves_it(busy: Company) -> None:
    (parked,) = busy.rows("open_work", state="parked")
    (request,) = busy.rows("inbox", request_id=parked.request_id)
    busy.change("inbox", {"id": request.id}, status="received")
    assert not busy.rows("open_work", state="parked")
    (tombstone,) = busy.rows("tombstones", kind="open_work")
    assert tombstone.entry_id == parked.id


def test_a_closed_conflict_is_kept_with_its_outcome_and_forgotten_in_the_end(
    busy: Company,
) -> None:
    (case,) = busy.rows("open_work", state="with_admin")
    assert busy.decide(case.item_id, "refuse", HEAD).status is AnswerStatus.CONFIRMED
    (closed,) = busy.rows("open_work", state="closed")
    assert closed.item_id == case.item_id
    assert '"status":"rejected"' in closed.answer
    long_ago = busy.clock.now() - timedelta(days=SHORTEST_DAYS + 1)
    busy.change("open_work", {"id": closed.id}, since=long_ago)
    busy.place(busy.order(line("A", 7)))
    assert not busy.rows("open_work", state="closed")


def sent_and_stopped(company: Company, body: Body, *, replaces: str | None = None) -> Request:
    request = company.request(body, replaces=replaces)
    company.send(ANN, request)
    company.park(request)
    return request


def test_what_is_stopped_of_an_order_is_over_once_the_order_is_cancelled(company: Company) -> None:
    order = company.order(line("A", 1))
    placing = sent_and_stopped(company, PlaceOrder(order=order))
    other = sent_and_stopped(company, PlaceOrder(order=company.order(line("B", 1))))
    assert company.cancel(order)[1].status is AnswerStatus.CONFIRMED
    assert company.answer(ANN, placing).withdrawn
    company.ask(HEAD, RetryStopped(sender=ANN, request_id=placing.id, confirmed=True), lane="")
    company.send(ANN, placing)
    company.office.answer_waiting()
    assert company.count("orders") == 0
    assert [row.request_id for row in company.rows("inbox", status="parked")] == [other.id]


def test_answers_that_are_stopped_are_over_when_another_one_cancels_the_order(
    company: Company,
) -> None:
    order = company.order(line("NONE", 1), line("A", 1, 2))
    placing, answer = company.place(order)
    assert answer.conflict is not None
    asking = EscalateConflict(conflict_id=answer.conflict.id)
    stopped = sent_and_stopped(company, asking, replaces=placing.id)
    _, reported = company.resolve(answer.conflict, "cancel", replaces=placing.id)
    late = company.answer(ANN, stopped)
    assert (late.status, late.withdrawn) == (AnswerStatus.REJECTED, True)
    assert late.order == reported.order
    assert not company.rows("inbox", status="parked")


def test_an_answer_to_what_a_later_version_replaced_is_not_set_aside_because_that_one_is(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    order = company.order(line("NONE", 1))
    placing, answer = company.place(order)
    assert answer.conflict is not None
    later = company.request(PlaceOrder(order=order), replaces=placing.id, withdraws=(placing.id,))
    with monkeypatch.context() as patch:
        patch.setitem(handlers.HANDLERS, PlaceOrder, _fails)
        company.send(ANN, later)
        company.office.answer_waiting()
    assert company.answer(ANN, later).status is AnswerStatus.PARKED
    _, late = company.escalate(answer.conflict, replaces=placing.id)
    assert (late.status, late.withdrawn) == (AnswerStatus.REJECTED, True)


def test_answers_that_are_stopped_are_over_when_a_later_version_comes(company: Company) -> None:
    order = company.order(line("NONE", 1))
    placing, answer = company.place(order)
    assert answer.conflict is not None
    asking = EscalateConflict(conflict_id=answer.conflict.id)
    stopped = sent_and_stopped(company, asking, replaces=placing.id)
    later = replace(order, lines=(line("A", 1),))
    _, reported = company.place(later, replaces=placing.id, withdraws=(placing.id,))
    late = company.answer(ANN, stopped)
    assert (late.status, late.withdrawn, late.order) == (
        AnswerStatus.REJECTED,
        True,
        reported.order,
    )
    assert not company.rows("inbox", status="parked")


def test_a_closed_conflict_is_given_with_the_newest_answer_to_what_became_of_it(
    company: Company,
) -> None:
    order = company.order(line("NONE", 1))
    placing, _ = company.place(order)
    later = replace(order, lines=(line("NONE", 2),))
    company.place(later, replaces=placing.id, withdraws=(placing.id,))
    # another laptop, which does not know of the later version
    _, reported = company.cancel(order, replaces=placing.id, withdraws=(placing.id,))
    assert reported.order is not None
    rows = company.rows("open_work")
    assert [row.state for row in rows] == ["closed", "closed"]
    assert [document_from_json(row.answer, Answer).order for row in rows] == [
        reported.order,
        reported.order,
    ]


def test_an_answer_that_is_stopped_is_over_when_another_one_resolves_the_conflict(
    company: Company,
) -> None:
    placing, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    assert answer.conflict is not None
    asking = EscalateConflict(conflict_id=answer.conflict.id)
    stopped = sent_and_stopped(company, asking, replaces=placing.id)
    _, reported = company.resolve(answer.conflict, "drop_line", replaces=placing.id)
    assert reported.status is AnswerStatus.CONFIRMED
    assert company.answer(ANN, stopped) == reported
    assert not company.rows("inbox", status="parked")
    assert not company.rows("open_work", state="parked")


def test_an_answer_to_a_conflict_that_is_closed_is_not_set_aside(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")
    order = company.order(line("NONE", 1))
    placing, answer = company.place(order)
    later = replace(order, lines=(line("A", 1),))
    _, reported = company.place(later, replaces=placing.id, withdraws=(placing.id,))
    with monkeypatch.context() as patch:
        patch.setitem(handlers.HANDLERS, EscalateConflict, _fails)
        _, late = company.escalate(answer.conflict, replaces=placing.id)
    assert late == reported
    assert not company.rows("inbox", status="parked")
    assert not company.rows("open_work", state="parked")
