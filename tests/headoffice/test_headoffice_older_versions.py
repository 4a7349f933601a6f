"""Older versions of an order, from a copy of a laptop or one out of a drawer, change nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartclient.contract.admin_bodies import RetryStopped
from smartclient.contract.messages import AmendOrder, AnswerStatus, PlaceOrder, Request
from smartclient.domain.sales.orders import Order
from tests.examples import examples
from tests.office_company import ANN, HEAD, SHOP, TODAY, Company, line


def quantities(company: Company) -> list[int]:
    return [row.quantity for row in company.rows("order_lines")]


def of(order: Order, quantity: int) -> Order:
    return replace(order, lines=(line("A", quantity),))


def test_an_older_version_is_a_conflict_and_overwrites_nothing(company: Company) -> None:
    order = company.order(line("A", 7))
    company.place(order)
    _, answer = company.place(of(order, 1))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert quantities(company) == [7]
    assert answer.conflict is not None
    (field,) = answer.conflict.fields
    assert (field.mine, field.theirs) == ("1", "7")


def test_its_rep_decides_which_version_counts(company: Company) -> None:
    order = company.order(line("A", 7), note="by the back door")
    company.place(order)
    older = replace(of(order, 1), note="", reference="4711")
    _, raised = company.place(older)
    answers = {"line 1 A quantity": "7", "note": "by the back door", "reference": "4711"}
    _, done = company.choose(raised.conflict, **answers)
    assert done.status is AnswerStatus.ADJUSTED, done
    assert done.order is not None
    assert (done.order.order.note, done.order.order.reference) == ("by the back door", "4711")
    assert quantities(company) == [7]


def test_an_amendment_that_does_not_say_what_it_was_made_from_is_a_conflict(
    company: Company,
) -> None:
    order = company.order(line("A", 7))
    company.place(order)
    _, answer = company.ask(ANN, AmendOrder(order=of(order, 1)))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert quantities(company) == [7]


def test_the_same_version_again_is_no_conflict(company: Company) -> None:
    order = company.order(line("A", 7))
    company.place(order)
    for body in (PlaceOrder(order=order), AmendOrder(order=order)):
        _, answer = company.ask(ANN, body)
        assert answer.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}
    assert quantities(company) == [7]


def test_a_newer_version_takes_the_place_of_one_that_a_copy_sent_first(company: Company) -> None:
    order = company.order(line("A", 1))
    older, _ = company.place(order)
    _, answer = company.place(of(order, 9), withdraws=(older.id,))
    assert answer.status is AnswerStatus.CONFIRMED
    assert quantities(company) == [9]
    assert company.count("orders") == 1


@pytest.mark.parametrize(
    "wanted",
    [
        {"note": "Ring twice."},
        {"reference": "4711"},
        {"ship_to": "main"},
        {"deliver_on": TODAY + timedelta(days=9)},
    ],
)
def test_a_newer_version_may_differ_in_its_heading_alone(
    company: Company, wanted: dict[str, Any]
) -> None:
    order = company.order(line("A", 1))
    older, _ = company.place(order)
    _, answer = company.place(replace(order, **wanted), withdraws=(older.id,))
    assert answer.order is not None
    held = answer.order.order
    assert {name: getattr(held, name) for name in wanted} == wanted


@pytest.mark.parametrize("wanted", [{"without_offer": True}, {"back_order": True}])
def test_a_newer_version_may_differ_in_the_terms_of_a_line_alone(
    company: Company, wanted: dict[str, Any]
) -> None:
    order = company.order(line("A", 1))
    older, _ = company.place(order)
    newer = replace(order, lines=(line("A", 1, **wanted),))
    _, answer = company.place(newer, withdraws=(older.id,))
    assert answer.order is not None
    (held,) = answer.order.order.lines
    assert {name: getattr(held, name) for name in wanted} == wanted


def test_an_older_version_with_another_note_is_a_conflict(company: Company) -> None:
    order = company.order(line("A", 7), note="By the back door.")
    company.place(order)
    _, answer = company.place(replace(order, note=""))
    assert answer.status is AnswerStatus.IN_CONFLICT
    assert answer.conflict is not None
    assert [field.field for field in answer.conflict.fields] == ["note"]


def test_the_terms_of_an_older_version_have_no_effect(company: Company) -> None:
    order = company.order(line("A", 7), line("B", 1, 2))
    _, placed = company.place(order)
    older = replace(order, lines=(line("A", 7, without_offer=True), line("B", 2, 2)))
    _, raised = company.place(older)
    _, done = company.choose(raised.conflict, **{"line 2 B quantity": "2"})
    assert done.order is not None
    assert placed.order is not None
    first, second = done.order.order.lines
    assert (first, second.quantity) == (placed.order.order.lines[0], 2)


def test_an_older_amendment_is_merged_and_takes_nothing_back(company: Company) -> None:
    order = company.order(line("A", 1), line("B", 1, 2))
    _, placed = company.place(order)
    assert placed.order is not None
    base = placed.order.order
    company.amend(replace(base, lines=(line("A", 9), base.lines[1])))
    older = replace(base, lines=(base.lines[0], line("B", 5, 2)))
    _, answer = company.ask(ANN, AmendOrder.from_base(base, older, reference_as_of=None))
    assert answer.status is AnswerStatus.ADJUSTED
    assert sorted(quantities(company)) == [5, 9]


class Story:
    """One order in three versions and a withdrawal of all, and what ought to come of them.

    Each version names those before it. What was received names what is not carried out after.
    """

    def __init__(self, company: Company) -> None:
        self.company = company
        # never the same twice, so that no order looks like a double of another
        self.first = company.count("inbox") * 3 + 1
        order = company.order(line("A", 1))
        versions: list[Request] = []
        for quantity in range(self.first, self.first + 3):
            body = PlaceOrder(order=of(order, quantity))
            versions.append(
                company.request(body, withdraws=tuple(version.id for version in versions))
            )
        self.order_id = order.id
        self.requests = [*versions, company.withdrawal(*versions)]
        self.arrived: list[int] = []
        self.waiting: set[int] = set()
        self.parked: set[int] = set()
        self.named: set[str] = set()
        self.effect: int | None = None
        self.in_time: bool | None = None

    def send(self, which: int) -> None:
        request = self.requests[which]
        self.company.send(ANN, request)
        self.named.update(request.withdraws)
        if which not in self.arrived:
            self.arrived.append(which)
            self.waiting.add(which)
        elif which in self.parked:
            self.parked.remove(which)
            self.waiting.add(which)

    def park(self, which: int) -> None:
        if which in self.waiting and which < len(self.requests) - 1:
            self.company.park(self.requests[which])
            self.waiting.remove(which)
            self.parked.add(which)

    def retry(self, which: int) -> None:
        request_id = self.requests[which].id
        body = RetryStopped(sender=ANN, request_id=request_id, confirmed=True)
        self.company.ask(HEAD, body, lane="")
        self._expect_answers()
        if which in self.parked and request_id not in self.named:
            self.parked.remove(which)
            self.waiting.add(which)
            self._expect_answers()

    def answer(self, _which: int = 0) -> None:
        self.company.office.answer_waiting()
        self._expect_answers()

    def _expect_answers(self) -> None:
        for which in [item for item in self.arrived if item in self.waiting]:
            request = self.requests[which]
            if which == len(self.requests) - 1:
                self.in_time = self.effect is None
            elif request.id not in self.named:
                self.effect = self.first + which
            if which < len(self.requests) - 1 or self.in_time:
                self.parked = {
                    item for item in self.parked if self.requests[item].id not in request.withdraws
                }
        self.waiting.clear()


@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(["send", "park", "retry", "answer"]), st.integers(0, 3)),
        max_size=14,
    )
)
def test_whatever_arrives_when_only_what_nothing_had_withdrawn_has_an_effect(
    company: Company, deeds: list[tuple[str, int]]
) -> None:
    company.change_customer(SHOP, credit_limit=None)
    story = Story(company)
    for what, which in deeds:
        getattr(story, what)(which)
    story.answer()
    lines = company.rows("order_lines", order_id=story.order_id)
    assert [row.quantity for row in lines] == ([] if story.effect is None else [story.effect])
    withdrawal = company.answer_or_none(ANN, story.requests[-1])
    assert (None if withdrawal is None else withdrawal.withdrawn) == story.in_time
