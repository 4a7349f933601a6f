"""The card of the demonstration: three things to try, how to be the admin, how to start over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.widgets.factories import heading, label, link_button, row


class DemoCard(QFrame):
    """What a person who looks at a demonstration may do first; it can be put away."""

    def __init__(self, context: AppContext, as_admin: str, start_over: str) -> None:
        super().__init__()
        self.setObjectName("demoCard")
        self.setProperty("card", "true")
        layout = QGridLayout(self)
        layout.setContentsMargins(SPACE_GROUP, SPACE_BETWEEN, SPACE_GROUP, SPACE_BETWEEN)
        layout.setHorizontalSpacing(SPACE_GROUP)
        layout.setVerticalSpacing(SPACE_INSIDE)
        close = link_button("demoClose", self.tr("Put away"), self.hide)
        head = row(heading(self.tr("Three things to try in this demonstration")), None, close)
        layout.addLayout(head, 0, 0, 1, 3)
        for index, (name, text, button_text, leads) in enumerate(self._things(context)):
            layout.setColumnStretch(index, 1)
            sentence = label(f"{index + 1}. {text}", wraps=True)
            layout.addWidget(sentence, 1, index, Qt.AlignmentFlag.AlignTop)
            go = link_button(name, button_text, leads)
            layout.addWidget(go, 2, index, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._commands(as_admin, start_over), 3, 0, 1, 3)

    def _things(self, context: AppContext) -> tuple[tuple[str, str, str, Callable[[], None]], ...]:
        return (
            (
                "demoSend",
                self.tr(
                    "Orders of yours are tentative. Switch “Work offline” off above: head office "
                    "answers them."
                ),
                self.tr("Show the outbox"),
                lambda: context.navigator.show_page("pageOutbox"),
            ),
            (
                "demoResolve",
                self.tr(
                    "A product was discontinued and a phone number changed while you were away. "
                    "Choose what to do."
                ),
                self.tr("Show the conflicts"),
                lambda: context.navigator.show_page("pageConflicts"),
            ),
            (
                "demoOrder",
                self.tr("Take an order by keyboard: a customer, a product, a quantity, Enter."),
                self.tr("Begin an order"),
                lambda: context.navigator.new_order(""),
            ),
        )

    def _commands(self, as_admin: str, start_over: str) -> QWidget:
        """How the demonstration is gone on with in a terminal, to be copied."""
        text = self.tr(
            "One order waits for the admin's decision. Be the admin: {admin}. Start over: {reset}."
        ).format(admin=as_admin, reset=start_over)
        text_label = label(text, name="demoCommands", muted=True, wraps=True)
        text_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return text_label
