"""Choices about a conflict: what is still open, and what they come to."""

from datetime import UTC, datetime

import pytest

from smartclient.domain.ids import ConflictId, RequestId, Sku
from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.tasks import Subject, SubjectType
from smartclient.reconcile.actions import check_complete
from smartclient.reconcile.conflict import Conflict, ConflictKind, FieldConflict
from smartclient.ui.models.resolution_draft import ResolutionDraft

DROP, CANCEL = Action(ActionKind.DROP_LINE), Action(ActionKind.CANCEL)


def problem(line: int) -> Problem:
    return Problem(code=RuleCode.DISCONTINUED, line=line, sku=Sku("LAMP"), actions=(DROP, CANCEL))


@pytest.fixture
def broken_rules() -> Conflict:
    return Conflict(
        id=ConflictId("c"),
        kind=ConflictKind.RULE,
        subject=Subject(type=SubjectType.ORDER, id="o", label="LI-0001"),
        request_id=RequestId("r"),
        raised_at=datetime(2026, 11, 21, tzinfo=UTC),
        problems=(problem(1), problem(2)),
    )


@pytest.fixture
def colliding_fields() -> Conflict:
    return Conflict(
        id=ConflictId("c"),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.CUSTOMER, id="C-1", label="Central"),
        request_id=RequestId("r"),
        raised_at=datetime(2026, 11, 21, tzinfo=UTC),
        fields=(FieldConflict(field="phone", base="1", mine="2", theirs="3"),),
    )


def test_nothing_is_chosen_beforehand(broken_rules: Conflict, colliding_fields: Conflict) -> None:
    assert not ResolutionDraft(conflict=broken_rules).complete
    assert not ResolutionDraft(conflict=colliding_fields).complete


def test_every_problem_wants_an_answer(broken_rules: Conflict) -> None:
    first, second = broken_rules.problems
    choices = ResolutionDraft(conflict=broken_rules).with_action(first, DROP)
    assert not choices.complete

    choices = choices.with_action(second, DROP)

    assert choices.complete
    check_complete(broken_rules, choices.resolution())


def test_cancelling_answers_for_every_problem(broken_rules: Conflict) -> None:
    choices = ResolutionDraft(conflict=broken_rules).with_action(broken_rules.problems[0], CANCEL)

    assert choices.complete
    assert choices.cancels
    check_complete(broken_rules, choices.resolution())


def test_a_rep_is_not_offered_what_only_an_admin_may_do(broken_rules: Conflict) -> None:
    rep, admin = (ResolutionDraft(conflict=broken_rules, by_admin=by) for by in (False, True))
    one = broken_rules.problems[0]

    assert [action.kind for action in rep.offered(one)] == [DROP.kind, CANCEL.kind]
    assert ActionKind.APPROVE in {action.kind for action in admin.offered(one)}


def test_a_value_may_be_typed_and_remembers_what_was_seen(colliding_fields: Conflict) -> None:
    choices = ResolutionDraft(conflict=colliding_fields).with_value("phone", "4")

    (answer,) = choices.resolution().fields

    assert (answer.value, answer.seen) == ("4", "3")
    assert choices.complete
    assert not choices.with_value("phone", None).complete
