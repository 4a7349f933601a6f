"""A customer opened by an earlier version of a request: the later one is never refused."""

# ruff: noqa: ANN401 (stand-ins take whatever the real functions do)

from collections.abc import Callable
from typing import Any

import pytest

from smartclient.contract.messages import (
    Answer,
    AnswerStatus,
    CreateCustomer,
    PlaceOrder,
    Request,
    ResolveConflict,
)
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import RuleCode
from smartclient.headoffice import handlers
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.inbox.inbox import PassedOn
from smartclient.reconcile.conflict import Conflict, FieldAnswer, Resolution
from tests.office_company import ANN, BEN, HEAD, Company, line

OPENED, PROVISIONAL = "C-00001", CustomerNumber("AN-C0001")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="smartclient.headoffice")


def create(
    company: Company, *, phone: str, contact: str = "", withdraws: tuple[str, ...] = ()
) -> tuple[Request, Answer]:
    body = CreateCustomer(
        provisional_number=PROVISIONAL, name="Hill Cycles", phone=phone, contact=contact
    )
    return company.ask(ANN, body, lane=PROVISIONAL, withdraws=withdraws)


def opened_twice(company: Company, contact: str = "") -> tuple[Request, Answer]:
    """Open a customer, let head office change it, and send another version of the creation."""
    earlier, answer = create(company, phone="555-1")
    assert answer.status is AnswerStatus.CONFIRMED
    company.change_customer(OPENED, phone="555-9", by=HEAD)
    return create(company, phone="555-2", contact=contact, withdraws=(earlier.id,))


def resolve(
    company: Company, conflict: Conflict | None, request: Request, phone: str
) -> tuple[Request, Answer]:
    """Settle a conflict as a laptop does: in a request that names the one that raised it."""
    assert conflict is not None
    answer = FieldAnswer(field="phone", value=phone, seen=conflict.fields[0].theirs)
    body = ResolveConflict(conflict_id=conflict.id, resolution=Resolution(fields=(answer,)))
    return company.ask(ANN, body, lane=OPENED, replaces=request.id)


def check_it_stayed(company: Company, answer: Answer, by: str = "") -> None:
    assert answer.status is AnswerStatus.ADJUSTED
    assert answer.customer is not None
    assert (answer.customer.number, answer.customer.phone) == (OPENED, "555-9")
    assert answer.customer_number_was == PROVISIONAL
    reported = [(item.rule, item.field, item.before, item.after, item.by) for item in answer.report]
    assert reported == [("customer.phone", "phone", "555-2", "555-9", by)]
    assert company.rows("customers", number=OPENED)[0].phone == "555-9"


def test_a_policy_that_refuses_leaves_the_customer_as_it_is(company: Company) -> None:
    company.policy("customer.phone", "refuse")
    _, answer = opened_twice(company)
    check_it_stayed(company, answer)


def test_every_field_that_stayed_is_reported(company: Company) -> None:
    company.policy("customer.phone", "refuse")
    _, answer = opened_twice(company, contact="Jo")
    assert [item.field for item in answer.report] == ["contact", "phone"]
    assert company.rows("customers", number=OPENED)[0].contact == ""


def test_an_admin_who_refuses_leaves_the_customer_as_it_is(company: Company) -> None:
    company.policy("customer.phone", "admin")
    later, waiting = opened_twice(company)
    assert waiting.status is AnswerStatus.AWAITING_DECISION
    company.decide(waiting.conflict, "refuse", note="We know better.")
    answer = company.answer(ANN, later)
    check_it_stayed(company, answer, by=HEAD)
    assert answer.note == "We know better."


