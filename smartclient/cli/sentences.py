"""Sentences about codes as the command line writes them for people, amounts as in its tables."""

from dataclasses import replace
from datetime import date

from smartclient.cli.render.tables import moment
from smartclient.domain.money import grouped
from smartclient.domain.rules.problems import Action, Change, Problem
from smartclient.wording.arguments import ArgumentFormats
from smartclient.wording.sentences import action_sentence, change_sentence, problem_sentence

_FORMATS = ArgumentFormats(figure=grouped, day=date.isoformat, moment=moment)


def problem_text(problem: Problem) -> str:
    """What is wrong."""
    sentence = problem_sentence(problem)
    return replace(sentence, arguments=_FORMATS.of_problem(problem, sentence.arguments)).text


def action_text(action: Action, problem: Problem) -> str:
    """What choosing ``action`` for ``problem`` does."""
    sentence = action_sentence(action, problem)
    return replace(sentence, arguments=_FORMATS.of_problem(problem, sentence.arguments)).text


def change_text(change: Change) -> str:
    """What was changed, why, and by whom."""
    sentence = change_sentence(change)
    return replace(sentence, arguments=_FORMATS.of_change(change, sentence.arguments)).text
