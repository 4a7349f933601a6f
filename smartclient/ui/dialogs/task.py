"""A task: its steps as a chain, what each waits for, and what taking it back would do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QProgressBar, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import TaskId
from smartclient.domain.tasks import SubjectType
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.tasks import StepView, TaskView
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import step_texts, wording
from smartclient.ui.widgets.availability import allow, show_possible
from smartclient.ui.widgets.factories import button, heading, label, title
from smartclient.ui.widgets.figures.task_chain import TaskChain
from smartclient.ui.widgets.notice import Notice

_WIDTH = 720
_MOST_NAMED = 100
"""The most orders whose customers are looked up."""


class TaskDialog(Dialog):
    """One task, kept up to date while it is open."""

    def __init__(self, context: AppContext, parent: QWidget, task_id: TaskId) -> None:
        super().__init__(parent, "dialogTask", "")
        self.setWindowTitle(self.tr("Task"))
        self.be_wide(_WIDTH)
        self._context = context
        self._task_id = task_id
        self._asked = context.latest(self)
        self._title = title("")
        self._title.setWordWrap(True)
        self._title.setObjectName("taskTitle")
        self._state = label(name="taskState", wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("taskProgress")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self._chain = TaskChain(context.theme, "taskChain", self._open_record)
        self._waits = label(name="taskWaits", wraps=True)
        self._heading = heading(self.tr("If you take it back"))
        self._effects = label(name="taskEffects", wraps=True)
        self._trouble = Notice(context.theme, "taskTrouble", StatusBadge.REJECTED)
        self._undo = button("buttonTakeBack", self.tr("&Take it back"), self._take_back)
        allow(self._undo, self.tr("The task is being looked up."))
        self._close = button("buttonCloseTask", self.tr("&Close"), self.accept, primary=True)
        self._close.setDefault(True)
        for widget in (
            self._title,
            self._state,
            self._bar,
            self._chain,
            self._waits,
            self._heading,
            self._effects,
            self._trouble,
        ):
            self.content_layout.addWidget(widget)
        self.content_layout.addStretch(1)
        self.put_buttons(self._undo, None, self._close)
        context.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        use_cases, task_id = self._context.use_cases, self._task_id

        def look() -> tuple[TaskView, dict[str, str]]:
            task = use_cases.tasks.get(task_id)
            orders = (
                use_cases.orders.get(step.subject.id)
                for step in task.forward[:_MOST_NAMED]
                if step.subject.type is SubjectType.ORDER
            )
            return task, {record.order.id: record.customer_name for record in orders}

        self._asked.run(look, lambda found: self._show(*found))

    def _show(self, task: TaskView, customers: Mapping[str, str]) -> None:
        self._title.setText(step_texts.task_title(task))
        parts = [step_texts.status_text(task.status)]
        has_several = len(task.steps) > 1
        if has_several:
            parts.append(step_texts.progress_text(task))
        if len(task.forward) > 1:
            parts.append(step_texts.policy_text(task.policy))
        self._state.setText(" · ".join(parts))
        self._bar.setVisible(has_several)
        self._bar.setValue(task.percent)
        self._chain.show_steps(task.steps, customers)
        waits = [(step, step_texts.why_text(step)) for step in task.steps]
        self._waits.setText(
            "\n".join(f"{step_texts.subject_text(step)}: {why}" for step, why in waits if why)
        )
        self._waits.setVisible(bool(self._waits.text()))
        self._show_effects(task)
        self.fit_content()

    def _show_effects(self, task: TaskView) -> None:
        effects = [
            _effect_text(step)
            for step in reversed(task.forward)
            if step.if_taken_back is not TakeBackEffect.NONE
        ]
        notes = dict.fromkeys(step_texts.effect_note(step.if_taken_back) for step in task.forward)
        note = "\n".join(filter(None, notes))
        shown = task.choices.undo.possible and bool(effects)
        self._effects.setText("\n".join(filter(None, (*effects, note))))
        show_possible(self._undo, task.choices.undo, note)
        self._heading.setVisible(shown)
        self._effects.setVisible(shown)

    def _open_record(self, step: StepView) -> None:
        if step.subject.type is SubjectType.ORDER:
            self._context.navigator.open_order(step.subject.id)
        elif step.subject.type is SubjectType.CUSTOMER:
            self._context.navigator.show_customer(step.subject.id)
            self.accept()
        elif step.subject.type is SubjectType.MAIL:
            self._context.navigator.show_mails(mail_id=step.subject.id)

    def _take_back(self) -> None:
        allow(self._undo, self.tr("It is being taken back."))
        self._trouble.show_text("")
        self._context.execute(
            lambda: self._context.use_cases.tasks.take_back(self._task_id),
            lambda _: self._context.notify(self.tr("It is being taken back.")),
            self._refused,
        )

    def _refused(self, error: SmartClientError) -> None:
        self._trouble.show_text(wording.error_text(error))
        self._look()


def _effect_text(step: StepView) -> str:
    """What taking a step back does, and what of it stays."""
    effect = f"{step_texts.step_name(step)}: {step_texts.effect_text(step.if_taken_back)}"
    stays = step_texts.stays_text(step)
    return f"{effect}. {stays}" if stays else effect
