"""Broken rules: each problem in words, with what may be done and what that costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smartclient.domain.rules.problems import Action, Problem
from smartclient.ui.look.theme import tabular
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP
from smartclient.ui.models.resolution_draft import ProblemName, ResolutionDraft, name_of
from smartclient.ui.text import wording
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.factories import heading, label

OptionName = tuple[ProblemName, Action]


class ConflictProblems(QWidget):
    """One group per problem; nothing is chosen beforehand."""

    chosen = Signal(object, object)

    def __init__(self, choices: ResolutionDraft) -> None:
        super().__init__()
        self._effects: dict[OptionName, QLabel] = {}
        self._radios: dict[OptionName, QRadioButton] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_GROUP)
        asked = choices.asked
        for problem in asked:
            inside.addWidget(self._group(problem, choices.offered(problem)))
        for problem in choices.conflict.problems:
            if problem not in asked:
                inside.addWidget(label(wording.problem_text(problem), muted=True, wraps=True))
        inside.addStretch(1)

    @property
    def options(self) -> tuple[OptionName, ...]:
        """Every option that is offered."""
        return tuple(self._effects)

    def show_effect(self, option: OptionName, text: str) -> None:
        """Show what an option makes of the order's total."""
        self._effects[option].setText(text)
        action = self._radios[option]
        action.setAccessibleDescription(text)

    def _group(self, problem: Problem, actions: tuple[Action, ...]) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QGridLayout(frame)
        inside.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
        inside.setVerticalSpacing(SPACE_BETWEEN)
        inside.setColumnStretch(0, 1)
        said = heading(wording.problem_text(problem))
        frame.setAccessibleName(said.text())
        said.setWordWrap(True)
        inside.addWidget(said, 0, 0, 1, 2)
        group = QButtonGroup(frame)
        for at, action in enumerate(actions, start=1):
            radio = self._radio(problem, action)
            group.addButton(radio)
            effect = label(muted=True)
            effect.setFont(tabular(effect.font()))
            effect.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._effects[name_of(problem), action] = effect
            self._radios[name_of(problem), action] = radio
            inside.addWidget(radio, at, 0)
            inside.addWidget(effect, at, 1)
        return frame

    def _radio(self, problem: Problem, action: Action) -> QRadioButton:
        text = wording.action_text(action, problem)
        made = QRadioButton(button_text(text))
        line = "" if problem.line is None else f"_{problem.line}"
        made.setObjectName(f"action_{action.kind}{line}")
        made.setAccessibleName(text)
        made.clicked.connect(lambda: self.chosen.emit(problem, action))
        return made
