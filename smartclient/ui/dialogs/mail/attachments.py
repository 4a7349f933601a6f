"""What goes with a mail: documents of products, found by product and ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from smartclient.domain.ids import Sku
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_INSIDE
from smartclient.ui.text import formats
from smartclient.ui.text.plain_text import button_text
from smartclient.ui.widgets.factories import label
from smartclient.ui.widgets.lists.finder import AutocompleteField
from smartclient.ui.widgets.lists.matches import product_matches


class AttachmentChoice(QWidget):
    """A field that finds a product, and a tick for each of its documents; ticked ones stay."""

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._latest = context.latest(self)
        self._ticks: list[tuple[ProductDocument, QCheckBox]] = []
        self.product = AutocompleteField(
            context,
            "mailProduct",
            self.tr("Product whose documents to attach"),
            product_matches(context, None),
            explain=context.use_cases.catalog.why_not_found,
        )
        self.product.setMinimumHeight(FIELD_HEIGHT)
        self._nothing = label(name="mailNoDocuments", muted=True, wraps=True)
        self._nothing.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_INSIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_INSIDE)
        layout.addWidget(self.product)
        layout.addWidget(self._nothing)
        layout.addLayout(self._list)
        self.product.picked.connect(self._look)

    @property
    def chosen(self) -> tuple[ProductDocument, ...]:
        """The documents that are ticked, in the order in which they were found."""
        return tuple(document for document, tick in self._ticks if tick.isChecked())

    def _look(self, sku: object) -> None:
        catalog = self._context.use_cases.catalog
        self._latest.run(lambda: catalog.documents(Sku(str(sku))), self._show)

    def _show(self, found: tuple[ProductDocument, ...]) -> None:
        kept = self.chosen
        known = {one.hash for one in kept}
        for _, tick in self._ticks:
            self._list.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self._ticks = []
        for document in (*kept, *(one for one in found if one.hash not in known)):
            self._add(document, ticked=document.hash in known)
        self._nothing.setText("" if found else self.tr("This product has no documents."))
        self._nothing.setVisible(not found)
        self._order_tab()
        self.changed.emit()

    def _add(self, document: ProductDocument, *, ticked: bool) -> None:
        text = f"{document.title} ({formats.data_size(document.size)})"
        tick = QCheckBox(button_text(text))
        tick.setObjectName(f"attachDocument{len(self._ticks)}")
        tick.setAccessibleName(self.tr("Attach {document}").format(document=text))
        tick.setChecked(ticked)
        tick.toggled.connect(self.changed)
        self._ticks.append((document, tick))
        self._list.addWidget(tick)

    def _order_tab(self) -> None:
        before: QWidget = self.product
        for _, tick in self._ticks:
            self.setTabOrder(before, tick)
            before = tick
