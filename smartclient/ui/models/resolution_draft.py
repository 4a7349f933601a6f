"""Choices: what a person has chosen so far about one conflict, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from smartclient.domain.rules.problems import DECLINING_ACTIONS, Action, ActionKind, Problem
from smartclient.reconcile.actions import actions_for, required_answers
from smartclient.reconcile.conflict import Conflict, FieldAnswer, ProblemAnswer, Resolution

ProblemName = tuple[str, int | None]


def name_of(problem: Problem) -> ProblemName:
    """How a problem is named within its conflict."""
    return str(problem.code), problem.line


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDraft:
    """Choices about a conflict; every further one returns a new value."""

    conflict: Conflict
    by_admin: bool = False
    actions: dict[ProblemName, Action] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def problems_to_answer(self) -> tuple[Problem, ...]:
        """The problems that whoever chooses has to answer."""
        return required_answers(self.conflict.problems, by_admin=self.by_admin)

    def offered(self, problem: Problem) -> tuple[Action, ...]:
        """What may be chosen for ``problem``, apart from refusing and handing back."""
        every = actions_for(problem, by_admin=self.by_admin)
        fitting = dict.fromkeys(action for action in every if action.kind not in DECLINING_ACTIONS)
        if any(action.kind is ActionKind.NOT_A_DUPLICATE for action in fitting):
            # to approve it as entered means the same
            fitting.pop(Action(ActionKind.APPROVE), None)
        return tuple(sorted(fitting, key=lambda action: action.kind is ActionKind.CANCEL))

    def with_action(self, problem: Problem, action: Action) -> ResolutionDraft:
        """The choices with ``action`` for ``problem``."""
        return replace(self, actions={**self.actions, name_of(problem): action})

    def with_value(self, name: str, value: str | None) -> ResolutionDraft:
        """The choices with a field's value; None removes the choice."""
        values = {key: chosen for key, chosen in self.values.items() if key != name}
        return replace(self, values=values if value is None else {**values, name: value})

    @property
    def cancels(self) -> bool:
        """Whether the whole order is cancelled by what was chosen."""
        return any(action.kind is ActionKind.CANCEL for action in self.actions.values())

    @property
    def complete(self) -> bool:
        """Whether nothing is left to choose."""
        fields = all(field.field in self.values for field in self.conflict.fields)
        problems = all(name_of(problem) in self.actions for problem in self.problems_to_answer)
        return fields and (problems or self.cancels)

    @property
    def begun(self) -> bool:
        """Whether anything is chosen yet."""
        return bool(self.actions or self.values)

    @property
    def has_typed_value(self) -> bool:
        """Whether a value was typed that is neither the rep's nor head office's."""
        offered = {field.field: {field.mine, field.theirs} for field in self.conflict.fields}
        return any(value not in offered[name] for name, value in self.values.items())

    def resolution(self) -> Resolution:
        """What was chosen."""
        theirs = {field.field: field.theirs for field in self.conflict.fields}
        return Resolution(
            problems=tuple(
                ProblemAnswer(code=code, line=line, action=action)
                for (code, line), action in self.actions.items()
            ),
            fields=tuple(
                FieldAnswer(field=name, value=value, seen=theirs[name])
                for name, value in self.values.items()
            ),
        )
