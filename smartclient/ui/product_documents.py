"""Product documents opened in the machine's own programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smartclient.documents.files import write_whole
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.product_documents import ProductDocument
from smartclient.ui.app_context import AppContext
from smartclient.ui.printing import open_in_viewer


class DocumentOpener(QObject):
    """Opens a document, offline too, in the program that the machine has for it."""

    def __init__(
        self,
        context: AppContext,
        window: QWidget,
        show: Callable[[Path], bool] = open_in_viewer,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._open = show

    def open(self, document: ProductDocument) -> None:
        """Open a document from a copy that is removed with the window."""
        self._context.query(self, lambda: self._copy(document), self._view)

    def _copy(self, document: ProductDocument) -> Path:
        content = self._context.use_cases.catalog.document_content(document)
        place = self._context.opened_files.place(document.title, document.format.ending)
        write_whole(place, content)
        return place

    def _view(self, place: Path) -> None:
        if not self._open(place):
            self._context.report(
                RefusedError(
                    "This machine has no program that shows {ending} files. Install one, or save "
                    "the document by “smartclient documents save” and open it on another computer.",
                    ending=place.suffix.removeprefix(".").upper(),
                )
            )
