"""Amendments made from an order that others changed meanwhile: merged, in conflict, reported."""

from dataclasses import replace
from datetime import date

import pytest

from smartclient.contract.messages import AmendOrder, Answer, AnswerStatus, Request, ResolveConflict
from smartclient.domain.limits import MOST_LINES
from smartclient.domain.sales.orders import Order, OrderState
from smartclient.reconcile.actions import parse_field_choices
from smartclient.reconcile.conflict import Conflict, ConflictKind, Resolution
from tests.office_company import ANN, HEAD, SHOP, Company, line


def amend(
    company: Company, base: Order, order: Order, replaces: str | None = None
) -> tuple[Request, Answer]:
    body = AmendOrder.from_base(base, order, reference_as_of=None)
    return company.ask(ANN, body, lane=order.customer, replaces=replaces)


def confirmed(company: Company, *lines: tuple[str, int]) -> Order:
    """Place an order and return it as head office confirmed it."""
    order = company.order(*(line(sku, n, index) for index, (sku, n) in enumerate(lines, start=1)))
    _, answer = company.place(order)
    assert answer.order is not None
    return answer.order.order


def with_quantity(order: Order, number: int, quantity: int) -> Order:
    old = order.line(number)
    assert old is not None
    return order.with_line(replace(old, quantity=quantity))


def held(answer: Answer) -> list[tuple[int, str, int]]:
    assert answer.order is not None
    return [(item.line, item.sku, item.quantity) for item in answer.order.order.lines]


def take(company: Company, conflict: Conflict | None, *takes: str) -> Answer:
    assert conflict is not None
    resolution = Resolution(fields=parse_field_choices(conflict, takes))
    body = ResolveConflict(conflict_id=conflict.id, resolution=resolution)
    _, answer = company.ask(ANN, body)
    return answer


def collision(company: Company) -> tuple[Order, Request, Answer]:
    base = confirmed(company, ("A", 1), ("B", 1))
    amend(company, base, with_quantity(base, 1, 3))
    request, answer = amend(company, base, with_quantity(base, 1, 5))
    return base, request, answer


