"""Passing a conflict on: to head office, back to the rep, or refused; each with a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smartclient.ui.dialogs.dialog import Question

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationDialog:
    """The texts of one way to pass a conflict on."""

    name: str
    title: str
    text: str
    yes: str
    note: str
    risky: bool = False

    def ask_note(self, parent: QWidget, then: Callable[[str], None]) -> None:
        """Ask whether to do it; ``then`` is given the note."""
        question = Question(
            parent,
            self.name,
            title=self.title,
            text=self.text,
            yes=self.yes,
            no=translate("EscalationDialog", "&Not now"),
            note=self.note,
            risky=self.risky,
        )
        question.ask(then)


def to_head_office() -> EscalationDialog:
    """How a rep asks head office."""
    return EscalationDialog(
        name="dialogAskHeadOffice",
        title=translate("EscalationDialog", "Ask head office?"),
        text=translate(
            "EscalationDialog", "Someone at head office decides. You hear of it with a later sync."
        ),
        yes=translate("EscalationDialog", "&Ask head office"),
        note=translate("EscalationDialog", "What they should know"),
    )


def back_to_rep() -> EscalationDialog:
    """How an admin hands a case back."""
    return EscalationDialog(
        name="dialogHandBack",
        title=translate("EscalationDialog", "Hand this back to the rep?"),
        text=translate("EscalationDialog", "The rep sees the conflict again, with your note."),
        yes=translate("EscalationDialog", "&Hand back"),
        note=translate("EscalationDialog", "What the rep should know"),
    )


def refused() -> EscalationDialog:
    """How an admin refuses."""
    return EscalationDialog(
        name="dialogRefuse",
        title=translate("EscalationDialog", "Refuse this?"),
        text=translate("EscalationDialog", "The rep keeps it as a draft that can be corrected."),
        yes=translate("EscalationDialog", "&Refuse"),
        note=translate("EscalationDialog", "Why, for the rep"),
        risky=True,
    )
