"""For admins: deciding cases and changing policies, each a task like any other."""

from smartclient.contract.cases import Case, CaseState
from smartclient.contract.messages import POLICY_LANE, ChangePolicy, DecideCase
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.ids import ConflictId
from smartclient.domain.problems import Action, ActionKind
from smartclient.domain.records import PolicySetting
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.domain.text import canonical_text
from smartclient.reconcile.actions import check_complete, decided
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.policy import parse_policy, policy_settings
from smartclient.store.unit_of_work import Repositories, UnitOfWork
from smartclient.tasks.known import signed_in
from smartclient.tasks.requesting import begin_task

_NOTE_LENGTH = 2000


def cases(*, view: Repositories) -> tuple[Case, ...]:
    """Return the open cases, oldest first; empty for someone who is no admin."""
    identity = view.meta.identity()
    return view.cases.open() if identity is not None and identity.is_admin else ()


def decide(
    conflict_id: ConflictId,
    action: Action,
    resolution: Resolution,
    note: str,
    *,
    work: UnitOfWork,
    clock: Clock,
) -> None:
    """Queue an admin's decision. RefusedError for someone who is no admin."""
    tidy = canonical_text(note, field="note", longest=_NOTE_LENGTH)
    with work:
        _check_admin(work)
        case = _open_case(work, conflict_id)
        if action.kind not in {ActionKind.HAND_BACK, ActionKind.REFUSE}:
            whole = decided(case.conflict, action, resolution)
            check_complete(case.conflict, whole, by_admin=True)
        label = case.conflict.subject.label
        begin_task(
            work,
            clock,
            kind=TaskKind.DECIDE_CASE,
            subject=Subject(type=SubjectType.CASE, id=conflict_id, label=label),
            body=DecideCase(
                conflict_id=conflict_id, action=action, resolution=resolution, note=tidy
            ),
            lane=_lane_of(case),
        )
        work.commit()


def change_policy(key: str, setting: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue a change of policy. RefusedError for no admin, no such key or setting."""
    key, setting = parse_policy(key, setting)
    with work:
        _check_admin(work)
        begin_task(
            work,
            clock,
            kind=TaskKind.CHANGE_POLICY,
            subject=Subject(type=SubjectType.POLICY, id=key, label=key),
            body=ChangePolicy(key=key, setting=setting),
            lane=POLICY_LANE,
        )
        work.commit()


def policies(*, view: Repositories) -> tuple[PolicySetting, ...]:
    """Return who settles what, as head office last said."""
    return policy_settings(view.cases.policy_rows())


def _check_admin(work: Repositories) -> None:
    if not signed_in(work).is_admin:
        raise RefusedError("Only an admin may do this. Ask one.")


def _open_case(work: Repositories, conflict_id: ConflictId) -> Case:
    case = work.cases.get(conflict_id)
    if case is None:
        raise NotFoundError(
            "There is no case {case}. Look at the list of cases, or sync first.", case=conflict_id
        )
    if case.state is not CaseState.OPEN:
        raise RefusedError(
            "{label} was decided already, by {by}.",
            label=case.conflict.subject.label,
            by=case.decided_by,
        )
    waiting = work.tasks.unfinished_about(SubjectType.CASE, conflict_id)
    if waiting:
        raise BlockedError(
            "Your decision about {label} is on its way already.",
            label=case.conflict.subject.label,
        )
    return case


def _lane_of(case: Case) -> str:
    if case.order is not None:
        return case.order.customer
    if case.conflict.subject.type is SubjectType.CUSTOMER:
        return case.conflict.subject.id
    return POLICY_LANE
