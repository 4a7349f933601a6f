"""Broken rules: each problem as a sentence, with its possible actions and what they cost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
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
from smartclient.ui.widgets.button_row import ButtonRow
from smartclient.ui.widgets.factories import label, wrapped_heading

OptionName = tuple[ProblemName, Action]


class ConflictProblems(QWidget):
    """One group per problem; nothing is chosen beforehand."""

    chosen = Signal(object, object)

    def __init__(self, choices: ResolutionDraft) -> None:
        super().__init__()
        self._effects: dict[OptionName, QLabel] = {}
        self._radios: dict[OptionName, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_GROUP)
        problems = choices.problems_to_answer
        for problem in problems:
            layout.addWidget(self._group(problem, choices.offered(problem)))
        for problem in choices.conflict.problems:
            if problem not in problems:
                layout.addWidget(label(wording.problem_text(problem), muted=True, wraps=True))
        layout.addStretch(1)

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
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
        layout.setSpacing(SPACE_BETWEEN)
        sentence = wrapped_heading(wording.problem_text(problem))
        frame.setAccessibleName(sentence.text())
        layout.addWidget(sentence)
        group = QButtonGroup(frame)
        for action in actions:
            radio = self._radio(problem, action)
            group.addButton(radio)
            effect = label(muted=True)
            effect.setFont(tabular(effect.font()))
            effect.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._effects[name_of(problem), action] = effect
            self._radios[name_of(problem), action] = radio
            # below the option where there is no room for both on a line
            layout.addLayout(ButtonRow([radio], [effect]))
        return frame

    def _radio(self, problem: Problem, action: Action) -> QRadioButton:
        text = wording.action_text(action, problem)
        button = QRadioButton(button_text(text))
        line = "" if problem.line is None else f"_{problem.line}"
        button.setObjectName(f"action_{action.kind}{line}")
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.chosen.emit(problem, action))
        return button
