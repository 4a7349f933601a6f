"""Drafts of tasks: their branches and their new account are kept, priced and placed as one."""

from dataclasses import replace

import pytest

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import RuleCode
from smartclient.domain.sales.branches import Branch, order_for_branch
from smartclient.domain.sales.customers import Address, EditableField
from smartclient.domain.sales.orders import OrderLine, OrderState
from smartclient.domain.steps import TaskPolicy
from smartclient.read_models.tasks import DraftPlan, NewAccount
from tests.use_cases.rep_world import BIKE, HELMET, OTHER_SHOP, SHOP, Rep

PLAN = DraftPlan(
    branches=(Branch(customer=OTHER_SHOP, quantities={BIKE: 3, HELMET: 0}),),
    policy=TaskPolicy.TOGETHER,
)
TO_OPEN = DraftPlan(
    account=NewAccount(
        fields={EditableField.NAME: "New Shop"}, address=Address(kind="main", line1="Quay 1")
    )
)


def test_a_branch_gets_the_lines_with_its_own_quantities(rep: Rep) -> None:
    order = rep.order((BIKE, 1), (HELMET, 2), customer=SHOP)
    [branch] = PLAN.branches
    for_branch = order_for_branch(order, branch)
    assert [(line.sku, line.quantity) for line in for_branch.lines] == [(BIKE, 3)]
    assert for_branch.customer == OTHER_SHOP
    assert for_branch.id != order.id
    every = order_for_branch(order, branch.without_quantity(HELMET))
    assert [line.quantity for line in every.lines] == [3, 2]


def test_a_draft_keeps_its_branches_until_it_is_placed_or_deleted(rep: Rep) -> None:
    orders, tasks = rep.use_cases.orders, rep.use_cases.tasks
    order = rep.order((BIKE, 1), customer=SHOP)
    orders.save_draft(order, plan=PLAN)
    assert tasks.plan(order.id) == PLAN
    tasks.place_orders([order, order_for_branch(order, PLAN.branches[0])])
    assert tasks.plan(order.id) == DraftPlan()

    other = rep.order((BIKE, 1), customer=SHOP)
    orders.save_draft(other, plan=PLAN)
    orders.discard_draft(other.id)
    assert tasks.plan(other.id) == DraftPlan()


def test_an_order_for_a_new_account_is_kept_without_opening_it(rep: Rep) -> None:
    tasks = rep.use_cases.tasks
    order = tasks.order_for_new_account().with_line(OrderLine(line=1, sku=BIKE, quantity=2))
    tasks.keep_account_order(order, TO_OPEN)
    [kept] = tasks.account_orders()
    assert (kept.order, kept.plan) == (order, TO_OPEN)
    assert not rep.use_cases.customers.search("New Shop")

    tasks.place_orders([kept.order], account=kept.plan.account)
    assert tasks.account_orders() == ()


def test_a_preview_saves_nothing_and_counts_what_the_orders_before_take(rep: Rep) -> None:
    tasks, orders = rep.use_cases.tasks, rep.use_cases.orders
    first = rep.order((BIKE, 1), customer=SHOP)
    second = rep.order((BIKE, 1), customer=SHOP)
    alone = orders.quote(second)
    found = tasks.preview_orders([first, second])
    assert [item.refusal for item in found] == [None, None]
    assert found[1].preview is not None
    assert [problem.code for problem in alone.problems] == []
    assert RuleCode.POSSIBLE_DUPLICATE_ORDER in [p.code for p in found[1].preview.problems]
    assert orders.search(state=OrderState.TENTATIVE) == ()


def test_what_was_quoted_otherwise_is_not_placed_in_silence(rep: Rep) -> None:
    quoted = rep.use_cases.orders.quote(rep.order((BIKE, 1), customer=SHOP)).order
    [line] = quoted.lines
    assert line.unit_price is not None
    seen = quoted.with_line(replace(line, unit_price=line.unit_price + 1))
    with pytest.raises(RefusedError, match="not quoted as before"):
        rep.use_cases.tasks.place_orders([seen, rep.order((BIKE, 2), customer=OTHER_SHOP)])
    assert rep.use_cases.orders.search(state=OrderState.TENTATIVE) == ()


def test_a_preview_says_which_order_can_not_be_placed(rep: Rep) -> None:
    unknown = rep.order((BIKE, 1), customer=SHOP)
    found = rep.use_cases.tasks.preview_orders(
        [unknown, order_for_branch(unknown, Branch(customer=CustomerNumber("NOBODY")))]
    )
    assert found[0].refusal is None
    assert found[1].preview is None
    assert "NOBODY" in found[1].refusal.user_message if found[1].refusal else False
