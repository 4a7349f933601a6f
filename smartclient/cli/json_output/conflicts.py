"""The JSON shapes of what waits: requests, conflicts and cases."""

from smartclient.cli.json_output.values import Json, instant, known
from smartclient.cli.reasons import why_not, why_of
from smartclient.contract.cases import OpenConflict
from smartclient.domain.rules.problems import Problem
from smartclient.domain.tasks import Subject
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.read_models.outbox_choices import outbox_choices
from smartclient.read_models.records import CommandState, OutboxEntry
from smartclient.reconcile.actions import actions_for
from smartclient.reconcile.conflict import Conflict, FieldConflict
from smartclient.wording.sentences import problem_sentence


def outbox_shape(entry: OutboxEntry) -> dict[str, Json]:
    """One request that is not yet answered, and what can be done with it."""
    choices = outbox_choices(entry)
    return {
        "request_id": entry.request_id,
        "kind": str(entry.kind),
        "subject": subject_shape(entry.subject),
        "status": str(entry.status),
        "since": instant(entry.since),
        "attempts": entry.attempts,
        "next_try": instant(entry.next_try),
        "why": known(why_of(entry)),
        "waits_for": None if entry.held_by is None else str(entry.held_by),
        "worth": entry.worth,
        "price": entry.price,
        "not_after": instant(entry.not_after),
        "available": {
            "send": choice_shape(choices.send_anyway),
            "undo": choice_shape(choices.undo),
            "retry": choice_shape(choices.retry),
        },
    }


def choice_shape(choice: CommandState) -> dict[str, Json]:
    """Whether something can be done now; if not, why and which task blocks it."""
    return {
        "now": choice.possible,
        "why": known(why_not(choice)),
        "blocked_by": choice.blocking if not choice.possible else None,
    }


def subject_shape(subject: Subject) -> dict[str, Json]:
    """The record that something is about."""
    return {"type": str(subject.type), "id": subject.id, "label": subject.label}


def conflict_shape(conflict: Conflict) -> dict[str, Json]:
    """A conflict with everything that is needed to resolve it."""
    return {"conflict_id": conflict.id, **_what_collides(conflict, by_admin=False)}


def _what_collides(conflict: Conflict, *, by_admin: bool) -> dict[str, Json]:
    return {
        "kind": str(conflict.kind),
        "subject": subject_shape(conflict.subject),
        "problems": [_problem_shape(problem, by_admin=by_admin) for problem in conflict.problems],
        "fields": [_field_shape(field) for field in conflict.fields],
    }


def _problem_shape(problem: Problem, *, by_admin: bool) -> Json:
    return {
        "code": str(problem.code),
        "line": problem.line,
        "message": problem_sentence(problem).text,
        "before": problem.before,
        "after": problem.after,
        "actions": [str(action) for action in actions_for(problem, by_admin=by_admin)],
    }


def _field_shape(field: FieldConflict) -> Json:
    return {
        "field": field.field,
        "base": field.base,
        "mine": field.mine,
        "theirs": field.theirs,
        "by": field.by,
        "at": instant(field.at),
    }


def case_shape(conflict: Conflict, *, rep: str, note: str) -> dict[str, Json]:
    """A conflict that waits for an admin."""
    return {
        "case": conflict.id,
        **_what_collides(conflict, by_admin=True),
        "rep": rep,
        "note": note,
    }


def stopped_shape(one: StoppedRequest) -> dict[str, Json]:
    """A request that head office has set aside."""
    return {
        "request": one.request_id,
        "login": one.sender,
        "kind": one.kind,
        "customer": one.customer,
        "label": one.label,
        "error": one.error,
        "stopped_at": instant(one.stopped_at),
    }


def open_conflict_shape(one: OpenConflict) -> dict[str, Json]:
    """A conflict that waits for its rep."""
    return {
        "conflict": one.id,
        **_what_collides(one.conflict, by_admin=True),
        "login": one.sender,
        "customer": one.customer,
        "since": instant(one.since),
    }
