"""Actions: how a person's answers to a conflict are read, checked and carried out."""

from collections.abc import Sequence

from smartclient.domain.facts import Facts
from smartclient.domain.orders import Order
from smartclient.domain.problems import Action, Problem
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution


def actions_for(problem: Problem, *, by_admin: bool = False) -> tuple[Action, ...]:
    """Return the actions a rep, or an admin, may choose for ``problem``."""
    raise NotImplementedError


def apply_resolution(
    order: Order,
    problems: tuple[Problem, ...],
    resolution: Resolution,
    facts: Facts | None = None,
    *,
    by_admin: bool = False,
) -> Order | None:
    """Return ``order`` as the answers make it, None when they cancel it or leave it empty."""
    raise NotImplementedError


def answers_for_all(problems: tuple[Problem, ...], action: Action) -> tuple[ProblemAnswer, ...]:
    """Return ``action`` as the answer to every problem that offers it; RefusedError if none."""
    raise NotImplementedError


def decided(conflict: Conflict, action: Action, resolution: Resolution) -> Resolution:
    """Return an admin's ``resolution`` with ``action`` for everything it does not name."""
    raise NotImplementedError


def parse_choice(text: str, problems: tuple[Problem, ...]) -> tuple[ProblemAnswer, ...]:
    """Return the answers that ``ACTION``, ``CODE=ACTION`` or ``CODE:LINE=ACTION`` give."""
    raise NotImplementedError


def check_complete(conflict: Conflict, resolution: Resolution, *, by_admin: bool = False) -> None:
    """Raise RefusedError naming what is not answered, or answered with what is not offered."""
    raise NotImplementedError


def parse_takes(conflict: Conflict, takes: Sequence[str]) -> tuple[FieldAnswer, ...]:
    """Return the answers that ``FIELD=mine``, ``FIELD=theirs`` or ``FIELD==value`` give."""
    raise NotImplementedError
