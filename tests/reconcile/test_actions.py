"""Answers to a conflict: read, checked and carried out."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import ConflictId, OrderId, RequestId, Sku
from smartclient.domain.rules.context import EarlierOrder, RuleContext
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import CustomerStatus
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.reconcile.actions import (
    actions_for,
    answers_for_all,
    apply_resolution,
    check_complete,
    decided,
    parse_choice,
    parse_field_choices,
    problem_name,
    required_answers,
)
from smartclient.reconcile.conflict import (
    Conflict,
    ConflictKind,
    FieldAnswer,
    FieldConflict,
    ProblemAnswer,
    Resolution,
)
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    HELMET,
    NOW,
    TODAY,
    context,
    offer,
    order,
    price,
    stock,
    with_product,
)

GONE = context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT))
DEARER = context(prices={BOTTLE: (price(BOTTLE, "9.99"),)})
IN_DEBT = context(customer=replace(CUSTOMER, credit_limit=Decimal(1)))
ON_HOLD = context(customer=replace(CUSTOMER, status=CustomerStatus.ON_HOLD))
CANCEL = Action(ActionKind.CANCEL)
APPROVE = Action(ActionKind.APPROVE)


def conflict(*problems: Problem, fields: tuple[FieldConflict, ...] = ()) -> Conflict:
    return Conflict(
        id=ConflictId("c"),
        kind=ConflictKind.DATA if fields else ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id="order-1"),
        request_id=RequestId("r"),
        raised_at=NOW,
        problems=problems,
        fields=fields,
    )


def answered(
    placed: Order,
    known: RuleContext,
    action: str,
    *,
    by_admin: bool = False,
    given: RuleContext | None = None,
) -> Order | None:
    """The order after answering all its problems with one action."""
    problems = evaluate(placed, known).problems
    answers = answers_for_all(problems, Action.parse(action), by_admin=by_admin)
    resolution = Resolution(problems=answers)
    return apply_resolution(placed, problems, resolution, given, by_admin=by_admin)


def resolved(placed: Order, known: RuleContext, action: str, *, by_admin: bool = False) -> Order:
    """The answered order as head office then takes it, without another question."""
    made = answered(placed, known, action, by_admin=by_admin, given=known)
    assert made is not None
    evaluated = evaluate(made, known)
    assert evaluated.problems == ()
    assert evaluated.report == ()
    return evaluated.order


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


def test_one_action_answers_every_problem_that_offers_it() -> None:
    placed = order((FRAME, 1), (BOTTLE, 1))
    problems = evaluate(placed, replace(GONE, prices=DEARER.prices)).problems
    [taken] = parse_choice("take_replacement", problems)
    assert (taken.code, taken.line) == ("discontinued", 1)
    assert len(parse_choice("drop_line", problems)) == 2


def test_an_action_may_be_named_for_a_rule_or_for_a_line_of_it() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    assert [item.line for item in parse_choice("price_changed=accept_price", problems)] == [1, 2]
    assert [item.line for item in parse_choice("price_changed:2=drop_line", problems)] == [2]


def test_an_action_with_a_value_may_be_named_for_a_line() -> None:
    placed = order((BOTTLE, 15), known=context(offers={BOTTLE: (offer("10"),)}))
    problems = evaluate(placed, context(offers={BOTTLE: (offer("10", 20),)})).problems
    [answer] = parse_choice("offer_not_valid:1=change_quantity=24", problems)
    assert str(answer.action) == "change_quantity=24"
    assert parse_choice("change_quantity=24", problems) == (answer,)


@pytest.mark.parametrize(
    "text",
    [
        "round_up",
        "approve",
        "dance",
        "price_changed:9=accept_price",
        "discontinued=drop_line",
        "price_changed:1=round_up",
        "price_changed:1",
        "",
    ],
)
def test_an_answer_that_does_not_fit_is_refused(text: str) -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    with pytest.raises(RefusedError):
        parse_choice(text, problems)


@pytest.mark.parametrize("text", ["dance", "price_changed:1=dance"])
def test_an_unknown_action_is_refused_with_those_that_may_be_chosen(text: str) -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    offered = ", ".join(str(action) for action in actions_for(problems[0]))
    with pytest.raises(RefusedError) as refused:
        parse_choice(text, problems)
    assert f"dance answers nothing here. Choose one of: {offered}." in str(refused.value)
    with pytest.raises(RefusedError, match="whose value each field is to have"):
        parse_choice("dance", ())


def test_every_problem_must_be_answered_and_the_one_that_is_not_is_named() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    partly = Resolution(problems=parse_choice("price_changed:1=accept_price", problems))
    with pytest.raises(RefusedError, match="price_changed:2"):
        check_complete(conflict(*problems), partly)


def test_cancelling_answers_for_everything() -> None:
    problems = evaluate(order((BOTTLE, 1), (BOTTLE, 2)), DEARER).problems
    one = ProblemAnswer(code="price_changed", line=1, action=CANCEL)
    check_complete(conflict(*problems), Resolution(problems=(one,)))


def test_a_rep_answers_what_the_rep_resolves_and_an_admin_everything() -> None:
    both = replace(DEARER, customer=IN_DEBT.customer)
    problems = evaluate(order((BOTTLE, 1)), both).problems
    reps = Resolution(problems=parse_choice("accept_price", problems))
    check_complete(conflict(*problems), reps)
    with pytest.raises(RefusedError, match="credit_limit_exceeded"):
        check_complete(conflict(*problems), reps, by_admin=True)


def test_a_case_that_was_handed_back_is_the_reps_to_answer() -> None:
    [problem] = evaluate(order((BOTTLE, 1)), IN_DEBT).problems
    assert problem.settled_by is ResolvedBy.ADMIN
    assert required_answers([problem]) == (problem,)
    with pytest.raises(RefusedError, match="credit_limit_exceeded"):
        check_complete(conflict(problem), Resolution())
    check_complete(conflict(problem), Resolution(problems=parse_choice("cancel", (problem,))))


def test_an_answer_that_is_not_offered_is_refused() -> None:
    problems = evaluate(order((BOTTLE, 1)), DEARER).problems
    for code, line in (("price_changed", 1), ("discontinued", 1), ("nonsense", None)):
        wrong = ProblemAnswer(code=code, line=line, action=Action(ActionKind.ROUND_UP))
        with pytest.raises(RefusedError):
            check_complete(conflict(*problems), Resolution(problems=(wrong,)))


def test_an_admins_action_is_for_all_that_was_not_named() -> None:
    problems = evaluate(
        order((FRAME, 1), (BOTTLE, 1)), replace(GONE, prices=DEARER.prices)
    ).problems
    named = Resolution(problems=parse_choice("take_replacement", problems))
    whole = decided(conflict(*problems), APPROVE, named)
    check_complete(conflict(*problems), whole, by_admin=True)
    assert {(problem.code, str(problem.action)) for problem in whole.problems} == {
        ("discontinued", "take_replacement"),
        ("price_changed", "approve"),
    }


PHONE = FieldConflict(field="phone", base="1", mine="2", theirs="3")
EMAIL = FieldConflict(field="email", base="a", mine="b", theirs="c")


@pytest.mark.parametrize(("action", "value"), [(ActionKind.APPROVE, "2"), (ActionKind.REFUSE, "3")])
def test_an_admin_may_take_either_side_of_all_fields(action: ActionKind, value: str) -> None:
    named = Resolution(fields=parse_field_choices(conflict(fields=(PHONE, EMAIL)), ["email==d"]))
    whole = decided(conflict(fields=(PHONE, EMAIL)), Action(action), named)
    assert {field.field: field.value for field in whole.fields} == {"phone": value, "email": "d"}


@pytest.mark.parametrize(
    ("take", "value"),
    [
        ("phone=mine", "2"),
        ("phone=theirs", "3"),
        ("phone== 555-1 ", "555-1"),
        ("phone==mine", "mine"),
        ("phone==", ""),
        ("phone==a=b", "a=b"),
    ],
)
def test_a_field_takes_either_side_or_a_value_of_its_own(take: str, value: str) -> None:
    [answer] = parse_field_choices(conflict(fields=(PHONE,)), [take])
    assert answer == FieldAnswer(field="phone", value=value, seen="3")


@pytest.mark.parametrize(
    "takes",
    [
        ["fax=mine"],
        ["phone"],
        ["phone=555"],
        ["phone=mine", "phone=theirs"],
        ["phone==" + "5" * 41],
        ["phone==5\x00"],
    ],
)
def test_a_take_that_makes_no_sense_is_refused(takes: list[str]) -> None:
    with pytest.raises(RefusedError):
        parse_field_choices(conflict(fields=(PHONE,)), takes)


def test_every_field_must_be_answered_and_no_other() -> None:
    both = conflict(fields=(PHONE, EMAIL))
    with pytest.raises(RefusedError, match="email"):
        check_complete(both, Resolution(fields=parse_field_choices(both, ["phone=mine"])))
    stranger = FieldAnswer(field="fax", value="", seen="")
    whole = parse_field_choices(both, ["phone=mine", "email=theirs"])
    check_complete(both, Resolution(fields=whole))
    with pytest.raises(RefusedError, match="fax"):
        check_complete(both, Resolution(fields=(*whole, stranger)))


def test_an_unknown_product_can_be_approved_at_what_it_was_quoted() -> None:
    placed = order((Sku("NEW-1"), 2))
    quoted = placed.with_line(replace(placed.lines[0], unit_price=Decimal(5)))
    made = resolved(quoted, context(), "approve", by_admin=True)
    assert made.totals.net == Decimal("10.00")
    assert made.accepted[0].code == RuleCode.UNKNOWN_PRODUCT


def test_an_unknown_product_without_a_price_can_not_be_approved() -> None:
    with pytest.raises(RefusedError, match="NEW-1 has no price"):
        resolved(order((Sku("NEW-1"), 2)), context(), "approve", by_admin=True)


def test_an_answer_of_the_wrong_kind_is_refused_with_what_to_choose_instead() -> None:
    with pytest.raises(RefusedError, match="whose value each field"):
        answers_for_all((), CANCEL)
    with pytest.raises(RefusedError, match="one of the actions"):
        parse_field_choices(conflict(), ["phone=mine"])
