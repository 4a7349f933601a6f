"""Retention: what is over long enough is purged, what is open stays, and nothing is done twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from smartclient.contract.encoding import digest_of
from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    Request,
    ResolveConflict,
)
from smartclient.database.transactions import reading
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.retention import RETENTION, Retained
from smartclient.headoffice.database.portions import PurgedKind
from smartclient.headoffice.database.schema import info
from smartclient.headoffice.retention.coverage import KEPT, KIND_OF
from smartclient.headoffice.retention.purge import Purge
from tests.office_company import ANN, BEN, BENS, KIOSK, SHOP, Company, line
from tests.set_clock import SetClock

LONG = timedelta(days=max(policy.days for policy in RETENTION.values()) + 1)


def purge(company: Company) -> dict[PurgedKind, int]:
    done = Purge(company.office.engine, company.clock.now()).run()
    return {each.kind: each.rows for each in done if each.rows}


def info_of(company: Company, name: str) -> str:
    with reading(company.office.engine) as connection:
        return info(connection, name)


def test_every_table_is_purged_by_a_policy_or_kept_for_a_reason(company: Company) -> None:
    names = {field for field in company.tables.__slots__ if field != "metadata"}
    assert names == set(KIND_OF) | set(KEPT)
    assert not set(KIND_OF) & set(KEPT)
    assert set(KIND_OF.values()) == set(PurgedKind)


def test_of_an_answered_request_the_outcome_stays(company: Company, clock: SetClock) -> None:
    request, answer = company.place(company.order(line("A", 3)))
    assert answer.order is not None
    clock.advance(LONG)
    assert purge(company)[PurgedKind.REQUESTS] == 1
    (held,) = company.rows("inbox", request_id=request.id)
    assert (held.digest, held.purged, held.status) == (request.digest, True, "done")
    assert "sku" not in held.body
    assert SHOP not in held.body
    after = company.answer(ANN, request)
    assert (after.status, after.purged, after.order) == (AnswerStatus.CONFIRMED, True, None)
    assert company.count("orders") == 1


def test_a_purged_request_is_recognised_and_carried_out_no_second_time(
    company: Company, clock: SetClock
) -> None:
    request, _ = company.place(company.order(line("D", 3)))
    clock.advance(LONG)
    purge(company)
    company.send(ANN, request)
    other = replace(request, body=request.body.replace("AN-0001", "AN-0002"))
    other = replace(other, digest=digest_of(other.body))
    (receipt,) = company.link(ANN).submit([other])
    assert receipt.refusal
    assert not company.office.answer_waiting()
    assert (company.count("orders"), company.stock("D")) == (1, 2)
    assert company.answer(ANN, request).purged


@pytest.mark.parametrize("days", [119, RETENTION[Retained.REQUESTS].days - 1])
def test_what_is_younger_stays(company: Company, clock: SetClock, days: int) -> None:
    company.policy(Retained.REQUESTS, "5")
    request, before = company.place(company.order())
    company.edit(("phone", "555-0100", "1"))
    clock.advance(timedelta(days=days))
    assert not purge(company)
    assert company.answer(ANN, request) == before


def test_an_admin_says_how_long_requests_are_kept(company: Company, clock: SetClock) -> None:
    company.policy(Retained.REQUESTS, "120")
    company.place(company.order())
    clock.advance(timedelta(days=121))
    assert purge(company)[PurgedKind.REQUESTS] == 1


def in_conflict(company: Company) -> tuple[Request, Answer]:
    company.change_product("B", discontinued_on=company.clock.today())
    request, answer = company.place(company.order(line("B", 1)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    return request, answer


def test_nothing_of_a_customer_is_purged_while_something_of_it_is_open(
    company: Company, clock: SetClock
) -> None:
    company.place(company.order(line("A", 3)))
    company.edit(("phone", "555-0100", "555"))
    request, answer = in_conflict(company)
    clock.advance(LONG)
    logged = company.log("customer", SHOP)
    assert PurgedKind.REQUESTS not in purge(company)
    assert company.log("customer", SHOP) == logged
    company.resolve(answer.conflict, "drop_line", replaces=request.id)
    clock.advance(LONG)
    assert purge(company)[PurgedKind.REQUESTS] == 4
    assert not company.log("customer", SHOP)


@pytest.mark.parametrize("status", ["received", "parked"])
def test_nothing_of_a_customer_is_purged_while_a_request_waits(
    company: Company, clock: SetClock, status: str
) -> None:
    company.place(company.order(line("A", 3)))
    request = company.request(ResolveConflict(conflict_id="x", resolution=None))  # type: ignore[arg-type]
    company.send(ANN, request)
    company.change("inbox", {"request_id": request.id}, status=status)
    company.place(company.order(line("A", 3), customer=KIOSK))
    clock.advance(LONG)
    assert purge(company)[PurgedKind.REQUESTS] == 1
    assert company.rows("inbox", lane=SHOP, purged=True) == []


def test_a_request_in_a_conflict_that_was_resolved_says_what_came_of_it(
    company: Company, clock: SetClock
) -> None:
    request, answer = in_conflict(company)
    _, outcome = company.resolve(answer.conflict, "drop_line", replaces=request.id)
    assert company.answer(ANN, request).status is AnswerStatus.IN_CONFLICT
    clock.advance(LONG)
    purge(company)
    after = company.answer(ANN, request)
    assert (after.status, after.purged, after.conflict) == (outcome.status, True, None)
    (kept,) = company.rows("conflicts")
    assert "discontinued" not in kept.document + kept.body + kept.report
    assert not company.count("open_work")


def test_a_late_answer_to_a_purged_conflict_gets_its_outcome(
    company: Company, clock: SetClock
) -> None:
    request, answer = in_conflict(company)
    _, outcome = company.resolve(answer.conflict, "drop_line", replaces=request.id)
    clock.advance(LONG)
    purge(company)
    _, late = company.resolve(answer.conflict, "drop_line", replaces=request.id)
    assert (late.status, late.order, late.purged) == (outcome.status, outcome.order, True)


def test_a_customer_that_was_opened_keeps_its_number_and_is_read_again(
    company: Company, clock: SetClock
) -> None:
    body = CreateCustomer(
        provisional_number=CustomerNumber("NEW-1"), name="New Shop", contact="Mary Poppins"
    )
    request, answer = company.ask(ANN, body, lane="NEW-1")
    assert answer.customer is not None
    number = answer.customer.number
    (before,) = company.rows("customers", number=number)
    clock.advance(LONG)
    purge(company)
    after = company.answer(ANN, request)
    assert after.customer is not None
    assert (after.customer.number, after.customer_number_was) == (number, "NEW-1")
    assert after.customer.contact == ""
    (now,) = company.rows("customers", number=number)
    (reply,) = company.rows("replies", request_id=request.id)
    assert now.row_version > reply.row_version > before.row_version
    assert now.contact == "Mary Poppins"
    # a later version of it, which another device had entered, opens no second one
    later = replace(body, contact="Bert")
    company.ask(ANN, later, lane="NEW-1", replaces=request.id)
    assert company.count("customers", name="New Shop") == 1


def test_a_cancelled_order_stays_in_the_reply(company: Company, clock: SetClock) -> None:
    order = company.order()
    company.place(order)
    request, answer = company.cancel(order)
    clock.advance(LONG)
    purge(company)
    assert company.answer(ANN, request).order == answer.order != None  # noqa: E711 (both at once)


def test_a_withdrawal_of_a_purged_request_is_too_late(company: Company, clock: SetClock) -> None:
    request, _ = company.place(company.order())
    clock.advance(LONG)
    purge(company)
    _, answer = company.withdraw(request)
    assert (answer.status, answer.withdrawn) == (AnswerStatus.CONFIRMED, False)
    assert company.count("orders", state="confirmed") == 1


def test_devices_learn_how_far_deletions_were_purged(company: Company, clock: SetClock) -> None:
    company.change_customer(SHOP, rep=BEN)
    company.add("policies", {"key": "discontinued", "setting": "admin"})
    with company.office.engine.begin() as connection:
        connection.execute(company.tables.policies.delete())
    gone = company.rows("tombstones")
    left = company.rows("membership", is_member=False)
    assert gone
    assert left
    clock.advance(LONG)
    company.change_customer(KIOSK, rep=BEN)
    done = purge(company)
    assert (done[PurgedKind.TOMBSTONES], done[PurgedKind.MEMBERSHIP]) == (len(gone), len(left))
    assert info_of(company, "tombstones_purged_to") == str(max(row.row_version for row in gone))
    assert info_of(company, "membership_purged_to") == str(max(row.row_version for row in left))
    assert [row.customer for row in company.rows("membership", is_member=False)] == [KIOSK]


def test_decided_cases_go_and_open_ones_stay(company: Company, clock: SetClock) -> None:
    request, answer = in_conflict(company)
    company.escalate(answer.conflict, replaces=request.id)
    clock.advance(LONG)
    assert PurgedKind.CASES not in purge(company)
    company.decide(answer.conflict, "refuse")
    clock.advance(LONG - timedelta(days=2))
    assert PurgedKind.CASES not in purge(company)
    clock.advance(timedelta(days=2))
    assert purge(company)[PurgedKind.CASES] == 1
    assert not company.count("cases")


def test_empty_lanes_and_devices_not_seen_go(company: Company, clock: SetClock) -> None:
    company.place(company.order())
    assert company.count("lanes")
    assert company.count("laptops")
    clock.advance(LONG)
    done = purge(company)
    assert done[PurgedKind.LANES] == 1
    assert done[PurgedKind.LAPTOPS] == 1
    company.place(company.order())
    assert company.count("orders") == 2


def test_a_purge_that_is_only_tried_deletes_nothing(company: Company, clock: SetClock) -> None:
    request, before = company.place(company.order())
    company.edit(("phone", "555-0100", "555"))
    clock.advance(LONG)
    tried = Purge(company.office.engine, clock.now(), is_trial=True).run()
    assert company.answer(ANN, request) == before
    assert company.log("customer", SHOP)
    done = Purge(company.office.engine, clock.now()).run()
    # who was just here was seen, and a lane is empty once its requests are purged
    seen = {PurgedKind.LAPTOPS, PurgedKind.LANES}
    assert [each for each in tried if each.kind not in seen] == [
        each for each in done if each.kind not in seen
    ]


def test_a_purge_that_ended_anywhere_is_begun_again(
    company: Company, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartclient.headoffice.retention.purge.PORTION", 2)
    requests = [company.place(company.order(line("A", n + 1)))[0] for n in range(7)]
    company.edit(("phone", "555-0100", "555"))
    clock.advance(LONG)
    for _ in range(4):
        portions = Purge(company.office.engine, clock.now()).portions()
        next(portions)
    assert all(row.purged for row in company.rows("inbox"))
    assert all(company.answer(ANN, request).purged for request in requests)
    purge(company)
    assert not purge(company)
    assert company.count("orders") == 7


def test_a_purged_request_whose_reply_was_lost_is_not_set_aside(
    company: Company, clock: SetClock
) -> None:
    request, _ = company.edit(("phone", "555-0100", "1"))
    clock.advance(LONG)
    purge(company)
    assert offered_again(company, request).status is AnswerStatus.REJECTED


def offered_again(company: Company, request: Request) -> Answer:
    """The answer to a request that comes again because its reply was lost."""
    with company.office.engine.begin() as connection:
        connection.execute(company.tables.replies.delete())
    company.send(ANN, request)
    assert company.office.answer_waiting() == 1
    return company.answer(ANN, request)


def test_a_purged_placing_whose_reply_was_lost_is_answered_by_its_order(
    company: Company, clock: SetClock
) -> None:
    """Were it refused, the rep would be left a draft, and might place it a second time."""
    request, before = company.place(company.order(line("D", 3)))
    clock.advance(LONG)
    assert purge(company)[PurgedKind.REQUESTS] == 1
    after = offered_again(company, request)
    assert (after.status, after.order) == (AnswerStatus.CONFIRMED, before.order)
    assert (company.count("orders"), company.stock("D")) == (1, 2)


def test_a_purged_resolution_whose_reply_was_lost_is_answered_by_its_order(
    company: Company, clock: SetClock
) -> None:
    _, answer = company.place(company.order(line("D", 500)))
    assert answer.conflict is not None
    action = str(answer.conflict.problems[0].actions[0])
    request, before = company.resolve(answer.conflict, action)
    assert before.status.succeeded
    clock.advance(LONG)
    assert purge(company)[PurgedKind.REQUESTS] == 2
    after = offered_again(company, request)
    assert (after.status.succeeded, after.order) == (True, before.order)
    assert company.count("orders") == 1


def test_a_purged_order_that_had_been_refused_is_refused_again(
    company: Company, clock: SetClock
) -> None:
    request, before = company.place(company.order(customer=BENS))
    assert before.status is AnswerStatus.REJECTED
    clock.advance(LONG)
    purge(company)
    assert offered_again(company, request).status is AnswerStatus.REJECTED
    assert not company.count("orders")


def test_a_purge_is_led_to_its_rows_by_indexes(company: Company, clock: SetClock) -> None:
    in_conflict(company)
    company.place(company.order(line("A", 2), customer=KIOSK))
    clock.advance(LONG)
    plans: list[str] = []

    @event.listens_for(company.office.engine, "before_cursor_execute")
    def explain(_: object, cursor: Any, statement: str, values: Any, *__: object) -> None:  # noqa: ANN401
        if statement.startswith("SELECT") and "sync_policies" not in statement:
            found = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            plans.extend(row[3] for row in found)

    Purge(company.office.engine, clock.now(), is_trial=True).run()
    assert "SEARCH sync_inbox USING INDEX ix_sqlite_inbox_kept (answered_at<?)" in plans
    assert not [plan for plan in plans if plan.startswith("SCAN sync_")]