def test_a_policy_that_refuses_a_resolution_leaves_the_customer_as_it_is(company: Company) -> None:
    first, conflicting = opened_twice(company)
    assert conflicting.status is AnswerStatus.IN_CONFLICT
    company.change_customer(OPENED, phone="555-8", by=HEAD)
    second, again = resolve(company, conflicting.conflict, first, "555-2")
    assert again.status is AnswerStatus.IN_CONFLICT
    company.policy("customer.phone", "refuse")
    company.change_customer(OPENED, phone="555-9", by=HEAD)
    _, answer = resolve(company, again.conflict, second, "555-2")
    check_it_stayed(company, answer)


def give_to_ben(company: Company) -> None:
    company.change_customer(OPENED, rep=BEN, phone="555-9")


def delete(company: Company) -> None:
    t = company.tables.customers
    with audited_transaction(
        company.office.engine, actor=HEAD, at=company.clock.now()
    ) as connection:
        connection.execute(t.delete().where(t.c.number == OPENED))


@pytest.mark.parametrize(
    ("meanwhile", "is_deleted", "rules"),
    [
        (give_to_ben, False, [RuleCode.NOT_IN_PARTITION, "customer.phone"]),
        (delete, True, [""]),
    ],
)
def test_a_customer_that_is_not_the_reps_any_more_was_opened_all_the_same(
    company: Company,
    meanwhile: Callable[[Company], None],
    is_deleted: bool,  # noqa: FBT001 (a value of the table above)
    rules: list[str],
) -> None:
    earlier, _ = create(company, phone="555-1")
    meanwhile(company)
    _, answer = create(company, withdraws=(earlier.id,), phone="555-2")
    assert (answer.status, answer.customer_deleted) == (AnswerStatus.ADJUSTED, is_deleted)
    assert [item.rule for item in answer.report] == rules
    if answer.customer is not None:
        assert (answer.customer.number, answer.customer.phone) == (OPENED, "555-1")


def test_a_change_of_another_reps_customer_is_still_refused(company: Company) -> None:
    create(company, phone="555-1")
    give_to_ben(company)
    _, answer = company.edit(("phone", "555-1", "555-2"), number=OPENED)
    assert answer.status is AnswerStatus.REJECTED


def poison(patch: pytest.MonkeyPatch, kind: type[Any], *, after: int = 0) -> None:
    """Make every request of a kind fail, once ``after`` of them were answered."""
    real, done = handlers.HANDLERS[kind], iter(range(after))

    def fails(incoming: Any, body: Any, work: Any) -> Answer | PassedOn:
        if next(done, None) is None:
            raise ZeroDivisionError
        return real(incoming, body, work)

    patch.setitem(handlers.HANDLERS, kind, fails)


def close_what_stopped(company: Company, note: str) -> None:
    (stopped,) = company.office.stopped()
    company.office.decisions.close_stopped(
        stopped.sender, stopped.request_id, note=note, as_login=HEAD
    )


def test_an_admin_who_closes_what_stopped_leaves_the_customer_as_it_is(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        poison(broken, CreateCustomer, after=1)
        later, answer = opened_twice(company)
    assert answer.status is AnswerStatus.PARKED
    close_what_stopped(company, "We know better.")
    answer = company.answer(ANN, later)
    check_it_stayed(company, answer, by=HEAD)
    assert answer.note == "We know better."


def test_one_that_nothing_was_opened_for_is_refused_when_it_is_closed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        poison(broken, CreateCustomer)
        request, _ = create(company, phone="555-1")
    close_what_stopped(company, "Enter it again.")
    assert company.answer(ANN, request).status is AnswerStatus.REJECTED


def test_the_answer_that_an_order_was_closed_has_the_one_that_an_earlier_version_placed(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = company.order(line("A", 1))
    earlier, _ = company.place(order)
    with monkeypatch.context() as broken:
        poison(broken, PlaceOrder)
        later, _ = company.place(order.with_line(line("B", 2)), withdraws=(earlier.id,))
    close_what_stopped(company, "")
    answer = company.answer(ANN, later)
    assert answer.status is AnswerStatus.REJECTED
    assert answer.order is not None
    assert [item.sku for item in answer.order.order.lines] == ["A"]
