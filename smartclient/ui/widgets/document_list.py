"""The documents of a product: each by its title, with what it is and how large, to be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import SPACE_BETWEEN, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.text.plain_text import button_text, set_tip
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
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, SPACE_BETWEEN, 0, SPACE_BETWEEN)
        self._lines.setSpacing(SPACE_INSIDE)
        self.hide()

    def show_documents(self, sku: Sku) -> None:
        """Show the documents of a product."""
        self._latest.run(lambda: self._context.use_cases.catalog.documents(sku), self._show)

    def _show(self, documents: tuple[ProductDocument, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(bool(documents))
        if documents:
            self._lines.addWidget(label(self.tr("Documents"), name="productDocumentsTitle"))
        for number, document in enumerate(documents):
            self._add(number, document)

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
        opener.setEnabled(document.is_held)
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
