"""Conflicts, cases and the outbox on a terminal: what needs somebody, and what to type."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smartclient.cli.reasons import why_of
from smartclient.cli.render.states import label_shown, number_shown, task_shown
from smartclient.cli.render.tables import (
    Room,
    Row,
    TerminalColumn,
    count,
    indented,
    moment,
    short,
    styled,
    table,
)
from smartclient.cli.sentences import action_text, problem_text
from smartclient.cli.terminal.hints import Hints, OfficeHints
from smartclient.contract.cases import Case, OpenConflict
from smartclient.contract.subject_labels import Label
from smartclient.domain.ids import TaskId
from smartclient.domain.rules.problems import ActionKind, Problem
from smartclient.domain.tasks import BY_NUMBER, Subject, SubjectType, TaskStatus
from smartclient.domain.text.canonical import LONGEST_NUMBER
from smartclient.read_models.headoffice import StoppedRequest
from smartclient.read_models.records import OutboxEntry, WaitsFor
from smartclient.reconcile.actions import actions_for, required_answers
from smartclient.reconcile.conflict import Conflict, ConflictSummary, FieldConflict
from smartclient.wording.command_line import request_labels, subject_labels, task_labels
from smartclient.wording.labels import waits_for_labels

if TYPE_CHECKING:
    from rich.console import RenderableType

_NAMED = 3


def subject_label(subject: Subject) -> str:
    """What something is about, as in ``Order LI-0007``."""
    return f"{subject_labels[subject.type]} {subject.label or short(subject.id)}"


def subjects_label(subjects: Sequence[Subject]) -> str:
    """What several are about: the first few by name."""
    return several([subject_label(subject) for subject in subjects])


def several(labels: Sequence[str]) -> str:
    """Several in one line: the first few by name."""
    rest = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _labelled(subject: Subject, label: Label) -> str:
    """What something is about, a provisional number with its star."""
    shown = label_shown(label.text, provisional=label.provisional)
    return subject_label(replace(subject, label=shown))


def open_conflict_label(one: OpenConflict) -> str:
    """What a conflict is about that waits for its rep."""
    return _labelled(one.conflict.subject, one.label)


def case_label(case: Case) -> str:
    """What a case is about."""
    return _labelled(case.conflict.subject, case.label)


def conflicts_page(waiting: Sequence[ConflictSummary], hints: Hints) -> Iterator["RenderableType"]:
    """The conflicts that wait for the rep, each with what may be done."""
    if not waiting:
        yield "No action needed."
    for item in waiting:
        yield _heading(_words_of(item), item.conflict)
        yield from _collision(item.conflict, by_admin=False)
        if item.beside:
            others = subjects_label(item.beside)
            yield indented(
                f"It stands together with {others}: cancelling it takes all of them back.", 2
            )
        yield from _how_to_resolve(item.conflict, hints)
        yield ""


def _words_of(waiting: ConflictSummary) -> str:
    if not waiting.provisional_number:
        return subject_label(waiting.conflict.subject)
    number = number_shown(waiting.number, waiting.provisional_number)
    return f"Order {number}, {waiting.customer_name}"


def _heading(words: str, conflict: Conflict) -> "RenderableType":
    return styled(f"{words}  [{short(conflict.id)}]", "bold")


def cases_page(cases: Sequence[Case], hints: OfficeHints) -> Iterator["RenderableType"]:
    """The cases that wait for an admin, each with what decides it."""
    if not cases:
        yield "No case waits for a decision."
    for case in cases:
        yield _heading(case_label(case), case.conflict)
        yield from _collision(case.conflict, by_admin=True)
        yield indented(f"From {case.rep}" + (f": “{case.note}”" if case.note else ""), 2)
        for decision, words in _decisions(case.conflict).items():
            yield indented(words, 2)
            yield hints.admin_line("decide", short(case.conflict.id), str(decision))
        yield ""


def _decisions(conflict: Conflict) -> Mapping[ActionKind, str]:
    """What an admin may decide about the whole case, in words that lead to the command."""
    approving, refusing = "Take it as the rep entered it:", "Refuse it:"
    if conflict.fields:
        field = conflict.fields[0].field
        approving = (
            "Take it as the rep entered it; for another value add "
            f"--take '{field}=theirs', or '{field}==VALUE':"
        )
        refusing = "Refuse it; what head office has stays:"
    elif _has_other_actions(conflict):
        approving = "Take it as the rep entered it, or write another action in place of approve:"
    return {
        ActionKind.APPROVE: approving,
        ActionKind.REFUSE: refusing,
        ActionKind.HAND_BACK: "Let the rep resolve it:",
    }


def _has_other_actions(conflict: Conflict) -> bool:
    return any(problem.actions for problem in conflict.problems)


def open_work_page(
    conflicts: Sequence[OpenConflict], stopped: Sequence[StoppedRequest], hints: OfficeHints
) -> Iterator["RenderableType"]:
    """What waits for reps and for support, with what an admin may do about it."""
    if conflicts:
        yield "Waiting for their reps:"
        columns = (
            TerminalColumn(title="Conflict"),
            TerminalColumn(title="Since"),
            TerminalColumn(title="Rep", room=Room.WRAPPED),
            TerminalColumn(title="About", room=Room.WRAPPED),
            TerminalColumn(title="Customer"),
        )
        yield table(columns, map(_open_row, conflicts), empty="")
        yield "Decide one instead, as in:"
        yield hints.admin_line("take-over", short(conflicts[0].id))
    if stopped:
        yield "Stopped:"
        for item in stopped:
            yield from _stopped_lines(item)
        yield "Try one again, or close it, as in:"
        yield hints.admin_line("retry", short(stopped[0].request_id))
        yield hints.admin_line("close", short(stopped[0].request_id))


def _open_row(one: OpenConflict) -> Row:
    about = open_conflict_label(one)
    return Row(cells=(short(one.id), moment(one.since), one.sender, about, one.customer))


def _stopped_lines(one: StoppedRequest) -> Iterator["RenderableType"]:
    label = label_shown(one.label, provisional=one.provisional)
    about = f"{request_labels.get(one.kind, one.kind)} {label}".rstrip()
    customer = f", customer {one.customer}" if one.customer else ""
    yield styled(f"{about}{customer}  [{short(one.request_id)}]", "bold")
    yield indented(f"From {one.sender}, stopped {moment(one.stopped_at)}", 2)
    yield indented(one.short_error or "It could not be read.", 2)


def _collision(conflict: Conflict, *, by_admin: bool) -> Iterator["RenderableType"]:
    if conflict.note and conflict.note_by and not by_admin:
        yield indented(f"{conflict.note_by}: “{conflict.note}”", 2)
    if conflict.holder:
        until = moment(conflict.held_until)
        yield indented(f"{conflict.holder} had the customer checked out until {until}.", 2)
    if conflict.together:
        yield indented("It stands together with others: all of them are carried out, or none.", 2)
    for problem in conflict.problems:
        yield from _problem(problem, by_admin=by_admin)
    if conflict.fields:
        columns = (
            TerminalColumn(title="  Field"),
            TerminalColumn(title="Was", room=Room.WRAPPED),
            TerminalColumn(title="The rep's" if by_admin else "Yours", room=Room.WRAPPED),
            TerminalColumn(title="Head office", room=Room.WRAPPED),
            TerminalColumn(title="Changed by", room=Room.WRAPPED),
        )
        yield table(columns, map(_field_row, conflict.fields), empty="")
    for name, value in conflict.merged.items():
        yield indented(f"{name} was merged automatically: {value}", 2)


def _problem(problem: Problem, *, by_admin: bool) -> Iterator["RenderableType"]:
    yield indented(problem_text(problem), 2)
    columns = (TerminalColumn(title=""), TerminalColumn(title="", room=Room.WRAPPED))
    rows = [
        Row(cells=(f"    {action}", action_text(action, problem)))
        for action in actions_for(problem, by_admin=by_admin)
    ]
    if rows:
        yield table(columns, rows, empty="")


def _field_row(field: FieldConflict) -> Row:
    who = " ".join(filter(None, (field.by, moment(field.at))))
    return Row(cells=(f"  {field.field}", field.base, field.mine, field.theirs, who))


def _how_to_resolve(conflict: Conflict, hints: Hints) -> Iterator["RenderableType"]:
    resolve = ("conflicts", "resolve", short(conflict.id))
    cancels = _can_only_be_cancelled(conflict)
    if conflict.fields:
        takes = [word for field in conflict.fields for word in ("--take", f"{field.field}=mine")]
        yield indented(
            "Keep yours as below, take theirs with FIELD=theirs, or set FIELD==VALUE:", 2
        )
        yield hints.line(*resolve, *takes)
    elif conflict.problems and not cancels:
        yield indented("Choose, for each problem, one of its actions:", 2)
        yield hints.line(*resolve, *_actions(conflict))
    if conflict.subject.type is SubjectType.ORDER:
        yield indented("Change the order, as in:" if cancels else "Or change the order, as in:", 2)
        amended = _number_or_id(conflict.subject)
        yield hints.line("orders", "amend", amended, "--line", "SKU=QTY")
    # head office decides about none of several that stand together by itself
    if conflict.together is None:
        yield indented("Or let head office decide, with a note:", 2)
        yield hints.line(*resolve, "--ask", "a note for head office")
    if cancels:
        yield indented("Or cancel it:", 2)
        yield hints.line(*resolve, "--action", str(ActionKind.CANCEL))


def _can_only_be_cancelled(conflict: Conflict) -> bool:
    """Whether a problem offers nothing else: a command that answers all would lose the order."""
    return any(
        [action.kind for action in actions_for(problem)] == [ActionKind.CANCEL]
        for problem in required_answers(conflict.problems)
    )


def _number_or_id(subject: Subject) -> str:
    """What names an order in a command: what is no number would fill lines of its own."""
    return subject.label if 0 < len(subject.label) <= LONGEST_NUMBER else subject.id


def _actions(conflict: Conflict) -> Iterator[str]:
    """The options that answer each problem with the first of its actions."""
    problems = required_answers(conflict.problems)
    for problem in problems:
        action = next(iter(actions_for(problem)), None)
        if action is not None:
            yield "--action"
            yield str(action) if len(problems) == 1 else f"{_place(problem)}={action}"


def _place(problem: Problem) -> str:
    return str(problem.code) if problem.line is None else f"{problem.code}:{problem.line}"


def outbox_page(entries: Sequence[OutboxEntry]) -> "RenderableType":
    """Every request that is not yet answered."""
    columns = (
        TerminalColumn(title="State", room=Room.WRAPPED),
        TerminalColumn(title="What", room=Room.WRAPPED),
        TerminalColumn(title="Number"),
        TerminalColumn(title="About", room=Room.CUT),
        TerminalColumn(title="Since"),
        TerminalColumn(title="Id"),
    )
    by_task = {entry.task_id: entry for entry in entries}
    rows = (_outbox_row(entry, by_task) for entry in entries)
    return table(columns, rows, empty="Everything is answered.")


def _outbox_row(entry: OutboxEntry, by_task: Mapping[TaskId, OutboxEntry]) -> Row:
    shown = task_shown(entry.status)
    cells = (
        _waiting(entry, by_task) or shown.text,
        task_labels[entry.kind],
        *_about(entry),
        moment(entry.since),
        short(entry.request_id),
    )
    return Row(cells=cells, style=shown.row_style, sign_style=shown.style, below=_below(entry))


def _below(entry: OutboxEntry) -> str:
    """Why a request is not further on, when it is tried again, and until when it is sent."""
    parts = [why_of(entry)]
    if entry.next_try is not None:
        tried = f"Tried {count(entry.attempts, 'time')}. " if entry.attempts else ""
        parts.append(f"{tried}The next try is due {moment(entry.next_try)}.")
    if entry.held_by is WaitsFor.CHEAPER_LINK:
        parts.append("It goes within a day whatever the connection costs.")
    if entry.not_after is not None and entry.status is TaskStatus.QUEUED:
        parts.append(f"After {moment(entry.not_after)} you are asked instead of it being sent.")
    return " ".join(filter(None, parts))


def _waiting(entry: OutboxEntry, by_task: Mapping[TaskId, OutboxEntry]) -> str:
    """What a request waits for before it is sent, "" where it waits for nothing."""
    if entry.held_by is WaitsFor.CHEAPER_LINK:
        return task_shown(entry.status).sign_shown + waits_for_labels[entry.held_by]
    if entry.waits_for is None or entry.status is not TaskStatus.QUEUED:
        return ""
    first = by_task.get(entry.waits_for)
    sign = task_shown(TaskStatus.QUEUED).sign_shown
    if first is None:
        return sign + waits_for_labels[WaitsFor.TASK]
    if first.status is TaskStatus.PARKED:
        return f"{sign}Waits: “{task_labels[first.kind]}” is stopped"
    return f"{sign}Waits for “{task_labels[first.kind]}”"


def _about(entry: OutboxEntry) -> tuple[str, str]:
    """What an entry is about: a number, and a name; an order has its customer's."""
    number = number_shown(entry.number, entry.provisional_number)
    if number:
        return number, entry.customer_name
    subject = entry.subject
    number = subject.id if subject.type in BY_NUMBER else ""
    label = "" if subject.label == number else subject.label
    return number, label or ("" if number else short(subject.id))
