"""Reasons: why something was refused, or is not further on, in a sentence."""

from collections.abc import Mapping, Sequence

from smartclient.contract.messages import Answer
from smartclient.domain.rules.problems import Problem
from smartclient.read_models.records import HistoryEvent, OutboxEntry
from smartclient.wording.earlier_sentences import current_template
from smartclient.wording.sentences import problem_sentence


def reason_of(event: HistoryEvent) -> str:
    """Why head office refused or stopped something, "" for any other step."""
    return _reason(event.why, event.arguments, event.reasons)


def refusal_text(answer: Answer) -> str:
    """Why head office refused what was asked."""
    return _reason(answer.why, answer.arguments, answer.reasons) or "Head office refused it."


def why_of(entry: OutboxEntry) -> str:
    """Why a request is not further on, "" when there is nothing to say."""
    return _filled(entry.why, entry.arguments)


def _reason(template: str, arguments: Mapping[str, str], reasons: Sequence[Problem]) -> str:
    if template:
        return _filled(template, arguments)
    return " ".join(problem_sentence(problem).text for problem in reasons)


def _filled(template: str, arguments: Mapping[str, str]) -> str:
    current = current_template(template)
    return current.format(**arguments) if arguments else current
