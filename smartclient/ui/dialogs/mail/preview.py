"""A mail as it is sent: its recipient, its subject, its text, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from smartclient.read_models.mail import MailDraft
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_GROUP, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import heading, label, link_button
from smartclient.ui.widgets.figures.key_values import KeyValueGrid

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class MailView(QFrame):
    """Shows one mail, with a link for each attachment that opens it."""

    def __init__(self, context: AppContext, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", "true")
        self._context = context
        self._name = name
        self._facts = KeyValueGrid(f"{name}Facts")
        self._text = label(name=f"{name}Text", wraps=True)
        self._text.setTextInteractionFlags(_SELECTABLE)
        self._title = heading(self.tr("Attached"))
        self._attached = QWidget()
        self._attached.setObjectName(f"{name}Attached")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_GROUP, SPACE_GROUP, SPACE_GROUP, SPACE_GROUP)
        self._layout.setSpacing(SPACE_GROUP)
        for widget in (self._facts, self._text, self._title, self._attached):
            self._layout.addWidget(widget)

    @property
    def links(self) -> list[QPushButton]:
        """What opens the attachments, in their order."""
        return self._attached.findChildren(QPushButton)

    def show_mail(self, draft: MailDraft) -> None:
        """Show a mail."""
        customer = f"{draft.customer_name} ({draft.customer})".strip()
        self._facts.show_facts(
            (
                (self.tr("Customer"), customer),
                (self.tr("To"), draft.recipient),
                (self.tr("Subject"), draft.subject),
                (self.tr("About"), self._about(draft)),
            )
        )
        text = draft.text.rstrip() or self.tr("What it says follows the order until it is sent.")
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._show_attached(draft)

    def _about(self, draft: MailDraft) -> str:
        if not draft.order:
            return ""
        text = self.tr("Order {order}, as it is when the mail is sent")
        return text.format(order=draft.order)

    def _show_attached(self, draft: MailDraft) -> None:
        shown = QWidget()
        shown.setObjectName(self._attached.objectName())
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        for place, (text, opens, can_open) in enumerate(self._openers(draft)):
            link = link_button(f"{self._name}Open{place}", button_text(text), opens)
            link.setAccessibleName(self.tr("Open {document}").format(document=text))
            allow(link, "" if can_open else self.tr("This document comes with a sync."))
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.replaceWidget(self._attached, shown)
        self._attached.hide()
        self._attached.deleteLater()
        self._attached = shown
        any_attached = layout.count() > 0
        self._title.setVisible(any_attached)
        shown.setVisible(any_attached)

    def _openers(self, draft: MailDraft) -> Iterator[tuple[str, Callable[[], None], bool]]:
        """Each attachment with what opens it, and whether it is here."""
        navigator, order_id = self._context.navigator, draft.order_id
        if order_id is not None and draft.has_order_pdf:
            opens = partial(navigator.print_order, order_id, draft.order)
            yield f"{draft.order}.pdf", opens, True
        for document in draft.documents:
            text = f"{document.title} ({formats.data_size(document.size)})"
            yield text, partial(navigator.open_document, document), document.is_held
