"""What the command line prints to be copied can be copied, and every state has its words."""

import shlex
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from smartclient.cli.json_output.customers import customer_shape
from smartclient.cli.render.conflicts import conflicts_page, outbox_page, subject_label
from smartclient.cli.render.customers import customers_page
from smartclient.cli.render.tables import moment
from smartclient.cli.terminal.hints import CommandLine, Hints, command_line
from smartclient.cli.terminal.printing import print_for_people
from smartclient.domain.ids import ConflictId, CustomerNumber, RequestId, TaskId
from smartclient.domain.rules.problems import Action, ActionKind, Problem, ResolvedBy, RuleCode
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.records import CustomerSummary, OutboxEntry, WaitsFor
from smartclient.reconcile.actions import parse_choice, parse_field_choices, required_answers
from smartclient.reconcile.conflict import Conflict, ConflictKind, ConflictSummary, FieldConflict
from tests.changed import changed
from tests.cli.test_cli_pages import read

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
QUANTITY = 'line 1 TR-100\'s "large" & green quantity'

posix = pytest.mark.skipif(sys.platform == "win32", reason="its shell has other quotes")


def conflict(**fields: object) -> Conflict:
    conflict = Conflict(
        id=ConflictId("01a226ea-2111-7ab1-bde9-ddbbeb621190"),
        kind=ConflictKind.DATA,
        subject=Subject(type=SubjectType.ORDER, id="o", label="AN-0001"),
        request_id=RequestId("r"),
        raised_at=NOON,
    )
    return changed(conflict, **fields)


def field(name: str) -> FieldConflict:
    return FieldConflict(field=name, base="1", mine="2", theirs="3")


def problem(code: RuleCode, line: int | None, *actions: ActionKind) -> Problem:
    return Problem(
        code=code,
        line=line,
        settled_by=ResolvedBy.REP,
        actions=tuple(Action(kind) for kind in actions),
    )


def hints(one: Conflict) -> list[list[str]]:
    """The words of every command that is printed for a conflict, as a shell reads them."""
    page = conflicts_page([ConflictSummary(conflict=one, customer_name="Shop")], Hints())
    return [shlex.split(part) for part in page if isinstance(part, CommandLine)]


@posix
def test_a_hint_for_fields_answers_every_field_as_it_is_printed() -> None:
    one = conflict(fields=(field(QUANTITY), field("note")))
    resolve, *_ = hints(one)
    assert resolve[:4] == ["smartclient", "conflicts", "resolve", "eb621190"]
    takes = [word for word in resolve[4:] if word != "--take"]
    answers = parse_field_choices(one, takes)
    assert [(answer.field, answer.value) for answer in answers] == [(QUANTITY, "2"), ("note", "2")]


@posix
@pytest.mark.parametrize(
    "problems",
    [
        (problem(RuleCode.DISCONTINUED, 1, ActionKind.DROP_LINE),),
        (
            problem(RuleCode.DISCONTINUED, 1, ActionKind.DROP_LINE),
            problem(RuleCode.PRICE_CHANGED, 2, ActionKind.ACCEPT_PRICE),
        ),
    ],
)
def test_a_hint_for_problems_answers_every_problem_as_it_is_printed(
    problems: tuple[Problem, ...],
) -> None:
    one = conflict(kind=ConflictKind.RULE, problems=problems)
    resolve, *_ = hints(one)
    chosen = [word for word in resolve[4:] if word != "--action"]
    answers = [answer for text in chosen for answer in parse_choice(text, problems)]
    assert {(answer.code, answer.line) for answer in answers} == {
        (item.code, item.line) for item in required_answers(problems)
    }


@posix
def test_an_order_that_was_handed_back_may_be_changed_and_not_only_cancelled() -> None:
    handed_back = problem(RuleCode.CREDIT_LIMIT_EXCEEDED, None, ActionKind.CANCEL)
    found = hints(conflict(kind=ConflictKind.RULE, problems=(handed_back,)))
    assert ["smartclient", "orders", "amend", "AN-0001", "--line", "SKU=QTY"] in found


@posix
def test_a_command_that_cancels_comes_last_and_is_never_among_answers() -> None:
    on_hold = problem(RuleCode.CUSTOMER_ON_HOLD, None, ActionKind.CANCEL)
    gone = problem(RuleCode.DISCONTINUED, 1, ActionKind.DROP_LINE, ActionKind.CANCEL)
    for problems in ((on_hold,), (gone, on_hold)):
        *others, last = hints(conflict(kind=ConflictKind.RULE, problems=problems))
        assert last == ["smartclient", "conflicts", "resolve", "eb621190", "--action", "cancel"]
        assert not [line for line in others if "cancel" in " ".join(line)]
        parse_choice(last[-1], problems)


