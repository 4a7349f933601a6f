"""Requests that reach for what is another's: well formed, properly sent, and without effect.

Ann's login is the intruder's. Whatever it asks about Ben's customer, orders, conflicts and cases
is refused, changes nothing, and is answered without a word of what is Ben's.
"""

# ruff: noqa: ANN401 (how a request is sent is whatever the company's own helper takes)

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from smartclient.contract.admin_bodies import ChangePolicy, DecideCase, RetryStopped
from smartclient.contract.documents import document_json
from smartclient.contract.feeds import Cursor, FeedKind
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    UpdateCustomer,
)
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.domain.rules.problems import Action, RuleCode
from smartclient.domain.sales.customers import EditableField, FieldChange
from smartclient.domain.sales.orders import Order
from smartclient.reconcile.conflict import Conflict, ProblemAnswer, Resolution
from tests.office_company import ANN, BEN, BENS, HEAD, SHOP, Company, line

SECRETS = ("555-SECRET", "Ben's Bikes", "b-1@shop.test", "PO-SECRET")
_KEPT = ("customers", "addresses", "orders", "stock", "conflicts", "cases", "policies", "reps")


def kept(company: Company) -> dict[str, list[Any]]:
    """Everything that an intruder could wish to change."""
    return {table: company.rows(table) for table in _KEPT}


def bens_order(company: Company) -> Order:
    """Let Ben have an order at head office, with something in it that is nobody's business."""
    order = company.order(line("D", 2), customer=BENS, reference="PO-SECRET")
    _, answer = company.place(order, BEN)
    assert answer.status is AnswerStatus.CONFIRMED
    return order


def answer_to(company: Company, body: Body, **how: Any) -> Answer:
    """Let the intruder ask, and see that nothing of Ben's is reported in any answer or receipt."""
    _, answer = company.ask(ANN, body, **how)
    link = company.link(ANN)
    watermark = link.pulse(PulseRequest()).watermark
    texts = [
        document_json(r.answer) for r in link.replies(after=0, watermark=watermark, limit=1_000)
    ]
    assert texts
    assert not [secret for secret in SECRETS for text in texts if secret in text]
    return answer


def of_customer(number: str) -> dict[str, Callable[[Order], Body]]:
    """What can be asked about a customer; an order given is Ben's."""
    customer = CustomerNumber(number)
    phone = FieldChange(field=EditableField.PHONE, base="", mine="555-MINE")
    return {
        "amend": lambda order: AmendOrder(order=replace(order, customer=customer)),
        "amend from a base": lambda order: AmendOrder(
            order=replace(order, customer=customer, lines=(line("A", 9),)),
            base=replace(order, customer=customer),
        ),
        "cancel": lambda order: CancelOrder(order_id=order.id),
        "delete": lambda _: DeleteCustomer(number=CustomerNumber(BENS)),
        "place again": lambda order: PlaceOrder(order=replace(order, customer=customer)),
        "update": lambda _: UpdateCustomer(number=CustomerNumber(BENS), changes=(phone,)),
    }


@pytest.fixture
def secretive(company: Company) -> Company:
    company.change_customer(BENS, phone="555-SECRET")
    return company


@pytest.mark.parametrize("number", [BENS, SHOP])
def test_nothing_is_done_to_another_reps_customer_or_orders(
    secretive: Company, number: str
) -> None:
    order = bens_order(secretive)
    before = kept(secretive)
    for name, body in of_customer(number).items():
        answer = answer_to(secretive, body(order), lane=number)
        assert answer.status is AnswerStatus.REJECTED, name
        assert [p.code for p in answer.reasons] == [RuleCode.NOT_IN_PARTITION], name
        assert (answer.order, answer.customer) == (None, None), name
    assert kept(secretive) == before


def test_no_order_is_placed_for_another_reps_customer(secretive: Company) -> None:
    mine = secretive.order(line("A", 1))
    secretive.place(mine)
    # what else is wrong with an order would tell of the customer
    secretive.policy("credit_limit_exceeded", "refuse")
    secretive.policy("customer_on_hold", "refuse")
    secretive.change_customer(BENS, credit_limit=Decimal("3.21"), status="on_hold")
    before = kept(secretive)
    new = secretive.order(line("D", 1), customer=BENS)
    moved = replace(mine, customer=BENS)
    for lane in (BENS, SHOP):
        for body in (
            PlaceOrder(order=new),
            AmendOrder(order=moved),
            AmendOrder(order=moved, base=mine),
        ):
            answer = answer_to(secretive, body, lane=lane)
            assert [p.code for p in answer.reasons] == [RuleCode.NOT_IN_PARTITION]
            assert "3.21" not in document_json(answer)
            assert answer.customer is None
    assert kept(secretive) == before


