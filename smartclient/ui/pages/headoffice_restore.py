"""The question for admins whether head office was restored from a backup."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from smartclient.read_models.server_restores import RestoreQuestion
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Question
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import server_restores
from smartclient.ui.widgets.factories import button, row
from smartclient.ui.widgets.notice import Notice


class RestoreQuestionView(QWidget):
    """Asks, and accepts the answer; hidden while there is nothing to ask."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._question = Notice(context.theme, "officeRestore", StatusBadge.IN_CONFLICT)
        self._yes = button("buttonRestored", self.tr("It was &restored…"), self._confirm)
        self._no = button("buttonNotRestored", self.tr("It was &not"), self._dismiss)
        layout = row(self._question, self._no, self._yes)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def show_question(self, question: RestoreQuestion | None) -> None:
        """Show what is asked; None hides it."""
        now = self._context.clock.now()
        self._question.show_text(
            "" if question is None else server_restores.question_text(question, now)
        )
        self.setVisible(question is not None)

    def _confirm(self) -> None:
        asking = Question(
            self,
            "dialogRestored",
            title=self.tr("Was head office restored?"),
            text=self.tr(
                "Every laptop then reads everything again and offers again what it sent in the "
                "last 90 days. What head office still has is recognised; what it lost comes back."
            ),
            yes=self.tr("&It was restored"),
            no=self.tr("&Not now"),
            risky=True,
        )
        asking.ask(lambda _note: self._answer(restored=True))

    def _dismiss(self) -> None:
        self._answer(restored=False)

    def _answer(self, *, restored: bool) -> None:
        use_cases = self._context.use_cases
        self._context.execute(
            lambda: use_cases.admin.answer_restore(restored=restored),
            lambda _: self._context.notify(self.tr("Head office is notified with the next sync.")),
        )
