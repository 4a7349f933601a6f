"""What an admin sees of head office at the desk, and what a rep is shown of what waits."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smartclient.contract.admin_bodies import ChangePolicy, RetryStopped
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage, Row
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import BlockedError, RefusedError
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.customers import Customer
from smartclient.reconcile.conflict import ProblemAnswer, Resolution
from smartclient.store.database.json_codec import to_document
from tests.use_cases.rep_world import (
    OTHER_SHOP,
    SHOP,
    Rep,
    asked,
    bring_case,
    order_in,
    rule_conflict,
)

AT = "2026-11-21T10:00:00.000000Z"
SOMEONE = Login("north\\someone")


def bring(rep: Rep, kind: FeedKind, *rows: Row) -> None:
    """Let a feed bring rows."""
    with rep.store.work() as work:
        page = FeedPage(kind=kind, rows=rows, cursor=Cursor(20, 1), more=False)
        work.feeds.apply(page, by_key=False, watermark=30, as_of=rep.clock.now(), complete=True)
        work.commit()


def bring_office(rep: Rep) -> None:
    """Let the feeds for admins bring a rep, its laptop, a stopped request and a policy's past."""
    bring(
        rep,
        FeedKind.REPS,
        (1, "north\\quiet", "8", "Rep", "North", "rep", ""),
        (2, SOMEONE, "9", "Rep", "North", "admin", ""),
    )
    bring(rep, FeedKind.LAPTOPS, (1, SOMEONE, AT, 1, 4, -90))
    bring(
        rep,
        FeedKind.STOPPED,
        (1, SOMEONE, "request-1", "place_order", f"{SOMEONE}|SO-C0001", 3, "KeyError: 1", AT, AT),
    )
    bring(
        rep,
        FeedKind.POLICY_HISTORY,
        (1, "discontinued", "", "admin", "boss", AT),
        (2, "discontinued", "admin", "rep", SOMEONE, AT),
    )


def test_an_admin_sees_the_reps_with_their_last_contact(admin: Rep) -> None:
    bring_office(admin)
    heard, silent = admin.use_cases.admin.reps()
    assert (heard.login, heard.waiting, heard.clock_offset_seconds) == (SOMEONE, 4, -90)
    assert heard.is_admin
    assert heard.seen_at is not None
    assert (silent.login, silent.seen_at) == ("north\\quiet", None)


def test_of_the_own_contact_an_admin_sees_what_the_store_knows(admin: Rep) -> None:
    own = admin.use_cases.status.current().login
    bring(admin, FeedKind.REPS, (1, own, "9", "Rep", "North", "admin", ""))
    bring(admin, FeedKind.LAPTOPS, (1, own, AT, 1, 4, -90))
    (status,) = admin.use_cases.admin.reps()
    assert (status.seen_at, status.waiting) == (admin.clock.now(), 0)


def test_a_rep_sees_nothing_of_head_office(rep: Rep) -> None:
    bring_office(rep)
    use_cases = rep.use_cases
    assert use_cases.admin.reps() == ()
    assert use_cases.admin.stopped_requests() == ()
    assert use_cases.admin.policy_history() == ()
    assert use_cases.admin.decided_cases() == ()
    assert use_cases.status.current().cases == 0


def test_a_stopped_request_is_retried_by_a_request(admin: Rep) -> None:
    bring_office(admin)
    (stopped,) = admin.use_cases.admin.stopped_requests()
    assert (stopped.customer, stopped.attempts, stopped.retrying) == ("SO-C0001", 3, False)
    admin.use_cases.admin.retry_stopped(stopped)
    assert admin.use_cases.admin.stopped_requests()[0].retrying
    with pytest.raises(BlockedError):
        admin.use_cases.admin.retry_stopped(stopped)
    (request,) = admin.send()
    assert asked(request) == RetryStopped(
        sender=SOMEONE, request_id=RequestId("request-1"), confirmed=True
    )
    admin.answer(request, Answer(status=AnswerStatus.CONFIRMED))
    assert not admin.use_cases.admin.stopped_requests()[0].retrying


def test_only_an_admin_has_a_request_retried(admin: Rep) -> None:
    bring_office(admin)
    (stopped,) = admin.use_cases.admin.stopped_requests()
    with admin.store.work() as work:
        identity = work.meta.identity()
        assert identity is not None
        work.meta.set_identity(replace(identity, is_admin=False))
        work.commit()
    with pytest.raises(RefusedError):
        admin.use_cases.admin.retry_stopped(stopped)


