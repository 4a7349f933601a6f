"""An admin takes over what waits for a rep, and answers what is asked of admins."""

import logging
from pathlib import Path

import pytest

from smartclient.contract.messages import AnswerStatus, CancelOrder, ResolveConflict
from smartclient.contract.subject_labels import Label
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.orders import OrderState
from smartclient.domain.tasks import TaskStatus
from smartclient.headoffice.admin.status import status
from smartclient.headoffice.database.restore_detection import RestoreCause
from tests.small_company import ADMIN, SKUS
from tests.sync.restores import back_up, epoch, keep_no_position, put_back
from tests.sync.sync_world import Company, Laptop
from tests.sync.test_sync_open_work import answers, in_conflict, poison, states


@pytest.fixture
def admin(company: Company, tmp_path: Path) -> Laptop:
    return Laptop(company, tmp_path / "admin", ADMIN)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="smartclient.headoffice")


def test_an_admin_takes_a_conflict_over_and_decides_it(
    company: Company, laptop: Laptop, admin: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    admin.sync()
    (found,) = admin.use_cases.admin.open_conflicts()
    admin.use_cases.admin.take_over(found, "The rep is ill.")
    (taking,) = admin.use_cases.admin.open_conflicts()
    assert taking.taking_over
    with pytest.raises(BlockedError):
        admin.use_cases.admin.take_over(found)
    admin.sync(), laptop.sync()
    assert not laptop.use_cases.conflicts.open()
    assert [item.task for item in laptop.use_cases.orders.search()] == [
        TaskStatus.AWAITING_DECISION
    ]
    (case,) = admin.use_cases.admin.cases()
    assert (case.conflict.id, case.note) == (conflict.id, "The rep is ill.")
    (with_admin,) = admin.use_cases.admin.open_conflicts()
    assert with_admin.with_admin
    admin.use_cases.admin.decide(case.conflict.id, Action.parse("drop_line"))
    admin.sync(), laptop.sync()
    assert states(laptop) == [("SO-10001", OrderState.CONFIRMED)]
    assert not admin.use_cases.admin.open_conflicts()
    assert not laptop.use_cases.outbox.entries()


def test_a_rep_who_resolved_it_meanwhile_is_not_overruled(
    company: Company, laptop: Laptop, admin: Laptop
) -> None:
    conflict = in_conflict(company, laptop)
    admin.sync()
    (found,) = admin.use_cases.admin.open_conflicts()
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    laptop.sync()
    admin.use_cases.admin.take_over(found)
    admin.sync(), laptop.sync()
    assert not admin.use_cases.admin.cases()
    assert states(laptop) == [("SO-10001", OrderState.CONFIRMED)]


def test_only_an_admin_takes_anything_over(company: Company, laptop: Laptop) -> None:
    conflict = in_conflict(company, laptop)
    (found,) = company.office.open_conflicts()
    with pytest.raises(RefusedError):
        laptop.use_cases.admin.take_over(found)
    answer = company.office.decisions.take_over(conflict.id, as_login=laptop.login)
    assert answer.status is AnswerStatus.REJECTED
    assert company.office.open_conflicts() == (found,)


def test_what_one_admin_took_over_is_not_taken_over_again(company: Company, laptop: Laptop) -> None:
    conflict = in_conflict(company, laptop)
    first = company.office.decisions.take_over(conflict.id, note="Mine.", as_login=ADMIN)
    second = company.office.decisions.take_over(conflict.id, note="Or mine.", as_login=ADMIN)
    assert first.status is AnswerStatus.CONFIRMED
    assert second.status is AnswerStatus.REJECTED
    assert [case.note for case in company.office.cases()] == ["Mine."]


def test_only_an_admin_retries_or_closes_what_was_stopped(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    (stopped,) = company.office.stopped()
    (order,) = laptop.use_cases.orders.search()
    assert (stopped.customer, stopped.label) == (order.customer, order.provisional_number)
    assert stopped.provisional
    asked = stopped.sender, stopped.request_id
    answer = company.office.decisions.close_stopped(*asked, as_login=laptop.login)
    assert answer.status is AnswerStatus.REJECTED
    answer = company.office.decisions.retry_stopped(*asked, confirmed=True, as_login=laptop.login)
    assert answer.status is AnswerStatus.REJECTED
    assert company.office.stopped() == (stopped,)


def test_what_was_stopped_of_an_order_head_office_has_bears_its_number(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    laptop.sync()
    (order,) = laptop.use_cases.orders.search()
    laptop.use_cases.orders.cancel(order.id)
    with monkeypatch.context() as patch:
        poison(patch, CancelOrder)
        laptop.sync()
    (stopped,) = company.office.stopped()
    assert (stopped.kind, stopped.label) == ("cancel_order", order.number)
    assert not stopped.provisional


def test_an_admin_sees_of_whatever_waits_which_order_it_is_about(
    company: Company, laptop: Laptop, admin: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At head office and on a laptop; a number that head office has not given is told apart."""
    in_conflict(company, laptop)
    (conflicting,) = laptop.use_cases.orders.search()
    waiting = laptop.order(SKUS[1]).order
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    admin.sync()
    label = Label(text=conflicting.provisional_number, provisional=True)
    for conflicts in (company.office.open_conflicts(), admin.use_cases.admin.open_conflicts()):
        assert [conflict.label for conflict in conflicts] == [label]
    for stopped in (company.office.stopped(), admin.use_cases.admin.stopped_requests()):
        assert [(item.label, item.provisional) for item in stopped] == [
            (waiting.provisional_number, True)
        ]


def test_an_admin_sees_which_conflict_a_stopped_answer_is_about(
    company: Company, laptop: Laptop, admin: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = in_conflict(company, laptop)
    (order,) = laptop.use_cases.orders.search()
    laptop.use_cases.conflicts.resolve(conflict.id, answers(conflict, "drop_line"))
    with monkeypatch.context() as patch:
        poison(patch, ResolveConflict)
        laptop.sync()
    admin.sync()
    for stopped in (company.office.stopped(), admin.use_cases.admin.stopped_requests()):
        assert [(item.kind, item.label, item.provisional) for item in stopped] == [
            ("resolve_conflict", order.provisional_number, True)
        ]


@pytest.mark.parametrize("how", ["retry", "close"])
def test_an_admin_retries_or_closes_a_stopped_request(
    company: Company,
    laptop: Laptop,
    admin: Laptop,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    laptop.sync()
    laptop.order(SKUS[0])
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.sync()
    admin.sync()
    (stopped,) = admin.use_cases.admin.stopped_requests()
    if how == "retry":
        admin.use_cases.admin.retry_stopped(stopped)
    else:
        admin.use_cases.admin.close_stopped(stopped, "Ordered by telephone.")
    admin.sync(), laptop.sync(), admin.sync()
    assert not admin.use_cases.admin.stopped_requests()
    assert not laptop.use_cases.outbox.entries()
    wanted = OrderState.CONFIRMED if how == "retry" else OrderState.REFUSED
    assert wanted in {state for _, state in states(laptop)}
    assert company.orders() == (1 if how == "retry" else 0)


def test_the_same_may_be_asked_at_head_office_itself(
    company: Company, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = in_conflict(company, laptop)
    found = status(company.office.engine)
    assert found.open_conflicts == 1
    assert [item.id for item in found.conflicts] == [conflict.id]
    answer = company.office.decisions.take_over(conflict.id, note="Mine.", as_login=ADMIN)
    assert answer.status is AnswerStatus.CONFIRMED
    assert [case.note for case in company.office.cases()] == ["Mine."]
    with monkeypatch.context() as patch:
        poison(patch)
        laptop.order(SKUS[2])
        laptop.sync()
    (stopped,) = company.office.stopped()
    assert status(company.office.engine).stopped[0].stopped_at == stopped.stopped_at
    company.office.decisions.close_stopped(stopped.sender, stopped.request_id, as_login=ADMIN)
    assert not company.office.stopped()


@pytest.mark.parametrize("restored", [True, False])
def test_an_admin_says_whether_head_office_was_restored(
    company: Company, laptop: Laptop, admin: Laptop, *, restored: bool
) -> None:
    keep_no_position(laptop, admin)
    admin.sync(), laptop.sync()
    back_up(company)
    laptop.order(SKUS[0])
    laptop.sync()
    put_back(company, alone=True)
    before = epoch(company)
    laptop.sync(), laptop.sync(), admin.sync()
    assert admin.use_cases.status.current().restore_question is not None
    admin.use_cases.admin.answer_restore(restored=restored)
    assert admin.use_cases.status.current().restore_question is None
    admin.sync(), admin.sync(), laptop.sync(), laptop.sync()
    assert admin.use_cases.status.current().restore_question is None
    assert (epoch(company) != before) is restored
    restores = status(company.office.engine).restores
    assert restores.restored_why == (RestoreCause.ADMIN if restored else "")
    assert [state for _, state in states(laptop)] == [OrderState.CONFIRMED]
    assert company.orders() == 1
    laptop.order(SKUS[1])
    laptop.sync()
    assert len({number for number, _ in states(laptop)}) == 2
