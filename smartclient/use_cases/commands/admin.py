"""For admins: deciding cases and changing policies, each a task like any other."""

from dataclasses import replace

from smartclient.contract.admin_bodies import (
    AnswerRestore,
    ChangePolicy,
    CloseStopped,
    DecideCase,
    RetryStopped,
    TakeOver,
)
from smartclient.contract.cases import Case, CaseState, OpenConflict
from smartclient.contract.encoding import decode_body
from smartclient.contract.feeds import OWN_CONTACT
from smartclient.contract.messages import POLICY_LANE
from smartclient.domain.clock import Clock
from smartclient.domain.errors import BlockedError, NotFoundError, RefusedError
from smartclient.domain.fields import NOTE
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import Action
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.read_models.headoffice import PolicyChange, PolicyStatus, RepStatus, StoppedRequest
from smartclient.read_models.records import PolicySetting
from smartclient.read_models.server_restores import RESTORE_SUBJECT
from smartclient.reconcile.actions import apply_resolution
from smartclient.reconcile.conflict import Resolution
from smartclient.reconcile.decisions import check_decision
from smartclient.reconcile.policy import parse_policy, policy_settings
from smartclient.store.unit_of_work import ReadView, UnitOfWork
from smartclient.use_cases.enqueue import create_task
from smartclient.use_cases.queries.lookup import current_identity, is_admin


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
    normalized = NOTE.read(note)
    with work:
        _check_admin(work)
        case = _open_case(work, conflict_id)
        check_decision(case.conflict, case.order, action, resolution)
        label = case.conflict.subject.label
        create_task(
            work,
            clock,
            kind=TaskKind.DECIDE_CASE,
            subject=Subject(type=SubjectType.CASE, id=conflict_id, label=label),
            body=DecideCase(
                conflict_id=conflict_id, action=action, resolution=resolution, note=normalized
            ),
            lane=case.lane,
        )
        work.commit()


def preview_case(
    conflict_id: ConflictId, resolution: Resolution, *, view: ReadView, clock: Clock
) -> Order | None:
    """The order as these answers would make it, priced; None when they cancel it."""
    case = view.cases.get(conflict_id)
    if case is None or case.order is None:
        raise RefusedError("This case is not about an order.")
    order, customer = case.order, case.customer
    if customer is None:
        context = view.rule_context.for_order(order, today=clock.today(), now=clock.now())
    else:
        context = view.rule_context.for_pricing(
            order, customer, today=clock.today(), now=clock.now()
        )
    return apply_resolution(order, case.conflict.problems, resolution, context, by_admin=True)


def decided_cases(*, view: ReadView) -> tuple[Case, ...]:
    """The decided cases, the latest first; empty for someone who is no admin."""
    return view.cases.decided() if is_admin(view) else ()


def reps(*, view: ReadView) -> tuple[RepStatus, ...]:
    """Every rep with the last contact of the rep's laptop; those without one come last.

    Of the admin's own the store knows more than the feed, which brings it with other news alone.
    """
    identity = view.meta.identity()
    if identity is None or not identity.is_admin:
        return ()
    contact = view.feeds.as_of(OWN_CONTACT)
    waiting = view.outbox.count_unanswered()
    return tuple(
        replace(rep, seen_at=contact, waiting=waiting)
        if rep.login == identity.login and contact is not None
        else rep
        for rep in view.admin_data.reps()
    )


def stopped_requests(*, view: ReadView) -> tuple[StoppedRequest, ...]:
    """Requests that head office has stopped, oldest first; empty for someone who is no admin."""
    return view.admin_data.stopped() if is_admin(view) else ()


