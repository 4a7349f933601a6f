"""The documents of a product: each by its title, with what it is and how large, to be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.read_models.data_ages import DOCUMENT_KINDS
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.text.plain_text import button_text, set_tip
from smartclient.ui.widgets.age_note import AgeNote
from smartclient.ui.widgets.availability import Availability, open_documents
from smartclient.ui.widgets.factories import label, link_button


class DocumentList(QWidget):
    """Lists the documents of one product, looked up in the background; ``width`` holds a title."""

    def __init__(self, context: AppContext, width: int) -> None:
        super().__init__()
        self.setObjectName("productDocuments")
        self.setAccessibleName(self.tr("Documents"))
        self._context = context
        self._width = width
        self._latest = context.latest(self)
        self._documents: tuple[ProductDocument, ...] = ()
        self._left_out = 0
        self._title = label(self.tr("Documents"), name="productDocumentsTitle")
        self._ages = AgeNote(context, "documentsAges", DOCUMENT_KINDS)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_INSIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_BETWEEN, 0, SPACE_BETWEEN)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(self._title)
        layout.addWidget(self._ages)
        layout.addLayout(self._lines)
        context.status_changed.connect(self._show_any)
        self._show_any()

    def show_documents(self, sku: Sku) -> None:
        """Show the documents of a product."""
        catalog = self._context.use_cases.catalog
        self._latest.run(
            lambda: (catalog.documents(sku), catalog.documents_left_out(sku)), self._show
        )

    def _show(self, found: tuple[tuple[ProductDocument, ...], int]) -> None:
        documents, left_out = found
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._documents, self._left_out = documents, left_out
        self._show_any()
        for number, document in enumerate(documents):
            self._add(number, document)
        if left_out:
            text = self.tr("%Ln documents are not taken along", "", left_out)
            self._lines.addWidget(label(text, name="productDocumentsLeftOut", muted=True))

    def _show_any(self) -> None:
        """Show documents, and how old they are: where they were removed there are none for that."""
        any_known = bool(self._documents) or self._left_out > 0
        self._title.setVisible(any_known)
        self.setVisible(any_known or bool(self._ages.text()))

    def _add(self, number: int, document: ProductDocument) -> None:
        opener = link_button(
            f"openDocument{number}", "", lambda: self._context.navigator.open_document(document)
        )
        elided = opener.fontMetrics().elidedText(
            document.title, Qt.TextElideMode.ElideRight, self._width
        )
        opener.setText(button_text(elided))
        opener.setAccessibleName(self.tr("Open {title}").format(title=document.title))
        set_tip(opener, document.title)
        held = "" if document.is_held else self.tr("It is not on this device.")
        Availability(self._context, opener, open_documents).allow(held)
        self._lines.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        about = label(self._about(document), name=f"aboutDocument{number}", muted=True, wraps=True)
        self._lines.addWidget(about)

    def _about(self, document: ProductDocument) -> str:
        parts = [document.format.value.upper(), formats.data_size(document.size)]
        if document.category:
            parts.append(self.tr("for all of {category}").format(category=document.category))
        if not document.is_held:
            parts.append(self.tr("comes with a sync"))
        return "  ·  ".join(parts)
