"""What an admin does at the desk, and what the status bar tells."""

import pytest

from smartclient.contract.admin_bodies import ChangePolicy, DecideCase
from smartclient.contract.cases import CaseState
from smartclient.contract.feeds import Cursor, FeedKind, FeedPage
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import Action, ActionKind
from smartclient.read_models.sync_progress import LinkState
from tests.use_cases.rep_world import BIKE, LOGIN, Rep, asked, bring_case

APPROVE = Action(ActionKind.APPROVE)


def test_an_admin_decides_a_case_by_a_request(admin: Rep) -> None:
    case = bring_case(admin)
    assert admin.use_cases.admin.cases() == (case,)
    admin.use_cases.admin.decide(case.conflict.id, APPROVE, note="Fine.")
    assert admin.use_cases.admin.cases() == ()
    with pytest.raises(BlockedError):
        admin.use_cases.admin.decide(case.conflict.id, APPROVE)
    (request,) = admin.send()
    assert asked(request) == DecideCase(conflict_id=case.conflict.id, action=APPROVE, note="Fine.")
    assert request.lane == "C-1"
    admin.answer(request, Answer(status=AnswerStatus.REJECTED, why="Someone was faster."))
    assert admin.use_cases.admin.cases() == (case,), "until the feed says otherwise"


def test_a_decision_must_fit_the_case(admin: Rep) -> None:
    case = bring_case(admin)
    with pytest.raises(RefusedError):
        admin.use_cases.admin.decide(case.conflict.id, Action(ActionKind.ROUND_UP))
    with pytest.raises(NotFoundError):
        admin.use_cases.admin.decide(ConflictId("nothing"), APPROVE)
    assert admin.use_cases.admin.cases() == (case,)


def test_a_decided_case_is_not_decided_again(admin: Rep) -> None:
    case = bring_case(admin, CaseState.DECIDED)
    assert admin.use_cases.admin.cases() == ()
    with pytest.raises(RefusedError):
        admin.use_cases.admin.decide(case.conflict.id, APPROVE)


def test_a_decision_can_be_withdrawn_before_it_is_sent(admin: Rep) -> None:
    case = bring_case(admin)
    admin.use_cases.admin.decide(case.conflict.id, APPROVE)
    admin.use_cases.outbox.undo(admin.use_cases.outbox.entries()[-1].request_id)
    assert admin.use_cases.admin.cases() == (case,)


def test_only_an_admin_decides_and_sets_policy(rep: Rep) -> None:
    bring_case(rep)
    assert rep.use_cases.admin.cases() == ()
    with pytest.raises(RefusedError):
        rep.use_cases.admin.decide(ConflictId("case-1"), APPROVE)
    with pytest.raises(RefusedError):
        rep.use_cases.admin.change_policy("discontinued", "admin")


def test_a_policy_is_changed_by_a_request(admin: Rep) -> None:
    admin.use_cases.admin.change_policy("phone", "rep_value")
    (request,) = admin.send()
    body = asked(request)
    assert isinstance(body, ChangePolicy)
    assert body.setting == "rep_value"
    assert request.lane == ""
    with pytest.raises(RefusedError):
        admin.use_cases.admin.change_policy("nothing", "admin")


def test_policies_show_what_head_office_set(admin: Rep) -> None:
    with admin.store.work() as work:
        page = FeedPage(
            kind=FeedKind.POLICIES,
            rows=((1, "discontinued", "admin"),),
            cursor=Cursor(20, 1),
            more=False,
        )
        work.feeds.apply(page, by_key=False, watermark=30, as_of=admin.clock.now(), complete=True)
        work.commit()
    settings = {policy.key: policy.setting for policy in admin.use_cases.admin.policies()}
    assert settings["discontinued"] == "admin"
    assert settings["customer_on_hold"] == "admin"
    assert settings["price_changed"] == "rep"


def test_the_status_counts_what_is_on_its_way(rep: Rep) -> None:
    rep.place()
    first = rep.take()
    rep.place((BIKE, 3))
    standing = rep.use_cases.status.current()
    assert (standing.to_send, standing.at_head_office, standing.conflicts) == (2, 0, 0)
    rep.acknowledge(*first)
    standing = rep.use_cases.status.current()
    assert (standing.to_send, standing.at_head_office) == (1, 1)
    assert standing.link is LinkState.UNREACHABLE
    assert standing.login == LOGIN
    assert standing.cache["products"].rows == 3
    with rep.store.work() as work:
        work.meta.offline_by_choice = True
        work.commit()
    assert rep.use_cases.status.current().offline_by_choice


def test_the_catalog_is_read_by_the_use_cases(rep: Rep) -> None:
    assert [entry.sku for entry in rep.use_cases.catalog.search("bike")] == ["BIKE", "BIKE-2"]
    assert rep.use_cases.catalog.ship_methods() == ()
    assert rep.use_cases.catalog.photo("nothing") is None


def test_a_preview_shows_what_the_rules_say(rep: Rep) -> None:
    evaluation = rep.use_cases.orders.quote(rep.order())
    assert evaluation.problems == ()
    assert evaluation.order.totals.total == 2000


def test_nobody_signed_in_can_not_enter_orders(rep: Rep) -> None:
    with rep.store.work() as work:
        work.meta.delete("identity")
        work.commit()
    with pytest.raises(RefusedError):
        rep.place()
    with pytest.raises(NotFoundError):
        rep.use_cases.outbox.undo(rep.use_cases.orders.new(rep.order().customer).id)  # type: ignore[arg-type]
    assert rep.use_cases.outbox.entries() == ()