@posix
@pytest.mark.parametrize("label", ["", "Forged: all is well. " * 20])
def test_an_order_without_a_number_is_named_by_its_id(label: str) -> None:
    one = conflict(subject=Subject(type=SubjectType.ORDER, id="an-id", label=label))
    assert ["smartclient", "orders", "amend", "an-id", "--line", "SKU=QTY"] in hints(one)


def test_a_hint_is_printed_on_one_line_however_narrow_the_terminal_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    hint = command_line(["conflicts", "resolve", "eb621190", *["--take", f"{QUANTITY}=mine"] * 3])
    print_for_people(hint)
    assert capsys.readouterr().out == f"  {hint}\n"


@posix
def test_in_a_checkout_a_hint_calls_the_program_as_it_can_be_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["/checkout/smartclient/__main__.py"])
    monkeypatch.setenv("PATH", "")
    assert command_line(["sync"]) == f"{sys.executable} -m smartclient sync"
    monkeypatch.setattr(sys, "argv", ["/usr/bin/smartclient"])
    assert command_line(["sync"]) == "smartclient sync"


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_of_work_is_shown_in_the_outbox(kind: TaskKind) -> None:
    assert read(outbox_page([entry("1", kind=kind)]))


@pytest.mark.parametrize("kind", SubjectType)
def test_every_kind_of_subject_has_words(kind: SubjectType) -> None:
    assert subject_label(Subject(type=kind, id="1", label=""))


def entry(
    name: str,
    *,
    kind: TaskKind = TaskKind.PLACE_ORDER,
    status: TaskStatus = TaskStatus.QUEUED,
    waits_for: str | None = None,
) -> OutboxEntry:
    return OutboxEntry(
        request_id=RequestId(name),
        task_id=TaskId(name),
        kind=kind,
        subject=Subject(type=SubjectType.ORDER, id="o", label="AN-0001"),
        status=status,
        since=NOON,
        attempts=0,
        next_try=None,
        why="",
        waits_for=None if waits_for is None else TaskId(waits_for),
        provisional_number="AN-0001",
    )


def states(*entries: OutboxEntry) -> list[str]:
    return [line.strip() for line in read(outbox_page(entries))[1:]]


def test_the_next_try_and_the_latest_time_of_a_request_are_listed() -> None:
    tried = replace(
        entry("1"),
        attempts=2,
        next_try=NOON,
        held_by=WaitsFor.NEXT_TRY,
        not_after=NOON + timedelta(hours=2),
    )
    shown = " ".join(states(tried))
    assert f"Tried 2 times. The next try is due {moment(NOON)}." in shown
    assert f"After {moment(NOON + timedelta(hours=2))} you are asked instead" in shown
    sent = " ".join(states(replace(tried, status=TaskStatus.RECEIVED, next_try=None)))
    assert "you are asked" not in sent


def test_what_waits_for_stopped_work_says_so() -> None:
    stopped = entry("1", status=TaskStatus.PARKED)
    change = entry("2", kind=TaskKind.AMEND_ORDER, waits_for="1")
    first, *others = states(stopped, change)
    assert "Stopped" in first
    assert others[0].startswith("◷ Waits: “Place the")
    assert others[1] == "order” is stopped"
    _, *others = states(replace(stopped, status=TaskStatus.RECEIVED), change)
    assert others[0].startswith("◷ Waits for “Place the")
    assert others[1] == "order”"


def test_a_stopped_request_is_not_shown_as_waiting() -> None:
    stopped = entry("2", kind=TaskKind.AMEND_ORDER, status=TaskStatus.PARKED, waits_for="1")
    assert "Stopped" in states(entry("1"), stopped)[1]


def customer(*, deleted: bool) -> CustomerSummary:
    return CustomerSummary(
        number=CustomerNumber("C-1"),
        name="Shop",
        contact="",
        phone="",
        email="",
        city="",
        status="active",
        credit_limit=None,
        credit_used=Decimal(0),
        tentative=True,
        task=TaskStatus.QUEUED,
        deleted=deleted,
    )


def test_a_tentative_deletion_is_not_listed_like_an_edit() -> None:
    struck = "\x1b[3;9m"
    for deleted in (True, False):
        lines = read(customers_page([customer(deleted=deleted)], "USD"), color=True)
        assert (struck in lines[1]) is deleted
        assert ("Will be deleted" in lines[1]) is deleted
        assert customer_shape(customer(deleted=deleted), "USD")["deleted"] is deleted
