"""The question whether changes to a placed order are to be discarded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from smartclient.ui.dialogs.dialog import Question


class DiscardQuestion(Question):
    """Asks before an editor with unsaved changes is closed; Enter goes on editing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "dialogDiscard",
            title=self.tr("Your changes are not saved"),
            text=self.tr("The order stays as it was placed if you leave now."),
            yes=self.tr("&Leave without saving"),
            no=self.tr("&Continue editing"),
            risky=True,
        )
