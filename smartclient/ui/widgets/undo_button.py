"""The button that undoes the last thing asked for about a record, and says beforehand how."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from smartclient.domain.tasks import SubjectType
from smartclient.read_models.tasks import UndoChoice
from smartclient.ui.app_context import AppContext
from smartclient.ui.text import step_texts
from smartclient.ui.widgets.availability import allow, show_possible


class UndoButton(QPushButton):
    """Opens the task that undoing takes back, where what happens is read and confirmed."""

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__(self.tr("&Undo…"))
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Undo the last change"))
        self.setAutoDefault(False)
        allow(self, self.tr("What can be undone is being looked up."))
        self._context = context
        self._asked = context.latest(self)
        self._choice: UndoChoice | None = None
        self.clicked.connect(self._open)

    def follow(self, subject: SubjectType, subject_id: str) -> None:
        """Look up what of a record can be undone."""
        tasks = self._context.use_cases.tasks
        self._asked.run(lambda: tasks.undo_of(subject, subject_id), self._show)

    def _show(self, choice: UndoChoice) -> None:
        self._choice = choice
        show_possible(self, choice.state, step_texts.effect_note(choice.effect))

    def _open(self) -> None:
        if self._choice is not None and self._choice.task_id is not None:
            self._context.navigator.show_task(self._choice.task_id)
