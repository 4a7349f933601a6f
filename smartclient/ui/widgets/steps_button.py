"""The button that leads from a record to the task of several steps that it belongs to."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from smartclient.domain.ids import TaskId
from smartclient.domain.tasks import SubjectType
from smartclient.ui.app_context import AppContext


class StepsButton(QPushButton):
    """Opens the steps of a record's task; it is hidden while there are not several."""

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__(self.tr("S&teps…"))
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Steps of the task"))
        self.setAutoDefault(False)
        self._context = context
        self._asked = context.latest(self)
        self._task_id: TaskId | None = None
        self.clicked.connect(self._open)
        self.hide()

    def follow(self, subject: SubjectType, subject_id: str | None) -> None:
        """Look up the task of a record, None for no record."""
        if subject_id is None:
            self._asked.forget()
            self._show(None)
            return
        tasks = self._context.use_cases.tasks
        self._asked.run(lambda: tasks.about(subject, subject_id), self._show)

    def _show(self, task_id: TaskId | None) -> None:
        self._task_id = task_id
        self.setVisible(task_id is not None)

    def _open(self) -> None:
        if self._task_id is not None:
            self._context.navigator.show_task(self._task_id)
