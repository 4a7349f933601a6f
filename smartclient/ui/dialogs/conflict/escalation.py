"""Passing a conflict on: to head office, back to the rep, or refused; each with a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from smartclient.ui.dialogs.dialog import Question

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingOn:
    """One way to pass a conflict on, in words."""

    name: str
    title: str
    text: str
    yes: str
    note: str
    risky: bool = False

    def ask(self, parent: QWidget, then: Callable[[str], None]) -> None:
        """Ask whether to do it; ``then`` is given the note."""
        question = Question(
            parent,
            self.name,
            title=self.title,
            text=self.text,
            yes=self.yes,
            no=translate("PassingOn", "&Not now"),
            note=self.note,
            risky=self.risky,
        )
        question.ask(then)


def to_head_office() -> PassingOn:
    """Return how a rep asks head office."""
    return PassingOn(
        name="dialogAskHeadOffice",
        title=translate("PassingOn", "Ask head office?"),
        text=translate(
            "PassingOn", "Someone at head office decides. You hear of it with a later sync."
        ),
        yes=translate("PassingOn", "&Ask head office"),
        note=translate("PassingOn", "What they should know"),
    )


def back_to_rep() -> PassingOn:
    """Return how an admin hands a case back."""
    return PassingOn(
        name="dialogHandBack",
        title=translate("PassingOn", "Hand this back to the rep?"),
        text=translate("PassingOn", "The rep sees the conflict again, with your note."),
        yes=translate("PassingOn", "&Hand back"),
        note=translate("PassingOn", "What the rep should know"),
    )


def refused() -> PassingOn:
    """Return how an admin refuses."""
    return PassingOn(
        name="dialogRefuse",
        title=translate("PassingOn", "Refuse this?"),
        text=translate("PassingOn", "The rep keeps it as a draft that can be mended."),
        yes=translate("PassingOn", "&Refuse"),
        note=translate("PassingOn", "Why, for the rep"),
        risky=True,
    )