def retry_stopped(stopped: StoppedRequest, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue an admin's request that head office retry a stopped request.

    The admin has confirmed that it is still wanted: its rep may have taken it back with a Smart
    Client that does not report it to head office.
    """
    with work:
        _check_admin(work)
        if work.tasks.pending_about(SubjectType.REQUEST, stopped.request_id):
            raise BlockedError("This is on its way to head office already.")
        create_task(
            work,
            clock,
            kind=TaskKind.RETRY_STOPPED,
            subject=Subject(type=SubjectType.REQUEST, id=stopped.request_id, label=stopped.sender),
            body=RetryStopped(sender=stopped.sender, request_id=stopped.request_id, confirmed=True),
            lane=POLICY_LANE,
        )
        work.commit()


def open_conflicts(*, view: ReadView) -> tuple[OpenConflict, ...]:
    """Every rep's open conflicts, oldest first; empty for someone who is no admin."""
    return view.open_work.conflicts_of_all() if is_admin(view) else ()


def close_stopped(stopped: StoppedRequest, note: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue an admin's wish that head office refuse a stopped request."""
    normalized = NOTE.read(note)
    with work:
        _check_admin(work)
        if work.tasks.unfinished_about(SubjectType.REQUEST, stopped.request_id):
            raise BlockedError("This is on its way to head office already.")
        create_task(
            work,
            clock,
            kind=TaskKind.CLOSE_STOPPED,
            subject=Subject(type=SubjectType.REQUEST, id=stopped.request_id, label=stopped.sender),
            body=CloseStopped(
                sender=stopped.sender, request_id=stopped.request_id, note=normalized
            ),
            lane=POLICY_LANE,
        )
        work.commit()


def take_over(open_conflict: OpenConflict, note: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue an admin's wish to decide a conflict that still waits for its rep."""
    normalized = NOTE.read(note)
    with work:
        _check_admin(work)
        if work.tasks.unfinished_about(SubjectType.CASE, open_conflict.id):
            raise BlockedError("This is on its way to head office already.")
        label = open_conflict.conflict.subject.label
        create_task(
            work,
            clock,
            kind=TaskKind.TAKE_OVER,
            subject=Subject(type=SubjectType.CASE, id=open_conflict.id, label=label),
            body=TakeOver(conflict_id=open_conflict.id, note=normalized),
            lane=open_conflict.customer,
        )
        work.commit()


def answer_restore(*, restored: bool, work: UnitOfWork, clock: Clock) -> None:
    """Queue an admin's answer whether head office was restored from a backup."""
    with work:
        _check_admin(work)
        if work.tasks.unfinished_about(RESTORE_SUBJECT.type, RESTORE_SUBJECT.id):
            raise BlockedError("This is on its way to head office already.")
        create_task(
            work,
            clock,
            kind=TaskKind.ANSWER_RESTORE,
            subject=RESTORE_SUBJECT,
            body=AnswerRestore(restored=restored),
            lane=POLICY_LANE,
        )
        work.commit()


def policy_history(*, view: ReadView) -> tuple[PolicyChange, ...]:
    """Every change of a policy, newest first; empty for someone who is no admin."""
    return view.admin_data.policy_changes() if is_admin(view) else ()


def policy_statuses(*, view: ReadView) -> tuple[PolicyStatus, ...]:
    """Every policy with who changed it last, and the setting requested here meanwhile."""
    last = {change.key: change for change in reversed(policy_history(view=view))}
    return tuple(
        PolicyStatus(policy=policy, last=last.get(policy.key), wanted=_wanted(view, policy.key))
        for policy in policies(view=view)
    )


def _wanted(view: ReadView, key: str) -> str:
    """The setting that a change on its way asks for, "" for none."""
    for task in reversed(view.tasks.pending_about(SubjectType.POLICY, key)):
        stored = view.outbox.get(task.request_id)
        body = None if stored is None else decode_body(stored.request)
        if isinstance(body, ChangePolicy):
            return body.setting
    return ""


def change_policy(key: str, setting: str, *, work: UnitOfWork, clock: Clock) -> None:
    """Queue a change of policy, from the setting known here.

    RefusedError for no admin, no such key or setting.
    """
    key, setting = parse_policy(key, setting)
    with work:
        _check_admin(work)
        known = {policy.key: policy.setting for policy in policies(view=work)}
        seen = _wanted(work, key) or known[key]
        create_task(
            work,
            clock,
            kind=TaskKind.CHANGE_POLICY,
            subject=Subject(type=SubjectType.POLICY, id=key, label=key),
            body=ChangePolicy(key=key, setting=setting, seen=seen),
            lane=POLICY_LANE,
        )
        work.commit()


def policies(*, view: ReadView) -> tuple[PolicySetting, ...]:
    """The policies, as head office last sent them."""
    return policy_settings(view.cases.policy_rows())


def _check_admin(view: ReadView) -> None:
    if not current_identity(view).is_admin:
        raise RefusedError("Only an admin may do this. Ask one.")


def _open_case(view: ReadView, conflict_id: ConflictId) -> Case:
    case = view.cases.get(conflict_id)
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
    waiting = view.tasks.pending_about(SubjectType.CASE, conflict_id)
    if waiting:
        raise BlockedError(
            "Your decision about {label} is on its way already.",
            label=case.conflict.subject.label,
        )
    return case
