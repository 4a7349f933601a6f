"""The conflict dialog: resolves a conflict, or passes it on; it may be left and come back to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from smartclient.contract.cases import Case
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import ConflictId
from smartclient.domain.rules.problems import Action, ActionKind, Problem
from smartclient.domain.sales.orders import Order
from smartclient.domain.tasks import SubjectType
from smartclient.reconcile.conflict import ConflictKind
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.conflict import escalation, texts
from smartclient.ui.dialogs.conflict.fields import ConflictFields
from smartclient.ui.dialogs.conflict.problems import ConflictProblems
from smartclient.ui.dialogs.conflict.texts import Outcome
from smartclient.ui.dialogs.conflict.view_model import (
    ConflictViewModel,
    Effect,
    effect_for_admin,
    effect_for_rep,
    found_for_admin,
    found_for_rep,
)
from smartclient.ui.dialogs.dialog import Dialog, Question
from smartclient.ui.enter_key import is_enter
from smartclient.ui.look.icons import icon
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.resolution_draft import ResolutionDraft
from smartclient.ui.text import formats, wording
from smartclient.ui.text.plain_text import button_text, set_tip
from smartclient.ui.widgets.availability import allow, show_possible
from smartclient.ui.widgets.factories import button, label, link_button, row, takes_tab, title
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.steps_button import StepsButton

_WIDTH = 860


class ConflictDialog(Dialog):
    """Shows one conflict, the same to a rep and to an admin, who may decide about it."""

    def __init__(self, context: AppContext, parent: QWidget, *, by_admin: bool) -> None:
        super().__init__(parent, "dialogConflict", "")
        self.be_wide(_WIDTH)
        self._context = context
        self._by_admin = by_admin
        self._found: ConflictViewModel | None = None
        self._choices: ResolutionDraft | None = None
        self._problems: ConflictProblems | None = None
        self._fields: ConflictFields | None = None
        self._outcome: Outcome = ""
        self._trying = context.latest(self)
        self._title = title("")
        self._title.setWordWrap(True)
        self._place = label(name="conflictPlace", muted=True)
        self._account = label(name="conflictAccount", muted=True, wraps=True)
        self._account.hide()
        self._note = Notice(context.theme, "conflictNote", StatusBadge.AWAITING_DECISION)
        self._body = QVBoxLayout()
        self._refusal = Notice(context.theme, "conflictRefusal", StatusBadge.REJECTED)
        self._resolve_button = button(
            "buttonResolve", self.tr("Choose what to do"), self._resolve, primary=True
        )
        allow(self._resolve_button, self.tr("The conflict is being looked up."))
        self._later = button("buttonLater", self.tr("&Later"), self.reject)
        self._edit = link_button("buttonEditInstead", self.tr("&Edit the order…"), self._edit_order)
        self._edit.hide()
        self._before = self._nav_button("buttonPreviousConflict", self.tr("Previous"))
        self._after = self._nav_button("buttonNextConflict", self.tr("Next"))
        context.theme.changed.connect(self._draw_icons)
        self._draw_icons()
        self._steps = StepsButton(context, "buttonConflictSteps")
        self._lay_out()

    @property
    def help_name(self) -> str:
        """That of a case where an admin decides."""
        return "case" if self._by_admin else super().help_name

    @classmethod
    def for_rep(
        cls, context: AppContext, conflict_id: ConflictId, parent: QWidget
    ) -> ConflictDialog:
        """The dialog in which a rep resolves a conflict or asks head office."""
        dialog = cls(context, parent, by_admin=False)
        context.query(
            dialog,
            lambda: found_for_rep(context.use_cases, conflict_id),
            dialog._show,
            dialog._give_up,
        )
        return dialog

    @classmethod
    def for_admin(cls, context: AppContext, case: Case, parent: QWidget) -> ConflictDialog:
        """The dialog in which an admin decides a case."""
        dialog = cls(context, parent, by_admin=True)
        found_id = case.conflict.id
        context.query(
            dialog,
            lambda: found_for_admin(context.use_cases, found_id),
            dialog._show,
            dialog._give_up,
        )
        return dialog

    def _show(self, found: ConflictViewModel) -> None:
        conflict = found.conflict
        self._found = found
        self._edit.setVisible(found.order is not None and not self._by_admin)
        self._choices = ResolutionDraft(conflict=conflict, by_admin=self._by_admin)
        self.setWindowTitle(texts.subject(found))
        self._title.setText(texts.subject(found))
        if not self._by_admin:
            show_possible(self._first, found.asking)
            self._steps.follow(conflict.subject.type, conflict.subject.id)
        now, currency = self._context.clock.now(), self._context.currency
        self._place.setText(texts.place(found, currency, now))
        self._before.setVisible(found.count > 1)
        self._after.setVisible(found.count > 1)
        allow(self._before, "" if found.before is not None else self.tr("This is the first."))
        allow(self._after, "" if found.after is not None else self.tr("This is the last."))
        if found.customer is not None:
            self._account.setText(texts.account(found.customer, currency))
            self._account.show()
        self._note.show_text(texts.note(found))
        if conflict.kind is ConflictKind.DATA:
            self._fields = ConflictFields(
                self._context, conflict, found.others, found.rep, changed_at=found.changed_at
            )
            self._fields.chosen.connect(self._choose_value)
            self._put(self._fields)
        else:
            self._problems = ConflictProblems(self._choices)
            self._problems.chosen.connect(self._choose_action)
            self._put(self._problems)
            self._try_options()

    @property
    def _order(self) -> Order | None:
        return None if self._found is None else self._found.order

    def _give_up(self, error: SmartClientError) -> None:
        self._context.report(error)
        self.reject()

    def _put(self, body: QWidget) -> None:
        self._body.addWidget(body)
        body.show()  # a layout counts what is shown
        choices = [widget for widget in body.findChildren(QWidget) if takes_tab(widget)]
        self._lead_to_buttons_after(choices[-1] if choices else body)
        if choices:
            choices[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.make_room()

    def _lead_to_buttons_after(self, last: QWidget) -> None:
        """Put the buttons at the foot after the content in the Tab order."""
        for widget in self._last:
            self.setTabOrder(last, widget)
            last = widget

    def _choose_action(self, problem: Problem, action: Action) -> None:
        if self._choices is not None:
            self._choices = self._choices.with_action(problem, action)
            self._outcome = ""
            self._show_choice()
            self._try_options()

    def _choose_value(self, name: str, value: str) -> None:
        if self._choices is not None:
            self._choices = self._choices.with_value(name, value)
            self._show_choice()

    def _show_choice(self) -> None:
        choices = self._choices
        text = self.tr("Choose what to do")
        complete = choices is not None and choices.complete
        if choices is not None and complete:
            text = texts.resolve_label(choices, self._outcome, by_admin=self._by_admin)
        allow(self._resolve_button, "" if complete else self.tr("Choose what to do first."))
        self._resolve_button.setText(button_text(text))
        self._resolve_button.setAccessibleName(text)
        self._put_behind_enter(begun=choices is not None and choices.begun)

    def _put_behind_enter(self, *, begun: bool) -> None:
        """Make Enter close while nothing is chosen, and afterwards only do what costs nothing."""
        self._later.setDefault(not begun)
        self._resolve_button.setDefault(begun and self._costs_nothing)

    @property
    def _costs_nothing(self) -> bool:
        conflict = self._found.conflict if self._found is not None else None
        return (
            conflict is not None
            and conflict.kind is ConflictKind.DATA
            and conflict.subject.type is SubjectType.CUSTOMER
        )

    def _try_options(self) -> None:
        """Ask what every option would make of the total, given what is chosen already."""
        choices, use_cases, problems = self._choices, self._context.use_cases, self._problems
        if choices is None or problems is None or self._order is None:
            return
        effect_of = effect_for_admin if self._by_admin else effect_for_rep
        by_line = {(str(p.code), p.line): p for p in choices.problems_to_answer}
        tries = [
            (option, choices.with_action(by_line[option[0]], option[1]).resolution())
            for option in problems.options
        ]
        whole = choices.resolution() if choices.complete and not choices.cancels else None
        conflict_id = choices.conflict.id

        def look() -> list[Effect]:
            effects = [
                Effect(option, effect_of(use_cases, conflict_id, how)) for option, how in tries
            ]
            if whole is not None:
                effects.append(Effect(None, effect_of(use_cases, conflict_id, whole)))
            return effects

        self._trying.run(look, self._show_effects)

    def _show_effects(self, effects: list[Effect]) -> None:
        now = self._order.totals.total if self._order is not None else Decimal(0)
        for effect in effects:
            if effect.option is None:
                self._outcome = self._outcome_of(effect.total)
                self._show_choice()
            elif self._problems is not None:
                self._problems.show_effect(effect.option, texts.effect(effect.total, now))

    def _outcome_of(self, total: Decimal | None) -> Outcome:
        return None if total is None else f"{formats.money(total)} {self._context.currency}"

    def _resolve(self) -> None:
        choices, use_cases = self._choices, self._context.use_cases
        if choices is None or not choices.complete:
            return
        conflict_id, resolution = choices.conflict.id, choices.resolution()
        if self._by_admin:
            approve = Action(ActionKind.APPROVE)
            self._do(lambda: use_cases.admin.decide(conflict_id, approve, resolution=resolution))
        else:
            self._do(lambda: use_cases.conflicts.resolve(conflict_id, resolution))

    def _ask_head_office(self) -> None:
        self._pass_on(escalation.to_head_office(), self._context.use_cases.conflicts.escalate)

    def _hand_back(self) -> None:
        self._pass_on(escalation.back_to_rep(), self._decide(ActionKind.HAND_BACK))

    def _refuse(self) -> None:
        self._pass_on(escalation.refused(), self._decide(ActionKind.REFUSE))

    def _decide(self, kind: ActionKind) -> Callable[[ConflictId, str], None]:
        use_cases = self._context.use_cases
        return lambda conflict_id, note: use_cases.admin.decide(
            conflict_id, Action(kind), note=note
        )

    def _pass_on(
        self, how: escalation.EscalationDialog, act: Callable[[ConflictId, str], None]
    ) -> None:
        if self._choices is not None:
            conflict_id = self._choices.conflict.id
            how.ask_note(self, lambda note: self._do(lambda: act(conflict_id, note)))

    def _do(self, call: Callable[[], None]) -> None:
        self._context.execute(call, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        """Say that it is noted, and offer the next one where there is one."""
        text = self.tr("Noted. Head office gets it with the next sync.")
        if self._by_admin:
            text = self.tr("Decided. It takes effect after the next sync, and the rep is notified.")
        following = self._found and (self._found.after or self._found.before)
        if following is None:
            self._context.notify(text)
        else:
            button_text = self.tr("Next case") if self._by_admin else self.tr("Next conflict")
            open_other = self._open_other
            self._context.offer(text, button_text, lambda: open_other(following))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on from a typed value on Enter, where that resolves nothing or would cost money."""
        resolves = self._resolve_button.isDefault() and self._resolve_button.isEnabled()
        is_typing = isinstance(self.focusWidget(), QLineEdit) and self._is_begun
        if is_enter(event) and is_typing and not resolves:
            self._go_on()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Lead to the next value that is not chosen yet, or to the button."""
        undecided = self._undecided
        if undecided is None:
            self._resolve_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            undecided.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _undecided(self) -> QWidget | None:
        if self._fields is None or self._choices is None:
            return None
        return self._fields.first_without(self._choices.values)

    @property
    def _is_begun(self) -> bool:
        return self._choices is not None and self._choices.begun

    def reject(self) -> None:
        """Leave it for later; ask first about a typed value."""
        self._leave(super().reject)

    def _leave(self, leave: Callable[[], None]) -> None:
        if self._choices is None or not self._choices.has_typed_value:
            leave()
            return
        question = Question(
            self,
            "dialogDiscardChoice",
            title=self.tr("Your choice is not saved"),
            text=self.tr("What you typed is lost if you leave now."),
            yes=self.tr("&Leave without saving"),
            no=self.tr("&Continue choosing"),
            risky=True,
        )
        question.ask(lambda _note: leave())

    def _refused(self, error: SmartClientError) -> None:
        self._refusal.show_text(wording.error_text(error))
        self.make_room()

    def _edit_order(self) -> None:
        order = self._order
        if order is not None:
            self._leave(lambda: self._end_with(self._context.navigator.edit_order, order))

    def _turn_to(self, name: str) -> None:
        """Leave this one for later, and open its neighbour."""
        if self._found is None:
            return
        open_other = self._open_other
        neighbour = self._found.before if name == self._before.objectName() else self._found.after
        self._leave(lambda: self._end_with(open_other, neighbour))

    def _end_with(self, opens: Callable[[Any], None], what: object) -> None:
        super().reject()
        opens(what)

    @property
    def _open_other(self) -> Callable[[Any], None]:
        """What opens another case, for an admin, or another conflict."""
        navigator = self._context.navigator
        return navigator.decide_case if self._by_admin else navigator.resolve_conflict

    def _draw_icons(self) -> None:
        tokens = self._context.theme.tokens
        for turn_button, icon_name in (
            (self._before, "chevron-left"),
            (self._after, "chevron-right"),
        ):
            turn_button.setIcon(icon(icon_name, tokens.accent, disabled=tokens.disabled))

    def _nav_button(self, name: str, accessible_name: str) -> QPushButton:
        button = link_button(name, "", lambda: self._turn_to(name))
        button.setAccessibleName(accessible_name)
        set_tip(button, accessible_name)
        button.hide()
        return button

    def _lay_out(self) -> None:
        head = row(self._before, self._place, self._after, None, self._steps)
        self.content_layout.addWidget(self._title)
        self.content_layout.addLayout(head)
        self.content_layout.addWidget(self._account)
        self.content_layout.addWidget(self._note)
        self.content_layout.addLayout(self._body)
        self.content_layout.addStretch(1)
        self.content_layout.addWidget(self._refusal)
        head.setAlignment(self._place, Qt.AlignmentFlag.AlignVCenter)
        if self._by_admin:
            self._first = button("buttonHandBack", self.tr("&Hand back…"), self._hand_back)
            second = button("buttonRefuse", self.tr("&Refuse…"), self._refuse)
        else:
            self._first = button(
                "buttonAskHeadOffice", self.tr("&Ask head office…"), self._ask_head_office
            )
            second = self._edit
        self._put_behind_enter(begun=False)
        self._last = (self._first, second, self._later, self._resolve_button)
        self.put_buttons(self._first, second, None, self._later, self._resolve_button)
