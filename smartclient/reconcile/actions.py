"""Actions: how a person's answers to a conflict are read, checked and applied."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from smartclient.domain.errors import RefusedError
from smartclient.domain.fields import CUSTOMER
from smartclient.domain.limits import is_quantity
from smartclient.domain.rules.action_effects import line_after, order_after
from smartclient.domain.rules.context import RuleContext
from smartclient.domain.rules.problems import (
    ADMIN_ACTIONS,
    DECLINING_ACTIONS,
    Action,
    ActionKind,
    Problem,
    ResolvedBy,
    RuleCode,
)
from smartclient.domain.sales.customers import EditableField
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.domain.sales.pricing import current_sku, quoted, total_order, with_best_offer
from smartclient.domain.tasks import SubjectType
from smartclient.reconcile.conflict import (
    Conflict,
    FieldAnswer,
    FieldConflict,
    ProblemAnswer,
    Resolution,
)
from smartclient.reconcile.order_merge import canonical_value

_FOR_ANY_PROBLEM = (
    Action(ActionKind.APPROVE),
    Action(ActionKind.REFUSE),
    Action(ActionKind.HAND_BACK),
)

_NEW_QUANTITY = frozenset(
    {ActionKind.CHANGE_QUANTITY, ActionKind.ROUND_UP, ActionKind.REDUCE_TO_STOCK}
)


_DIGITS = 12
"""Digits that are read of a quantity: far more than the limit has; Python refuses thousands."""


def actions_for(problem: Problem, *, by_admin: bool = False) -> tuple[Action, ...]:
    """The actions a rep, or an admin, may choose for ``problem``."""
    if by_admin:
        return (*problem.actions, *_FOR_ANY_PROBLEM)
    return tuple(action for action in problem.actions if action.kind not in ADMIN_ACTIONS)


def offers(problem: Problem, action: Action, *, by_admin: bool) -> bool:
    """Whether ``action`` answers ``problem``; any quantity of a line may be requested."""
    offered = actions_for(problem, by_admin=by_admin)
    if action.kind is ActionKind.CHANGE_QUANTITY:
        return _is_quantity(action.argument) and any(each.kind is action.kind for each in offered)
    return action in offered


def _is_quantity(text: str) -> bool:
    return text.isascii() and text.isdecimal() and is_quantity(int(text[:_DIGITS]))


def required_answers(problems: Iterable[Problem], *, by_admin: bool = False) -> tuple[Problem, ...]:
    """The problems that whoever looks at them has to answer: an admin, all of them.

    A rep those the rep resolves, where there are any: what an admin must resolve besides is
    evaluated again, with the rep's answers, when they arrive. Else all of them too.
    """
    all_problems = tuple(problems)
    if by_admin:
        return all_problems
    of_rep = tuple(each for each in all_problems if each.settled_by is ResolvedBy.REP)
    return of_rep or all_problems


def apply_resolution(
    order: Order,
    problems: tuple[Problem, ...],
    resolution: Resolution,
    context: RuleContext | None = None,
    *,
    by_admin: bool = False,
) -> Order | None:
    """``order`` as the answers make it, None when they cancel it or leave it empty.

    Answers to problems that are not among ``problems`` are left out. Given ``context``, lines
    whose quantity was changed get the offer for it, and amounts and sums are computed. ``refuse``
    and ``hand_back`` don't change the order; the caller handles them first.
    Raises RefusedError for an approval that is not an admin's, or of a product without a price.
    """
    by_name = _by_name(problems)
    resolved = order
    for answer in _drops_last(resolution.problems):
        problem = by_name.get((answer.code, answer.line))
        if problem is None:
            continue
        changed = _answered(resolved, problem, answer.action, context, by_admin=by_admin)
        if changed is None:
            return None
        resolved = changed
    if not resolved.lines:
        return None
    return resolved if context is None else _priced(resolved, context)


def _by_name(problems: Iterable[Problem]) -> dict[tuple[str, int | None], Problem]:
    return {(problem.code, problem.line): problem for problem in problems}


def _priced(order: Order, context: RuleContext) -> Order:
    """The order with its sums; only a line that was never quoted is quoted now."""
    lines = tuple(
        quoted(line, order, context) if line.unit_price is None else line for line in order.lines
    )
    return total_order(replace(order, lines=lines), context)


def _drops_last(answers: tuple[ProblemAnswer, ...]) -> list[ProblemAnswer]:
    return sorted(answers, key=lambda answer: answer.action.kind is ActionKind.DROP_LINE)


def _answered(
    order: Order, problem: Problem, action: Action, context: RuleContext | None, *, by_admin: bool
) -> Order | None:
    if action.kind is ActionKind.APPROVE and not by_admin:
        raise RefusedError("Only head office can approve this. Ask head office.")
    line = None if problem.line is None else order.line(problem.line)
    if action.kind is ActionKind.APPROVE and problem.code is RuleCode.UNKNOWN_PRODUCT:
        _check_has_price(line)
    changed = order_after(action, problem, order, by_admin=by_admin)
    if changed is None or line is None:
        return changed
    after = line_after(action, problem, line)
    if after is None:
        return changed.without_line(line.line)
    if context is not None and action.kind in _NEW_QUANTITY:
        after = _offered(after, changed, context)
    return changed if after is line else changed.with_line(after)


def _check_has_price(line: OrderLine | None) -> None:
    if line is not None and not line.unit_price:
        raise RefusedError(
            "{sku} has no price, so it can't be approved. Drop the line, or put the product into "
            "the catalog first.",
            sku=line.sku,
        )


def _offered(line: OrderLine, order: Order, context: RuleContext) -> OrderLine:
    """The line with the best offer for its new quantity."""
    if current_sku(line.sku, context) not in context.products:
        return line
    return with_best_offer(replace(line, without_offer=False), order, context)


def answers_for_all(
    problems: tuple[Problem, ...], action: Action, *, by_admin: bool = True
) -> tuple[ProblemAnswer, ...]:
    """``action`` as the answer to every problem that offers it; RefusedError if none."""
    fitting = tuple(
        ProblemAnswer(code=problem.code, line=problem.line, action=action)
        for problem in problems
        if offers(problem, action, by_admin=by_admin)
    )
    if not problems:
        raise RefusedError(
            "{action} answers nothing here. Choose whose value each field is to have instead.",
            action=action,
        )
    if not fitting:
        raise RefusedError(
            "{action} answers nothing here. Choose one of: {offered}.",
            action=action,
            offered=_listed(problems, by_admin=by_admin),
        )
    return fitting


def _listed(problems: Iterable[Problem], *, by_admin: bool) -> str:
    names = [
        str(action) for problem in problems for action in actions_for(problem, by_admin=by_admin)
    ]
    return ", ".join(dict.fromkeys(names))


def decided(conflict: Conflict, action: Action, resolution: Resolution) -> Resolution:
    """An admin's ``resolution`` with ``action`` for everything it does not name.

    Of fields that collided, ``approve`` takes the rep's value and ``refuse`` head office's.
    Raises RefusedError where ``action`` answers nothing of what is left.
    """
    named = {(answer.code, answer.line) for answer in resolution.problems}
    rest = tuple(
        problem for problem in conflict.problems if (problem.code, problem.line) not in named
    )
    problems = answers_for_all(rest, action) if rest else ()
    fields = {answer.field for answer in resolution.fields}
    values = tuple(
        FieldAnswer(field=field.field, value=_approved(field, action), seen=field.theirs)
        for field in conflict.fields
        if field.field not in fields and action.kind in {ActionKind.APPROVE, ActionKind.REFUSE}
    )
    return Resolution(
        problems=(*resolution.problems, *problems), fields=(*resolution.fields, *values)
    )


def _approved(conflict: FieldConflict, action: Action) -> str:
    return conflict.mine if action.kind is ActionKind.APPROVE else conflict.theirs


def parse_choice(
    text: str, problems: tuple[Problem, ...], *, by_admin: bool = False
) -> tuple[ProblemAnswer, ...]:
    """The answers that ``ACTION``, ``CODE=ACTION`` or ``CODE:LINE=ACTION`` give.

    ``CODE=ACTION`` answers every problem of that rule. Raises RefusedError for a problem that
    is not there or an action it does not offer.
    """
    name, _, rest = text.strip().partition("=")
    code, _, number = name.partition(":")
    if code not in set(RuleCode):
        return answers_for_all(
            problems, parse_action(text, problems, by_admin=by_admin), by_admin=by_admin
        )
    named = tuple(
        problem
        for problem in problems
        if problem.code == code and number in {"", str(problem.line or "")}
    )
    if not named:
        raise RefusedError(
            "There is no problem {name} here. Choose one of: {names}.",
            name=name,
            names=", ".join(problem_name(problem) for problem in problems),
        )
    return answers_for_all(named, parse_action(rest, named, by_admin=by_admin), by_admin=by_admin)


def parse_action(text: str, problems: Iterable[Problem], *, by_admin: bool = False) -> Action:
    """The action that ``text`` names.

    Raises RefusedError where there is none of that name, with those that may be chosen.
    """
    name = text.strip().partition("=")[0]
    if name in set(ActionKind):
        return Action.parse(text)
    offered = _listed(problems, by_admin=by_admin)
    if by_admin and not offered:
        offered = ", ".join(map(str, _FOR_ANY_PROBLEM))
    if not offered:
        raise RefusedError(
            "{action} answers nothing here. Choose whose value each field is to have instead.",
            action=name,
        )
    raise RefusedError(
        "{action} answers nothing here. Choose one of: {offered}.", action=name, offered=offered
    )


def problem_name(problem: Problem) -> str:
    """How a problem is named on a command line: ``CODE:LINE``, or ``CODE`` alone."""
    return str(problem.code) if problem.line is None else f"{problem.code}:{problem.line}"


def check_complete(conflict: Conflict, resolution: Resolution, *, by_admin: bool = False) -> None:
    """Raise RefusedError naming what is not answered, or answered with what is not offered.

    Cancelling, refusing or handing back one problem answers for the whole conflict.
    """
    problems = _by_name(conflict.problems)
    for answer in resolution.problems:
        problem = problems.get((answer.code, answer.line))
        if problem is None or not offers(problem, answer.action, by_admin=by_admin):
            raise RefusedError(
                "{action} is not offered for {name}. Choose one of: {offered}.",
                action=answer.action,
                name=answer.code if problem is None else problem_name(problem),
                offered=_listed([problem] if problem else problems.values(), by_admin=by_admin),
            )
    answered = {(answer.code, answer.line) for answer in resolution.problems}
    if not any(answer.action.kind in _FOR_THE_WHOLE for answer in resolution.problems):
        _refuse_unanswered(
            problem_name(problem)
            for problem in required_answers(conflict.problems, by_admin=by_admin)
            if (problem.code, problem.line) not in answered
        )
    fields = {answer.field for answer in resolution.fields}
    _refuse_unanswered(field.field for field in conflict.fields if field.field not in fields)
    _refuse_unknown_fields(conflict, fields)
    if conflict.subject.type is SubjectType.ORDER:
        for chosen in resolution.fields:
            if chosen.value != chosen.seen:
                _canonical(chosen.field, chosen.value)


_FOR_THE_WHOLE = DECLINING_ACTIONS | {ActionKind.CANCEL}


def _refuse_unanswered(names: Iterable[str]) -> None:
    missing = ", ".join(names)
    if missing:
        raise RefusedError("Not answered yet: {names}. Choose what to do.", names=missing)


def _refuse_unknown_fields(conflict: Conflict, fields: set[str]) -> None:
    known = [field.field for field in conflict.fields]
    unknown = sorted(fields.difference(known))
    if unknown and not known:
        raise RefusedError(
            "{field} is not in conflict, nor is any field. Choose one of the actions instead.",
            field=unknown[0],
        )
    if unknown:
        raise RefusedError(
            "{field} is not in conflict. Choose for: {fields}.",
            field=unknown[0],
            fields=", ".join(known),
        )


def parse_field_choices(conflict: Conflict, choices: Sequence[str]) -> tuple[FieldAnswer, ...]:
    """The answers that ``FIELD=mine``, ``FIELD=theirs`` or ``FIELD==value`` give.

    Raises RefusedError for a field that is not in conflict, anything else after the first
    equals sign, a value that can't be stored, or two answers for one field.
    """
    fields = {field.field: field for field in conflict.fields}
    answers: dict[str, FieldAnswer] = {}
    for choice in choices:
        name, chosen = _split(choice, fields)
        _refuse_unknown_fields(conflict, {name})
        if name in answers:
            raise RefusedError("{field} is answered twice. Choose one value.", field=name)
        answers[name] = _field_answer(fields[name], chosen)
    return tuple(answers.values())


def _canonical(name: str, value: str) -> str:
    if name in set(EditableField):
        return CUSTOMER[name].read(value)
    return canonical_value(name, value)


def _split(choice: str, fields: Iterable[str]) -> tuple[str, str]:
    """The field and what is chosen; a product's number may hold an equals sign itself."""
    for name in fields:
        if choice.startswith(f"{name}="):
            return name, choice.removeprefix(f"{name}=")
    name, _, chosen = choice.partition("=")
    return name.strip(), chosen


def _field_answer(conflict: FieldConflict, chosen: str) -> FieldAnswer:
    match chosen.strip():
        case "mine":
            value = conflict.mine
        case "theirs":
            value = conflict.theirs
        case _ if chosen.startswith("="):
            value = _canonical(conflict.field, chosen[1:])
        case _:
            raise RefusedError(
                "Write {field}=mine, {field}=theirs or {field}==value.", field=conflict.field
            )
    return FieldAnswer(field=conflict.field, value=value, seen=conflict.theirs)
