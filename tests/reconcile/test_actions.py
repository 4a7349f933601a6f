"""Actions that answer a conflict: what each makes of the order."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import OrderId
from smartclient.domain.rules.context import EarlierOrder, RuleContext
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.sales.orders import Order
from smartclient.reconcile.actions import (
    actions_for,
    answers_for_all,
    apply_resolution,
    check_complete,
    parse_choice,
    problem_name,
)
from smartclient.reconcile.conflict import (
    ProblemAnswer,
    Resolution,
)
from tests.domain_samples import (
    BOTTLE,
    FRAME,
    FRAME_NEXT,
    HELMET,
    TODAY,
    context,
    offer,
    order,
    price,
    stock,
    with_product,
)
from tests.reconcile.conflicting import (
    APPROVE,
    CANCEL,
    DEARER,
    GONE,
    IN_DEBT,
    ON_HOLD,
    answered,
    conflict,
    resolved,
)


def test_the_replacement_is_ordered_at_its_own_price_and_offer() -> None:
    known = replace(GONE, offers={FRAME_NEXT: (offer("10"),)})
    [line] = resolved(order((FRAME, 2)), known, "take_replacement").lines
    assert (line.sku, line.quantity, line.unit_price) == (FRAME_NEXT, 2, Decimal("1500.00"))
    assert line.amount == Decimal("2700.00")


def test_a_replacement_that_became_dearer_meanwhile_is_asked_about() -> None:
    made = answered(order((FRAME, 1)), GONE, "take_replacement")
    assert made is not None
    dearer = replace(GONE, prices={FRAME_NEXT: (price(FRAME_NEXT, "1800"),)})
    assert [problem.code for problem in evaluate(made, dearer).problems] == ["price_changed"]


def test_the_new_price_is_accepted_to_its_last_decimal() -> None:
    known = context(prices={BOTTLE: (price(BOTTLE, "9.9911"),)})
    [line] = resolved(order((BOTTLE, 100)), known, "accept_price").lines
    assert line.unit_price == Decimal("9.9911")
    assert line.amount == Decimal("999.11")


def test_a_line_is_dropped_and_the_last_one_takes_the_order_with_it() -> None:
    assert [
        line.sku for line in resolved(order((FRAME, 1), (HELMET, 1)), GONE, "drop_line").lines
    ] == [HELMET]
    assert answered(order((FRAME, 1)), GONE, "drop_line") is None


def test_cancelling_one_problem_cancels_the_order() -> None:
    assert answered(order((FRAME, 1), (HELMET, 1)), GONE, "cancel") is None


def test_ordering_later_asks_for_the_day_on_which_sale_begins() -> None:
    begins = TODAY + timedelta(days=9)
    known = context(products=with_product(FRAME, sell_from=begins))
    assert resolved(order((FRAME, 1)), known, "order_later").deliver_on == begins


def test_going_without_the_offer() -> None:
    placed = order((BOTTLE, 5), known=context(offers={BOTTLE: (offer("10"),)}))
    [line] = resolved(placed, context(), "accept_without_offer").lines
    assert (line.discount_percent, line.offer, line.without_offer) == (Decimal(0), "", True)


def test_going_without_the_offer_leaves_the_one_that_still_holds() -> None:
    placed = order((BOTTLE, 5), known=context(offers={BOTTLE: (offer("10"),)}))
    [line] = resolved(placed, context(offers={BOTTLE: (offer("5"),)}), "accept_without_offer").lines
    assert (line.discount_percent, line.offer, line.without_offer) == (Decimal(5), "S5", False)


@pytest.mark.parametrize("quantity", [20, 30])
def test_any_quantity_the_offer_holds_for_may_be_chosen(quantity: int) -> None:
    placed = order((BOTTLE, 15), known=context(offers={BOTTLE: (offer("10"),)}))
    known = context(offers={BOTTLE: (offer("10", 20),)})
    [line] = resolved(placed, known, f"change_quantity={quantity}").lines
    assert (line.quantity, line.discount_percent) == (quantity, Decimal(10))


@pytest.mark.parametrize("quantity", ["0", "-3", "1.5", "many", "1000001", "9" * 5_000])
def test_only_a_whole_number_of_pieces_up_to_the_limit_can_be_ordered(quantity: str) -> None:
    placed = order((BOTTLE, 15), known=context(offers={BOTTLE: (offer("10"),)}))
    with pytest.raises(RefusedError):
        answered(
            placed, context(offers={BOTTLE: (offer("10", 20),)}), f"change_quantity={quantity}"
        )


def test_rounding_up_heeds_minimum_and_packs_and_gets_the_offer_for_it() -> None:
    known = context(
        products=with_product(BOTTLE, min_order_quantity=10, pack_size=4),
        offers={BOTTLE: (offer("5", 12),)},
    )
    [line] = resolved(order((BOTTLE, 3), known=known), known, "round_up").lines
    assert (line.quantity, line.discount_percent) == (12, Decimal(5))


def test_reducing_to_stock_gives_the_offer_for_what_is_left() -> None:
    known = context(stock=stock(BOTTLE, 15), offers={BOTTLE: (offer("5", 10, 19), offer("10", 20))})
    [line] = resolved(order((BOTTLE, 20), known=known), known, "reduce_to_stock").lines
    assert (line.quantity, line.discount_percent) == (15, Decimal(5))


def test_what_is_not_in_stock_may_follow() -> None:
    [line] = resolved(order((BOTTLE, 20)), context(stock=stock(BOTTLE, 15)), "back_order").lines
    assert (line.quantity, line.back_order) == (20, True)


def twin() -> RuleContext:
    earlier = EarlierOrder(
        id=OrderId("e"), number="SO-1", order_date=TODAY, quantities=((BOTTLE, 1),)
    )
    return context(earlier_orders=(earlier,))


def test_a_double_may_be_a_new_order() -> None:
    [given] = resolved(order((BOTTLE, 1)), twin(), "it_is_new").accepted
    assert (given.code, given.value, given.by_admin) == ("possible_duplicate_order", "e", False)


@pytest.mark.parametrize(
    ("placed", "known"),
    [
        (order((FRAME, 1)), GONE),
        (order((BOTTLE, 1)), DEARER),
        (order((BOTTLE, 1)), IN_DEBT),
        (order((BOTTLE, 1)), ON_HOLD),
        (order((BOTTLE, 9)), context(stock=stock(BOTTLE, 1))),
        (order((BOTTLE, 1)), twin()),
    ],
)
def test_an_admin_approves_anything_as_entered(placed: Order, known: RuleContext) -> None:
    assert resolved(placed, known, "approve", by_admin=True).lines == placed.lines


def test_a_rep_can_not_approve() -> None:
    placed = order((BOTTLE, 1))
    problems = evaluate(placed, IN_DEBT).problems
    forged = Resolution(problems=answers_for_all(problems, APPROVE))
    with pytest.raises(RefusedError):
        apply_resolution(placed, problems, forged)
    with pytest.raises(RefusedError):
        check_complete(conflict(*problems), forged)


def test_several_answers_are_carried_out_together_and_a_dropped_line_stays_dropped() -> None:
    placed = order((FRAME, 1), (BOTTLE, 3), (HELMET, 9))
    known = replace(
        GONE,
        prices=DEARER.prices,
        products={**GONE.products, BOTTLE: replace(GONE.products[BOTTLE], pack_size=6)},
        stock=stock(HELMET, 2),
    )
    problems = evaluate(placed, known).problems
    texts = {
        "discontinued:1": "take_replacement",
        "price_changed:2": "drop_line",
        "not_a_pack_multiple:2": "round_up",
        "not_enough_stock:3": "back_order",
    }
    assert {problem_name(problem) for problem in problems} == set(texts)
    answers = [
        answer
        for name, action in texts.items()
        for answer in parse_choice(f"{name}={action}", problems)
    ]
    resolution = Resolution(problems=tuple(answers))
    check_complete(conflict(*problems), resolution)
    made = apply_resolution(placed, problems, resolution, known)
    assert made is not None
    assert [(line.line, line.sku, line.back_order) for line in made.lines] == [
        (1, FRAME_NEXT, False),
        (3, HELMET, True),
    ]
    assert evaluate(made, known).problems == ()


def test_without_facts_the_order_is_changed_but_not_totalled() -> None:
    made = answered(order((FRAME, 1)), GONE, "take_replacement")
    assert made is not None
    assert made.lines[0].amount is None


def test_answers_to_problems_that_are_gone_are_left_out() -> None:
    placed = order((FRAME, 1))
    stale = Resolution(problems=(ProblemAnswer(code="price_changed", line=7, action=CANCEL),))
    assert apply_resolution(placed, (), stale) == placed


def test_an_admin_may_do_what_a_rep_may_and_decide_besides() -> None:
    [problem] = evaluate(order((FRAME, 1)), GONE).problems
    rep = [str(action) for action in actions_for(problem)]
    assert rep == ["take_replacement", "drop_line", "cancel"]
    assert [str(action) for action in actions_for(problem, by_admin=True)] == [
        *rep,
        "approve",
        "refuse",
        "hand_back",
    ]
