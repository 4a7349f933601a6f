"""Head office restored from a backup: what is offered again is harmless and keeps its number."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    AnswerStatus,
    CreateCustomer,
    EscalateConflict,
    PlaceOrder,
    Request,
    ResolveConflict,
)
from smartclient.contract.operations import PulseRequest
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import Action, RuleCode
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from tests.office_company import ANN, BEN, BENS, HEAD, KIOSK, SHOP, Company, line


class Backup:
    """A backup of the small company, and a way back to it."""

    def __init__(self, company: Company, folder: Path) -> None:
        self.company = company
        self._file = folder / "company.db"
        self._copy = folder / "backup.db"

    def take(self) -> None:
        with self.company.office.engine.connect() as connection:
            connection.connection.cursor().execute("VACUUM INTO ?", (str(self._copy),))

    def restore(self, *, alone: bool = False) -> None:
        """Put the backup back and say so; ``alone``, nothing there knows of it."""
        self.company.office.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._copy, self._file)
        if alone:
            Path(f"{self._file}.history").unlink(missing_ok=True)
        self.company.reopen(HeadOffice.open(f"sqlite:///{self._file}", self.company.clock))
        if not alone:
            self.company.office.restored()


@pytest.fixture
def backup(company: Company, tmp_path: Path) -> Backup:
    return Backup(company, tmp_path)


def numbered(answer: Answer) -> str:
    assert answer.order is not None
    return answer.order.number


def again(company: Company, login: str, request: Request, given: str = "") -> Answer:
    """Offer a request again under its own id, as a laptop does after a restore."""
    company.send(login, replace(request, given_number=given))
    company.office.answer_waiting()
    return company.answer(login, request)


def test_a_restore_begins_a_generation_and_leaves_row_versions_behind(
    company: Company, backup: Backup
) -> None:
    backup.take()
    company.place(company.order())
    before = company.link(ANN).pulse(PulseRequest())
    backup.restore()
    after = company.link(ANN).pulse(PulseRequest())
    assert after.generation != before.generation
    assert after.watermark > before.watermark


def test_a_request_the_backup_holds_is_answered_once(company: Company, backup: Backup) -> None:
    request, answer = company.place(company.order(line("D", 2)))
    backup.take()
    backup.restore()
    assert again(company, ANN, request, numbered(answer)) == answer
    assert company.count("orders") == 1
    assert company.stock("D") == 3


def test_an_order_the_backup_lost_comes_back_with_the_number_it_had(
    company: Company, backup: Backup
) -> None:
    company.place(company.order())
    backup.take()
    request, answer = company.place(company.order(line("D", 2)))
    assert numbered(answer) == "SO-10002"
    backup.restore()
    assert company.count("orders") == 1
    assert again(company, ANN, request, "SO-10002") == answer
    assert company.stock("D") == 3


def test_a_new_order_after_a_restore_never_takes_a_number_given_before(
    company: Company, backup: Backup
) -> None:
    backup.take()
    lost, answer = company.place(company.order())
    backup.restore()
    _, new = company.place(company.order(line("B", 5)))
    assert numbered(new) != numbered(answer)
    assert numbered(again(company, ANN, lost, numbered(answer))) == numbered(answer)


def test_a_number_that_was_never_lost_is_not_given_for_the_asking(
    company: Company, backup: Backup
) -> None:
    request = company.request(PlaceOrder(order=company.order()))
    assert numbered(again(company, ANN, request, "SO-77777")) == "SO-10001"
    backup.take()
    backup.restore()
    asked = [company.request(PlaceOrder(order=company.order(line("A", n)))) for n in (2, 3, 4, 5)]
    given = ["SO-10001", "SO-99999999", "SO-x", "C-00001"]
    numbers = [numbered(again(company, ANN, *item)) for item in zip(asked, given, strict=True)]
    assert not set(numbers) & set(given)


def test_two_reps_who_claim_one_number_do_not_both_get_it(company: Company, backup: Backup) -> None:
    backup.take()
    mine, answer = company.place(company.order())
    backup.restore()
    theirs = company.request(PlaceOrder(order=company.order(customer=BENS)), lane=BENS)
    numbers = {
        numbered(again(company, ANN, mine, numbered(answer))),
        numbered(again(company, BEN, theirs, numbered(answer))),
    }
    assert len(numbers) == 2
    assert numbered(answer) in numbers


def test_an_order_offered_again_weeks_later_is_not_refused_for_old_data(
    company: Company, backup: Backup
) -> None:
    backup.take()
    body = PlaceOrder(order=company.order(), reference_as_of=company.clock.now())
    request, answer = company.ask(ANN, body)
    company.clock.advance(timedelta(days=80))  # type: ignore[attr-defined]
    backup.restore()
    assert again(company, ANN, request, numbered(answer)).status is AnswerStatus.CONFIRMED
    stale = company.request(body)
    answer = again(company, ANN, stale)
    assert answer.order is not None  # it is the order that is there already


def test_a_new_order_from_old_data_is_still_refused(company: Company) -> None:
    as_of = company.clock.now() - timedelta(days=31)
    _, answer = company.ask(ANN, PlaceOrder(order=company.order(), reference_as_of=as_of))
    assert [problem.code for problem in answer.reasons] == [RuleCode.REFERENCE_DATA_TOO_OLD]


def test_a_customer_the_backup_lost_comes_back_with_its_number_and_orders(
    company: Company, backup: Backup
) -> None:
    backup.take()
    body = CreateCustomer(provisional_number=CustomerNumber("AN-C0001"), name="New")
    creation, created = company.ask(ANN, body, lane="AN-C0001")
    assert created.customer is not None
    order, answer = company.place(company.order(customer="C-00001"))
    backup.restore()
    company.add("customers", {"number": "C-00002", "name": "Imported", "rep": BEN})
    returned = again(company, ANN, creation, "C-00001")
    assert returned.customer == created.customer
    assert again(company, ANN, order, numbered(answer)).order == answer.order


def test_a_resolved_conflict_that_was_lost_is_resolved_again(
    company: Company, backup: Backup
) -> None:
    company.change_product("A", discontinued_on=date(2026, 11, 20), replaced_by="B")
    backup.take()
    request, answer = company.place(company.order(line("A", 1)))
    resolving, resolved = company.resolve(answer.conflict, "take_replacement", replaces=request.id)
    backup.restore()
    company.send(ANN, request, replace(resolving, given_number=numbered(resolved)))
    company.office.answer_waiting()
    assert company.answer(ANN, resolving) == resolved
    assert company.count("orders") == 1


def test_a_conflict_that_does_not_come_back_ends_in_the_order_that_does(
    company: Company, backup: Backup
) -> None:
    backup.take()
    company.change_product("A", discontinued_on=date(2026, 11, 20), replaced_by="B")
    request, answer = company.place(company.order(line("A", 1)))
    resolving, resolved = company.resolve(answer.conflict, "take_replacement", replaces=request.id)
    backup.restore()  # the product is sold again
    company.place(company.order(line("C", 3)))
    company.send(ANN, request, replace(resolving, given_number=numbered(resolved)))
    company.office.answer_waiting()
    placed = company.answer(ANN, request)
    assert placed.status is AnswerStatus.CONFIRMED
    assert numbered(placed) == numbered(resolved)
    assert company.answer(ANN, resolving) == placed
    assert company.count("orders") == 2


def test_a_decision_that_was_lost_is_asked_for_again(company: Company, backup: Backup) -> None:
    backup.take()
    order = company.order(line("A", 50, unit_price=Decimal(10)), customer=KIOSK)
    request, answer = company.place(order)
    company.decide(answer.conflict, "approve")
    before = company.answer(ANN, request)
    backup.restore()
    waiting = again(company, ANN, request, numbered(before))
    assert waiting.status is AnswerStatus.AWAITING_DECISION
    assert waiting.conflict is not None
    assert answer.conflict is not None
    assert waiting.conflict.id == answer.conflict.id
    company.decide(waiting.conflict, "approve")
    assert numbered(company.answer(ANN, request)) == numbered(before)


def test_a_cancelled_order_that_was_lost_ends_cancelled(company: Company, backup: Backup) -> None:
    backup.take()
    order = company.order(line("D", 2))
    placing, answer = company.place(order)
    cancelling, _ = company.cancel(order)
    backup.restore()
    company.send(ANN, replace(placing, given_number=numbered(answer)), cancelling)
    company.office.answer_waiting()
    assert [row.state for row in company.rows("orders")] == ["cancelled"]
    assert company.stock("D") == 5


def test_what_an_admin_passed_back_and_forth_survives_a_restore_in_the_middle(
    company: Company, backup: Backup
) -> None:
    request, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    assert answer.conflict is not None
    backup.take()
    escalate = EscalateConflict(conflict_id=answer.conflict.id, note="please")
    escalating, _ = company.ask(ANN, escalate, replaces=request.id)
    company.decide(answer.conflict, "hand_back", HEAD)
    drop = ProblemAnswer(code=RuleCode.UNKNOWN_PRODUCT, line=1, action=Action.parse("drop_line"))
    body = ResolveConflict(conflict_id=answer.conflict.id, resolution=Resolution(problems=(drop,)))
    resolving, resolved = company.ask(ANN, body, replaces=escalating.id)
    backup.restore()
    company.send(ANN, request, escalating, replace(resolving, given_number=numbered(resolved)))
    company.office.answer_waiting()
    assert company.answer(ANN, resolving) == resolved
    assert company.office.cases() == ()
    assert company.count("orders", customer=SHOP) == 1


def test_what_raised_a_conflict_is_not_carried_out_once_the_rep_is_advised_to_enter_it_again(
    company: Company, backup: Backup
) -> None:
    backup.take()
    request, answer = company.place(company.order(line("NONE", 1), line("A", 1, 2)))
    assert answer.conflict is not None
    drop = ProblemAnswer(code=RuleCode.UNKNOWN_PRODUCT, line=1, action=Action.parse("drop_line"))
    body = ResolveConflict(conflict_id=answer.conflict.id, resolution=Resolution(problems=(drop,)))
    backup.restore()
    first, _ = company.ask(ANN, body, replaces=request.id)
    assert company.answer(ANN, first).status is AnswerStatus.REJECTED
    late = again(company, ANN, request)
    assert (late.status, late.withdrawn) == (AnswerStatus.REJECTED, True)
    assert company.count("conflicts") == company.count("orders") == 0


def test_an_answer_to_a_conflict_that_is_gone_is_never_confirmed_with_an_earlier_version(
    company: Company, backup: Backup
) -> None:
    backup.take()
    order = company.order(line("A", 1), line("D", 9, 2))
    first, asked = company.place(order)
    assert asked.conflict is not None
    second, answer = company.place(
        replace(order, lines=(line("A", 7), line("NONE", 1, 2))),
        replaces=first.id,
        withdraws=(first.id,),
    )
    assert answer.conflict is not None
    escalate = EscalateConflict(conflict_id=answer.conflict.id)
    passing, _ = company.ask(ANN, escalate, replaces=second.id)
    drop = ProblemAnswer(code=RuleCode.UNKNOWN_PRODUCT, line=2, action=Action.parse("drop_line"))
    body = ResolveConflict(conflict_id=answer.conflict.id, resolution=Resolution(problems=(drop,)))
    answering = company.request(body, replaces=passing.id)
    backup.restore()
    company.change("stock", {"sku": "D"}, on_hand=50)
    assert again(company, ANN, first).status is AnswerStatus.CONFIRMED
    company.policy("unknown_product", "refuse")
    assert again(company, ANN, second).status is AnswerStatus.REJECTED
    for request in (passing, answering):
        reported = again(company, ANN, request)
        assert (reported.status, reported.order) == (AnswerStatus.REJECTED, None)
        assert reported.why


@pytest.mark.parametrize("first", ["the laptop that placed it", "the other laptop"])
def test_two_laptops_versions_of_one_order_come_again_in_either_sequence(
    company: Company, backup: Backup, first: str
) -> None:
    backup.take()
    placing, answer = company.place(company.order(line("A", 1)))
    assert answer.order is not None
    base, number = answer.order.order, answer.order.number
    more = base.with_line(replace(base.lines[0], quantity=3))
    mine = AmendOrder.from_base(base, more, reference_as_of=None)
    changed, _ = company.ask(ANN, mine)
    added = AmendOrder.from_base(base, base.with_line(line("B", 1, 2)), reference_as_of=None)
    elsewhere, _ = company.ask(ANN, added)
    backup.restore()
    offered = [placing, changed]
    offered = (
        [*offered, elsewhere] if first == "the laptop that placed it" else [elsewhere, *offered]
    )
    for request in offered:
        answer = again(company, ANN, request, given=number)
        assert answer.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}
    held = company.answer(ANN, offered[-1]).order
    assert held is not None
    assert held.number == number
    assert [(item.sku, item.quantity) for item in held.order.lines] == [("A", 3), ("B", 1)]


def test_an_earlier_version_that_comes_back_after_the_later_one_changes_and_asks_nothing(
    company: Company, backup: Backup
) -> None:
    backup.take()
    order = company.order(line("A", 1))
    copied, answer = company.place(order)
    backup.restore()
    _, placed = company.place(replace(order, lines=(line("A", 5),)), withdraws=(copied.id,))
    back = again(company, ANN, copied, numbered(answer))
    assert back.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}
    assert back.order == placed.order
    assert [row.quantity for row in company.rows("order_lines")] == [5]
    assert company.count("conflicts") == company.count("open_work") == 0


def test_an_earlier_version_comes_back_where_the_later_one_waits_for_the_rep(
    company: Company, backup: Backup
) -> None:
    backup.take()
    order = company.order(line("A", 1))
    copied, answer = company.place(order)
    backup.restore()
    asked = replace(order, lines=(line("A", 5), line("NONE", 1, 2)))
    later, waiting = company.place(asked, withdraws=(copied.id,))
    assert waiting.conflict is not None
    assert again(company, ANN, copied, numbered(answer)) == answer
    assert company.answer(ANN, later) == waiting
    _, settled = company.resolve(waiting.conflict, "drop_line", replaces=later.id)
    assert settled.status in {AnswerStatus.CONFIRMED, AnswerStatus.ADJUSTED}
    assert numbered(settled) == numbered(answer)
    assert [(row.sku, row.quantity) for row in company.rows("order_lines")] == [("A", 5)]


@pytest.mark.parametrize("taken_back_first", [False, True])
def test_an_order_that_was_cancelled_does_not_come_back_after_its_cancellation(
    company: Company, backup: Backup, *, taken_back_first: bool
) -> None:
    backup.take()
    order = company.order(line("A", 1))
    copied, answer = company.place(order)
    backup.restore()
    before: tuple[str, ...] = (copied.id,)
    if taken_back_first:
        withdrawal, _ = company.withdraw(copied)
        before = (*before, withdrawal.id)
    company.cancel(order, replaces=before[-1], withdraws=before)
    late = again(company, ANN, copied, numbered(answer))
    assert (late.status, late.withdrawn) == (AnswerStatus.REJECTED, True)
    assert company.count("orders") == 0
