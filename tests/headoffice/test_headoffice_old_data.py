"""Orders from data that is too old: refused once, evaluated again, and never asked for again."""

from dataclasses import replace
from datetime import timedelta

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    EscalateConflict,
    PlaceOrder,
)
from smartclient.domain.rules.problems import ResolvedBy, RuleCode
from smartclient.domain.sales.order_diff import REFERENCE_FIELD
from smartclient.domain.sales.orders import Order
from smartclient.headoffice.admin.maintenance import set_policy
from tests.office_company import ANN, SHOP, Company

LIMIT = timedelta(seconds=40)


def allow(company: Company, limit: str = "40s") -> None:
    set_policy(company.office.engine, "reference_data_days", limit, clock=company.clock)


def advance(company: Company, by: timedelta) -> None:
    company.clock.advance(by)  # type: ignore[attr-defined]


def refreshed(company: Company, order: Order, *, age: timedelta) -> PlaceOrder:
    now = company.clock.now()
    return PlaceOrder(
        order=order, reference_as_of=now - age, refreshed_from=now - timedelta(days=2)
    )


def refused_for(answer: Answer) -> list[str]:
    assert answer.status is AnswerStatus.REJECTED
    return [problem.code for problem in answer.reasons]


def test_a_limit_of_seconds_is_kept_to(company: Company) -> None:
    allow(company)
    order = company.order()
    stale = PlaceOrder(
        order=order, reference_as_of=company.clock.now() - LIMIT - timedelta(seconds=1)
    )
    _, answer = company.ask(ANN, stale)
    assert refused_for(answer) == [RuleCode.REFERENCE_DATA_TOO_OLD]
    fresh = replace(stale, reference_as_of=company.clock.now() - LIMIT)
    _, answer = company.ask(ANN, fresh)
    assert answer.status is AnswerStatus.CONFIRMED


def test_an_order_of_yesterday_keeps_its_day_under_a_limit_of_seconds(company: Company) -> None:
    allow(company)
    yesterday = company.clock.today() - timedelta(days=1)
    order = replace(company.order(), order_date=yesterday)
    _, answer = company.ask(ANN, refreshed(company, order, age=LIMIT))
    assert answer.status is AnswerStatus.CONFIRMED
    assert answer.order is not None
    assert answer.order.order.order_date == yesterday


def test_a_worker_that_was_away_makes_no_data_too_old(company: Company) -> None:
    allow(company)
    request = company.request(
        PlaceOrder(order=company.order(), reference_as_of=company.clock.now())
    )
    company.send(ANN, request)
    advance(company, timedelta(hours=3))
    company.office.answer_waiting()
    assert company.answer(ANN, request).status is AnswerStatus.CONFIRMED


def test_a_refreshed_order_is_confirmed_and_reports_the_refresh(company: Company) -> None:
    allow(company)
    body = refreshed(company, company.order(), age=LIMIT)
    _, answer = company.ask(ANN, body)
    assert answer.status is AnswerStatus.CONFIRMED
    (change,) = [item for item in answer.report if item.field == REFERENCE_FIELD]
    assert body.refreshed_from is not None
    assert body.reference_as_of is not None
    assert (change.before, change.after) == (
        body.refreshed_from.isoformat(),
        body.reference_as_of.isoformat(),
    )


def test_a_refreshed_order_that_is_too_old_again_is_a_conflict_an_admin_can_approve(
    company: Company,
) -> None:
    allow(company)
    order = company.order()
    _, answer = company.ask(ANN, refreshed(company, order, age=LIMIT + timedelta(seconds=1)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    (problem,) = answer.conflict.problems
    assert (problem.code, problem.settled_by) == (
        RuleCode.REFERENCE_DATA_TOO_OLD,
        ResolvedBy.REP,
    )
    escalation, answer = company.ask(ANN, EscalateConflict(conflict_id=answer.conflict.id))
    assert answer.status is AnswerStatus.AWAITING_DECISION
    company.decide(answer.conflict, "approve")
    assert company.answer(ANN, escalation).status is AnswerStatus.CONFIRMED
    assert company.count("orders") == 1


def test_a_refreshed_change_that_is_too_old_again_leaves_the_order_as_it_is(
    company: Company,
) -> None:
    _, placed = company.place(company.order())
    assert placed.order is not None
    held = placed.order.order
    now = company.clock.now()
    body = AmendOrder.from_base(held, replace(held, note="ring twice"), reference_as_of=None)
    old = replace(body, reference_as_of=now - timedelta(days=31))
    _, answer = company.ask(ANN, old, lane=SHOP)
    assert refused_for(answer) == [RuleCode.REFERENCE_DATA_TOO_OLD]
    _, answer = company.ask(ANN, replace(old, refreshed_from=now - timedelta(days=40)), lane=SHOP)
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.order == placed.order