def test_a_customer_of_ones_own_takes_no_others_place(secretive: Company) -> None:
    bens = secretive.rows("customers", number=BENS)
    body = CreateCustomer(provisional_number=CustomerNumber(BENS), name="Impostor")
    answer = answer_to(secretive, body, lane=BENS)
    assert answer.customer is not None
    assert answer.customer.number != BENS
    # the number still means Ben's customer, even to whom it was a provisional one
    order = secretive.order(line("A", 1), customer=BENS)
    assert answer_to(secretive, PlaceOrder(order=order), lane=BENS).status is AnswerStatus.REJECTED
    assert secretive.rows("customers", number=BENS) == bens
    _, mine = secretive.place(secretive.order(line("A", 1), customer=BENS), BEN)
    assert mine.status is AnswerStatus.CONFIRMED


def in_conflict(company: Company) -> tuple[str, Conflict]:
    """Let Ben have a conflict; return the id of his request and the conflict."""
    order = company.order(line("NONE", 1), customer=BENS, reference="PO-SECRET")
    request, answer = company.place(order, BEN)
    assert answer.conflict is not None
    return request.id, answer.conflict


def choosing(action: str, conflict: Conflict) -> Resolution:
    return Resolution(
        problems=tuple(
            ProblemAnswer(code=problem.code, line=problem.line, action=Action.parse(action))
            for problem in conflict.problems
        )
    )


@pytest.mark.parametrize("lane", [BENS, SHOP, ""])
def test_another_reps_conflict_is_neither_answered_nor_passed_on(
    secretive: Company, lane: str
) -> None:
    request_id, conflict = in_conflict(secretive)
    before = kept(secretive)
    bodies = (
        ResolveConflict(conflict_id=conflict.id, resolution=choosing("cancel", conflict)),
        EscalateConflict(conflict_id=conflict.id, note="mine"),
    )
    for body in bodies:
        for replaces in (None, request_id):
            answer = answer_to(secretive, body, lane=lane, replaces=replaces)
            assert answer.status is AnswerStatus.REJECTED
            assert answer.conflict is None
    # nor does a new order stand in for the request that is in conflict
    answer_to(secretive, PlaceOrder(order=secretive.order()), replaces=request_id)
    assert kept(secretive)["conflicts"] == before["conflicts"]
    assert kept(secretive)["cases"] == before["cases"]


@pytest.mark.parametrize("whose", [ANN, BEN])
def test_a_rep_decides_no_case(secretive: Company, whose: Login) -> None:
    customer = {ANN: SHOP, BEN: BENS}[whose]
    _, asked_about = secretive.place(secretive.order(line("NONE", 1), customer=customer), whose)
    _, waiting = secretive.escalate(asked_about.conflict, "please", login=whose, lane=customer)
    assert waiting.conflict is not None
    before = kept(secretive)
    for action in ("approve", "refuse", "hand_back", "drop_line", "cancel"):
        body = DecideCase(
            conflict_id=waiting.conflict.id,
            action=Action.parse(action),
            resolution=choosing(action, waiting.conflict),
        )
        for lane in (customer, ""):
            answer = answer_to(secretive, body, lane=lane)
            assert answer.status is AnswerStatus.REJECTED
            assert "Only an admin" in answer.why
    assert kept(secretive) == before
    assert len(secretive.office.cases()) == 1


def test_a_rep_changes_no_policy_and_frees_no_stopped_request(secretive: Company) -> None:
    request = secretive.request(PlaceOrder(order=secretive.order(customer=BENS)), lane=BENS)
    secretive.send(BEN, request)
    secretive.change("inbox", {"request_id": request.id}, status="parked", error="PO-SECRET")
    before = kept(secretive)
    for body in (
        ChangePolicy(key="phone", setting="rep"),
        RetryStopped(sender=BEN, request_id=request.id),
    ):
        assert answer_to(secretive, body, lane="").status is AnswerStatus.REJECTED
    assert kept(secretive) == before
    assert secretive.rows("inbox", request_id=request.id)[0].status == "parked"


def test_no_claim_in_an_order_makes_its_sender_an_admin(secretive: Company) -> None:
    link = secretive.link(ANN)
    answer_to(secretive, PlaceOrder(order=secretive.order(note=f"by {HEAD}")))
    identity = link.pulse(PulseRequest()).identity
    assert (identity.login, identity.is_admin) == (ANN, False)
    page = link.feed(FeedKind.CASES, cursor=Cursor(), watermark=2**60, limit=10, by_key=True)
    assert page.rows == ()
