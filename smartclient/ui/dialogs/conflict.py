"""The conflict dialog: settles a conflict, or passes it on; it may be left and come back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from smartclient.contract.cases import Case
from smartclient.domain.errors import SmartClientError
from smartclient.domain.ids import ConflictId
from smartclient.domain.orders import Order
from smartclient.domain.problems import Action, ActionKind, Problem
from smartclient.domain.tasks import SubjectType
from smartclient.reconcile.conflict import Conflict, ConflictKind
from smartclient.ui import formats, wording
from smartclient.ui.dialogs import passing_on
from smartclient.ui.dialogs.conflict_fields import ConflictFields
from smartclient.ui.dialogs.conflict_problems import ConflictProblems, OptionName
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.models.choices import Choices
from smartclient.ui.signs import Sign
from smartclient.ui.widgets.notice import Notice
from smartclient.ui.widgets.parts import button, label, link_button, row, title
from smartclient.ui.workbench import Workbench

if TYPE_CHECKING:
    from smartclient.tasks.desk import Desk

_WIDTH = 780
_TALLEST = 460


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A conflict with its place among the others, what it is about in words, and its order."""

    conflict: Conflict
    name: str
    position: int
    count: int
    order: Order | None


@dataclass(frozen=True, slots=True)
class _Effect:
    """What an option makes of the order's total; None when it cancels the order."""

    option: OptionName
    total: Decimal | None


