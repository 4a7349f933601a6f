"""Reasons: why something was refused, or is not further on, in a sentence."""

from collections.abc import Callable, Mapping, Sequence

from smartclient.cli.render.tables import moment
from smartclient.cli.sentences import problem_text
from smartclient.contract.messages import Answer
from smartclient.domain.rules.problems import Problem
from smartclient.read_models.mail import MailRecord
from smartclient.read_models.records import CommandState, HistoryEvent, OutboxEntry
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.tasks import StepView
from smartclient.wording.arguments import with_readable_end
from smartclient.wording.command_line import task_labels
from smartclient.wording.earlier_sentences import current_template


def reason_of(event: HistoryEvent, to_text: Callable[[Problem], str] = problem_text) -> str:
    """Why head office refused or stopped something, "" for any other step."""
    return _reason(event.why, event.arguments, event.reasons, to_text)


def refusal_line(refusal: Refusal) -> str:
    """What head office refused, and why."""
    about = refusal.subject.label or refusal.subject.id
    return f"{task_labels[refusal.task]}, {about}: {refusal_text(refusal)}"


def refusal_text(refused: Answer | Refusal) -> str:
    """Why head office refused what was asked."""
    return (
        _reason(refused.why, refused.arguments, refused.reasons, problem_text)
        or "Head office refused it."
    )


def why_of(entry: OutboxEntry | MailRecord) -> str:
    """Why a request or a mail is not further on, "" when there is nothing to say."""
    return filled(entry.why, entry.arguments)


def why_of_step(step: StepView) -> str:
    """Why a step is not further on, "" when there is nothing to say."""
    return _reason(step.why, step.arguments, step.reasons, problem_text)


def why_not(choice: CommandState) -> str:
    """Why something can't be done now, "" for what can."""
    return filled(choice.why, choice.arguments)


def _reason(
    template: str,
    arguments: Mapping[str, str],
    reasons: Sequence[Problem],
    to_text: Callable[[Problem], str],
) -> str:
    if template:
        return filled(template, arguments)
    return " ".join(map(to_text, reasons))


def filled(template: str, arguments: Mapping[str, str]) -> str:
    """A sentence of head office with its arguments, in today's words."""
    current = current_template(template)
    return current.format(**with_readable_end(arguments, moment)) if arguments else current
