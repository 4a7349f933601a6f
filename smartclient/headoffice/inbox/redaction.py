"""Redaction: an answer shows a rep of another rep's customers only that there is one.

Head office compares with all customers, so a problem may name one that its reader may not see. The
conflict that head office stores, and the case that an admin gets, name it all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from smartclient.contract.messages import Answer
from smartclient.domain.ids import CustomerNumber
from smartclient.domain.rules.problems import ActionKind, Problem, RuleCode

MayName = Callable[[CustomerNumber], bool]
"""Whether the reader may see a customer."""

_NAMING = ("number", "customer", "city", "numbers", "accepts")


def redact_foreign_customers(answer: Answer, may_name: MayName) -> Answer:
    """An answer without what its reader may not see."""
    conflict, reasons = answer.conflict, answer.reasons
    if conflict is not None:
        conflict = replace(conflict, problems=_redacted_problems(conflict.problems, may_name))
    return replace(answer, conflict=conflict, reasons=_redacted_problems(reasons, may_name))


def mentions_customers(answer: Answer) -> bool:
    """Whether an answer names any customers that its reader may not see."""
    problems = answer.reasons + (() if answer.conflict is None else answer.conflict.problems)
    return any(problem.code is RuleCode.POSSIBLE_DUPLICATE_CUSTOMER for problem in problems)


def _redacted_problems(problems: tuple[Problem, ...], may_name: MayName) -> tuple[Problem, ...]:
    return tuple(
        _without_other_reps_customers(problem, may_name)
        if problem.code is RuleCode.POSSIBLE_DUPLICATE_CUSTOMER
        else problem
        for problem in problems
    )


def _without_other_reps_customers(problem: Problem, may_name: MayName) -> Problem:
    numbers = problem.arguments.get("numbers", problem.after).split()
    named = [number for number in numbers if may_name(CustomerNumber(number))]
    if named == numbers:
        return problem
    actions = tuple(
        action
        for action in problem.actions
        if action.kind is not ActionKind.SAME_AS_EXISTING or action.argument in named
    )
    return replace(
        problem,
        after=named[0] if named else "",
        arguments=_arguments(problem.arguments, named),
        actions=actions,
    )


def _arguments(arguments: Mapping[str, str], named: list[str]) -> dict[str, str]:
    kept = {key: value for key, value in arguments.items() if key not in _NAMING}
    if not named:
        return kept
    kept |= {"numbers": " ".join(named), "accepts": " ".join(sorted(named)), "number": named[0]}
    if arguments.get("number") == named[0]:
        kept |= {key: arguments[key] for key in ("customer", "city") if key in arguments}
    return kept