class ConflictDialog(Dialog):
    """Shows one conflict, the same to a rep and to an admin, who may decide about it."""

    def __init__(self, bench: Workbench, parent: QWidget, *, by_admin: bool) -> None:
        super().__init__(parent, "dialogConflict", "")
        self.setMinimumWidth(_WIDTH)
        self._bench = bench
        self._by_admin = by_admin
        self._choices: Choices | None = None
        self._order: Order | None = None
        self._problems: ConflictProblems | None = None
        self._trying = bench.latest(self)
        self._title = title("")
        self._title.setWordWrap(True)
        self._place = label(name="conflictPlace", muted=True)
        self._note = label(name="conflictNote", wraps=True)
        self._note.hide()
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._refusal = Notice(bench.theme, "conflictRefusal", Sign.REJECTED)
        self._settle: QPushButton = button(
            "buttonResolve", self.tr("Choose what to do"), self._resolve, primary=True
        )
        self._settle.setEnabled(False)
        self._edit = link_button("buttonEditInstead", self.tr("&Edit the order…"), self._edit_order)
        self._edit.hide()
        self._lay_out()

    @classmethod
    def for_rep(cls, bench: Workbench, conflict_id: ConflictId, parent: QWidget) -> ConflictDialog:
        """Return the dialog in which a rep settles a conflict or asks head office."""
        made = cls(bench, parent, by_admin=False)
        desk = bench.desk

        def look() -> _Found:
            waiting = [conflict.id for conflict in desk.conflicts()]
            conflict = desk.conflict(conflict_id)
            return _Found(
                conflict=conflict,
                name=_name(desk, conflict),
                position=waiting.index(conflict_id) + 1 if conflict_id in waiting else 1,
                count=max(1, len(waiting)),
                order=desk.order_in_conflict(conflict_id),
            )

        bench.ask(made, look, made._show, made._give_up)
        return made

    @classmethod
    def for_admin(cls, bench: Workbench, case: Case, parent: QWidget) -> ConflictDialog:
        """Return the dialog in which an admin decides a case."""
        made = cls(bench, parent, by_admin=True)
        label = case.conflict.subject.label
        name = f"{label}, {case.order.customer}" if case.order else label
        found = _Found(conflict=case.conflict, name=name, position=1, count=1, order=case.order)
        made._show(found)
        made._place.setText(made.tr("Case of {rep}").format(rep=case.rep))
        made._show_note(case.note, case.rep)
        return made

    def _show(self, found: _Found) -> None:
        conflict = found.conflict
        self._order = found.order
        self._edit.setVisible(found.order is not None and not self._by_admin)
        self._choices = Choices(conflict=conflict, by_admin=self._by_admin)
        self.setWindowTitle(self._subject(found))
        self._title.setText(self._subject(found))
        self._place.setText(self._place_words(found))
        self._show_note(conflict.note, conflict.note_by)
        if conflict.kind is ConflictKind.DATA:
            fields = ConflictFields(self._bench, conflict)
            fields.chosen.connect(self._choose_value)
            self._put(fields)
        else:
            self._problems = ConflictProblems(self._choices)
            self._problems.chosen.connect(self._choose_action)
            self._put(self._problems)
            self._try_options()

    def _give_up(self, error: SmartClientError) -> None:
        self._bench.report(error)
        self.reject()

    def _subject(self, found: _Found) -> str:
        kind = {
            SubjectType.ORDER: self.tr("Order {label}"),
            SubjectType.CUSTOMER: self.tr("Customer {label}"),
        }.get(found.conflict.subject.type, "{label}")
        return kind.format(label=found.name)

    def _place_words(self, found: _Found) -> str:
        parts = [
            self.tr("Conflict {position} of {count}").format(
                position=found.position, count=found.count
            )
        ]
        if found.order is not None:
            parts.append(
                self.tr("total now {total} {currency}").format(
                    total=formats.money(found.order.totals.total), currency=self._bench.currency
                )
            )
        return "  ·  ".join(parts)

    def _show_note(self, note: str, by: str) -> None:
        self._note.setVisible(bool(note))
        self._note.setText(f"{by}: {note}" if by else note)

    def _put(self, body: QWidget) -> None:
        self._body.setWidget(body)
        needed = body.sizeHint().height() + 2 * self._body.frameWidth()
        self._body.setMinimumHeight(min(needed + 8, _TALLEST))
        self.adjustSize()

    def _choose_action(self, problem: Problem, action: Action) -> None:
        if self._choices is not None:
            self._choices = self._choices.with_action(problem, action)
            self._show_choice()
            self._try_options()

    def _choose_value(self, name: str, value: str) -> None:
        if self._choices is not None:
            self._choices = self._choices.with_value(name, value)
            self._show_choice()

    def _show_choice(self) -> None:
        choices = self._choices
        complete = choices is not None and choices.complete
        self._settle.setEnabled(complete)
        text = self._settle_words(choices) if complete and choices else self.tr("Choose what to do")
        self._settle.setText(text.replace("&", "&&"))
        self._settle.setAccessibleName(text)

    def _settle_words(self, choices: Choices) -> str:
        if choices.cancels:
            return self.tr("Cancel the order")
        if choices.values and len(choices.values) == 1:
            value = next(iter(choices.values.values()))
            return (
                self.tr("Keep {value}").format(value=value) if value else self.tr("Leave it empty")
            )
        if len(choices.asked) == 1:
            problem = choices.asked[0]
            return wording.action_text(next(iter(choices.actions.values())), problem)
        return self.tr("Settle it this way")

    def _try_options(self) -> None:
        """Ask what every option would make of the total, given what is chosen already."""
        choices, desk = self._choices, self._bench.desk
        if choices is None or self._problems is None or self._order is None or self._by_admin:
            return
        problems = {(str(p.code), p.line): p for p in choices.asked}
        tries = [
            (option, choices.with_action(problems[option[0]], option[1]).resolution())
            for option in self._problems.options
        ]

        def look() -> list[_Effect]:
            effects = []
            for option, resolution in tries:
                made = desk.preview(choices.conflict.id, resolution)
                effects.append(_Effect(option, made.totals.total if made else None))
            return effects

        self._trying.ask(look, self._show_effects)

    def _show_effects(self, effects: list[_Effect]) -> None:
        for effect in effects:
            if self._problems is not None:
                self._problems.show_effect(effect.option, effect.total)

    def _resolve(self) -> None:
        choices, desk = self._choices, self._bench.desk
        if choices is None or not choices.complete:
            return
        conflict_id, resolution = choices.conflict.id, choices.resolution()
        if self._by_admin:
            approve = Action(ActionKind.APPROVE)
            self._do(lambda: desk.decide(conflict_id, approve, resolution=resolution))
        else:
            self._do(lambda: desk.resolve(conflict_id, resolution))

    def _ask_head_office(self) -> None:
        self._pass_on(passing_on.to_head_office(), self._bench.desk.ask_head_office)

    def _hand_back(self) -> None:
        self._pass_on(passing_on.back_to_rep(), self._decide(ActionKind.HAND_BACK))

    def _refuse(self) -> None:
        self._pass_on(passing_on.refused(), self._decide(ActionKind.REFUSE))

    def _decide(self, kind: ActionKind) -> Callable[[ConflictId, str], None]:
        desk = self._bench.desk
        return lambda conflict_id, note: desk.decide(conflict_id, Action(kind), note=note)

    def _pass_on(self, how: passing_on.PassingOn, act: Callable[[ConflictId, str], None]) -> None:
        if self._choices is not None:
            conflict_id = self._choices.conflict.id
            how.ask(self, lambda note: self._do(lambda: act(conflict_id, note)))

    def _do(self, call: Callable[[], None]) -> None:
        said = self.tr("Noted. Head office gets it with the next sync.")

        def done(_value: None) -> None:
            self._bench.say(said)
            self.accept()

        self._bench.do(call, done, self._refused)

    def _refused(self, error: SmartClientError) -> None:
        self._refusal.say(wording.error_text(error))

    def _edit_order(self) -> None:
        if self._order is not None:
            self._bench.order_edit_wanted.emit(self._order)
            self.reject()

    def _lay_out(self) -> None:
        head = row(self._title, self._place)
        head.setStretch(0, 1)
        head.setAlignment(self._place, Qt.AlignmentFlag.AlignVCenter)
        self.inside.addLayout(head)
        self.inside.addWidget(self._note)
        self.inside.addWidget(self._body, 1)
        self.inside.addWidget(self._refusal)
        later = button("buttonLater", self.tr("&Later"), self.reject)
        if self._by_admin:
            first = button("buttonHandBack", self.tr("&Hand back…"), self._hand_back)
            second = button("buttonRefuse", self.tr("&Refuse…"), self._refuse)
        else:
            first = button(
                "buttonAskHeadOffice", self.tr("&Ask head office…"), self._ask_head_office
            )
            second = self._edit
        self.inside.addLayout(row(first, second, None, later, self._settle))


def _name(desk: Desk, conflict: Conflict) -> str:
    """Return what a conflict is about: an order by number and customer, else by its label."""
    if conflict.subject.type is not SubjectType.ORDER:
        return conflict.subject.label
    record = desk.order(conflict.subject.id)
    number = formats.order_number(record.number, record.order.provisional_number)
    return f"{number}, {record.customer_name}"
