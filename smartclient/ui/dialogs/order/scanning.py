"""Scanning: each scan in the order editor adds one piece of its product."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from smartclient.domain.errors import SmartClientError
from smartclient.domain.sales.catalog import Product
from smartclient.ui.app_context import AppContext
from smartclient.ui.dialogs.order.content import EditedOrder
from smartclient.ui.scanner import Scanner
from smartclient.ui.text import wording
from smartclient.ui.widgets.notice import Notice

_MOST_REFUSED = 5


class Scanning(QObject):
    """Looks up what is scanned in a window and adds it to an order, wherever the focus is.

    A code that can't be added is said in ``notice``, with a sound, and stays there while others
    are scanned: who scans looks at the goods.
    """

    def __init__(
        self, context: AppContext, window: QWidget, content: EditedOrder, notice: Notice
    ) -> None:
        super().__init__(window)
        self._context = context
        self._content = content
        self._notice = notice
        handle = window.windowHandle()
        assert handle is not None  # noqa: S101 (the window is shown)
        Scanner(handle, self).scanned.connect(self._look_up)

    def _look_up(self, code: str) -> None:
        if self._content.order is None:
            said = self.tr("Choose a customer first, and scan {code} again then.")
            self._refuse(said.format(code=code))
            return
        use_cases = self._context.use_cases
        self._context.query(
            self, lambda: use_cases.catalog.product_by_code(code), self._add, self._not_found
        )

    def _add(self, product: Product) -> None:
        refused = self._notice.text()
        self._content.add(product.sku, product.name, 1)
        if refused and not self._notice.text():
            self._notice.say(refused)

    def _not_found(self, error: SmartClientError) -> None:
        self._refuse(wording.error_text(error))

    def _refuse(self, said: str) -> None:
        earlier = [line for line in self._notice.text().splitlines() if line != said]
        self._notice.say("\n".join([*earlier, said][-_MOST_REFUSED:]))
        QApplication.beep()