def test_what_another_laptop_changed_stays_and_is_reported(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    amend(company, base, with_quantity(base, 1, 3))
    _, answer = amend(company, base, base.with_line(line("B", 1, 2)))
    assert answer.status is AnswerStatus.ADJUSTED
    assert held(answer) == [(1, "A", 3), (2, "B", 1)]
    reported = [
        (item.rule, item.field, item.line, item.before, item.after) for item in answer.report
    ]
    assert ("merged_amendment", "quantity", 1, "1", "3") in reported


def test_an_amendment_that_names_no_base_is_taken_as_it_is(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    amend(company, base, with_quantity(base, 1, 3))
    _, answer = company.amend(base.with_line(line("B", 1, 2)))
    assert held(answer) == [(1, "A", 1), (2, "B", 1)]


def test_products_added_on_two_laptops_both_stay(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    amend(company, base, base.with_line(line("B", 1, 2)))
    _, answer = amend(company, base, base.with_line(line("C", 1, 2)))
    assert held(answer) == [(1, "A", 1), (2, "B", 1), (3, "C", 1)]


def test_the_same_change_on_two_laptops_is_fine(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    amend(company, base, with_quantity(base, 1, 3))
    _, answer = amend(company, base, with_quantity(base, 1, 3))
    assert held(answer) == [(1, "A", 3)]
    assert not [item for item in answer.report if item.rule == "merged_amendment"]


def test_two_quantities_are_a_data_conflict_that_says_who_and_when(company: Company) -> None:
    _, request, answer = collision(company)
    assert answer.status is AnswerStatus.IN_CONFLICT
    conflict = answer.conflict
    assert conflict is not None
    assert conflict.kind is ConflictKind.DATA
    assert conflict.request_id == request.id
    (field,) = conflict.fields
    assert (field.field, field.base, field.mine, field.theirs) == (
        "line 1 A quantity",
        "1",
        "5",
        "3",
    )
    assert field.by == ANN
    assert field.at is not None
    assert held(answer) == [(1, "A", 3), (2, "B", 1)]


@pytest.mark.parametrize(("chosen", "quantity"), [("mine", 5), ("theirs", 3), ("=7", 7)])
def test_a_collision_is_resolved_with_either_value_or_another(
    company: Company, chosen: str, quantity: int
) -> None:
    _, _, answer = collision(company)
    resolved = take(company, answer.conflict, f"line 1 A quantity={chosen}")
    assert resolved.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}
    assert held(resolved) == [(1, "A", quantity), (2, "B", 1)]


def test_an_admin_resolves_a_collision_that_was_passed_on(company: Company) -> None:
    _, _, answer = collision(company)
    request, _ = company.escalate(answer.conflict, "which?")
    company.decide(answer.conflict, "approve", HEAD)
    assert held(company.answer(ANN, request)) == [(1, "A", 5), (2, "B", 1)]


def test_what_changed_again_meanwhile_is_asked_again(company: Company) -> None:
    base, _, answer = collision(company)
    amend(company, base, with_quantity(base, 2, 9))
    assert answer.conflict is not None
    assert answer.order is not None
    now = answer.order.order
    amend(company, now, with_quantity(now, 1, 4))
    again = take(company, answer.conflict, "line 1 A quantity=mine")
    assert again.status is AnswerStatus.IN_CONFLICT
    assert again.conflict is not None
    assert [field.theirs for field in again.conflict.fields] == ["4"]
    resolved = take(company, again.conflict, "line 1 A quantity=mine")
    assert held(resolved) == [(1, "A", 5), (2, "B", 9)]


def test_a_line_one_dropped_and_the_other_changed_is_asked_about(company: Company) -> None:
    for chosen, lines in (("mine", [(2, "B", 1)]), ("theirs", [(1, "A", 3), (2, "B", 1)])):
        base = confirmed(company, ("A", 1), ("B", 1))
        amend(company, base, with_quantity(base, 1, 3))
        _, answer = amend(company, base, base.without_line(1))
        assert answer.conflict is not None
        assert [(field.mine, field.theirs) for field in answer.conflict.fields] == [("0", "3")]
        resolved = take(company, answer.conflict, f"line 1 A quantity={chosen}")
        assert held(resolved) == lines


def test_a_line_dropped_there_and_changed_here_comes_back_only_when_chosen(
    company: Company,
) -> None:
    for chosen, lines in (("mine", [(1, "A", 3), (2, "B", 1)]), ("theirs", [(2, "B", 1)])):
        base = confirmed(company, ("A", 1), ("B", 1))
        amend(company, base, base.without_line(1))
        _, answer = amend(company, base, with_quantity(base, 1, 3))
        resolved = take(company, answer.conflict, f"line 1 A quantity={chosen}")
        assert held(resolved) == lines


def test_a_heading_field_collides_and_another_merges(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    other = replace(base, note="ring first", reference="PO-1")
    amend(company, base, other)
    _, answer = amend(company, base, replace(base, note="by noon", deliver_on=date(2026, 12, 1)))
    assert answer.conflict is not None
    assert [field.field for field in answer.conflict.fields] == ["note"]
    assert answer.conflict.merged == {"reference": "PO-1"}
    resolved = take(company, answer.conflict, "note==ring first, by noon")
    assert resolved.order is not None
    order = resolved.order.order
    assert (order.note, order.reference) == ("ring first, by noon", "PO-1")
    assert order.deliver_on == date(2026, 12, 1)


def test_an_order_cancelled_meanwhile_is_not_revived(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    company.cancel(base)
    _, answer = amend(company, base, with_quantity(base, 1, 3))
    assert answer.status is AnswerStatus.REJECTED
    assert "cancelled" in answer.why
    assert answer.order is not None
    assert answer.order.state is OrderState.CANCELLED


def test_cancelling_on_one_laptop_answers_the_other_that_is_in_conflict(company: Company) -> None:
    base, request, _ = collision(company)
    company.cancel(base)
    answer = company.answer(ANN, request)
    assert answer.status is AnswerStatus.REJECTED
    assert "cancelled" in answer.why


def test_an_amendment_elsewhere_leaves_a_collision_to_be_resolved(company: Company) -> None:
    base, request, answer = collision(company)
    assert answer.order is not None
    now = answer.order.order
    amend(company, now, with_quantity(now, 2, 2))
    assert company.answer(ANN, request).status is AnswerStatus.IN_CONFLICT
    resolved = take(company, answer.conflict, "line 1 A quantity=mine")
    assert held(resolved) == [(1, "A", 5), (2, "B", 2)]
    assert base.id == now.id


def test_a_rule_broken_by_a_merged_amendment_keeps_what_others_did(company: Company) -> None:
    base = confirmed(company, ("A", 1))
    amend(company, base, with_quantity(base, 1, 3))
    _, answer = amend(company, base, base.with_line(line("NONE", 1, 2)).with_line(line("C", 2, 3)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    _, answer = company.resolve(answer.conflict, "drop_line")
    assert held(answer) == [(1, "A", 3), (3, "C", 2)]
    assert any(item.rule == "merged_amendment" for item in answer.report)


def test_two_amendments_do_not_make_an_order_longer_than_it_may_be(company: Company) -> None:
    company.change_customer(SHOP, credit_limit=None)
    base = confirmed(company, *[("A", 1)] * (MOST_LINES - 3))
    added = [
        replace(base, lines=(*base.lines, *(line(sku, 1, MOST_LINES - 2 + n) for n in range(2))))
        for sku in ("B", "C")
    ]
    _, first = amend(company, base, added[0])
    assert first.status is AnswerStatus.CONFIRMED
    _, second = amend(company, base, added[1])
    assert second.status is AnswerStatus.REJECTED
    assert "more than 1,000 lines." in second.why.format(**second.arguments)
    assert held(second) == held(first)
    _, third = amend(company, base, base.with_line(line("C", 1, MOST_LINES)))
    assert len(held(third)) == MOST_LINES