def test_policies_show_who_changed_them_and_the_setting_requested_here(admin: Rep) -> None:
    bring_office(admin)
    standing = {status.policy.key: status for status in admin.use_cases.admin.policy_statuses()}[
        "discontinued"
    ]
    assert standing.last is not None
    assert (standing.last.was, standing.last.changed_by, standing.wanted) == ("admin", SOMEONE, "")
    assert [change.changed_by for change in admin.use_cases.admin.policy_history()] == [
        SOMEONE,
        "boss",
    ]
    admin.use_cases.admin.change_policy("discontinued", "refuse")
    standing = {status.policy.key: status for status in admin.use_cases.admin.policy_statuses()}[
        "discontinued"
    ]
    assert standing.wanted == "refuse"


def test_a_change_of_policy_says_what_it_was_changed_from(admin: Rep) -> None:
    admin.use_cases.admin.change_policy("discontinued", "refuse")
    admin.use_cases.admin.change_policy("discontinued", "admin")
    first, second = (asked(request) for request in admin.send())
    assert first == ChangePolicy(key="discontinued", setting="refuse", seen="rep")
    assert second == ChangePolicy(key="discontinued", setting="admin", seen="refuse")


def test_an_admin_sees_what_each_answer_makes_of_the_total(admin: Rep) -> None:
    case = bring_case(admin)
    drop, keep = Action(ActionKind.DROP_LINE), Action(ActionKind.APPROVE)
    (problem,) = case.conflict.problems

    def made(action: Action) -> Decimal | None:
        answer = ProblemAnswer(code=problem.code, line=problem.line, action=action)
        order = admin.use_cases.admin.preview_case(case.conflict.id, Resolution(problems=(answer,)))
        return None if order is None else order.totals.total

    assert case.order is not None
    assert made(keep) == case.order.totals.total
    assert made(drop) is None, "it was the only line"


def test_a_case_is_priced_for_a_customer_the_admin_does_not_have(admin: Rep) -> None:
    case = bring_case(admin)
    stranger = CustomerNumber("C-99")
    assert case.order is not None
    case = replace(
        case,
        order=replace(case.order, customer=stranger),
        customer=Customer(number=stranger, name="Far Away", rep=SOMEONE),
    )
    bring(admin, FeedKind.CASES, (1, case.conflict.id, "open", to_document(case)))
    (problem,) = case.conflict.problems
    answer = ProblemAnswer(code=problem.code, line=problem.line, action=Action(ActionKind.APPROVE))
    order = admin.use_cases.admin.preview_case(case.conflict.id, Resolution(problems=(answer,)))
    assert order is not None
    assert order.totals.total == Decimal("2000.00")
    with pytest.raises(RefusedError):
        admin.use_cases.admin.preview_case(rule_conflict(admin.sent[0]).id, Resolution())


def test_what_waits_carries_its_numbers_and_its_customer(rep: Rep) -> None:
    record = rep.place()
    (entry,) = rep.use_cases.outbox.entries()
    assert entry.provisional_number == record.order.provisional_number
    assert (entry.number, entry.customer_name) == ("", "Shop 1")
    assert entry.can_be_undone
    (request,) = rep.send()
    assert rep.use_cases.outbox.entries()[0].can_be_undone, "a withdrawal says whether in time"
    conflict = rule_conflict(request)
    rep.answer(request, Answer(status=AnswerStatus.IN_CONFLICT, conflict=conflict))
    (waiting,) = rep.use_cases.conflicts.waiting()
    assert waiting.conflict == conflict
    assert (waiting.provisional_number, waiting.customer_name) == (
        record.order.provisional_number,
        "Shop 1",
    )
    assert waiting.value == record.order.totals.total
    assert waiting.conflict.problems[0].code is RuleCode.DISCONTINUED


def test_what_is_sent_first_takes_along_what_its_customer_has_before_it(rep: Rep) -> None:
    first, other, last = (
        rep.place(customer=customer) for customer in (SHOP, OTHER_SHOP, OTHER_SHOP)
    )
    assert last.task_id is not None
    rep.use_cases.outbox.send_first(last.task_id)
    order = [entry.subject.id for entry in rep.use_cases.outbox.entries()]
    assert order == [other.order.id, last.order.id, first.order.id]
    assert [order_in(request).id for request in rep.send()] == order


def test_what_only_admins_are_given_is_part_of_their_data(admin: Rep) -> None:
    assert {"cases", "policy_history"} <= set(admin.use_cases.status.current().cache)


def test_what_only_admins_are_given_is_no_part_of_a_reps_data(rep: Rep) -> None:
    cache = rep.use_cases.status.current().cache
    assert "products" in cache
    assert not {"cases", "reps", "laptops", "stopped", "policy_history"} & set(cache)
