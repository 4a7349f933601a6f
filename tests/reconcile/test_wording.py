"""Wording: every code has a sentence a sales rep can read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

import pytest

from smartclient.domain.check_out import HeldImports
from smartclient.domain.ids import CustomerNumber, OrderId, Sku
from smartclient.domain.mail import MailRecipients, MailSentBy
from smartclient.domain.rules.context import (
    EarlierOrder,
    RuleContext,
    SimilarCustomer,
)
from smartclient.domain.rules.duplicates import similar_customers_problem
from smartclient.domain.rules.evaluation import evaluate
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.problems import (
    Action,
    ActionKind,
    Change,
    FieldPolicy,
    PriceDay,
    Problem,
    ResolvedBy,
    RuleCode,
)
from smartclient.domain.rules.taking_back import NotTakenBack, cant_be_taken_back
from smartclient.domain.sales.customers import CustomerStatus, EditableField
from smartclient.domain.sales.given_numbers import NumberWay
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.orders import Fulfilment, Order, OrderState
from smartclient.domain.services import OfflineWithout
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.reconcile.actions import actions_for
from smartclient.reconcile.policy import BY_TARIFF, policy_settings
from smartclient.wording.sentences import (
    action_sentence,
    change_sentence,
    field_label,
    fulfilment_labels,
    order_state_labels,
    policy_label,
    problem_sentence,
    setting_labels,
    task_kind_labels,
    task_status_labels,
)
from tests.domain_samples import (
    BOTTLE,
    CUSTOMER,
    FRAME,
    FRAME_NEXT,
    NOW,
    TODAY,
    context,
    offer,
    order,
    price,
    stock,
    with_product,
)
from tests.rule_examples import EXAMPLES

TEN = context(offers={BOTTLE: (offer("10", code="TEN"),)})
NEVER = date(2020, 1, 1)
GONE = with_product(FRAME, discontinued_on=TODAY)


def problem(placed: Order, known: RuleContext) -> Problem:
    [found] = evaluate(placed, known).problems
    return found


def twin() -> EarlierOrder:
    return EarlierOrder(
        id=OrderId("e"), number="SO-10001", order_date=TODAY, quantities=((BOTTLE, 2),)
    )


SENTENCES = [
    (
        order((Sku("X-1"), 1)),
        context(),
        "Head office has no product X-1 (line 1).",
    ),
    (
        order((FRAME, 1)),
        context(products=GONE),
        "Road Frame 58 is no longer sold (line 1), and nothing replaces it.",
    ),
    (
        order((FRAME, 1)),
        context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT)),
        "Road Frame 58 is no longer sold (line 1). It is replaced by Road Frame 60, at 1500.00.",
    ),
    (
        order((FRAME, 1)),
        context(products=with_product(FRAME, sell_from=TODAY + timedelta(days=1))),
        "Road Frame 58 is not sold before 2026-11-22 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(prices={BOTTLE: (price(BOTTLE, "9.99"),)}),
        "The price of Water Bottle rose from 4.99 to 9.99 (line 1).",
    ),
    (
        order((BOTTLE, 2), known=TEN),
        context(),
        "The discount of 10 % on Water Bottle is not valid any more (line 1).",
    ),
    (
        order((BOTTLE, 2), known=TEN),
        context(offers={BOTTLE: (offer("5"),)}),
        "The discount on Water Bottle is now 5 %, not 10 % (line 1).",
    ),
    (
        order((BOTTLE, 2), known=TEN),
        context(offers={BOTTLE: (offer("10", 12, code="TEN"),)}),
        "The discount of 10 % on Water Bottle needs a quantity of 12 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(products=with_product(BOTTLE, min_order_quantity=5)),
        "Water Bottle is sold from a quantity of 5 on; the order has 2 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(products=with_product(BOTTLE, pack_size=6)),
        "Water Bottle is sold in packs of 6; the order has 2 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(stock=stock(BOTTLE, 1)),
        "Only 1 in stock of Water Bottle; the order has 2 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(stock=stock(BOTTLE, 0)),
        "Water Bottle is out of stock; the order has 2 (line 1).",
    ),
    (
        order((BOTTLE, 2)),
        context(customer=replace(CUSTOMER, credit_limit=Decimal(5)), credit_used=Decimal(1)),
        "With this order of 9.98, Hill Cycles is 5.98 over the credit limit of 5.00.",
    ),
    (
        order((BOTTLE, 2)),
        context(customer=replace(CUSTOMER, status=CustomerStatus.ON_HOLD)),
        "Hill Cycles is on hold. Head office decides about new orders.",
    ),
    (
        order((BOTTLE, 2)),
        context(customer=replace(CUSTOMER, status=CustomerStatus.CLOSED)),
        "Hill Cycles is closed. Head office takes no more orders for it.",
    ),
    (
        order((BOTTLE, 2)),
        context(in_partition=False),
        "Customer C-00001 is not one of yours. Ask head office who looks after it.",
    ),
    (
        order((BOTTLE, 2)),
        context(earlier_orders=(twin(),)),
        "This looks like order SO-10001 of 2026-11-21: the same products in the same quantities.",
    ),
    (
        order((BOTTLE, 2)),
        context(reference_as_of=NOW - timedelta(days=45)),
        (
            "Prices and stock on this laptop are 45 days old; head office takes orders "
            "from data up to 30 days old. Sync, then look at the order again."
        ),
    ),
]


@pytest.mark.parametrize(("placed", "known", "sentence"), SENTENCES)
def test_a_problem_reads_as_a_sentence(placed: Order, known: RuleContext, sentence: str) -> None:
    assert problem_sentence(problem(placed, known)).text == sentence


def every_problem() -> list[Problem]:
    similar = SimilarCustomer(number=CustomerNumber("C-9"), name="Hill Cycle")
    of_customers = similar_customers_problem("Hill Cycles", (similar,))
    return [
        *(problem(placed, known) for placed, known, _ in SENTENCES),
        *(problem(example.order, example.asked) for example in EXAMPLES),
        *([] if of_customers is None else [of_customers]),
        *(cant_be_taken_back(reason, "SO-10001") for reason in NotTakenBack),
    ]


def test_every_rule_and_every_action_it_offers_has_words() -> None:
    problems = every_problem()
    assert {item.code for item in problems} == set(RuleCode)
    for item in problems:
        for action in actions_for(item, by_admin=True):
            text = action_sentence(action, item).text
            assert text.strip()
            assert "  " not in text
            assert "_" not in text


def test_a_button_says_what_it_does() -> None:
    known = context(products=with_product(FRAME, discontinued_on=TODAY, replaced_by=FRAME_NEXT))
    found = problem(order((FRAME, 2)), known)
    assert [action_sentence(action, found).text for action in found.actions] == [
        "Order Road Frame 60 instead, at 1500.00",
        "Drop line 1, Road Frame 58",
        "Cancel the order",
    ]


def test_a_problem_of_another_version_still_reads() -> None:
    bare = Problem(code=RuleCode.DISCONTINUED, line=1, after="FR-60")
    assert problem_sentence(bare).text
    assert action_sentence(Action(ActionKind.TAKE_REPLACEMENT), bare).text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            Change(rule="discontinued", field="sku", line=1, before="A", after="B", by="boss"),
            "Line 1: A was replaced by B. A is no longer sold. Decided by boss.",
        ),
        (
            Change(
                rule="discontinued",
                field="unit_price",
                line=1,
                sku=Sku("B"),
                before="24.50",
                after="27.90",
            ),
            (
                "Line 1, B: the price is 27.90 instead of 24.50. B replaces a product that is no "
                "longer sold."
            ),
        ),
        (
            Change(rule="discontinued", field="line", line=1, sku=Sku("A"), before="1"),
            "Line 1: 1 of A was dropped. A is no longer sold.",
        ),
        (
            Change(rule="", field="line", line=3, sku=Sku("A"), after="1"),
            "Line 3: 1 of A was added.",
        ),
        (
            Change(
                rule="price_changed",
                field="unit_price",
                line=2,
                sku=Sku("A"),
                before="4.99",
                after="4.00",
            ),
            "Line 2, A: the price is 4.00 instead of 4.99. The price changed.",
        ),
        (
            Change(rule="", field="line", line=2, sku=Sku("A"), before="3"),
            "Line 2: 3 of A were dropped.",
        ),
        (
            Change(rule="credit_limit_exceeded", field="accepted", by="boss"),
            (
                "The order was accepted as entered, despite this: The order is over the credit "
                "limit. Decided by boss."
            ),
        ),
        (
            Change(rule="offer_not_valid", field="accepted", line=2, sku=Sku("A"), by="boss"),
            (
                "Line 2, A, was accepted as entered, despite this: The offers give another "
                "discount. Decided by boss."
            ),
        ),
        (
            Change(rule="of_a_newer_head_office", field="accepted", line=2, sku=Sku("A")),
            "Line 2, A: accepted as entered.",
        ),
        (
            Change(rule="order_date_not_believed", field="accepted"),
            "The order was accepted as entered, despite this: The date can't be right.",
        ),
        (
            Change(rule="totals", field="total", before="9.98", after="8.00"),
            "The total is 8.00 instead of 9.98.",
        ),
        (
            Change(rule="customer.phone", field="phone", before="1", after="2"),
            "Phone: 2 instead of 1.",
        ),
        (
            Change(rule="merged_customer", field="customer", before="C-1", after="C-2"),
            "Customer C-2 instead of C-1. The two customers were merged.",
        ),
        (Change(rule="", field="reference", after="PO 7"), "Reference: PO 7."),
        (Change(rule="", field="note", before="Ring"), "Note: Ring was taken away."),
        (
            Change(rule="", field="back_order", line=1, sku=Sku("A"), before="yes", after="no"),
            "Line 1, A: nothing follows later.",
        ),
    ],
)
def test_a_change_reads_as_a_sentence(change: Change, sentence: str) -> None:
    assert change_sentence(change).text == sentence


def test_braces_in_what_people_typed_stay_as_they_are() -> None:
    change = Change(rule="", field="note", before="{x}", after="{0}")
    assert change_sentence(change).text == "Note: {0} instead of {x}."


def test_every_state_kind_setting_and_field_has_words() -> None:
    assert set(task_status_labels) == set(TaskStatus)
    assert set(order_state_labels) == set(OrderState)
    assert set(fulfilment_labels) == set(Fulfilment)
    assert set(task_kind_labels) == set(TaskKind)
    choices = (
        ResolvedBy,
        FieldPolicy,
        PriceDay,
        NumberWay,
        Numbering,
        Pinning,
        MailRecipients,
        OfflineWithout,
        MailSentBy,
        HeldImports,
    )
    assert set(setting_labels) == {BY_TARIFF, *chain.from_iterable(choices)}
    for name in [*EditableField, "unit_price", "deliver_on"]:
        assert field_label(name)[0].isupper()
    for setting in policy_settings():
        assert "_" not in policy_label(setting.key)


def test_no_reason_leaves_open_what_it_is_about() -> None:
    """A change names one product or record, and its reason may be about another one."""
    for rule in RuleCode:
        for field in ("sku", "unit_price", "line", "accepted", "customer"):
            change = Change(rule=rule, field=field, line=1, sku=Sku("B"), before="A", after="C")
            for sentence in change_sentence(change).templates[1:]:
                assert not sentence.startswith("It "), (rule, field)
