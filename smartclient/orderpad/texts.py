"""Sentences for the page: templates to translate, and arguments that it formats in its language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from smartclient.domain.errors import SmartClientError
from smartclient.domain.rules.problems import Action, Change, Problem
from smartclient.read_models.data_ages import DataAge
from smartclient.reconcile.order_merge import line_named
from smartclient.wording.arguments import ArgumentFormats, with_readable_end
from smartclient.wording.data_ages import age_sentences, grouped
from smartclient.wording.labels import field_label
from smartclient.wording.sentences import (
    Sentence,
    action_sentence,
    change_sentence,
    problem_sentence,
)

Said = dict[str, Any]
"""``templates`` and ``arguments`` of a sentence, as the page shows it."""

_MARK = "\x01"
"""Begins an argument that the page formats; its kind and its value follow, with a blank between."""


def _marked(kind: str, value: str) -> str:
    return f"{_MARK}{kind} {value}"


def _figure(text: str) -> str:
    return _marked("figure", format(Decimal(text), "f"))


def _day(day: date) -> str:
    return _marked("day", day.isoformat())


def _moment(moment: datetime) -> str:
    return _marked("moment", moment.isoformat())


_FORMATS = ArgumentFormats(figure=_figure, day=_day, moment=_moment)


def _said(sentence: Sentence, arguments: Mapping[str, str]) -> Said:
    return {"templates": list(sentence.templates), "arguments": dict(arguments)}


def of_problem(problem: Problem) -> Said:
    """What is wrong."""
    sentence = problem_sentence(problem)
    return _said(sentence, _FORMATS.of_problem(problem, sentence.arguments))


def of_action(action: Action, problem: Problem) -> Said:
    """What choosing ``action`` does."""
    sentence = action_sentence(action, problem)
    return _said(sentence, _FORMATS.of_problem(problem, sentence.arguments))


def of_change(change: Change) -> Said:
    """What head office changed, or is going to."""
    sentence = change_sentence(change)
    arguments = {**sentence.arguments, "field": _marked("word", field_label(change.field))}
    return _said(sentence, _FORMATS.of_change(change, arguments))


def of_field(name: str) -> Said:
    """What a field that collided is called."""
    line = line_named(name)
    if line is None:
        return {"templates": [field_label(name)], "arguments": {}}
    number, sku = line
    return {
        "templates": ["{field} {line}, {sku}"],
        "arguments": {
            "field": _marked("word", field_label("line")),
            "line": str(number),
            "sku": sku,
        },
    }


def of_changes(changes: Iterable[Change]) -> list[Said]:
    """What head office changed, one sentence each."""
    return [of_change(change) for change in changes]


def of_error(error: SmartClientError) -> Said:
    """Why something can't be done, and what to do."""
    templates = [template for template in (error.template, error.advice) if template]
    return {"templates": templates, "arguments": with_readable_end(error.arguments, _moment)}


def of_template(template: str, arguments: Mapping[str, str]) -> Said:
    """A sentence of head office."""
    return {
        "templates": [template] if template else [],
        "arguments": with_readable_end(arguments, _moment),
    }


def of_ages(ages: tuple[DataAge, ...]) -> list[Said]:
    """What is said of data that is old; its kinds are named as feeds."""
    return [
        {
            "templates": [age_sentences[group[0].consequence]],
            "arguments": {
                "kinds": _marked("feeds", " ".join(age.kind for age in group)),
                "when": _moment(group[0].as_of),
            },
        }
        for group in grouped(ages)
    ]
